/// A seeded stream of random numbers: SplitMix64 (Steele, Lea & Flood 2014), keyed by (seed, purpose, index).
///
/// There is no global generator: who needs randomness makes a stream, and the same key gives the same bits with
/// one worker or many.
public struct RandomStream: RandomNumberGenerator, Sendable {
    private var state: UInt64

    /// - Parameters:
    ///   - seed: the number the person gave.
    ///   - purpose: what the draws are for (`"noise"`, `"shuffle"`); streams of different purpose are independent.
    ///   - index: which of several streams of that purpose (an epoch, a trial, a start).
    public init(seed: UInt64, purpose: StaticString, index: UInt64 = 0) {
        self.init(seed: seed, key: purpose.withUTF8Buffer { $0.fnv1a }, index: index)
    }

    /// The same for a key that was hashed before, in inner loops.
    @inlinable public init(seed: UInt64, key: UInt64, index: UInt64) {
        let mixed = RandomStream.mix(seed &+ 0x9e37_79b9_7f4a_7c15)
        self.init(
            state: RandomStream.mix(mixed ^ RandomStream.mix(key ^ RandomStream.mix(index &+ 0x6a09_e667_f3bc_c909))))
    }

    @usableFromInline init(state: UInt64) { self.state = state }

    /// The next 64 bits.
    public mutating func next() -> UInt64 {
        state = state &+ 0x9e37_79b9_7f4a_7c15
        return RandomStream.mix(state)
    }

    /// Uniform in [0, 1), 53 bits.
    public mutating func uniform() -> Double { Double(next() >> 11) * 0x1p-53 }

    /// Uniform in [low, high).
    public mutating func uniform(_ low: Double, _ high: Double) -> Double { low + (high - low) * uniform() }

    @usableFromInline static func mix(_ value: UInt64) -> UInt64 {
        var z = value
        z = (z ^ (z >> 30)) &* 0xbf58_476d_1ce4_e5b9
        z = (z ^ (z >> 27)) &* 0x94d0_49bb_1331_11eb
        return z ^ (z >> 31)
    }
}
