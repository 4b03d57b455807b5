import Answers

extension PlotAxes {
    /// From and to; the larger first for numbers that grow the other way.
    func limit(
        _ direction: ReferenceWritableKeyPath<PlotAxes, PlotAxes.Direction>, _ ends: (low: Double?, high: Double?)
    ) throws {
        guard ends.low?.isFinite != false, ends.high?.isFinite != false else {
            throw Mistake("limits that are not finite", expected: "two finite numbers").raised(
                as: "ValueError", "Axis limits cannot be NaN or Inf")
        }
        var kept = self[keyPath: direction].limits
        kept = (ends.low ?? kept.low, ends.high ?? kept.high)
        if let low = kept.low, let high = kept.high {
            self[keyPath: direction].isReversed = low > high
            if low > high { kept = (high, low) }
        }
        self[keyPath: direction].limits = kept
    }
}
