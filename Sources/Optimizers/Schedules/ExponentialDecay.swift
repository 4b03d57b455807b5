import Answers
import Cards
import RealModule

/// The rate shrinks by the same factor over every `decay_steps`: η(k) = η₀·r^(k / decay_steps).
struct ExponentialDecay: RateFormula {
    let initial: Double
    /// 0 for no change at all, as optax has it.
    let decaySteps: Int
    let decayRate: Double
    /// Whether the exponent is rounded down.
    var staircase = false
    /// First step at which the decay is seen (optax `transition_begin`).
    var begin = 0
    /// A floor for r < 1, a ceiling for r > 1 (optax `end_value`).
    var end: Double?

    func rate(at step: Int) -> Double {
        guard decaySteps > 0, decayRate > 0 else { return initial }
        let k = step - begin
        guard k > 0 else { return bounded(initial) }
        let exponent = staircase ? Double(k / decaySteps) : Double(k) / Double(decaySteps)
        return bounded(initial * Double.pow(decayRate, exponent))
    }

    private func bounded(_ rate: Double) -> Double {
        guard let end else { return rate }
        return decayRate < 1 ? Swift.max(rate, end) : Swift.min(rate, end)
    }

    var horizon: Int {
        // Until a tenth is left (or ten-fold is gained), in whole decay lengths.
        let lengths = decayRate == 1 || decayRate == 0 ? 5 : 2.302585 / Swift.max(abs(Double.log(decayRate)), 1e-3)
        return ScheduleHorizon.sum(begin, ScheduleHorizon.times(Int(saturating: lengths.rounded(.up)), decaySteps))
    }

    static let card = ScheduleCard(
        "ExponentialDecay", .keras, "a rate that shrinks by the same factor over every decay_steps",
        formula: "η(k) = η₀·decay_rate^(k / decay_steps)", source: "Keras 3.15",
        example: "ExponentialDecay(0.1, decay_steps=100, decay_rate=0.9)",
        [
            .initialRate, .steps("decay_steps", "steps per factor"), .factor("decay_rate", "the factor"),
            .flag("staircase", "whether k / decay_steps is rounded down"),
        ]
    ) { s in
        ExponentialDecay(
            initial: s["initial_learning_rate"], decaySteps: s.whole("decay_steps"), decayRate: s["decay_rate"],
            staircase: s.flag("staircase"))
    }

    static let cardPyTorch = ScheduleCard(
        "ExponentialLR", .pytorch, "a rate that shrinks by the same factor at every step", formula: "η(k) = η·gammaᵏ",
        source: "PyTorch 2.11", example: "ExponentialLR(0.1, gamma=0.95)", [.baseRate, .factor("gamma", "the factor")]
    ) { s in ExponentialDecay(initial: s["learning_rate"], decaySteps: 1, decayRate: s["gamma"]) }

    static let cardOptax = ScheduleCard(
        "exponential_decay", .optax, "an exponential decay with a late begin and a floor",
        formula: "η(k) = init_value·decay_rate^((k − begin)/transition_steps), not below end_value",
        source: "optax 0.2.8", example: "exponential_decay(0.1, 10, 0.9, end_value=0.01)",
        [
            .rate("init_value", "the rate at step 0"),
            .steps("transition_steps", "length of the change; 0 keeps the first rate", atLeast: 0),
            Hyperparameter("decay_rate", .nonNegative, .required, "the factor; 0 keeps the first rate"),
            .steps("transition_begin", 0, "steps before anything changes", atLeast: 0),
            .flag("staircase", "whether the exponent is rounded down"),
            Hyperparameter("end_value", .nonNegative, .absent("None"), "a rate that is not passed"),
        ]
    ) { s in
        ExponentialDecay(
            initial: s["init_value"], decaySteps: s.whole("transition_steps"), decayRate: s["decay_rate"],
            staircase: s.flag("staircase"), begin: s.whole("transition_begin"), end: s.number(ifGiven: "end_value"))
    }
}
