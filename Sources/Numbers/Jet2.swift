public import RealModule

/// Second-order forward jet over two variables: a value, its gradient and its Hessian.
///
/// For a smooth f of one jet u: ∇f = f′∇u and ∇²f = f′∇²u + f″∇u∇uᵀ.
@frozen
public struct Jet2: Sendable, Equatable {
    /// f at the point.
    public var value: Double
    /// ∂f/∂x.
    public var dx: Double
    /// ∂f/∂y.
    public var dy: Double
    /// ∂²f/∂x².
    public var dxx: Double
    /// ∂²f/∂x∂y.
    public var dxy: Double
    /// ∂²f/∂y².
    public var dyy: Double

    /// A jet with given parts.
    @inlinable @inline(__always)
    public init(value: Double, dx: Double, dy: Double, dxx: Double, dxy: Double, dyy: Double) {
        self.value = value
        self.dx = dx
        self.dy = dy
        self.dxx = dxx
        self.dxy = dxy
        self.dyy = dyy
    }

    /// A jet with the parts of an answer found before.
    @inlinable public init(_ curvature: Curvature) {
        let hessian = curvature.hessian
        self.init(
            value: curvature.value, dx: curvature.gradient.x, dy: curvature.gradient.y, dxx: hessian.xx,
            dxy: hessian.xy, dyy: hessian.yy)
    }

    /// The first variable at `x`.
    @inlinable public static func x(_ x: Double) -> Jet2 { Jet2(value: x, dx: 1, dy: 0, dxx: 0, dxy: 0, dyy: 0) }

    /// The second variable at `y`.
    @inlinable public static func y(_ y: Double) -> Jet2 { Jet2(value: y, dx: 0, dy: 1, dxx: 0, dxy: 0, dyy: 0) }

    /// (∂f/∂x, ∂f/∂y).
    @inlinable public var gradient: Point { Point(dx, dy) }

    /// The same as an answer: value, gradient and Hessian.
    @inlinable public var curvature: Curvature {
        Curvature(value: value, gradient: gradient, hessian: Hessian(xx: dxx, xy: dxy, yy: dyy))
    }
}

extension Jet2: Jet {
    /// A constant: all its derivatives are zero.
    @inlinable public init(_ constant: Double) {
        self.init(value: constant, dx: 0, dy: 0, dxx: 0, dxy: 0, dyy: 0)
    }

    /// g(u) for g with value `f`, first and second derivative at u: H(g∘u) = g″·∇u∇uᵀ + g′·H(u).
    @inlinable public func chain(_ f: Double, _ f1: Double, _ f2: @autoclosure () -> Double) -> Jet2 {
        let second = f2()
        return Jet2(
            value: f, dx: f1 * dx, dy: f1 * dy, dxx: f1 * dxx + second * dx * dx, dxy: f1 * dxy + second * dx * dy,
            dyy: f1 * dyy + second * dy * dy)
    }

    /// g(u, v), with all its partial derivatives up to the second.
    @inlinable public static func chain(_ u: Jet2, _ v: Jet2, _ f: Partials) -> Jet2 {
        let slopeU = Point(f.uu * u.dx + f.uv * v.dx, f.uu * u.dy + f.uv * v.dy)
        let slopeV = Point(f.uv * u.dx + f.vv * v.dx, f.uv * u.dy + f.vv * v.dy)
        return Jet2(
            value: f.value, dx: f.u * u.dx + f.v * v.dx, dy: f.u * u.dy + f.v * v.dy,
            dxx: f.u * u.dxx + f.v * v.dxx + u.dx * slopeU.x + v.dx * slopeV.x,
            dxy: f.u * u.dxy + f.v * v.dxy + u.dx * slopeU.y + v.dx * slopeV.y,
            dyy: f.u * u.dyy + f.v * v.dyy + u.dy * slopeU.y + v.dy * slopeV.y)
    }

    /// a + b, part by part.
    @inlinable public static func + (a: Jet2, b: Jet2) -> Jet2 {
        Jet2(
            value: a.value + b.value, dx: a.dx + b.dx, dy: a.dy + b.dy, dxx: a.dxx + b.dxx, dxy: a.dxy + b.dxy,
            dyy: a.dyy + b.dyy)
    }

    /// a − b, part by part.
    @inlinable public static func - (a: Jet2, b: Jet2) -> Jet2 {
        Jet2(
            value: a.value - b.value, dx: a.dx - b.dx, dy: a.dy - b.dy, dxx: a.dxx - b.dxx, dxy: a.dxy - b.dxy,
            dyy: a.dyy - b.dyy)
    }

    /// a·b with H = bH(a) + ∇a∇bᵀ + ∇b∇aᵀ + aH(b).
    @inlinable public static func * (a: Jet2, b: Jet2) -> Jet2 {
        Jet2(
            value: a.value * b.value, dx: a.value * b.dx + b.value * a.dx, dy: a.value * b.dy + b.value * a.dy,
            dxx: a.value * b.dxx + b.value * a.dxx + 2 * a.dx * b.dx,
            dxy: a.value * b.dxy + b.value * a.dxy + a.dx * b.dy + a.dy * b.dx,
            dyy: a.value * b.dyy + b.value * a.dyy + 2 * a.dy * b.dy)
    }

    /// a/b: the parts of q in a = q·b, solved one after the other.
    @inlinable public static func / (a: Jet2, b: Jet2) -> Jet2 {
        // q·b = a, differentiated: each derivative of q follows from those already known.
        let q = a.value / b.value
        let qx = (a.dx - q * b.dx) / b.value
        let qy = (a.dy - q * b.dy) / b.value
        return Jet2(
            value: q, dx: qx, dy: qy, dxx: (a.dxx - q * b.dxx - 2 * qx * b.dx) / b.value,
            dxy: (a.dxy - q * b.dxy - qx * b.dy - qy * b.dx) / b.value,
            dyy: (a.dyy - q * b.dyy - 2 * qy * b.dy) / b.value)
    }

    /// Moves the value; the derivatives stay.
    @inlinable public static func + (a: Double, b: Jet2) -> Jet2 {
        Jet2(value: a + b.value, dx: b.dx, dy: b.dy, dxx: b.dxx, dxy: b.dxy, dyy: b.dyy)
    }

    /// a − b: all derivatives turn round.
    @inlinable public static func - (a: Double, b: Jet2) -> Jet2 {
        Jet2(value: a - b.value, dx: -b.dx, dy: -b.dy, dxx: -b.dxx, dxy: -b.dxy, dyy: -b.dyy)
    }

    /// Scales value and derivatives.
    @inlinable public static func * (a: Double, b: Jet2) -> Jet2 {
        Jet2(value: a * b.value, dx: a * b.dx, dy: a * b.dy, dxx: a * b.dxx, dxy: a * b.dxy, dyy: a * b.dyy)
    }

    /// −a, part by part.
    @inlinable public static prefix func - (a: Jet2) -> Jet2 { 0 - a }
}
