import Cards
import RealModule

/// A power of the steps that are left: η(k) = (η₀ − η_end)·(1 − k/N)^p + η_end.
struct PolynomialDecay: RateFormula {
    let initial: Double
    /// 0 for no change at all, as PyTorch and optax have it.
    let decaySteps: Int
    let end: Double
    var power = 1.0
    /// N becomes the next multiple of N that is ≥ k.
    var cycle = false
    /// First step of the decay (optax `transition_begin`).
    var begin = 0

    func rate(at step: Int) -> Double {
        guard decaySteps > 0 else { return initial }
        let k = Swift.max(step - begin, 0)
        let length: Int
        if cycle {
            // k/N rounded up, at least 1, in whole numbers so that a boundary is exact.
            length = ScheduleHorizon.times(Swift.max(1, k / decaySteps + (k % decaySteps == 0 ? 0 : 1)), decaySteps)
        } else {
            length = decaySteps
        }
        let left = 1 - Double(Swift.min(k, length)) / Double(length)
        return (initial - end) * Double.pow(left, power) + end
    }

    var horizon: Int { ScheduleHorizon.sum(begin, ScheduleHorizon.times(cycle ? 4 : 1, decaySteps)) }

    static let card = ScheduleCard(
        "PolynomialDecay", .keras, "a power of the steps that are left",
        formula: "η(k) = (η₀ − end)·(1 − k/N)^power + end; with cycle, N is the next multiple of decay_steps",
        source: "Keras 3.15", example: "PolynomialDecay(0.1, decay_steps=100, power=2)",
        [
            .initialRate, .steps("decay_steps", "N"), .rate("end_learning_rate", 1e-4, "the last rate"),
            .factor("power", 1, "1 is a straight line"), .flag("cycle", "whether it begins anew after N steps"),
        ]
    ) { s in
        PolynomialDecay(
            initial: s["initial_learning_rate"], decaySteps: s.whole("decay_steps"), end: s["end_learning_rate"],
            power: s["power"], cycle: s.flag("cycle"))
    }

    static let cardPyTorch = ScheduleCard(
        "PolynomialLR", .pytorch, "a power of the steps that are left, down to 0",
        formula: "η(k) = η·(1 − min(k, N)/N)^power", source: "PyTorch 2.11",
        example: "PolynomialLR(0.1, total_iters=100)",
        [
            .baseRate, .steps("total_iters", 5, "N; 0 keeps the rate", atLeast: 0),
            .factor("power", 1, "1 is a straight line"),
        ]
    ) { s in
        PolynomialDecay(initial: s["learning_rate"], decaySteps: s.whole("total_iters"), end: 0, power: s["power"])
    }

    static let cardOptax = ScheduleCard(
        "polynomial_schedule", .optax, "a power of the steps that are left, with a late begin",
        formula: "η(k) = (init − end)·(1 − (k − begin)/N)^power + end", source: "optax 0.2.8",
        example: "polynomial_schedule(0.1, 0.001, 2, 100)",
        [
            .rate("init_value", "the rate at step 0"), .rate("end_value", "the last rate"),
            .factor("power", "1 is a straight line"),
            .steps("transition_steps", "length of the change; 0 keeps the first rate", atLeast: 0),
            .steps("transition_begin", 0, "steps before anything changes", atLeast: 0),
        ]
    ) { s in
        PolynomialDecay(
            initial: s["init_value"], decaySteps: s.whole("transition_steps"), end: s["end_value"], power: s["power"],
            begin: s.whole("transition_begin"))
    }

    static let cardOptaxLinear = ScheduleCard(
        "linear_schedule", .optax, "a straight line from one rate to another",
        formula: "η(k) = init + (end − init)·(k − begin)/N", source: "optax 0.2.8",
        example: "linear_schedule(0.1, 0.001, 100)",
        [
            .rate("init_value", "the rate at step 0"), .rate("end_value", "the last rate"),
            .steps("transition_steps", "length of the change; 0 keeps the first rate", atLeast: 0),
            .steps("transition_begin", 0, "steps before anything changes", atLeast: 0),
        ]
    ) { s in
        PolynomialDecay(
            initial: s["init_value"], decaySteps: s.whole("transition_steps"), end: s["end_value"],
            begin: s.whole("transition_begin"))
    }
}
