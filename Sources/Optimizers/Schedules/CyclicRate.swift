import Cards
import RealModule

/// A saw between two rates (Smith 2017), with the momentum going the other way.
struct CyclicRate: RateFormula {
    /// How the height of the saw changes.
    enum Mode: String, CaseIterable {
        case triangular
        case triangular2
        case expRange = "exp_range"
    }

    /// What a height of one's own is a function of.
    enum ScaleMode: String, CaseIterable {
        case cycle
        case iterations
    }

    let base: Double
    let maxRate: Double
    let stepSizeUp: Int
    let stepSizeDown: Int
    let mode: Mode
    let gamma: Double
    /// Takes the place of the mode: the height in the cycle (from 1) or at the step.
    let scale: Schedule?
    let scaleMode: ScaleMode
    let baseMomentum: Double
    let maxMomentum: Double
    let cyclesMomentum: Bool

    func rate(at step: Int) -> Double { base + (maxRate - base) * height(at: step) }

    func momentum(at step: Int) -> Double? {
        cyclesMomentum ? maxMomentum - (maxMomentum - baseMomentum) * height(at: step) : nil
    }

    /// 0 at the bottom of the saw, at most 1 at its top.
    private func height(at step: Int) -> Double {
        let length = ScheduleHorizon.sum(stepSizeUp, stepSizeDown)
        let (cycle, within) = step.quotientAndRemainder(dividingBy: length)
        let saw =
            within <= stepSizeUp
            ? Double(within) / Double(stepSizeUp) : Double(length - within) / Double(stepSizeDown)
        if let scale { return saw * scale.rate(at: scaleMode == .iterations ? step : cycle + 1) }
        switch mode {
        case .triangular: return saw
        case .triangular2: return saw * Double.pow(0.5, cycle)
        case .expRange: return saw * Double.pow(gamma, step)
        }
    }

    var horizon: Int { ScheduleHorizon.times(3, ScheduleHorizon.sum(stepSizeUp, stepSizeDown)) }

    static let card = ScheduleCard(
        "CyclicLR", .pytorch, "a saw between two rates, the momentum going the other way",
        formula: """
            η(k) = base_lr + (max_lr − base_lr)·h(k), h the saw from 0 to 1
            triangular keeps its height, triangular2 halves it each cycle, exp_range multiplies it by gammaᵏ
            """,
        source: "Smith (2017), Cyclical Learning Rates for Training Neural Networks; PyTorch 2.11",
        differences: [
            "The rule's momentum is the schedule's at every step, also where it had none; cycle_momentum=False leaves the rule "
                + "its own."
        ],
        example: "CyclicLR(0.01, 0.1, step_size_up=20)",
        [
            .rate("base_lr", "the lowest rate"), .rate("max_lr", "the highest rate"),
            .steps("step_size_up", 2000, "steps of a climb"),
            Hyperparameter("step_size_down", .whole(atLeast: 1), .absent("as the climb"), "steps of a descent"),
            Hyperparameter("mode", .choice(of: Mode.self), .text("triangular"), "how the height changes"),
            .factor("gamma", 1, "for exp_range"),
            Hyperparameter(
                "scale_fn", .schedule, .absent("as the mode has it"),
                "the height in the place of the mode's: schedule(lambda x: 0.5**x)"),
            Hyperparameter(
                "scale_mode", .choice(of: ScaleMode.self), .text("cycle"),
                "whether scale_fn is of the cycle, from 1, or of the step"),
            Hyperparameter("cycle_momentum", .flag, 1, "whether the rule's momentum follows"),
            .share("base_momentum", 0.8, "momentum at the top"),
            .share("max_momentum", 0.9, "momentum at the bottom"),
        ]
    ) { s in
        CyclicRate(
            base: s["base_lr"], maxRate: s["max_lr"], stepSizeUp: s.whole("step_size_up"),
            stepSizeDown: s.whole(ifGiven: "step_size_down") ?? s.whole("step_size_up"), mode: s.choice("mode"),
            gamma: s["gamma"], scale: s.thing(ifGiven: "scale_fn", as: Schedule.self),
            scaleMode: s.choice("scale_mode"), baseMomentum: s["base_momentum"],
            maxMomentum: s["max_momentum"], cyclesMomentum: s.flag("cycle_momentum"))
    }
}
