import Cards

/// Distance over weighted gradients: as DoG, but each squared gradient weighs as much as the distance was when it came.
///
/// r² ← max(r², |θ − θ₀|²), r₀² = ε; G ← G + r²·|g|²; θ ← θ − η·r²/(√G + ε)·g. No rate to choose: η = 1.
///
/// Khaled, Mishchenko & Jin, "DoWG Unleashed: An Efficient Universal Parameter-Free Gradient Descent Method" (2023), algorithm
/// 1; optax 0.2.8.
struct DoWG: TensorRule {
    var looksAtAll: Bool { true }
    /// r₀²; ε when it is nil.
    var firstSquare: Double?
    var ε: Double

    /// Slot b: the starting point.
    var slots: SlotSet { [.b] }

    /// Registers p1: r²; p2: G.
    func prepare<S: LaneScalar>(_ block: TensorBlock<S>, _ clock: inout Clock, rate η: Double) {
        for i in 0..<block.count { block.slot(.b)[i] = block.parameters[i] }
        clock.p1 = firstSquare ?? ε
        clock.p2 = 0
    }

    func update<S: LaneScalar, P: Probe>(
        _ block: TensorBlock<S>, _ clock: inout Clock, rate η: Double, _ probe: inout P
    ) {
        let (start, θ) = (block.slot(.b), block.parameters)
        let travelled = squaredDistance(θ, start, block.count)
        let size = length(block.gradient, 0..<block.count)
        clock.p1 = Swift.max(clock.p1, travelled)
        clock.p2 += clock.p1 * size * size
        let rate = η * clock.p1 / (clock.p2.squareRoot() + ε)
        probe.note("r²", "the squared distance farthest from the start so far", scalar: clock.p1)
        probe.note("G", "G + r²·|g|²", scalar: clock.p2)
        probe.note("rate", "η·r²/(√G + ε)", scalar: rate)
        for i in 0..<block.count {
            if block.decay != 0 { θ[i] = θ[i] - (block.masked(block.decay, at: i) * rate / η) * θ[i] }
            θ[i] = θ[i] - probe.note(i, "step", "rate·g", rate * block.gradient[i])
        }
    }
}

extension DoWG {
    static let card = RuleCard(
        "DoWG", chapter: .tuningFree,
        summary: "DoG with every squared gradient weighted by the distance at which it was met",
        formula: "r² ← max(r², |θ − θ₀|²)      G ← G + r²·|g|²      θ ← θ − η·r²/(√G + ε)·g",
        source:
            "Khaled, Mishchenko & Jin (2023), DoWG Unleashed: An Efficient Universal Parameter-Free Gradient Descent "
            + "Method, algorithm 1; optax 0.2.8",
        rate: 1.0, decay: .addedToGradient,
        [
            Hyperparameter("init_estim_sq_dist", .positive, .absent("epsilon"), "r² before the first step"),
            Hyperparameter("epsilon", aliases: ["eps"], .positive, 1e-4, "keeps the division finite"),
        ]
    ) { s in DoWG(firstSquare: s.number(ifGiven: "init_estim_sq_dist"), ε: s["epsilon"]) }
}
