public import RealModule

/// What both jets share: given the chain rule for one and two arguments, every function follows.
///
/// ## At kinks and singular points
/// Jets only carry the derivatives that an operation has for certain:
/// - |x| at 0, √ and other roots at 0, hypot and the angle at the origin, arcsin and arccos at ±1, arcosh at 1, and max and min
///   of equal numbers that go different ways give NaN for their derivatives; `SpecialPoint` then asks for the one-sided ones,
///   along which such kinks may cancel;
/// - sign, floor and round are flat everywhere, also where they jump.
///
/// A *value* that does not exist (log of −1, √ of −1, 0/0) stays NaN, and one that is infinite stays infinite.
public protocol Jet: Scalar where IntegerLiteralType == Int, Magnitude == Double {
    /// f(self), given f, f′ and f″ at the value.
    func chain(_ f: Double, _ f1: Double, _ f2: @autoclosure () -> Double) -> Self
    /// f(u, v), given f's value and partial derivatives at the values of u and v.
    static func chain(_ u: Self, _ v: Self, _ f: Partials) -> Self
}

/// Value and partial derivatives of a function of two arguments u and v at one point.
@frozen
public struct Partials: Sendable {
    /// g, ∂g/∂u, ∂g/∂v, ∂²g/∂u², ∂²g/∂u∂v and ∂²g/∂v² at one point.
    public var value, u, v, uu, uv, vv: Double

    /// All partial derivatives of g(u, v) up to the second.
    @inlinable @inline(__always)
    public init(value: Double, u: Double, v: Double, uu: Double, uv: Double, vv: Double) {
        self.value = value
        self.u = u
        self.v = v
        self.uu = uu
        self.uv = uv
        self.vv = vv
    }

    /// The value of g where no derivative is known.
    @inlinable static func unknown(_ value: Double) -> Partials {
        Partials(value: value, u: .nan, v: .nan, uu: .nan, uv: .nan, vv: .nan)
    }
}

// MARK: - Arithmetic

extension Jet {
    /// A constant, so that `2 * x` can be written.
    @inlinable public init(integerLiteral value: Int) { self.init(Double(value)) }

    /// A constant; nil where a Double cannot hold the number exactly.
    @inlinable public init?<T: BinaryInteger>(exactly source: T) {
        guard let value = Double(exactly: source) else { return nil }
        self.init(value)
    }

    /// The constant 0.
    @inlinable public static var zero: Self { Self(0.0) }

    /// How far the value is from zero, without derivatives.
    @inlinable public var magnitude: Double { value.magnitude }

    /// 1/x; nil at 0.
    @inlinable public var reciprocal: Self? { value == 0 ? nil : Self(1.0) / self }

    /// Adds in place.
    @inlinable public static func += (a: inout Self, b: Self) { a = a + b }
    /// Subtracts in place.
    @inlinable public static func -= (a: inout Self, b: Self) { a = a - b }
    /// Multiplies in place.
    @inlinable public static func *= (a: inout Self, b: Self) { a = a * b }
    /// Divides in place.
    @inlinable public static func /= (a: inout Self, b: Self) { a = a / b }
    /// Moves the value; the derivatives stay.
    @inlinable @inline(__always) public static func + (a: Self, b: Double) -> Self { b + a }
    /// Moves the value; the derivatives stay.
    @inlinable @inline(__always) public static func - (a: Self, b: Double) -> Self { (-b) + a }
    /// Divides value and derivatives.
    @inlinable @inline(__always) public static func / (a: Self, b: Double) -> Self { a.chain(a.value / b, 1 / b, 0) }
}

// MARK: - Piecewise

extension Jet {
    /// |x|, with derivative −1 or 1.
    @inlinable public static func abs(_ x: Self) -> Self {
        let side = x.value == 0 ? .nan : Double.sign(x.value)
        return x.chain(x.value.magnitude, side, 0 * side)
    }

    /// The smaller of the two, with its derivatives.
    @inlinable public static func min(_ a: Self, _ b: Self) -> Self {
        if a.value == b.value { return joined(a, b) }
        return b.value < a.value || b.value.isNaN ? b : a
    }

    /// The larger of the two, with its derivatives.
    @inlinable public static func max(_ a: Self, _ b: Self) -> Self {
        if a.value == b.value { return joined(a, b) }
        return b.value > a.value || b.value.isNaN ? b : a
    }

    /// Where two equal numbers meet: what both have in common.
    @inlinable static func joined(_ a: Self, _ b: Self) -> Self { a == b ? a : a.chain(a.value, .nan, .nan) }

    /// −1, 0 or 1, flat everywhere.
    @inlinable public static func sign(_ x: Self) -> Self { Self(Double.sign(x.value)) }

    /// The largest whole number not above x, flat everywhere.
    @inlinable public static func floor(_ x: Self) -> Self { Self(Double.floor(x.value)) }

    /// The nearest whole number, halves to the even one; flat everywhere.
    @inlinable public static func round(_ x: Self) -> Self { Self(Double.round(x.value)) }

    /// The angle of (x, y), with ∇ = (x∇y − y∇x)/(x² + y²).
    @inlinable public static func atan2(_ y: Self, _ x: Self) -> Self {
        let angle = Double.atan2(y: y.value, x: x.value)
        let r = Double.hypot(y.value, x.value)
        guard r > 0 else { return chain(y, x, .unknown(angle)) }
        let cosine = x.value / r
        let sine = y.value / r
        let mixed = (sine * sine - cosine * cosine) / r / r
        let pure = 2 * sine * cosine / r / r
        return chain(
            y, x, Partials(value: angle, u: cosine / r, v: -sine / r, uu: -pure, uv: mixed, vv: pure))
    }

    /// √(x² + y²), with derivatives x/r and y/r.
    @inlinable public static func hypot(_ x: Self, _ y: Self) -> Self {
        let r = Double.hypot(x.value, y.value)
        guard r > 0 else { return chain(x, y, .unknown(r)) }
        let cosine = x.value / r
        let sine = y.value / r
        return chain(
            x, y,
            Partials(
                value: r, u: cosine, v: sine, uu: sine * sine / r, uv: -sine * cosine / r, vv: cosine * cosine / r))
    }
}
