internal import Answers

/// What a loss is multiplied by before it goes backward through a narrow format, and the gradients divided by after it.
public enum LossScale: Sendable, Equatable {
    /// The same throughout, above 0.
    case fixed(Double)
    /// As large as the gradients allow.
    case dynamic(Rule)

    /// How a dynamic scale moves: down when a gradient overflows, up after so many steps without.
    public struct Rule: Sendable, Equatable {
        /// The scale before the first step, above 0; 32,768 where nothing is said.
        public var initial: Double
        /// Steps in a row without an overflow after which it grows, at least 1.
        public var interval: Int
        /// What the scale is multiplied by after `interval` steps without an overflow, at least 1.
        public var growth: Double
        /// What the scale is multiplied by after an overflow, in (0, 1].
        public var backoff: Double

        /// - Throws: `Mistake` for a number that the rule cannot have.
        public init(initial: Double, interval: Int, growth: Double = 2, backoff: Double = 0.5) throws {
            try Interval.positive.check(initial, "initial_scale", standard: 32768)
            try Interval.atLeast(1).check(Double(interval), "dynamic_growth_steps", standard: 2000)
            try Interval.atLeast(1).check(growth, "growth_factor", standard: 2)
            guard backoff > 0, backoff <= 1 else {
                throw Mistake(
                    "backoff_factor = \(backoff.short(6))", expected: "a number above 0 and at most 1",
                    try: "backoff_factor=0.5", argument: "backoff_factor")
            }
            self.init(unchecked: initial, interval, growth, backoff)
        }

        private init(unchecked initial: Double, _ interval: Int, _ growth: Double, _ backoff: Double) {
            (self.initial, self.interval, self.growth, self.backoff) = (initial, interval, growth, backoff)
        }

        /// Keras 3's `LossScaleOptimizer`: 2¹⁵ at first, doubled after 2,000 steps without an overflow.
        public static let keras = Rule(unchecked: 32768, 2000, 2, 0.5)
        /// PyTorch's `GradScaler`: 2¹⁶ at first, otherwise the same.
        public static let pytorch = Rule(unchecked: 65536, 2000, 2, 0.5)
    }

    /// The scale before the first step, above 0; 32,768 where nothing is said.
    public var initial: Double {
        switch self {
        case .fixed(let scale): scale
        case .dynamic(let rule): rule.initial
        }
    }

    /// `1024`, `dynamic from 65536`
    public var summary: String {
        switch self {
        case .fixed(let scale): scale.short(9)
        case .dynamic(let rule): "dynamic from \(rule.initial.short(9))"
        }
    }
}
