/// A place on a two-dimensional landscape. A one-dimensional curve keeps `y` at 0.
public typealias Point = SIMD2<Double>

/// Value and gradient of a function at one point.
public struct Slope: Sendable, Equatable {
    /// f at the point.
    public var value: Double
    /// (∂f/∂x, ∂f/∂y); a curve's second part is 0.
    public var gradient: Point

    /// f and ∇f of one point, found together.
    @inlinable public init(value: Double, gradient: Point) {
        self.value = value
        self.gradient = gradient
    }
}

/// The symmetric 2×2 matrix of second derivatives, ∂²f/∂xᵢ∂xⱼ.
public struct Hessian: Sendable, Equatable {
    /// ∂²f/∂x².
    public var xx: Double
    /// ∂²f/∂x∂y = ∂²f/∂y∂x.
    public var xy: Double
    /// ∂²f/∂y².
    public var yy: Double

    /// The matrix ((xx, xy), (xy, yy)).
    @inlinable public init(xx: Double, xy: Double, yy: Double) {
        self.xx = xx
        self.xy = xy
        self.yy = yy
    }

    /// Both eigenvalues, the smaller first.
    ///
    /// λ = (xx + yy)/2 ± √(((xx − yy)/2)² + xy²). The root is taken with `hypot`-like scaling so that
    /// entries near the largest finite number do not overflow.
    public var eigenvalues: (smaller: Double, larger: Double) {
        let centre = 0.5 * xx + 0.5 * yy
        let half = 0.5 * xx - 0.5 * yy
        let scale = Swift.max(abs(half), abs(xy))
        guard scale > 0, scale.isFinite else { return (centre - scale, centre + scale) }
        let a = half / scale
        let b = xy / scale
        let radius = scale * (a * a + b * b).squareRoot()
        return (centre - radius, centre + radius)
    }

    /// The product Hv: how the gradient changes along v.
    @inlinable public static func * (h: Hessian, v: Point) -> Point {
        Point(h.xx * v.x + h.xy * v.y, h.xy * v.x + h.yy * v.y)
    }
}

/// Value, gradient and Hessian of a function at one point.
public struct Curvature: Sendable, Equatable {
    /// f at the point.
    public var value: Double
    /// (∂f/∂x, ∂f/∂y); a curve's second part is 0.
    public var gradient: Point
    /// The second derivatives; a curve has only xx.
    public var hessian: Hessian

    /// What was found at one point.
    @inlinable public init(value: Double, gradient: Point, hessian: Hessian) {
        self.value = value
        self.gradient = gradient
        self.hessian = hessian
    }
}

extension SIMD2 where Scalar == Double {
    /// Euclidean length.
    @inlinable public var norm: Double { (self * self).sum().squareRoot() }

    /// Euclidean length of a place that may be near the largest finite number: nothing overflows on the way.
    public var scaledNorm: Double {
        let scale = Swift.max(abs(x), abs(y))
        guard scale > 0, scale.isFinite else { return scale }
        return scale * (self / scale).norm
    }

    /// Whether both coordinates are finite.
    @inlinable public var isFinite: Bool { x.isFinite && y.isFinite }

    /// The scalar product x·x′ + y·y′.
    @inlinable public func dot(_ other: Self) -> Double { (self * other).sum() }
}
