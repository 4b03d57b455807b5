public import RealModule

/// The numbers a function is written over: `Double` for the value alone, `Jet1` for value and gradient, `Jet2` for
/// value, gradient and Hessian. A function written once over `Scalar` therefore has exact derivatives.
///
/// To swift-numerics' field operations and elementary functions it adds the piecewise functions. All comparisons look
/// at the value alone, so that every scalar takes the same branch at the same point.
public protocol Scalar: AlgebraicField, ElementaryFunctions, Sendable {
    /// A constant: its derivatives are zero.
    init(_ constant: Double)
    /// The number itself, without derivatives.
    var value: Double { get }

    /// |x|.
    static func abs(_ x: Self) -> Self
    /// −1, 0 or 1; flat everywhere, also at its jump.
    static func sign(_ x: Self) -> Self
    /// The largest whole number not above x; flat everywhere, also at its jumps.
    static func floor(_ x: Self) -> Self
    /// The whole number nearest to x, halves to the even one (Python's `round`); flat everywhere.
    static func round(_ x: Self) -> Self
    /// The angle of the point (x, y) in (−π, π]; 0 at the origin.
    static func atan2(_ y: Self, _ x: Self) -> Self
    /// The smaller of the two. The kink where both are equal is one like that of |x|.
    static func min(_ a: Self, _ b: Self) -> Self
    /// The larger of the two.
    static func max(_ a: Self, _ b: Self) -> Self
    /// √(x² + y²) without overflow.
    static func hypot(_ x: Self, _ y: Self) -> Self
    /// The error function, 2/√π ∫₀ˣ exp(−t²) dt.
    static func erf(_ x: Self) -> Self

    /// Adding and multiplying by constants skips the work on derivatives that are zero.
    static func + (a: Double, b: Self) -> Self
    static func + (a: Self, b: Double) -> Self
    static func - (a: Double, b: Self) -> Self
    static func - (a: Self, b: Double) -> Self
    static func * (a: Double, b: Self) -> Self
    static func / (a: Self, b: Double) -> Self
    static func / (a: Self, b: Self) -> Self

    /// w·x², as `w * (x * x)` gives it.
    static func weightedSquare(_ x: Self, _ weight: Double) -> Self
}

extension Scalar {
    /// The smaller of the two by their values; NaN where one of them is.
    @inlinable public static func min(_ a: Self, _ b: Self) -> Self {
        b.value < a.value || b.value.isNaN ? b : a
    }

    /// The larger of the two by their values; NaN where one of them is.
    @inlinable public static func max(_ a: Self, _ b: Self) -> Self {
        b.value > a.value || b.value.isNaN ? b : a
    }

    /// w·x², as it is written.
    @inlinable public static func weightedSquare(_ x: Self, _ weight: Double) -> Self { weight * (x * x) }

    /// x·x, exactly and cheaper than a power.
    @inlinable public static func square(_ x: Self) -> Self { x * x }

    /// x·x·x.
    @inlinable public static func cube(_ x: Self) -> Self { x * x * x }
}

extension Double: Scalar {
    /// The number itself.
    @inlinable public var value: Double { self }

    /// |x|.
    @inlinable public static func abs(_ x: Double) -> Double { x.magnitude }

    /// −1, 0 or 1; nan stays nan.
    @inlinable public static func sign(_ x: Double) -> Double { x > 0 ? 1 : (x < 0 ? -1 : x) }

    /// The largest whole number not above x.
    @inlinable public static func floor(_ x: Double) -> Double { x.rounded(.down) }

    /// The nearest whole number, halves to the even one.
    @inlinable public static func round(_ x: Double) -> Double { x.rounded(.toNearestOrEven) }

    /// The angle of the point (x, y) in (−π, π].
    @inlinable public static func atan2(_ y: Double, _ x: Double) -> Double { Double.atan2(y: y, x: x) }
}
