import Answers
import Glibc

/// JAX's random numbers: a key of two words and a counter, hashed together, so that the same key gives the same numbers as there.
///
/// Salmon et al., Parallel Random Numbers: As Easy as 1, 2, 3, SC 2011; the order of counters and draws is that of JAX 0.10 with
/// `jax_threefry_partitionable`, its default.
struct Threefry {
    let (first, second): (UInt32, UInt32)

    init(_ first: UInt32, _ second: UInt32) { (self.first, self.second) = (first, second) }

    /// The key of a seed: its lower 32 bits.
    init(seed: Int) { self.init(0, UInt32(truncatingIfNeeded: seed)) }

    /// Twenty rounds over a counter.
    func hashed(_ a: UInt32, _ b: UInt32) -> (UInt32, UInt32) {
        let third = first ^ second ^ 0x1BD1_1BDA
        var (x, y) = (a &+ first, b &+ second)
        func turn(_ bits: UInt32) {
            x = x &+ y
            y = (y << bits | y >> (32 - bits)) ^ x
        }
        func four(_ a: UInt32, _ b: UInt32, _ c: UInt32, _ d: UInt32, key: (UInt32, UInt32), _ round: UInt32) {
            turn(a)
            turn(b)
            turn(c)
            turn(d)
            x = x &+ key.0
            y = y &+ key.1 &+ round
        }
        four(13, 15, 26, 6, key: (second, third), 1)
        four(17, 29, 16, 24, key: (third, first), 2)
        four(13, 15, 26, 6, key: (first, second), 3)
        four(17, 29, 16, 24, key: (second, third), 4)
        four(13, 15, 26, 6, key: (third, first), 5)
        return (x, y)
    }

    /// The key with that number among those that it is split into.
    func part(_ number: Int) -> Threefry {
        let (a, b) = hashed(UInt32(truncatingIfNeeded: number >> 32), UInt32(truncatingIfNeeded: number))
        return Threefry(a, b)
    }

    /// The key for a number that is mixed into it.
    func folded(_ data: Int) -> Threefry {
        let (a, b) = hashed(0, UInt32(truncatingIfNeeded: data))
        return Threefry(a, b)
    }

    /// 32 bits at a place.
    func bits(_ place: Int) -> UInt32 {
        let (a, b) = hashed(UInt32(truncatingIfNeeded: place >> 32), UInt32(truncatingIfNeeded: place))
        return a ^ b
    }

    /// An even draw from [low, high) in single precision.
    func uniform(_ place: Int, _ low: Float = 0, _ high: Float = 1) -> Float {
        let fraction = Float(bitPattern: bits(place) >> 9 | 0x3F80_0000) - 1
        return max(low, fraction * (high - low) + low)
    }

    /// A draw from the standard normal distribution: √2·erf⁻¹(u).
    func normal(_ place: Int) -> Float {
        Float(2).squareRoot() * Threefry.inverseError(uniform(place, Float(-1).nextUp, 1))
    }

    /// The same between two bounds.
    func truncatedNormal(_ place: Int, _ low: Float, _ high: Float) -> Float {
        let root = Float(2).squareRoot()
        let drawn = root * Threefry.inverseError(uniform(place, erff(low / root), erff(high / root)))
        return min(max(drawn, low.nextUp), high.nextDown)
    }

    /// A draw from the exponential distribution: −ln(1 − u).
    func exponential(_ place: Int) -> Float { -log1pf(-uniform(place)) }

    /// Draws whole numbers from [low, high), of which 32 bits tell all apart.
    func whole(_ low: Int, _ high: Int) -> (Int) -> Int {
        let (upper, lower) = (part(0), part(1))
        let span = Swift.max(1, UInt32(clamping: high - low))
        // 2³² modulo the span, in steps that 32 bits hold.
        let half = UInt32(1 << 16) % span
        let factor = half &* half % span
        return { place in low + Int(((upper.bits(place) % span &* factor) &+ lower.bits(place) % span) % span) }
    }

    /// The numbers below a count in random order: sorted by random bits, again and again, so that equal bits do not matter.
    ///
    /// - Throws: `Stopped` when the work was stopped.
    func permutation(_ count: Int, _ work: Work) throws -> [Int] {
        let rounds = Int((3 * log(Double(max(1, count))) / log(Double(UInt32.max))).rounded(.up))
        var (order, key) = (Array(0..<count), self)
        for _ in 0..<rounds {
            let next = key.part(1)
            key = key.part(0)
            let keys = try order.indices.map(stoppedBy: work) { next.bits($0) }
            let places = try order.indices.sorted(stoppedBy: work) { (keys[$0], $0) < (keys[$1], $1) }
            order = places.map { [order] in order[$0] }
        }
        return order
    }

    /// erf⁻¹ in single precision (Giles, Approximating the erfinv function, 2010), as XLA computes it.
    static func inverseError(_ x: Float) -> Float {
        guard abs(x) < 1 else { return x * .infinity }
        let w = -log1pf(-x * x)
        let (shifted, factors) = w < 5 ? (w - 2.5, near) : (w.squareRoot() - 3, far)
        return factors.dropFirst().reduce(factors[0]) { $0 * shifted + $1 } * x
    }

    private static let near: [Float] = [
        2.81022636e-08, 3.43273939e-07, -3.5233877e-06, -4.39150654e-06, 0.00021858087, -0.00125372503, -0.00417768164,
        0.246640727, 1.50140941,
    ]
    private static let far: [Float] = [
        -0.000200214257, 0.000100950558, 0.00134934322, -0.00367342844, 0.00573950773, -0.0076224613, 0.00943887047,
        1.00167406, 2.83297682,
    ]
}
