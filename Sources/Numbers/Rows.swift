/// Arithmetic on rows of numbers that are padded with zeros to whole vectors of eight.
public typealias Lanes = SIMD8<Double>

/// A block of doubles of its own, set to zero, whose rows begin at multiples of eight.
public final class Rows {
    /// How many rows the block has.
    public let count: Int
    /// Numbers from one row to the next.
    public let stride: Int
    /// The first number of the first row.
    public let base: UnsafeMutablePointer<Double>

    /// So many rows of zeros.
    public init(_ count: Int, columns: Int) {
        self.count = count
        stride = (columns + 7) / 8 * 8
        let size = max(count * stride, 8)
        base = UnsafeMutableRawPointer.allocate(byteCount: size * 8, alignment: 64).bindMemory(
            to: Double.self, capacity: size)
        base.initialize(repeating: 0, count: size)
    }

    deinit { UnsafeMutableRawPointer(base).deallocate() }

    /// The first number of a row.
    @inlinable @inline(__always) public subscript(row: Int) -> UnsafeMutablePointer<Double> { base + row * stride }

    /// Sets all numbers to zero.
    public func clear() { base.update(repeating: 0, count: max(count * stride, 8)) }
}

extension UnsafeMutablePointer<Double> {
    /// The eight numbers of a block.
    @inlinable @inline(__always) public func lanes(_ block: Int) -> Lanes {
        UnsafeRawPointer(self + block * 8).load(as: Lanes.self)
    }

    /// Writes the eight numbers of a block.
    @inlinable @inline(__always) public func store(_ lanes: Lanes, _ block: Int) {
        UnsafeMutableRawPointer(self + block * 8).storeBytes(of: lanes, as: Lanes.self)
    }
}

extension Rows {
    /// Σ aᵢbᵢ over so many numbers, and what follows them in the last vector.
    @inlinable @inline(__always)
    public static func dot(
        _ a: UnsafeMutablePointer<Double>, _ b: UnsafeMutablePointer<Double>, _ count: Int
    ) -> Double {
        var sum = Lanes.zero
        for block in 0..<(count + 7) / 8 { sum += a.lanes(block) * b.lanes(block) }
        return sum.sum()
    }

    /// a ← a + s·b
    @inlinable @inline(__always)
    public static func add(
        _ s: Double, _ b: UnsafeMutablePointer<Double>, to a: UnsafeMutablePointer<Double>, _ count: Int
    ) {
        let factor = Lanes(repeating: s)
        for block in 0..<(count + 7) / 8 { a.store(a.lanes(block) + factor * b.lanes(block), block) }
    }
}
