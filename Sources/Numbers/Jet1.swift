public import RealModule

/// First-order forward jet over two variables: a value and its gradient.
///
/// For a smooth f of one jet u: f(u) = (f(u₀), f′(u₀)·∇u). This is what an optimizer's step needs, so it is the fast
/// one; `Jet2` carries the Hessian too. The source is Griewank & Walther, *Evaluating Derivatives* (2008), ch. 3 and 13.
@frozen
public struct Jet1: Sendable, Equatable {
    /// f at the point.
    public var value: Double
    /// ∂/∂x and ∂/∂y.
    public var gradient: Point

    /// A jet with given parts.
    @inlinable @inline(__always) public init(value: Double, gradient: Point) {
        self.value = value
        self.gradient = gradient
    }

    /// The first variable at `x`.
    @inlinable @inline(__always) public static func x(_ x: Double) -> Jet1 { Jet1(value: x, gradient: Point(1, 0)) }

    /// The second variable at `y`.
    @inlinable @inline(__always) public static func y(_ y: Double) -> Jet1 { Jet1(value: y, gradient: Point(0, 1)) }

    /// The same as an answer: value and gradient.
    @inlinable public var slope: Slope { Slope(value: value, gradient: gradient) }
}

extension Jet1: Jet {
    /// A constant: its gradient is zero.
    @inlinable @inline(__always) public init(_ constant: Double) { self.init(value: constant, gradient: .zero) }

    /// g(u) for g with value `f` and derivative `f1` at u: ∇(g∘u) = g′·∇u. The second derivative is not looked at.
    @inlinable @inline(__always) public func chain(_ f: Double, _ f1: Double, _ f2: @autoclosure () -> Double) -> Jet1 {
        Jet1(value: f, gradient: f1 * gradient)
    }

    /// g(u, v): ∇ = gᵤ·∇u + gᵥ·∇v.
    @inlinable @inline(__always) public static func chain(_ u: Jet1, _ v: Jet1, _ f: Partials) -> Jet1 {
        Jet1(value: f.value, gradient: f.u * u.gradient + f.v * v.gradient)
    }

    /// a + b, part by part.
    @inlinable @inline(__always) public static func + (a: Jet1, b: Jet1) -> Jet1 {
        Jet1(value: a.value + b.value, gradient: a.gradient + b.gradient)
    }

    /// a − b, part by part.
    @inlinable @inline(__always) public static func - (a: Jet1, b: Jet1) -> Jet1 {
        Jet1(value: a.value - b.value, gradient: a.gradient - b.gradient)
    }

    /// a·b with ∇ = b∇a + a∇b.
    @inlinable @inline(__always) public static func * (a: Jet1, b: Jet1) -> Jet1 {
        Jet1(value: a.value * b.value, gradient: a.value * b.gradient + b.value * a.gradient)
    }

    /// w·a² with ∇ = 2w·(a∇a): the same number, because doubling is exact, without the sum of two equal terms in a step's path.
    @inlinable @inline(__always) public static func weightedSquare(_ a: Jet1, _ weight: Double) -> Jet1 {
        Jet1(value: weight * (a.value * a.value), gradient: (weight + weight) * (a.value * a.gradient))
    }

    /// a/b with ∇ = (∇a − (a/b)∇b)/b.
    @inlinable @inline(__always) public static func / (a: Jet1, b: Jet1) -> Jet1 {
        let quotient = a.value / b.value
        return Jet1(value: quotient, gradient: (a.gradient - quotient * b.gradient) / b.value)
    }

    /// Moves the value; the gradient stays.
    @inlinable @inline(__always) public static func + (a: Double, b: Jet1) -> Jet1 {
        Jet1(value: a + b.value, gradient: b.gradient)
    }

    /// a − b: the gradient turns round.
    @inlinable @inline(__always) public static func - (a: Double, b: Jet1) -> Jet1 {
        Jet1(value: a - b.value, gradient: -b.gradient)
    }

    /// Scales value and gradient.
    @inlinable @inline(__always) public static func * (a: Double, b: Jet1) -> Jet1 {
        Jet1(value: a * b.value, gradient: a * b.gradient)
    }

    /// −a, part by part.
    @inlinable @inline(__always) public static prefix func - (a: Jet1) -> Jet1 {
        Jet1(value: -a.value, gradient: -a.gradient)
    }
}
