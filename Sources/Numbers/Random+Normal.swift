import RealModule

/// Normal deviates and permutations from a seeded stream.
extension RandomStream {
    /// Two independent standard normal deviates, by Box & Muller (1958):
    /// √(−2 ln u)·(cos 2πv, sin 2πv) with u in (0, 1] and v in [0, 1).
    ///
    /// The pair always takes two draws, so that streams stay in step whatever the values.
    public mutating func normalPair() -> Point {
        // 1 − u is in (0, 1]: the logarithm is finite.
        let radius = (-2 * Double.log(1 - uniform())).squareRoot()
        let angle = 2 * Double.pi * uniform()
        return radius * Point(Double.cos(angle), Double.sin(angle))
    }

    /// One standard normal deviate (the first of a `normalPair`).
    public mutating func normal() -> Double { normalPair().x }

    /// A whole number in 0 ..< count without modulo bias; count must be positive, otherwise 0.
    public mutating func index(below count: Int) -> Int {
        guard count > 1 else { return 0 }
        return Int(truncatingIfNeeded: next(upperBound: UInt64(count)))
    }

    /// Puts the elements in random order in place: Fisher & Yates, every order equally likely.
    @inlinable public mutating func shuffle<Element>(_ elements: inout [Element]) {
        guard elements.count > 1 else { return }
        for last in stride(from: elements.count - 1, to: 0, by: -1) {
            elements.swapAt(last, index(below: last + 1))
        }
    }

    /// 0 ..< count in random order.
    public mutating func permutation(_ count: Int) -> [Int] {
        var order = Array(0..<Swift.max(count, 0))
        shuffle(&order)
        return order
    }
}
