import Cards

/// The same rate for ever: η(k) = η.
struct ConstantRate: RateFormula {
    let value: Double

    func rate(at step: Int) -> Double { value }
    var horizon: Int { 100 }

    static let card = ScheduleCard(
        "constant", .ownSchedules, "the same rate for ever", source: "optax constant_schedule",
        example: "constant(0.1)", [.rate("value", "the rate")]
    ) { s in ConstantRate(value: s["value"]) }
}
