import Answers
import Cards

/// One climb and one long descent of the rate, with the momentum doing the opposite (Smith & Topin 2018): from
/// max_lr/div_factor up to max_lr during pct_start of the steps, then down to the first rate divided by
/// final_div_factor; with three_phase, back to the first rate and then to almost nothing.
struct OneCycle: RateFormula {
    /// How the rate moves inside a phase.
    enum Anneal: String, CaseIterable {
        case cos
        case linear
    }

    let maxRate: Double
    let totalSteps: Int
    let pctStart: Double
    let anneal: Anneal
    let baseMomentum: Double
    let maxMomentum: Double
    let divFactor: Double
    let finalDivFactor: Double
    let threePhase: Bool
    let cyclesMomentum: Bool

    func rate(at step: Int) -> Double {
        let first = maxRate / divFactor
        let last = first / finalDivFactor
        return value(at: step, through: threePhase ? [first, maxRate, first, last] : [first, maxRate, last])
    }

    func momentum(at step: Int) -> Double? {
        guard cyclesMomentum else { return nil }
        return value(
            at: step,
            through: threePhase
                ? [maxMomentum, baseMomentum, maxMomentum, maxMomentum] : [maxMomentum, baseMomentum, maxMomentum])
    }

    /// Phase ends in PyTorch's fractional steps, which need not be whole numbers.
    private var ends: [Double] {
        let peak = pctStart * Double(totalSteps) - 1
        let last = Double(totalSteps) - 1
        return threePhase ? [peak, 2 * peak, last] : [peak, last]
    }

    private func value(at step: Int, through levels: [Double]) -> Double {
        guard step <= totalSteps else { return .nan }
        // PyTorch gives one more rate than the cycle has steps: the last phase goes on beyond its end.
        let k = Double(step)
        var start = 0.0
        for (phase, end) in ends.enumerated() {
            if k <= end || phase == ends.count - 1 {
                let share = end > start ? (k - start) / (end - start) : 1
                let low = levels[phase]
                let high = levels[phase + 1]
                return anneal == .linear ? low + (high - low) * share : high + (low - high) * CosineWave.falling(share)
            }
            start = end
        }
        return levels[levels.count - 1]
    }

    var horizon: Int { Swift.max(1, totalSteps - 1) }
    var end: Int? { totalSteps }

    static let card = ScheduleCard(
        "OneCycleLR", .pytorch, "one climb and one long descent, the momentum doing the opposite",
        formula: "max_lr/div_factor → max_lr → max_lr/(div_factor·final_div_factor)",
        source: "Smith & Topin (2018), Super-Convergence: Very Fast Training of Neural Networks; PyTorch 2.11",
        differences: [
            "At step total_steps the last phase goes on beyond its end, as in PyTorch: the rate rises again. After it there is "
                + "none.",
            "The rule's momentum (β₁ of Adam and its kin) is the schedule's at every step, also where it had none; "
                + "cycle_momentum=False leaves the rule its own.",
        ],
        example: "OneCycleLR(0.1, total_steps=100)",
        [
            .rate("max_lr", "the highest rate"),
            Hyperparameter("total_steps", .whole(atLeast: 1), .absent("epochs·steps_per_epoch"), "length"),
            Hyperparameter("epochs", .whole(atLeast: 1), .absent("None"), "with steps_per_epoch: the length"),
            Hyperparameter("steps_per_epoch", .whole(atLeast: 1), .absent("None"), "batches of an epoch"),
            .share("pct_start", 0.3, "share of the climb"),
            Hyperparameter("anneal_strategy", .choice(of: Anneal.self), .text("cos"), "how the rate moves"),
            Hyperparameter("cycle_momentum", .flag, 1, "whether the rule's momentum follows"),
            .share("base_momentum", 0.85, "momentum at the top"), .share("max_momentum", 0.95, "momentum at the ends"),
            .factor("div_factor", 25, "max_lr over the first rate"),
            .factor("final_div_factor", 1e4, "first rate over the last"),
            .flag("three_phase", "down to the first rate, then to the last"),
        ]
    ) { s in
        OneCycle(
            maxRate: s["max_lr"], totalSteps: try length(s), pctStart: s["pct_start"],
            anneal: s.choice("anneal_strategy"), baseMomentum: s["base_momentum"], maxMomentum: s["max_momentum"],
            divFactor: s["div_factor"], finalDivFactor: s["final_div_factor"], threePhase: s.flag("three_phase"),
            cyclesMomentum: s.flag("cycle_momentum"))
    }

    /// As PyTorch takes it: `total_steps` where it is given, whatever else is.
    private static func length(_ s: Settings) throws -> Int {
        if let total = s.whole(ifGiven: "total_steps") { return total }
        guard let epochs = s.whole(ifGiven: "epochs"), let batches = s.whole(ifGiven: "steps_per_epoch") else {
            throw Mistake(
                "OneCycleLR does not know how long it is",
                expected: "total_steps, or epochs and steps_per_epoch", try: "total_steps=100", argument: "total_steps")
        }
        return ScheduleHorizon.times(epochs, batches)
    }
}
