/// The range of a number: what a hyperparameter, an argument or a setting may be. Declared once where the number is
/// declared; the check, the message, `help` and the reference all read it there.
///
///     try Interval.decayRate.check(1.0, "beta_1", standard: 0.9)
///     // beta_1 = 1 is out of range; expected: a number from 0 to below 1: [0, 1); try: beta_1=0.9
public struct Interval: Sendable, Equatable {
    /// The lower end; −∞ where there is none.
    public let lower: Double
    /// The upper end; +∞ where there is none.
    public let upper: Double
    /// Whether the lower end belongs to the interval. Without it, an end at −∞ means: finite numbers only.
    public let includesLower: Bool
    /// Whether the upper end belongs to the interval.
    public let includesUpper: Bool
    /// Whole numbers only.
    public private(set) var isWhole = false
    /// Whether NaN passes too, as for sin(nan).
    public private(set) var allowsNaN = false

    /// From `lower` to `upper`; both ends belong to it unless said otherwise.
    public init(_ lower: Double, _ upper: Double, includesLower: Bool = true, includesUpper: Bool = true) {
        self.lower = lower
        self.upper = upper
        self.includesLower = includesLower
        self.includesUpper = includesUpper
    }

    /// The whole numbers of this interval.
    public var whole: Interval {
        var copy = self
        copy.isWhole = true
        return copy
    }
}

extension Interval {
    /// Any number that is not NaN.
    public static let unbounded = Interval(-.infinity, .infinity)
    /// Any number, NaN too.
    public static let real: Interval = {
        var interval = unbounded
        interval.allowsNaN = true
        return interval
    }()
    /// Any number that is neither infinite nor NaN.
    public static let finite = Interval(-.infinity, .infinity, includesLower: false, includesUpper: false)
    /// x > 0, finite.
    public static let positive = above(0)
    /// x ≥ 0, finite.
    public static let nonNegative = atLeast(0)
    /// 0 ≤ x < 1, as for a decay rate.
    public static let decayRate = Interval(0, 1, includesUpper: false)
    /// 0 ≤ x ≤ 1.
    public static let share = Interval(0, 1)

    /// x ≥ lower, finite.
    public static func atLeast(_ lower: Double) -> Interval { Interval(lower, .infinity, includesUpper: false) }

    /// x > lower, finite.
    public static func above(_ lower: Double) -> Interval {
        Interval(lower, .infinity, includesLower: false, includesUpper: false)
    }

    /// lower < x < upper.
    public static func between(_ lower: Double, _ upper: Double) -> Interval {
        Interval(lower, upper, includesLower: false, includesUpper: false)
    }
}

// MARK: Checking

extension Interval {
    /// Whether the number lies in the interval.
    public func contains(_ number: Double) -> Bool {
        guard !number.isNaN else { return allowsNaN }
        return (includesLower ? number >= lower : number > lower) && (includesUpper ? number <= upper : number < upper)
            && (!isWhole || (number == number.rounded() && number.magnitude <= 0x1p63))
    }

    /// Refuses a number outside the interval.
    ///
    /// - Parameters:
    ///   - name: the argument, as it is typed.
    ///   - standard: its default, which the message suggests; the nearest simple number otherwise.
    /// - Throws: `Mistake` that names the argument, the number, this range in words, and what to try.
    public func check(_ number: Double, _ name: String, standard: Double? = nil) throws {
        if !contains(number) { throw refusal(number, name, written: number.short(6), standard: standard) }
    }

    /// The same for a whole number.
    public func check(_ number: Int, _ name: String, standard: Double? = nil) throws {
        if !contains(Double(number)) { throw refusal(Double(number), name, written: "\(number)", standard: standard) }
    }

    /// What is said of a number outside the interval.
    ///
    /// - Parameter written: the number as it was typed.
    public func refusal(_ number: Double, _ name: String, written: String, standard: Double? = nil) -> Mistake {
        let isBroken = isWhole && number != number.rounded()
        let problem =
            if number.isNaN {
                "\(name) = nan is not a number"
            } else if isBroken {
                "\(name) = \(written) is not a whole number"
            } else {
                "\(name) = \(written) is out of range"
            }
        let suggestion = isBroken ? nearest(to: number) : standard ?? nearest(to: number)
        let limit = isWhole && number.magnitude >= 0x1p63 ? ", below 2^63" : ""
        return Mistake(problem, expected: words + limit, try: "\(name)=\(suggestion.short(6))", argument: name)
    }

    /// A simple number of the interval on the side where `number` missed it.
    private func nearest(to number: Double) -> Double {
        if isWhole, number.magnitude < 0x1p63, contains(number.rounded()) { return number.rounded() }
        let width = upper - lower
        let inside = isWhole ? 1 : width.isFinite ? width / 2 : 1
        if number > lower, upper.isFinite { return includesUpper ? upper : upper - inside }
        if lower.isFinite { return includesLower ? lower : lower + inside }
        return upper.isFinite ? upper - inside : 1
    }
}

// MARK: Words

extension Interval {
    /// `a whole number of at least 1`, `a number from 0 to below 1: [0, 1)`.
    public var words: String { words(isWhole ? "a whole number" : excludesInfinity ? "a finite number" : "a number") }

    /// The same of several: `numbers above 0`.
    public var pluralWords: String {
        words(isWhole ? "whole numbers" : excludesInfinity ? "finite numbers" : "numbers")
    }

    /// `[0, 1)`
    public var notation: String {
        (includesLower ? "[" : "(") + lower.short(6) + ", " + upper.short(6) + (includesUpper ? "]" : ")")
    }

    private var excludesInfinity: Bool {
        (lower == -.infinity && !includesLower) || (upper == .infinity && !includesUpper)
    }

    private func words(_ noun: String) -> String {
        let low = lower.short(6)
        let high = upper.short(6)
        switch (lower == -.infinity, upper == .infinity) {
        case (true, true): return noun
        case (false, true): return "\(noun) \(includesLower ? "of at least" : "above") \(low)"
        case (true, false): return "\(noun) \(includesUpper ? "of at most" : "below") \(high)"
        case (false, false):
            let from = includesLower ? "from \(low)" : "above \(low)"
            let to =
                includesUpper
                ? (includesLower ? "to \(high)" : "and at most \(high)")
                : (includesLower ? "to below \(high)" : "and below \(high)")
            return "\(noun) \(from) \(to): \(notation)"
        }
    }
}
