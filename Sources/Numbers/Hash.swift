extension Sequence where Element == UInt8 {
    /// The bytes' FNV-1a hash of 64 bits (Fowler, Noll & Vo 1991): the same on every machine and in every run, which
    /// Swift's own hash is not. It keys random streams by words: `"noise".utf8.fnv1a`.
    @inlinable public var fnv1a: UInt64 {
        reduce(0xcbf2_9ce4_8422_2325) { ($0 ^ UInt64($1)) &* 0x0000_0100_0000_01b3 }
    }
}
