import Cards

/// Distance over gradients: the rate is the farthest distance travelled over the root of all squared gradient norms.
///
/// r ← max(r, |θ − θ₀|), r₀ = reps_rel·(1 + |θ₀|); G ← G + |g|²; θ ← θ − η·r/√(G + ε)·g. No rate to choose: η = 1.
///
/// Ivgi, Hinder & Carmon, "DoG is SGD's Best Friend" (2023), equation (3).
struct DoG: TensorRule {
    var looksAtAll: Bool { true }
    /// reps_rel: the first movement, relative to 1 + |θ₀|.
    var firstMove: Double
    var ε: Double

    /// Slot b: the starting point.
    var slots: SlotSet { [.b] }

    /// Registers p1: r; p2: G.
    func prepare<S: LaneScalar>(_ block: TensorBlock<S>, _ clock: inout Clock, rate η: Double) {
        for i in 0..<block.count { block.slot(.b)[i] = block.parameters[i] }
        clock.p1 = firstMove * (1 + length(block.parameters, 0..<block.count))
        clock.p2 = 0
    }

    func update<S: LaneScalar, P: Probe>(
        _ block: TensorBlock<S>, _ clock: inout Clock, rate η: Double, _ probe: inout P
    ) {
        let (start, θ) = (block.slot(.b), block.parameters)
        let travelled = squaredDistance(θ, start, block.count)
        let size = length(block.gradient, 0..<block.count)
        clock.p1 = Swift.max(clock.p1, travelled.squareRoot())
        clock.p2 += size * size
        let rate = η * clock.p1 / (clock.p2 + ε).squareRoot()
        probe.note("r", "the farthest from the start so far", scalar: clock.p1)
        probe.note("G", "G + |g|²", scalar: clock.p2)
        probe.note("rate", "η·r/√(G + ε)", scalar: rate)
        for i in 0..<block.count {
            if block.decay != 0 { θ[i] = θ[i] - (block.masked(block.decay, at: i) * rate / η) * θ[i] }
            θ[i] = θ[i] - probe.note(i, "step", "rate·g", rate * block.gradient[i])
        }
    }
}

extension DoG {
    static let card = RuleCard(
        "DoG", chapter: .tuningFree,
        summary: "gradient descent whose rate is the distance travelled over the root of all squared gradients",
        formula: "r ← max(r, |θ − θ₀|)      G ← G + |g|²      θ ← θ − η·r/√(G + ε)·g",
        source: "Ivgi, Hinder & Carmon (2023), DoG is SGD's Best Friend, equation 3",
        rate: 1.0, decay: .addedToGradient,
        [
            Hyperparameter("reps_rel", .positive, 1e-6, "the first movement, relative to 1 + |θ₀|"),
            Hyperparameter("epsilon", aliases: ["eps"], .positive, 1e-8, "keeps the division finite"),
        ]
    ) { s in DoG(firstMove: s["reps_rel"], ε: s["epsilon"]) }
}
