import Answers

/// One constant rate per stretch of steps.
///
/// Keras `PiecewiseConstantDecay` still uses the old value *at* a boundary (it switches when step > boundary);
/// optax `piecewise_constant_schedule` switches there (step ≥ boundary).
public struct PiecewiseConstantDecay: Schedule {
    public let boundaries: [Int]
    public let values: [Double]
    /// Whether a boundary step itself already has the next value (optax) or still the old one (Keras).
    public let switchesAtBoundary: Bool

    /// - Throws: `Mistake` for an empty or unordered list, a negative rate, or a count of values other than
    ///   one more than boundaries.
    public init(boundaries: [Int], values: [Double], switchesAtBoundary: Bool = false) throws {
        try ScheduleRange.boundaries("boundaries", boundaries)
        try ScheduleRange.pieces("values", count: values.count, boundaries: boundaries.count)
        for value in values { try ScheduleRange.rate("values", value) }
        self.boundaries = boundaries
        self.values = values
        self.switchesAtBoundary = switchesAtBoundary
    }

    /// optax's form: an initial rate that is multiplied by a scale from each boundary on.
    public init(initial: Double, boundaries: [Int], scales: [Double]) throws {
        guard scales.count == boundaries.count else {
            throw Mistake(
                "\(scales.count) scales for \(boundaries.count) boundaries", expected: "one scale per boundary")
        }
        var values = [initial]
        for scale in scales { values.append((values.last ?? initial) * scale) }
        try self.init(boundaries: boundaries, values: values, switchesAtBoundary: true)
    }

    public func rate(at step: Int) -> Double {
        values[boundaries.count { switchesAtBoundary ? step >= $0 : step > $0 }]
    }

    public var horizon: Int { ScheduleHorizon.after(boundaries) }
    public var summary: String {
        let call = ScheduleCall("PiecewiseConstantDecay").with("boundaries", list: boundaries)
            .with("values", list: values)
        return (switchesAtBoundary ? call.with("dialect", "optax") : call).text
    }
}
