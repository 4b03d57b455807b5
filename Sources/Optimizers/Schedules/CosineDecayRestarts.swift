import Answers
import Cards
import RealModule

/// Cosine waves of growing length, each starting again at the top (SGDR, Loshchilov & Hutter 2017):
/// within restart i, η = η₀·((1 − α)·m_mul^i·(1 + cos πx)/2 + α) with x the share of the wave that is done.
struct CosineDecayRestarts: RateFormula {
    let initial: Double
    let firstDecaySteps: Int
    /// Each wave is t_mul times as long as the one before.
    let tMul: Double
    /// Each wave is m_mul times as high as the one before.
    let mMul: Double
    let alpha: Double

    func rate(at step: Int) -> Double {
        let wave = RestartedWaves(first: firstDecaySteps, growth: tMul).position(of: step)
        let height = Double.pow(mMul, wave.restart)
        return initial * ((1 - alpha) * height * CosineWave.falling(wave.share) + alpha)
    }

    var horizon: Int { RestartedWaves(first: firstDecaySteps, growth: tMul).length(of: 3) }

    static let card = ScheduleCard(
        "CosineDecayRestarts", .keras, "cosine waves of growing length, each from the top again",
        formula: "η(k) = η₀·((1 − α)·m_mul^i·(1 + cos πx)/2 + α), x the share of wave i that is done",
        source: "Loshchilov & Hutter (2017), SGDR: Stochastic Gradient Descent with Warm Restarts; Keras 3.15",
        differences: [
            "PyTorch's is `CosineAnnealingWarmRestarts`.",
            "In Double precision Keras misses restarts at multiples of seven periods; here a restart is where it should be.",
        ],
        example: "CosineDecayRestarts(0.1, first_decay_steps=20)",
        [
            .initialRate, .steps("first_decay_steps", "length of the first wave"),
            Hyperparameter("t_mul", .number(.atLeast(1)), 2, "growth of the lengths"),
            .factor("m_mul", 1, "growth of the heights"), .share("alpha", 0, "the lowest rate as a share of η₀"),
        ]
    ) { s in
        CosineDecayRestarts(
            initial: s["initial_learning_rate"], firstDecaySteps: s.whole("first_decay_steps"), tMul: s["t_mul"],
            mMul: s["m_mul"], alpha: s["alpha"])
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
        let waves = Swift.min((growth - 1) * k / Double(first), .greatestFiniteMagnitude)
        let guess = (Double.log(onePlus: waves) / Double.log(growth)).rounded(.down) - 1
        var restart = Swift.max(0, Int(saturating: guess))
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
