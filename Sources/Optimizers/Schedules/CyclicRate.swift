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

    let base: Double
    let maxRate: Double
    let stepSizeUp: Int
    let stepSizeDown: Int
    let mode: Mode
    let gamma: Double
    let baseMomentum: Double
    let maxMomentum: Double

    func rate(at step: Int) -> Double { base + (maxRate - base) * height(at: step) }

    func momentum(at step: Int) -> Double? {
        maxMomentum - (maxMomentum - baseMomentum) * height(at: step)
    }

    /// 0 at the bottom of the saw, at most 1 at its top.
    private func height(at step: Int) -> Double {
        let length = ScheduleHorizon.sum(stepSizeUp, stepSizeDown)
        let (cycle, within) = step.quotientAndRemainder(dividingBy: length)
        let saw =
            within <= stepSizeUp
            ? Double(within) / Double(stepSizeUp) : Double(length - within) / Double(stepSizeDown)
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
        example: "CyclicLR(0.01, 0.1, step_size_up=20)",
        [
            .rate("base_lr", "the lowest rate"), .rate("max_lr", "the highest rate"),
            .steps("step_size_up", 2000, "steps of a climb"),
            Hyperparameter("step_size_down", .whole(atLeast: 1), .absent("as the climb"), "steps of a descent"),
            Hyperparameter("mode", .choice(of: Mode.self), .text("triangular"), "how the height changes"),
            .factor("gamma", 1, "for exp_range"), .share("base_momentum", 0.8, "momentum at the top"),
            .share("max_momentum", 0.9, "momentum at the bottom"),
        ]
    ) { s in
        CyclicRate(
            base: s["base_lr"], maxRate: s["max_lr"], stepSizeUp: s.whole("step_size_up"),
            stepSizeDown: s.whole(ifGiven: "step_size_down") ?? s.whole("step_size_up"), mode: s.choice("mode"),
            gamma: s["gamma"], baseMomentum: s["base_momentum"], maxMomentum: s["max_momentum"])
    }
}
