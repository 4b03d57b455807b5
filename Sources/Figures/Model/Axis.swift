// An axis as the figure has it; where its numbers stand is `Tick`.

import Glibc

/// One axis: what it measures and the stretch of it that is shown.
public struct Axis: Sendable, Equatable {
    /// What it measures; empty for nothing.
    public var label: String
    /// From its lower to its upper end; above 0 on a log axis.
    public var range: ClosedRange<Double>
    /// Whether equal factors take equal room.
    public var isLog: Bool
    /// Named places instead of numbers: the bars of a chart, the rules of a heat map.
    public var names: [Name]
    /// Whether it counts epochs, steps or rows, so that nothing lies between two whole numbers.
    public var isWhole = false
    /// Whether its lower end is on top, or on the right.
    public var isReversed = false
    /// By how many degrees its names are turned.
    public var turn = 0.0

    /// A text at a place of the axis.
    public struct Name: Sendable, Equatable {
        /// The text beside the tick; empty for one without.
        public var text: String
        /// In the unit of the axis.
        public var place: Double
        /// A text at a place.
        public init(_ text: String, at place: Double) {
            self.text = text
            self.place = place
        }
    }

    /// A name at each of the places 0, 1, 2 …; without names their numbers, of many only every second, fifth, tenth ….
    static func names(_ given: [String], count: Int) -> [Name] {
        guard given.isEmpty else { return given.enumerated().map { Name($1, at: Double($0)) } }
        let step = [1, 2, 5, 10, 20, 50, 100].first { count / $0 < 25 } ?? 200
        return stride(from: 0, to: count, by: step).map { Name("\($0)", at: Double($0)) }
    }

    /// A range that is empty, reversed or not finite is replaced by one that can be drawn.
    public init(_ label: String, _ range: ClosedRange<Double>, isLog: Bool = false, names: [Name] = []) {
        self.label = label
        self.isLog = isLog
        self.names = names
        self.range = Axis.drawable(range, isLog: isLog)
    }

    private static func drawable(_ range: ClosedRange<Double>, isLog: Bool) -> ClosedRange<Double> {
        var low = range.lowerBound.isFinite ? max(-1e300, min(1e300, range.lowerBound)) : (isLog ? 1e-3 : -1)
        var high = range.upperBound.isFinite ? max(-1e300, min(1e300, range.upperBound)) : 1
        if isLog {
            if high <= 0 { high = 1 }
            if low <= 0 { low = high * 1e-6 }
            if high / low < 1.05 { (low, high) = (low / 2, high * 2) }
        } else if high - low <= 1e-12 * max(abs(low), abs(high), 1e-300) {
            let pad = max(abs(low) * 0.1, 1e-9)
            (low, high) = (low - pad, high + pad)
        }
        return low...max(low, high)
    }

    /// Where a value lies along the axis: 0 at the lower end, 1 at the upper.
    public func share(_ value: Double) -> Double {
        let share = isLog ? logShare(value) : linearShare(value)
        return isReversed ? 1 - share : share
    }

    private func linearShare(_ value: Double) -> Double {
        let (low, high) = (range.lowerBound, range.upperBound)
        return (value / 2 - low / 2) / (high / 2 - low / 2)
    }

    private func logShare(_ value: Double) -> Double {
        guard value > 0 else { return -.infinity }
        return (log10(value) - log10(range.lowerBound)) / (log10(range.upperBound) - log10(range.lowerBound))
    }

    /// The value at a share of the axis: 0 at its left or lower end, 1 at the other. The inverse of `share`, in the
    /// logarithm where the axis is logarithmic.
    public func value(at place: Double) -> Double {
        let share = isReversed ? 1 - place : place
        let (low, high) = (range.lowerBound, range.upperBound)
        return isLog ? pow(10, log10(low) * (1 - share) + log10(high) * share) : low * (1 - share) + high * share
    }

    /// The value, or the end of the axis beyond which it lies.
    func held(_ value: Double) -> Double { max(range.lowerBound, min(range.upperBound, value)) }
}
