import Cards

/// Prodigy: Adam whose rate is an estimate d of the distance to the solution, which grows as evidence comes in.
///
/// r ← β₃r + (d/d₀)·dη⟨g, θ₀ − θ⟩; s ← β₃s + (d/d₀)·dη·g; d ← max(d, r/|s|₁) for the next step;
/// m ← β₁m + (1−β₁)d·g; v ← β₂v + (1−β₂)d²g²; θ ← θ − dη·m/(√v + d·ε). No rate to choose: η = 1; β₃ = √β₂.
///
/// Mishchenko & Defazio, "Prodigy: An Expeditiously Adaptive Parameter-Free Learner" (2024), algorithm 4.
struct Prodigy: TensorRule {
    var looksAtAll: Bool { true }
    var β1: Double
    var β2: Double
    var β3: Double
    var ε: Double
    /// d₀.
    var d0: Double
    /// What an estimate is multiplied by.
    var growth = 1.0
    /// η is multiplied by √(1−β₂ᵗ)/(1−β₁ᵗ).
    var correctsBias = false
    /// η stays out of s, so that a warm-up does not hold the estimate back.
    var isSafeInWarmup = false
    /// Whether ε is in units of the d of this step, as in the paper, or of the next.
    var εOfThisStep = false

    /// Slots m and v: the moments; a: s; b: the starting point.
    var slots: SlotSet { [.m, .v, .a, .b] }

    /// Registers p1: d; p2: r; p3 and p4: β₁ᵗ and β₂ᵗ.
    func prepare<S: LaneScalar>(_ block: TensorBlock<S>, _ clock: inout Clock, rate η: Double) {
        for i in 0..<block.count { block.slot(.b)[i] = block.parameters[i] }
        clock.p1 = d0
        clock.p2 = 0
    }

    func update<S: LaneScalar, P: Probe>(
        _ block: TensorBlock<S>, _ clock: inout Clock, rate η: Double, _ probe: inout P
    ) {
        clock.p3 = Clock.decayed(clock.p3, by: β1)
        clock.p4 = Clock.decayed(clock.p4, by: β2)
        let d = clock.p1
        let correction = correctsBias ? (1 - clock.p4).squareRoot() / (1 - clock.p3) : 1
        let rate = d * η * correction
        let weight = d / d0 * (isSafeInWarmup ? d : rate)
        let (m, v, s, start) = (block.slot(.m), block.slot(.v), block.slot(.a), block.slot(.b))
        var agreement = 0.0
        var size = 0.0
        for i in 0..<block.count {
            let g = block.gradient[i]
            agreement += Double(g) * Double(start[i] - block.parameters[i])
            s[i] = probe.note(i, "s", "β₃·s + (d/d₀)·d·η·g", β3 * s[i] + weight * g)
            size += Double(magnitude(s[i]))
            m[i] = probe.note(i, "m", "β₁·m + (1 − β₁)·d·g", β1 * m[i] + ((1 - β1) * d) * g)
            v[i] = probe.note(i, "v", "β₂·v + (1 − β₂)·d²·g²", β2 * v[i] + ((1 - β2) * d * d) * (g * g))
        }
        clock.p2 = β3 * clock.p2 + d / d0 * rate * agreement
        if size > 0 { clock.p1 = Swift.max(d, growth * clock.p2 / size) }
        probe.note("d", "distance estimate of this step", scalar: d)
        if correctsBias { probe.note("correction", "√(1 − β₂ᵗ)/(1 − β₁ᵗ), times η", scalar: correction) }
        probe.note("r", "β₃·r + (d/d₀)·d·η·⟨g, θ₀ − θ⟩", scalar: clock.p2)
        probe.note("d next", "max(d, r/Σ|s|)", scalar: clock.p1)
        let floor = (εOfThisStep ? d : clock.p1) * ε
        for i in 0..<block.count {
            var θ = block.parameters[i]
            if block.decay != 0 { θ = θ - (block.masked(block.decay, at: i) * d * correction) * θ }
            block.parameters[i] = θ - rate * probe.note(i, "u", "m/(√v + d·ε)", m[i] / (√v[i] + floor))
        }
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
        source: "Mishchenko & Defazio (2024), Prodigy: An Expeditiously Adaptive Parameter-Free Learner, algorithm 4; "
            + "prodigyopt 1.1.2 and optax 0.2.8",
        differences: [
            "optax multiplies η by √(1−β₂ᵗ)/(1−β₁ᵗ), prodigyopt when it is asked to (use_bias_correction=True): the first "
                + "step is d₀·η with it and 3.16·d₀·η without.",
            "prodigyopt and optax take ε in units of the next step's d, the paper of this one's. "
                + "The dialects keras and pytorch are prodigyopt.",
        ],
        rate: 1.0, decay: .decoupled,
        [
            .beta1(), .beta2(), .epsilon(1e-8),
            Hyperparameter(
                "beta_3", aliases: ["beta3"], .decayRate, .absent("√beta_2"), "β₃: decay factor of the estimate's sums"),
            Hyperparameter("d0", aliases: ["estim_lr0"], .positive, 1e-6, "the first distance estimate"),
            Hyperparameter(
                "d_coef", aliases: ["estim_lr_coef"], .positive, 1, "what an estimate is multiplied by"),
            Hyperparameter(
                "use_bias_correction", .flag, PerDialect(0, optax: 1), "multiply η by √(1−β₂ᵗ)/(1−β₁ᵗ)"),
            .flag("safeguard_warmup", "keep η out of s, so that a warm-up does not hold the estimate back"),
        ]
    ) { s in
        Prodigy(
            β1: s["beta_1"], β2: s["beta_2"], β3: s.number(ifGiven: "beta_3") ?? s["beta_2"].squareRoot(),
            ε: s["epsilon"], d0: s["d0"], growth: s["d_coef"], correctsBias: s.flag("use_bias_correction"),
            isSafeInWarmup: s.flag("safeguard_warmup"), εOfThisStep: s.dialect == .paper)
    }
}
