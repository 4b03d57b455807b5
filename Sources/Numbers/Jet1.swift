public import RealModule

/// First-order forward jet over two variables: a value and its gradient.
///
/// For a smooth f of one jet u: f(u) = (f(u₀), f′(u₀)·∇u). This is what an optimizer's step needs, so it is the fast
/// one; `Jet2` carries the Hessian too. The source is Griewank & Walther, *Evaluating Derivatives* (2008), ch. 3 and 13.
@frozen
public struct Jet1: Sendable, Equatable {
    public var value: Double
    /// ∂/∂x and ∂/∂y.
    public var gradient: Point

    @inlinable @inline(__always) public init(value: Double, gradient: Point) {
        self.value = value
        self.gradient = gradient
    }

    /// The first variable at `x`.
    @inlinable @inline(__always) public static func x(_ x: Double) -> Jet1 { Jet1(value: x, gradient: Point(1, 0)) }

    /// The second variable at `y`.
    @inlinable @inline(__always) public static func y(_ y: Double) -> Jet1 { Jet1(value: y, gradient: Point(0, 1)) }

    @inlinable public var slope: Slope { Slope(value: value, gradient: gradient) }
}

extension Jet1: Jet {
    @inlinable @inline(__always) public init(_ constant: Double) { self.init(value: constant, gradient: .zero) }

    @inlinable @inline(__always) public func chain(_ f: Double, _ f1: Double, _ f2: @autoclosure () -> Double) -> Jet1 {
        Jet1(value: f, gradient: f1 * gradient)
    }

    @inlinable @inline(__always) public static func chain(_ u: Jet1, _ v: Jet1, _ f: Partials) -> Jet1 {
        Jet1(value: f.value, gradient: f.u * u.gradient + f.v * v.gradient)
    }

    @inlinable @inline(__always) public static func + (a: Jet1, b: Jet1) -> Jet1 {
        Jet1(value: a.value + b.value, gradient: a.gradient + b.gradient)
    }

    @inlinable @inline(__always) public static func - (a: Jet1, b: Jet1) -> Jet1 {
        Jet1(value: a.value - b.value, gradient: a.gradient - b.gradient)
    }

    @inlinable @inline(__always) public static func * (a: Jet1, b: Jet1) -> Jet1 {
        Jet1(value: a.value * b.value, gradient: a.value * b.gradient + b.value * a.gradient)
    }

    @inlinable @inline(__always) public static func / (a: Jet1, b: Jet1) -> Jet1 {
        let quotient = a.value / b.value
        return Jet1(value: quotient, gradient: (a.gradient - quotient * b.gradient) / b.value)
    }

    @inlinable @inline(__always) public static func + (a: Double, b: Jet1) -> Jet1 {
        Jet1(value: a + b.value, gradient: b.gradient)
    }

    @inlinable @inline(__always) public static func - (a: Double, b: Jet1) -> Jet1 {
        Jet1(value: a - b.value, gradient: -b.gradient)
    }

    @inlinable @inline(__always) public static func * (a: Double, b: Jet1) -> Jet1 {
        Jet1(value: a * b.value, gradient: a * b.gradient)
    }

    @inlinable @inline(__always) public static prefix func - (a: Jet1) -> Jet1 {
        Jet1(value: -a.value, gradient: -a.gradient)
    }
}
