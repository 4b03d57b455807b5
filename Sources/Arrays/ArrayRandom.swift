public import Answers
public import Numbers
internal import Glibc

/// The draws of `np.random`: a stream of the laboratory's own. The same seed gives the same numbers every time, and not those of
/// NumPy.
public struct ArrayRandom: Sendable {
    /// What it draws from.
    public var stream: RandomStream
    private var normals = NormalPairs()

    /// A stream that begins with a seed.
    public init(seed: Int) { stream = RandomStream(seed: UInt64(bitPattern: Int64(seed)), purpose: "numpy") }

    /// Uniform in [0, 1).
    public mutating func uniform() -> Double { stream.uniform() }

    /// A standard normal deviate; they come in pairs.
    public mutating func normal() -> Double { normals.next(from: &stream) }

    /// A whole number in 0 ..< count.
    public mutating func index(below count: Int) -> Int { stream.index(below: count) }

    /// A whole number from `low` to `high`, both included, however far apart they are; `low` where `high` is below it.
    public mutating func whole(_ low: Int, _ high: Int) -> Int {
        guard low < high else { return low }
        let (count, isAll) = UInt64(bitPattern: Int64(high &- low)).addingReportingOverflow(1)
        return low &+ Int(truncatingIfNeeded: isAll ? stream.next() : stream.next(upperBound: count))
    }

    /// 0 ..< count in random order.
    ///
    /// - Throws: `Stopped` once the work was stopped, `Mistake` where there is not so much memory.
    public mutating func permutation(_ count: Int, _ work: Work = Work()) throws -> [Int] {
        let count = Swift.max(0, count)
        try MemoryRoom.check(Double(count) * 16, for: "\(count.grouped) elements in random order") { _ in nil }
        var order = Array(0..<count)
        var check = StopCheck(work)
        for last in stride(from: count - 1, to: 0, by: -1) {
            try check.pass()
            order.swapAt(last, index(below: last + 1))
        }
        return order
    }

    /// Some of 0 ..< count in random order, none twice: of very many they are found without listing all (Floyd).
    ///
    /// - Throws: `Stopped` once the work was stopped, `Mistake` where there is not so much memory.
    public mutating func sample(_ wanted: Int, of count: Int, _ work: Work) throws -> [Int] {
        guard count > 10_000_000, wanted < count / 50 else {
            return Array(try permutation(count, work).prefix(wanted))
        }
        try MemoryRoom.check(Double(wanted) * 48, for: "\(wanted.grouped) elements") { _ in nil }
        var chosen: Set<Int> = []
        var places: [Int] = []
        var check = StopCheck(work)
        for last in (count - wanted)..<count {
            try check.pass()
            let drawn = whole(0, last)
            let place = chosen.insert(drawn).inserted ? drawn : last
            if place == last { chosen.insert(last) }
            places.append(place)
        }
        return try permutation(wanted, work).map { places[$0] }
    }

    /// Exponentially distributed with mean 1.
    public mutating func exponential() -> Double { -log(1 - stream.uniform()) }

    /// Gamma distributed with scale 1: Marsaglia & Tsang (2000).
    public mutating func gamma(_ shape: Double) -> Double {
        guard shape > 0, shape < .infinity else { return shape }
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

    /// Beta distributed: by Jöhnk (1964) where both parameters are at most 1, else as a share of two gamma deviates.
    public mutating func beta(_ a: Double, _ b: Double) -> Double {
        guard a <= 1, b <= 1 else {
            let x = gamma(a)
            return x / (x + gamma(b))
        }
        while true {
            let (u, v) = (stream.uniform(), stream.uniform())
            let (x, y) = (pow(u, 1 / a), pow(v, 1 / b))
            guard x + y <= 1, u + v > 0 else { continue }
            if x + y > 0 { return x / (x + y) }
            // Both are too small for a number; their logarithms are not.
            return 1 / (1 + exp(log(v) / b - log(u) / a))
        }
    }

    /// Poisson distributed: by products of uniforms up to a mean of 30, above that by Hörmann (1993), algorithm PTRS.
    public mutating func poisson(_ mean: Double) -> Int {
        guard mean > 30 else {
            guard mean > 0 else { return 0 }
            let limit = exp(-mean)
            var (count, product) = (0, stream.uniform())
            while product > limit {
                count += 1
                product *= stream.uniform()
            }
            return count
        }
        let b = 0.931 + 2.53 * mean.squareRoot()
        let a = -0.059 + 0.02483 * b
        let inverse = 1.1239 + 1.1328 / (b - 3.4)
        while true {
            let (u, v) = (stream.uniform() - 0.5, 1 - stream.uniform())
            let edge = 0.5 - u.magnitude
            let k = ((2 * a / edge + b) * u + mean + 0.43).rounded(.down)
            if edge >= 0.07, v <= 0.9277 - 3.6224 / (b - 2) { return Int(k) }
            if k < 0 || (edge < 0.013 && v > edge) { continue }
            let height = log(v) + log(inverse) - log(a / (edge * edge) + b)
            if height <= k * log(mean) - mean - logFactorial(k) { return Int(k) }
        }
    }

    /// How many of n trials succeed with probability p: counted where there are few, by inversion where few succeed, else by
    /// Hörmann (1993), algorithm BTRS.
    public mutating func binomial(_ n: Int, _ p: Double) -> Int {
        if n <= 64 {
            var count = 0
            for _ in 0..<Swift.max(0, n) where stream.uniform() < p { count += 1 }
            return count
        }
        if p > 0.5 { return n - binomial(n, 1 - p) }
        let (count, q) = (Double(n), 1 - p)
        let mean = count * p
        if mean < 10 {
            let (none, most) = (exp(count * log1p(-p)), Swift.min(count, mean + 10 * (mean * q + 1).squareRoot()))
            var (successes, share, left) = (0.0, none, stream.uniform())
            while left > share {
                successes += 1
                if successes > most {
                    (successes, share, left) = (0, none, stream.uniform())
                } else {
                    left -= share
                    share = (count - successes + 1) * p * share / (successes * q)
                }
            }
            return Int(successes)
        }
        let width = (mean * q).squareRoot()
        let b = 1.15 + 2.53 * width
        let a = -0.0873 + 0.0248 * b + 0.01 * p
        let top = ((count + 1) * p).rounded(.down)
        let peak = logFactorial(top) + logFactorial(count - top)
        while true {
            let (u, v) = (stream.uniform() - 0.5, 1 - stream.uniform())
            let edge = 0.5 - u.magnitude
            let k = ((2 * a / edge + b) * u + mean + 0.5).rounded(.down)
            guard k >= 0, k <= count else { continue }
            if edge >= 0.07, v <= 0.92 - 4.2 / b { return Int(k) }
            let height = log(v * (2.83 + 5.1 / b) * width / (a / (edge * edge) + b))
            let limit: Double = peak - logFactorial(k) - logFactorial(count - k) + (k - top) * log(p / q)
            if height <= limit { return Int(k) }
        }
    }

    /// ln k!, from ten on by Stirling's series.
    private func logFactorial(_ k: Double) -> Double {
        if k < 10 {
            var product = 1.0
            for factor in 1..<Swift.max(2, Int(k) + 1) { product *= Double(factor) }
            return log(product)
        }
        let x = k + 1
        let series: Double = (1.0 / 12 - (1.0 / 360 - 1 / (1260 * x * x)) / (x * x)) / x
        return (x - 0.5) * log(x) - x + 0.918_938_533_204_672_7 + series
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
