import CVectorMath
import Formats
import RealModule

// The lanes that rules run on. A vector's root comes from C: Swift would take one scalar root per lane.

extension Double: Lane {
    @inline(__always) var root: Double { squareRoot() }
    @inline(__always) var absolute: Double { magnitude }
    @inline(__always)
    static func choose(_ a: Double, exceeds b: Double, then: Double, otherwise: Double) -> Double {
        a > b ? then : otherwise
    }
    func power(_ exponent: Double) -> Double { Double.pow(self, exponent) }
    func rounded(to format: FloatFormat) -> Double { Double(format.rounded(Float(self))) }
    func rounded(to format: FloatFormat, key: UInt64) -> Double {
        let x = Double(Float(self))
        return format.rounded(x, draw: Hashed.uniform(key, x.bitPattern))
    }
    @inline(__always) var single: Double { Double(Float(self)) }
    var coordinates: [Double] { [self] }
}

extension Float: Lane {
    @inline(__always) var root: Float { squareRoot() }
    @inline(__always) var absolute: Float { magnitude }
    @inline(__always)
    static func choose(_ a: Float, exceeds b: Float, then: Float, otherwise: Float) -> Float {
        a > b ? then : otherwise
    }
    func power(_ exponent: Double) -> Float { Float.pow(self, Float(exponent)) }
    @inline(__always) func rounded(to format: FloatFormat) -> Float { format.rounded(self) }
    func rounded(to format: FloatFormat, key: UInt64) -> Float { Float(Double(self).rounded(to: format, key: key)) }
    @inline(__always) var single: Float { self }
    var coordinates: [Double] { [Double(self)] }
}

extension SIMD2: Lane where Scalar == Double {
    @inline(__always) init(_ constant: Double) { self.init(repeating: constant) }
    @inline(__always) static prefix func - (a: Self) -> Self {
        // Negation flips the sign bit; 0 − a would turn −0 into 0.
        Self(-a.x, -a.y)
    }
    @inline(__always) var root: Self { cvm_sqrt_double2(self) }
    @inline(__always) var absolute: Self { Self(x.magnitude, y.magnitude) }
    @inline(__always) static func choose(_ a: Self, exceeds b: Self, then: Self, otherwise: Self) -> Self {
        otherwise.replacing(with: then, where: a .> b)
    }
    func power(_ exponent: Double) -> Self { Self(Double.pow(x, exponent), Double.pow(y, exponent)) }
    func rounded(to format: FloatFormat) -> Self { Self(x.rounded(to: format), y.rounded(to: format)) }
    func rounded(to format: FloatFormat, key: UInt64) -> Self {
        Self(x.rounded(to: format, key: key), y.rounded(to: format, key: key))
    }
    @inline(__always) var single: Self { Self(x.single, y.single) }
    var coordinates: [Double] { [x, y] }
}

extension SIMD8: Lane where Scalar == Float {
    @inline(__always) init(_ constant: Double) { self.init(repeating: Float(constant)) }
    @inline(__always) static prefix func - (a: Self) -> Self { a * Self(repeating: -1) }
    @inline(__always) var root: Self { cvm_sqrt_float8(self) }
    @inline(__always) var absolute: Self {
        let bits = unsafeBitCast(self, to: SIMD8<UInt32>.self) & SIMD8<UInt32>(repeating: 0x7fff_ffff)
        return unsafeBitCast(bits, to: Self.self)
    }
    @inline(__always) static func choose(_ a: Self, exceeds b: Self, then: Self, otherwise: Self) -> Self {
        otherwise.replacing(with: then, where: a .> b)
    }
    func power(_ exponent: Double) -> Self {
        var result = self
        for i in 0..<8 { result[i] = Float.pow(self[i], Float(exponent)) }
        return result
    }
    func rounded(to format: FloatFormat) -> Self {
        var result = self
        for i in 0..<8 { result[i] = format.rounded(self[i]) }
        return result
    }
    func rounded(to format: FloatFormat, key: UInt64) -> Self {
        var result = self
        for i in 0..<8 { result[i] = self[i].rounded(to: format, key: key) }
        return result
    }
    @inline(__always) var single: Self { self }
    var coordinates: [Double] { (0..<8).map { Double(self[$0]) } }
}

/// Draws that a key and a number's own bits decide: the same for a lane alone as among others.
enum Hashed {
    /// In [0, 1); SplitMix64's finish of the two (Steele, Lea & Flood 2014).
    static func uniform(_ key: UInt64, _ bits: UInt64) -> Double {
        var z = key ^ (bits &* 0x9e37_79b9_7f4a_7c15)
        z = (z ^ (z >> 30)) &* 0xbf58_476d_1ce4_e5b9
        z = (z ^ (z >> 27)) &* 0x94d0_49bb_1331_11eb
        return Double((z ^ (z >> 31)) >> 11) * 0x1p-53
    }
}
