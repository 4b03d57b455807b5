import RealModule

/// Half a cosine wave from η₀ down to α·η₀, with an optional straight warm-up before it:
/// η(k) = η₀·((1 − α)·((1 + cos πk/N)/2)^p + α) for k ≤ N, constant after.
///
/// Keras `CosineDecay` (p = 1): with `warmup_target` the rate first rises from `initial_learning_rate` to the target
/// over `warmup_steps`, and `decay_steps` counts from there. optax `cosine_decay_schedule` has the exponent p.
public struct CosineDecay: Schedule {
    public let initial: Double
    public let decaySteps: Int
    public let alpha: Double
    public let warmupTarget: Double?
    public let warmupSteps: Int
    /// optax's p; 1 in Keras.
    public let exponent: Double

    /// - Throws: `Mistake` unless rates ≥ 0, decay_steps ≥ 1, 0 ≤ α ≤ 1, warmup_steps ≥ 0 (≥ 1 with a target), p > 0.
    public init(
        _ initial: Double, decaySteps: Int, alpha: Double = 0, warmupTarget: Double? = nil, warmupSteps: Int = 0,
        exponent: Double = 1
    ) throws {
        try ScheduleRange.rate("initial_learning_rate", initial)
        try ScheduleRange.steps("decay_steps", decaySteps)
        try ScheduleRange.share("alpha", alpha)
        if let warmupTarget { try ScheduleRange.rate("warmup_target", warmupTarget) }
        try ScheduleRange.steps("warmup_steps", warmupSteps, atLeast: warmupTarget == nil ? 0 : 1)
        try ScheduleRange.positive("exponent", exponent)
        self.initial = initial
        self.decaySteps = decaySteps
        self.alpha = alpha
        self.warmupTarget = warmupTarget
        self.warmupSteps = warmupSteps
        self.exponent = exponent
    }

    public func rate(at step: Int) -> Double {
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

    public var horizon: Int { ScheduleHorizon.sum(warmupTarget == nil ? 0 : warmupSteps, decaySteps) }
    public var summary: String {
        var call = ScheduleCall("CosineDecay").with(initial).with("decay_steps", decaySteps)
            .with("alpha", alpha, unless: 0)
        if let warmupTarget {
            call = call.with("warmup_target", warmupTarget).with("warmup_steps", warmupSteps)
        }
        return call.with("exponent", exponent, unless: 1).text
    }
}

/// The half wave that all cosine schedules share.
enum CosineWave {
    /// 1 at 0, ½ at ½, 0 at 1: (1 + cos πx)/2.
    static func falling(_ x: Double) -> Double { 0.5 * (1 + Double.cos(Double.pi * x)) }
}
