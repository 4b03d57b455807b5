import Answers
import RealModule

/// Cosine waves of growing length, each starting again at the top (SGDR, Loshchilov & Hutter 2017):
/// within restart i, η = η₀·((1 − α)·m_mul^i·(1 + cos πx)/2 + α) with x the share of the wave that is done.
///
/// Keras `CosineDecayRestarts` (t_mul 2, m_mul 1, α 0). PyTorch's `CosineAnnealingWarmRestarts` is `WarmRestarts`.
public struct CosineDecayRestarts: Schedule {
    public let initial: Double
    public let firstDecaySteps: Int
    /// Each wave is t_mul times as long as the one before.
    public let tMul: Double
    /// Each wave is m_mul times as high as the one before.
    public let mMul: Double
    public let alpha: Double

    /// - Throws: `Mistake` unless η₀ ≥ 0, first_decay_steps ≥ 1, t_mul ≥ 1, m_mul > 0 and 0 ≤ α ≤ 1.
    public init(
        _ initial: Double, firstDecaySteps: Int, tMul: Double = 2, mMul: Double = 1, alpha: Double = 0
    ) throws {
        try ScheduleRange.rate("initial_learning_rate", initial)
        try ScheduleRange.steps("first_decay_steps", firstDecaySteps)
        guard tMul >= 1, tMul.isFinite else {
            throw Mistake("t_mul = \(tMul.short())", expected: "a finite number of at least 1", try: "t_mul=2")
        }
        try ScheduleRange.positive("m_mul", mMul)
        try ScheduleRange.share("alpha", alpha)
        self.initial = initial
        self.firstDecaySteps = firstDecaySteps
        self.tMul = tMul
        self.mMul = mMul
        self.alpha = alpha
    }

    public func rate(at step: Int) -> Double {
        let wave = RestartedWaves(first: firstDecaySteps, growth: tMul).position(of: step)
        let height = Double.pow(mMul, wave.restart)
        return initial * ((1 - alpha) * height * CosineWave.falling(wave.share) + alpha)
    }

    public var horizon: Int { RestartedWaves(first: firstDecaySteps, growth: tMul).length(of: 3) }
    public var summary: String {
        ScheduleCall("CosineDecayRestarts").with(initial).with("first_decay_steps", firstDecaySteps)
            .with("t_mul", tMul, unless: 2).with("m_mul", mMul, unless: 1).with("alpha", alpha, unless: 0).text
    }
}

/// Stretches of length T, T·g, T·g², …: which one a step lies in, and how far along.
struct RestartedWaves {
    let first: Int
    let growth: Double

    func position(of step: Int) -> (restart: Int, share: Double) {
        if growth == 1 {
            return (step / first, Double(step % first) / Double(first))
        }
        // The logarithm says roughly where; the walk from one stretch before it is exact at the restarts.
        let k = Double(step)
        let guess = (Double.log(onePlus: (growth - 1) * k / Double(first)) / Double.log(growth)).rounded(.down) - 1
        var restart = Swift.max(0, Int(guess))
        let scale = Double.pow(growth, restart)
        var start = Double(first) * (scale - 1) / (growth - 1)
        var length = Double(first) * scale
        while k >= start + length {
            start += length
            length *= growth
            restart += 1
        }
        return (restart, (Double(step) - start) / length)
    }

    /// Steps taken by the first `count` stretches.
    func length(of count: Int) -> Int {
        var total = 0.0
        var length = Double(first)
        for _ in 0..<count {
            total += length
            length *= growth
        }
        return ScheduleHorizon.whole(total)
    }
}
