import CVectorMath
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
    var coordinates: [Double] { (0..<8).map { Double(self[$0]) } }
}
