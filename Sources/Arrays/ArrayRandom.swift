public import Answers
public import Numbers
internal import Glibc

/// The draws of `np.random`: a stream of the laboratory's own. The same seed gives the same numbers every time, and not those of
/// NumPy.
public struct ArrayRandom: Sendable {
    /// What it draws from.
    public var stream: RandomStream
    private var spare: Double?

    /// A stream that begins with a seed.
    public init(seed: Int) { stream = RandomStream(seed: UInt64(bitPattern: Int64(seed)), purpose: "numpy") }

    /// Uniform in [0, 1).
    public mutating func uniform() -> Double { stream.uniform() }

    /// A standard normal deviate; they come in pairs.
    public mutating func normal() -> Double {
        if let kept = spare {
            spare = nil
            return kept
        }
        let pair = stream.normalPair()
        spare = pair.y
        return pair.x
    }

    /// A whole number in 0 ..< count.
    public mutating func index(below count: Int) -> Int { stream.index(below: count) }

    /// 0 ..< count in random order.
    public mutating func permutation(_ count: Int) -> [Int] { stream.permutation(count) }

    /// Exponentially distributed with mean 1.
    public mutating func exponential() -> Double { -log(1 - stream.uniform()) }

    /// Gamma distributed with scale 1: Marsaglia & Tsang (2000).
    public mutating func gamma(_ shape: Double) -> Double {
        guard shape > 0 else { return 0 }
        if shape < 1 {
            let more = gamma(shape + 1)
            return more * pow(stream.uniform(), 1 / shape)
        }
        let d = shape - 1.0 / 3
        let c = 1 / (9 * d).squareRoot()
        while true {
            let x = normal()
            let root = 1 + c * x
            guard root > 0 else { continue }
            let v = root * root * root
            let u = 1 - stream.uniform()
            let bound: Double = 0.5 * x * x + d - d * v + d * log(v)
            if log(u) < bound { return d * v }
        }
    }

    /// Poisson distributed: by products of uniforms in steps of mean at most 30.
    public mutating func poisson(_ mean: Double) -> Int {
        var (left, count) = (mean, 0)
        while left > 0 {
            let part = Swift.min(left, 30)
            left -= part
            let limit = exp(-part)
            var product = stream.uniform()
            while product > limit {
                count += 1
                product *= stream.uniform()
            }
        }
        return count
    }

    /// How many of n trials succeed with probability p.
    public mutating func binomial(_ n: Int, _ p: Double) -> Int {
        var count = 0
        for _ in 0..<Swift.max(0, n) where stream.uniform() < p { count += 1 }
        return count
    }

    /// An array of draws.
    ///
    /// - Throws: `Stopped` once the work was stopped, `Mistake` where there is not so much memory.
    public mutating func array(
        _ shape: [Int], _ work: Work, _ draw: (inout ArrayRandom) -> Double
    ) throws -> NDArray {
        let out = try NDArray(uninitialised: shape)
        let o = out.pointer(Double.self)
        var check = StopCheck(work)
        for place in 0..<out.count {
            try check.pass(8)
            o[place] = draw(&self)
        }
        return out
    }

    /// An array of whole numbers.
    ///
    /// - Throws: `Stopped` once the work was stopped, `Mistake` where there is not so much memory.
    public mutating func integers(
        _ shape: [Int], _ work: Work, _ draw: (inout ArrayRandom) -> Int
    ) throws -> NDArray {
        let out = try NDArray(uninitialised: shape, .int64)
        let o = out.pointer(Int.self)
        var check = StopCheck(work)
        for place in 0..<out.count {
            try check.pass(8)
            o[place] = draw(&self)
        }
        return out
    }
}
