import Cards
import RealModule

/// A drop every so many steps: η(k) = η·γ^⌊k / step_size⌋.
struct StepDecay: RateFormula {
    let base: Double
    let stepSize: Int
    let gamma: Double

    func rate(at step: Int) -> Double { base * Double.pow(gamma, step / stepSize) }
    var horizon: Int { ScheduleHorizon.times(5, stepSize) }

    static let card = ScheduleCard(
        "StepLR", .pytorch, "a drop every so many steps", formula: "η(k) = η·gamma^⌊k / step_size⌋",
        source: "PyTorch 2.11, by its closed form", example: "StepLR(0.1, step_size=30)",
        [.baseRate, .steps("step_size", "steps between drops"), .factor("gamma", 0.1, "factor of a drop")]
    ) { s in StepDecay(base: s["learning_rate"], stepSize: s.whole("step_size"), gamma: s["gamma"]) }
}
