import Arrays
import Numbers

/// Where everything random of a session stands.
public struct Randomness {
    /// The seed that words use when none is given.
    public var seed: UInt64
    /// What the words of `random` draw from.
    fileprivate var chance: RandomStream
    /// What the words of `np.random` draw from.
    fileprivate var arrayChance: ArrayRandom

    /// Everything begins with this seed.
    public init(seed: UInt64) {
        self.seed = seed
        chance = Session.chance(seed: seed)
        arrayChance = ArrayRandom(seed: Int(bitPattern: UInt(seed)))
    }

    fileprivate init(of session: Session) {
        (seed, chance, arrayChance) = (session.seed, session.chance, session.arrayChance)
    }
}

extension Session {
    /// Where everything random stands: to be kept, to be put back, or to begin anew from a seed.
    public var randomness: Randomness {
        get { Randomness(of: self) }
        set { (seed, chance, arrayChance) = (newValue.seed, newValue.chance, newValue.arrayChance) }
    }
}
