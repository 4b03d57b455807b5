import Cards

/// Warm-up, a long stable stretch, and a short decay: the stable stretch may be prolonged at will, and the decay harvests
/// what it gained.
///
/// η(k) = start + (η − start)·k/W on the way up, η in the middle, and in the last D steps η·h(x) + end·(1 − h(x)) with
/// x the share of the decay done and h = 1 − x (linear), (1 + cos πx)/2 (cosine) or 1 − √x.
struct WarmupStableDecay: RateFormula {
    /// How the rate falls at the end.
    enum Shape: String, CaseIterable {
        case linear
        case cosine
        case sqrt
    }

    let peak: Double
    let warmupSteps: Int
    let stableSteps: Int
    let decaySteps: Int
    let start: Double
    let end: Double
    let shape: Shape

    func rate(at step: Int) -> Double {
        if step < warmupSteps {
            return start + (peak - start) * (Double(step) / Double(warmupSteps))
        }
        let late = step - ScheduleHorizon.sum(warmupSteps, stableSteps)
        guard late > 0 else { return peak }
        let x = Double(Swift.min(late, decaySteps)) / Double(decaySteps)
        let left: Double
        switch shape {
        case .linear: left = 1 - x
        case .cosine: left = CosineWave.falling(x)
        case .sqrt: left = 1 - x.squareRoot()
        }
        return peak * left + end * (1 - left)
    }

    var horizon: Int {
        ScheduleHorizon.sum(warmupSteps, ScheduleHorizon.sum(stableSteps, decaySteps))
    }

    static let card = ScheduleCard(
        "WSD", .ownSchedules, "warm-up, a long stable stretch, a short decay",
        formula: """
            η(k) = start + (η − start)·k/W, then η, then in the last D steps η·h(x) + end·(1 − h(x))
            h = 1 − x, (1 + cos πx)/2 or 1 − √x
            """,
        source:
            "Hu et al. (2024), MiniCPM; Hägele et al. (2024), Scaling Laws Beyond Fixed Training Durations, for 1 − √x",
        example: "WSD(0.1, warmup_steps=10, stable_steps=70, decay_steps=20)",
        [
            .rate("peak", aliases: ["lr"], "the stable rate"),
            .steps("warmup_steps", "length of the climb", atLeast: 0),
            .steps("stable_steps", "length of the stable stretch", atLeast: 0),
            .steps("decay_steps", "length of the fall"), .rate("start", 0, "the first rate"),
            .rate("end", 0, "the last rate"),
            Hyperparameter("shape", .choice(of: Shape.self), .text("linear"), "of the fall"),
        ]
    ) { s in
        WarmupStableDecay(
            peak: s["peak"], warmupSteps: s.whole("warmup_steps"), stableSteps: s.whole("stable_steps"),
            decaySteps: s.whole("decay_steps"), start: s["start"], end: s["end"], shape: s.choice("shape"))
    }
}
