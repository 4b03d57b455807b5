import Cards

/// Prodigy: Adam whose rate is an estimate d of the distance to the solution, which grows as evidence comes in.
///
/// r ← β₃r + (d/d₀)·dη⟨g, θ₀ − θ⟩; s ← β₃s + (d/d₀)·dη·g; d ← max(d, r/|s|₁) for the next step;
/// m ← β₁m + (1−β₁)d·g; v ← β₂v + (1−β₂)d²g²; θ ← θ − dη·m/(√v + d·ε). No rate to choose: η = 1; β₃ = √β₂.
///
/// Mishchenko & Defazio, "Prodigy: An Expeditiously Adaptive Parameter-Free Learner" (2024), algorithm 4.
struct Prodigy: TensorRule {
    var β1: Double
    var β2: Double
    var ε: Double
    /// d₀.
    var d0: Double

    /// Slots m and v: the moments; a: s; b: the starting point.
    var slots: SlotSet { [.m, .v, .a, .b] }

    /// Registers p1: d; p2: r.
    func prepare<S: LaneScalar>(_ block: TensorBlock<S>, _ clock: inout Clock, rate η: Double) {
        for i in 0..<block.count { block.slot(.b)[i] = block.parameters[i] }
        clock.p1 = d0
        clock.p2 = 0
    }

    func update<S: LaneScalar, P: Probe>(
        _ block: TensorBlock<S>, _ clock: inout Clock, rate η: Double, _ probe: inout P
    ) {
        let d = clock.p1
        let rate = d * η
        let β3 = β2.squareRoot()
        let (m, v, s, start) = (block.slot(.m), block.slot(.v), block.slot(.a), block.slot(.b))
        var agreement = 0.0
        var size = 0.0
        for i in 0..<block.count {
            let g = block.gradient[i]
            agreement += Double(g) * Double(start[i] - block.parameters[i])
            s[i] = probe.note(i, "s", "β₃·s + (d/d₀)·d·η·g", β3 * s[i] + (d / d0 * rate) * g)
            size += Double(magnitude(s[i]))
            m[i] = probe.note(i, "m", "β₁·m + (1 − β₁)·d·g", β1 * m[i] + ((1 - β1) * d) * g)
            v[i] = probe.note(i, "v", "β₂·v + (1 − β₂)·d²·g²", β2 * v[i] + ((1 - β2) * d * d) * (g * g))
            var θ = block.parameters[i]
            if block.decay != 0 { θ = θ - (block.decay * d) * θ }
            block.parameters[i] = θ - rate * probe.note(i, "u", "m/(√v + d·ε)", m[i] / (√v[i] + d * ε))
        }
        clock.p2 = β3 * clock.p2 + d / d0 * rate * agreement
        if size > 0 { clock.p1 = Swift.max(d, clock.p2 / size) }
        probe.note("d", "distance estimate of this step", scalar: d)
        probe.note("r", "β₃·r + (d/d₀)·d·η·⟨g, θ₀ − θ⟩", scalar: clock.p2)
        probe.note("d next", "max(d, r/Σ|s|)", scalar: clock.p1)
    }
}

extension Prodigy {
    static let card = RuleCard(
        "Prodigy", chapter: .tuningFree,
        summary: "Adam that estimates the distance to the solution and needs no rate",
        formula: """
            r ← β₃·r + (d/d₀)·d·η·⟨g, θ₀ − θ⟩      s ← β₃·s + (d/d₀)·d·η·g      β₃ = √β₂
            m ← β₁·m + (1−β₁)·d·g      v ← β₂·v + (1−β₂)·d²·g²      θ ← θ − d·η·m/(√v + d·ε)
            d ← max(d, r/Σ|s|)
            """,
        source: "Mishchenko & Defazio (2024), Prodigy: An Expeditiously Adaptive Parameter-Free Learner, algorithm 4",
        rate: 1.0, decay: .decoupled,
        [
            .beta1(), .beta2(), .epsilon(1e-8),
            Hyperparameter("d0", .positive, 1e-6, "the first distance estimate"),
        ]
    ) { s in Prodigy(β1: s["beta_1"], β2: s["beta_2"], ε: s["epsilon"], d0: s["d0"]) }
}
