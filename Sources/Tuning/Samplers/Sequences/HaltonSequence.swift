import Numbers

/// The Halton sequence: coordinate k of point i is i written in the k-th prime's base and mirrored at the point (Halton 1960).
///
/// Scrambled, every digit goes through a random permutation of its own (Owen 2017).
struct HaltonSequence: Sendable {
    private let bases: [Int]

    init(dimension: Int) { bases = HaltonSequence.primes(dimension) }

    /// Coordinate `axis` of point `index`, in [0, 1).
    func coordinate(_ index: Int, _ axis: Int) -> Double {
        let base = bases[axis]
        var rest = index
        var weight = 1 / Double(base)
        var sum = 0.0
        while rest > 0 {
            sum += Double(rest % base) * weight
            weight /= Double(base)
            rest /= base
        }
        return sum
    }

    /// The same with permuted digits, down to 2⁻⁵³.
    func scrambled(_ index: Int, _ axis: Int, seed: UInt64) -> Double {
        let base = bases[axis]
        var rest = index
        var weight = 1 / Double(base)
        var sum = 0.0
        var place: UInt64 = 0
        while weight > 0x1p-54 {
            var stream = RandomStream(seed: seed, purpose: "Halton digits", index: UInt64(axis) << 32 | place)
            sum += Double(stream.permutation(base)[rest % base]) * weight
            weight /= Double(base)
            rest /= base
            place += 1
        }
        return min(sum, 1 - 0x1p-53)
    }

    private static func primes(_ count: Int) -> [Int] {
        var primes: [Int] = []
        var candidate = 2
        while primes.count < count {
            if primes.allSatisfy({ candidate % $0 != 0 }) { primes.append(candidate) }
            candidate += 1
        }
        return primes
    }
}
