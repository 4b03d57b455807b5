import Formats
import Numbers

/// A number that counts what is done with it, so that a rule's own lines tell what a step costs.
struct CountingLane: Lane {
    private let value: Double
    /// The address of the counts; 0 for a constant, which whatever it meets counts for.
    private let counts: UInt

    init(_ constant: Double) { (value, counts) = (constant, 0) }

    init(_ value: Double, _ counts: UnsafeMutablePointer<StepArithmetic>) {
        (self.value, self.counts) = (value, UInt(bitPattern: counts))
    }

    init(_ value: Double, at counts: UInt) { (self.value, self.counts) = (value, counts) }

    static func counted(
        _ a: Self, _ b: Self, _ value: Double, _ kind: WritableKeyPath<StepArithmetic, Int>
    ) -> Self {
        let counts = a.counts == 0 ? b.counts : a.counts
        UnsafeMutablePointer<StepArithmetic>(bitPattern: counts)?.pointee[keyPath: kind] += 1
        return Self(value, at: counts)
    }

    static func + (a: Self, b: Self) -> Self { counted(a, b, a.value + b.value, \.additions) }
    static func - (a: Self, b: Self) -> Self { counted(a, b, a.value - b.value, \.additions) }
    static func * (a: Self, b: Self) -> Self { counted(a, b, a.value * b.value, \.multiplies) }
    static func / (a: Self, b: Self) -> Self { counted(a, b, a.value / b.value, \.divisions) }
    static prefix func - (a: Self) -> Self { Self(-a.value, at: a.counts) }
    var root: Self { Self.counted(self, self, value.squareRoot(), \.roots) }
    var absolute: Self { Self(abs(value), at: counts) }
    static func choose(_ a: Self, exceeds b: Self, then: Self, otherwise: Self) -> Self {
        a.value > b.value ? then : otherwise
    }
    func power(_ exponent: Double) -> Self { Self.counted(self, self, value.power(exponent), \.roots) }
    func rounded(to format: FloatFormat) -> Self { self }
    func rounded(to format: FloatFormat, key: UInt64) -> Self { self }
    var single: Self { self }
    var coordinates: [Double] { [value] }
}

extension CoordinateRule {
    func arithmetic() -> StepArithmetic? {
        var counts = StepArithmetic()
        withUnsafeMutablePointer(to: &counts) { counts in
            let one = CountingLane(0.5, counts)
            var (clock, probe) = (Clock(), NoProbe())
            prepare(&clock)
            for _ in 0..<2 {
                clock.step += 1
                advance(&clock)
            }
            var slots = Slots(m: one, v: one, a: one, b: one, c: one)
            let c = coefficients(clock, rate: 0.01, &probe)
            counts.pointee = StepArithmetic()
            _ = update(one, one, &slots, c, &probe)
        }
        return counts
    }
}

extension Optimizer {
    /// What a step computes for each parameter, decay beside the rule included and what stands around it excepted; nil for rules that
    /// look at whole tensors.
    public var stepArithmetic: StepArithmetic? {
        guard var counts = rule.arithmetic() else { return nil }
        if weightDecay != 0 { (counts.multiplies, counts.additions) = (counts.multiplies + 1, counts.additions + 1) }
        return counts
    }

    /// Numbers that the rule remembers for each parameter: two moments of Adam, none of plain descent.
    public var memoryPerParameter: Int { rule.slots.count }
}
