/// The generator MT19937 (Matsumoto & Nishimura 1998) as `numpy.random.RandomState` seeds and uses it, so that a shuffle by a
/// seed is the one that scikit-learn makes by it.
public struct MersenneTwister: Sendable {
    private var state: [UInt32]
    private var place = MersenneTwister.size
    private static let (size, middle) = (624, 397)

    /// The stream of `RandomState(seed)`; of a seed of more than 32 bits that of `RandomState([low, high])`.
    public init(seed: UInt64) {
        guard seed > UInt64(UInt32.max) else {
            state = MersenneTwister.spread(UInt32(seed))
            return
        }
        // init_by_array
        let key = [UInt32(truncatingIfNeeded: seed), UInt32(seed >> 32)]
        var state = MersenneTwister.spread(19_650_218)
        let n = MersenneTwister.size
        var (i, j) = (1, 0)
        func turn(_ factor: UInt32, _ add: (Int) -> UInt32) {
            state[i] = (state[i] ^ ((state[i - 1] ^ state[i - 1] >> 30) &* factor)) &+ add(i)
            i += 1
            if i == n {
                state[0] = state[n - 1]
                i = 1
            }
        }
        for _ in 0..<n {
            turn(1_664_525) { _ in key[j] &+ UInt32(j) }
            j = (j + 1) % key.count
        }
        for _ in 1..<n { turn(1_566_083_941) { 0 &- UInt32($0) } }
        state[0] = 0x8000_0000
        self.state = state
    }

    private static func spread(_ seed: UInt32) -> [UInt32] {
        var seed = seed
        return (0..<size).map { place in
            defer { seed = 1_812_433_253 &* (seed ^ seed >> 30) &+ UInt32(place) &+ 1 }
            return seed
        }
    }

    /// 32 bits.
    public mutating func next() -> UInt32 {
        if place == MersenneTwister.size { renew() }
        var y = state[place]
        place += 1
        y ^= y >> 11
        y ^= y << 7 & 0x9d2c_5680
        y ^= y << 15 & 0xefc6_0000
        return y ^ y >> 18
    }

    private mutating func renew() {
        let (n, m) = (MersenneTwister.size, MersenneTwister.middle)
        for i in 0..<n {
            let y = state[i] & 0x8000_0000 | state[(i + 1) % n] & 0x7fff_ffff
            state[i] = state[(i + m) % n] ^ y >> 1 ^ (y & 1 == 0 ? 0 : 0x9908_b0df)
        }
        place = 0
    }

    /// A whole number from 0 to `most`: masked draws until one fits.
    public mutating func index(upTo most: Int) -> Int {
        guard most > 0 else { return 0 }
        let most = UInt64(most)
        let mask = UInt64.max >> UInt64(most.leadingZeroBitCount)
        while true {
            let value = most <= UInt64(UInt32.max) ? UInt64(next()) : UInt64(next()) << 32 | UInt64(next())
            if value & mask <= most { return Int(value & mask) }
        }
    }

    /// Puts the items into the order of `RandomState.shuffle`.
    public mutating func shuffle<Item>(_ items: inout [Item]) {
        for i in stride(from: items.count - 1, to: 0, by: -1) { items.swapAt(i, index(upTo: i)) }
    }

    /// 0 ..< count in the order of `RandomState.permutation`.
    public mutating func permutation(_ count: Int) -> [Int] {
        var places = Array(0..<count)
        shuffle(&places)
        return places
    }
}
