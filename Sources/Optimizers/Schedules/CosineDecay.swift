import Answers
import Cards
import RealModule

/// Half a cosine wave from η₀ down to α·η₀, with an optional straight warm-up before it:
/// η(k) = η₀·((1 − α)·((1 + cos πk/N)/2)^p + α) for k ≤ N, constant after.
struct CosineDecay: RateFormula {
    let initial: Double
    let decaySteps: Int
    let alpha: Double
    var warmupTarget: Double?
    var warmupSteps = 0
    /// optax's p; 1 in Keras.
    var exponent = 1.0

    func rate(at step: Int) -> Double {
        guard let warmupTarget else { return decayed(step, from: initial) }
        if step < warmupSteps {
            return (warmupTarget - initial) * (Double(step) / Double(warmupSteps)) + initial
        }
        return decayed(step - warmupSteps, from: warmupTarget)
    }

    private func decayed(_ step: Int, from top: Double) -> Double {
        let wave = CosineWave.falling(Double(Swift.min(step, decaySteps)) / Double(decaySteps))
        return top * ((1 - alpha) * (exponent == 1 ? wave : Double.pow(wave, exponent)) + alpha)
    }

    var horizon: Int { ScheduleHorizon.sum(warmupTarget == nil ? 0 : warmupSteps, decaySteps) }

    static let card = ScheduleCard(
        "CosineDecay", .keras, "half a cosine wave down, after an optional straight warm-up",
        formula: "η(k) = η₀·((1 − α)·(1 + cos πk/N)/2 + α)", source: "Keras 3.15",
        differences: [
            "With warmup_target the rate first rises from initial_learning_rate to the target, and N counts from there; "
                + "in optax's `warmup_cosine_decay_schedule` N includes the warm-up."
        ],
        example: "CosineDecay(0.1, decay_steps=100, alpha=0.1)",
        [
            .initialRate, .steps("decay_steps", "N"), .share("alpha", 0, "the last rate as a share of the top"),
            Hyperparameter("warmup_target", .nonNegative, .absent("None"), "the rate after the warm-up"),
            .steps("warmup_steps", 0, "length of the warm-up", atLeast: 0),
        ]
    ) { s in
        CosineDecay(
            initial: s["initial_learning_rate"], decaySteps: s.whole("decay_steps"), alpha: s["alpha"],
            warmupTarget: s.number(ifGiven: "warmup_target"), warmupSteps: s.whole("warmup_steps"))
    }

    static let cardOptax = ScheduleCard(
        "cosine_decay_schedule", .optax, "half a cosine wave, raised to a power",
        formula: "η(k) = η₀·((1 − α)·((1 + cos πk/N)/2)^exponent + α)", source: "optax 0.2.8",
        example: "cosine_decay_schedule(0.1, 100, exponent=2)",
        [
            .rate("init_value", "the rate at step 0"), .steps("decay_steps", "length"),
            .share("alpha", 0, "the last rate as a share of the first"), .factor("exponent", 1, "power of the wave"),
        ]
    ) { s in
        CosineDecay(
            initial: s["init_value"], decaySteps: s.whole("decay_steps"), alpha: s["alpha"], exponent: s["exponent"])
    }
}

/// The half wave that all cosine schedules share.
enum CosineWave {
    /// 1 at 0, ½ at ½, 0 at 1: (1 + cos πx)/2.
    static func falling(_ x: Double) -> Double { 0.5 * (1 + Double.cos(Double.pi * x)) }
}
