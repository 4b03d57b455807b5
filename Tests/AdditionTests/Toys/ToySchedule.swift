import Cards
@testable import Optimizers

/// η(k) = η/(1 + k): a schedule in one file.
struct ToySchedule: RateFormula {
    let base: Double

    func rate(at step: Int) -> Double { base / Double(1 + step) }
    var horizon: Int { 10 }

    static let card = ScheduleCard(
        "ToyDecay", .ownSchedules, "a rate divided by the number of the update", formula: "η(k) = η/(1 + k)",
        source: "a test", example: "ToyDecay(0.3)", [.rate("learning_rate", "the first rate")]
    ) { s in ToySchedule(base: s["learning_rate"]) }
}
