import Cards

/// Gradient descent at Polyak's rate: as long a step as would bring a straight line down to the lowest value.
///
/// θ ← θ − η·min((f(θ) − f*)/(|g|² + ε), γ)·g, with f* the value hoped for; γ bounds it where g is small.
///
/// Polyak, "Minimization of unsmooth functionals" (1969); Loizou et al., "Stochastic Polyak Step-size for SGD" (2021);
/// optax 0.2.8.
struct PolyakSGD: TensorRule {
    var looksAtAll: Bool { true }
    /// f*.
    var lowest: Double
    /// γ.
    var largest: Double
    var ε: Double
    /// Below f* no step is taken, rather than one uphill.
    var onlyDown: Bool
    /// optax: |g| is measured after g has been multiplied by η.
    var measuresScaled: Bool

    var slots: SlotSet { [] }

    func update<S: LaneScalar, P: Probe>(
        _ block: TensorBlock<S>, _ clock: inout Clock, rate η: Double, _ probe: inout P
    ) {
        let norm = length(block.gradient, 0..<block.count) * (measuresScaled ? η : 1)
        let size = norm * norm + ε
        let gap = onlyDown ? Swift.max(block.loss - lowest, 0) : block.loss - lowest
        let rate = size <= Double.ulpOfOne ? 0 : Swift.min(gap / size, largest)
        probe.note("f − f*", "what is left to descend", scalar: gap)
        probe.note("γₜ", "min((f − f*)/(|g|² + ε), γ)", scalar: rate)
        block.applyDecay(0..<block.count)
        for i in 0..<block.count {
            let step = probe.note(i, "step", "η·γₜ·g", (η * rate) * block.gradient[i])
            block.parameters[i] = block.parameters[i] - step
        }
    }
}

extension PolyakSGD {
    static let card = RuleCard(
        "PolyakSGD", chapter: .tuningFree, aliases: ["polyak_sgd"],
        summary: "gradient descent at the rate that would bring a straight line down to the lowest value",
        formula: "θ ← θ − η·min((f − f*)/(|g|² + ε), γ)·g",
        source:
            "Polyak (1969), Minimization of unsmooth functionals; Loizou et al. (2021), Stochastic Polyak Step-size "
            + "for SGD; optax 0.2.8",
        differences: [
            "optax measures η·g where its own page says g, so that twice the η makes half the step.",
            "f* has to be known, about: 0 for a loss that a model can bring to 0. Below it variant=\"sps\" climbs and "
                + "\"sps+\" stands still.",
        ],
        rate: 1.0, decay: .decoupled,
        [
            Hyperparameter("max_learning_rate", .positive, 1, "γ: the largest rate"),
            Hyperparameter("f_min", .finite, 0, "f*: the lowest value of the objective"),
            Hyperparameter("epsilon", aliases: ["eps"], .nonNegative, 0, "beside the squared gradient"),
            Hyperparameter(
                "variant", .choice(["sps", "sps+"]), .text("sps"), "\"sps+\": no step where f is below f*"),
        ]
    ) { s in
        PolyakSGD(
            lowest: s["f_min"], largest: s["max_learning_rate"], ε: s["epsilon"],
            onlyDown: s.text(ifGiven: "variant") == "sps+", measuresScaled: s.dialect == .optax)
    }
}
