import Cards

/// D-Adaptation: AdamW whose rate is an estimate d of the distance to the solution, which grows as evidence comes in.
///
/// λₜ = d·η·√(1−β₂ᵗ)/(1−β₁ᵗ); r ← √β₂·r + (1−√β₂)·λₜ⟨g, s/(√v + ε)⟩; m ← β₁m + (1−β₁)λₜg; v ← β₂v + (1−β₂)g²;
/// s ← √β₂·s + (1−√β₂)·λₜg; d ← max(d, r/((1−√β₂)|s|₁)) for the next step; θ ← θ − m/(√v + ε). η = 1.
///
/// Defazio & Mishchenko, "Learning-Rate-Free Learning by D-Adaptation" (2023), algorithm 5; optax 0.2.8.
struct DAdaptAdamW: TensorRule {
    var looksAtAll: Bool { true }
    var β1: Double
    var β2: Double
    var ε: Double
    /// d₀.
    var d0: Double

    /// Slots m and v: the moments; a: s.
    var slots: SlotSet { [.m, .v, .a] }

    /// Registers p1: d; p2: r; p3 and p4: β₁ᵗ and β₂ᵗ.
    func prepare<S: LaneScalar>(_ block: TensorBlock<S>, _ clock: inout Clock, rate η: Double) {
        clock.p1 = d0
        clock.p2 = 0
    }

    func update<S: LaneScalar, P: Probe>(
        _ block: TensorBlock<S>, _ clock: inout Clock, rate η: Double, _ probe: inout P
    ) {
        clock.p3 = Clock.decayed(clock.p3, by: β1)
        clock.p4 = Clock.decayed(clock.p4, by: β2)
        let d = clock.p1
        let correction = (1 - clock.p4).squareRoot() / (1 - clock.p3)
        let rate = d * η * correction
        let β3 = β2.squareRoot()
        let (m, v, s, θ) = (block.slot(.m), block.slot(.v), block.slot(.a), block.parameters)
        var agreement = 0.0
        var size = 0.0
        for i in 0..<block.count {
            let g = block.gradient[i]
            agreement += Double(g) * Double(s[i] / (√v[i] + ε))
            m[i] = probe.note(i, "m", "β₁·m + (1 − β₁)·λₜ·g", β1 * m[i] + ((1 - β1) * rate) * g)
            v[i] = probe.note(i, "v", "β₂·v + (1 − β₂)·g²", β2 * v[i] + (1 - β2) * (g * g))
            s[i] = probe.note(i, "s", "√β₂·s + (1 − √β₂)·λₜ·g", β3 * s[i] + ((1 - β3) * rate) * g)
            size += Double(magnitude(s[i]))
            if block.decay != 0 { θ[i] = θ[i] - (block.masked(block.decay, at: i) * d * correction) * θ[i] }
            θ[i] = θ[i] - probe.note(i, "u", "m/(√v + ε)", m[i] / (√v[i] + ε))
        }
        clock.p2 = β3 * clock.p2 + (1 - β3) * rate * agreement
        if size > 0 { clock.p1 = Swift.max(d, clock.p2 / ((1 - β3) * size)) }
        probe.note("d", "distance estimate of this step", scalar: d)
        probe.note("λₜ", "d·η·√(1 − β₂ᵗ)/(1 − β₁ᵗ)", scalar: rate)
        probe.note("r", "√β₂·r + (1 − √β₂)·λₜ·⟨g, s/(√v + ε)⟩", scalar: clock.p2)
        probe.note("d next", "max(d, r/((1 − √β₂)·Σ|s|))", scalar: clock.p1)
    }
}

extension DAdaptAdamW {
    static let card = RuleCard(
        "DAdaptAdamW", chapter: .tuningFree, aliases: ["dadapt_adamw", "DAdaptAdam"],
        summary: "AdamW that estimates the distance to the solution and needs no rate; Prodigy's forerunner",
        formula: """
            λₜ = d·η·√(1−β₂ᵗ)/(1−β₁ᵗ)      r ← √β₂·r + (1−√β₂)·λₜ·⟨g, s/(√v + ε)⟩
            m ← β₁·m + (1−β₁)·λₜ·g      v ← β₂·v + (1−β₂)·g²      s ← √β₂·s + (1−√β₂)·λₜ·g
            θ ← θ − m/(√v + ε)      d ← max(d, r/((1−√β₂)·Σ|s|))
            """,
        source: "Defazio & Mishchenko (2023), Learning-Rate-Free Learning by D-Adaptation, algorithm 5; optax 0.2.8",
        rate: 1.0, decay: .decoupled,
        [
            .beta1(), .beta2(), .epsilon(1e-8),
            Hyperparameter("d0", aliases: ["estim_lr0"], .positive, 1e-6, "the first distance estimate"),
        ]
    ) { s in DAdaptAdamW(β1: s["beta_1"], β2: s["beta_2"], ε: s["epsilon"], d0: s["d0"]) }
}
