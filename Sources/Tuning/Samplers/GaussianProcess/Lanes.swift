/// Arithmetic on rows of numbers that are padded with zeros to whole vectors of eight.
typealias Lanes = SIMD8<Double>

/// A block of doubles of its own, set to zero, whose rows begin at multiples of eight.
final class Rows {
    let count: Int
    /// Numbers from one row to the next.
    let stride: Int
    let base: UnsafeMutablePointer<Double>

    init(_ count: Int, columns: Int) {
        self.count = count
        stride = (columns + 7) / 8 * 8
        let size = max(count * stride, 8)
        base = UnsafeMutableRawPointer.allocate(byteCount: size * 8, alignment: 64).bindMemory(
            to: Double.self, capacity: size)
        base.initialize(repeating: 0, count: size)
    }

    deinit { UnsafeMutableRawPointer(base).deallocate() }

    @inline(__always) subscript(row: Int) -> UnsafeMutablePointer<Double> { base + row * stride }

    func clear() { base.update(repeating: 0, count: max(count * stride, 8)) }
}

extension UnsafeMutablePointer<Double> {
    @inline(__always) func lanes(_ block: Int) -> Lanes {
        UnsafeRawPointer(self + block * 8).load(as: Lanes.self)
    }

    @inline(__always) func store(_ lanes: Lanes, _ block: Int) {
        UnsafeMutableRawPointer(self + block * 8).storeBytes(of: lanes, as: Lanes.self)
    }
}

/// Σ aᵢbᵢ over so many numbers, and what follows them in the last vector.
@inline(__always)
func dot(_ a: UnsafeMutablePointer<Double>, _ b: UnsafeMutablePointer<Double>, _ count: Int) -> Double {
    var sum = Lanes.zero
    for block in 0..<(count + 7) / 8 { sum += a.lanes(block) * b.lanes(block) }
    return sum.sum()
}

/// a ← a + s·b
@inline(__always)
func add(_ s: Double, _ b: UnsafeMutablePointer<Double>, to a: UnsafeMutablePointer<Double>, _ count: Int) {
    let factor = Lanes(repeating: s)
    for block in 0..<(count + 7) / 8 { a.store(a.lanes(block) + factor * b.lanes(block), block) }
}

extension Lanes {
    /// e^x of eight numbers from −700 to 0 (what is below counts as −700): the power of two by its bits, the rest by
    /// its Taylor series; relative error below 4·10⁻¹⁶.
    @inline(__always)
    static func exp(_ x: Lanes) -> Lanes {
        let x = x.replacing(with: -700, where: x .< -700)
        let magic = Lanes(repeating: 0x1.8p52)
        let shifted = x * 1.442695040888963407359924681002 + magic
        let k = shifted - magic
        let r = x - k * 0x1.62e42feep-1 - k * 0x1.a39ef35793c76p-33
        var sum = r * (1 / 479_001_600.0) + 1 / 39_916_800.0
        sum = sum * r + 1 / 3_628_800.0
        sum = sum * r + 1 / 362_880.0
        sum = sum * r + 1 / 40_320.0
        sum = sum * r + 1 / 5_040.0
        sum = sum * r + 1 / 720.0
        sum = sum * r + 1 / 120.0
        sum = sum * r + 1 / 24.0
        sum = sum * r + 1 / 6.0
        sum = sum * r + 0.5
        sum = sum * r + 1
        sum = sum * r + 1
        let bits = unsafeBitCast(shifted, to: SIMD8<UInt64>.self) &<< 52
        return sum * unsafeBitCast(bits &+ SIMD8<UInt64>(repeating: 1023 << 52), to: Lanes.self)
    }
}
