import Formats

/// The arithmetic an update rule is written over: one coordinate (`Double`, `Float`) or several at once
/// (`SIMD2<Double>` for a point, `SIMD8<Float>` for a stretch of a network's parameters).
///
/// Every operation is IEEE 754's, lane by lane and without contraction, so several lanes have the bits
/// that each would have alone.
protocol Lane: Sendable, BitwiseCopyable {
    /// The constant in every lane, rounded to the lane's precision.
    init(_ constant: Double)

    static func + (a: Self, b: Self) -> Self
    static func - (a: Self, b: Self) -> Self
    static func * (a: Self, b: Self) -> Self
    static func / (a: Self, b: Self) -> Self
    static prefix func - (a: Self) -> Self

    /// The square root.
    var root: Self { get }
    /// |x|.
    var absolute: Self { get }
    /// `then` in lanes where a > b, `otherwise` in the others (so also where either is NaN).
    static func choose(_ a: Self, exceeds b: Self, then: Self, otherwise: Self) -> Self
    /// xᵉ for x ≥ 0.
    func power(_ exponent: Double) -> Self
    /// The nearest number of a format, of x as a Float32 has it.
    func rounded(to format: FloatFormat) -> Self
    /// One of the two neighbours in a format, the nearer the likelier, drawn by a key and x itself.
    func rounded(to format: FloatFormat, key: UInt64) -> Self
    /// x as a Float32 has it.
    var single: Self { get }
    /// The lanes as Doubles, for showing.
    var coordinates: [Double] { get }
}

prefix operator √

/// The square root, as the papers write it.
@inline(__always) prefix func √ <V: Lane>(x: V) -> V { x.root }

@inline(__always) func * <V: Lane>(k: Double, x: V) -> V { V(k) * x }
@inline(__always) func + <V: Lane>(x: V, k: Double) -> V { x + V(k) }
@inline(__always) func / <V: Lane>(x: V, k: Double) -> V { x / V(k) }

/// |x|.
@inline(__always) func magnitude<V: Lane>(_ x: V) -> V { x.absolute }

/// The larger of the two, b where they are equal.
@inline(__always) func larger<V: Lane>(_ a: V, _ b: V) -> V {
    V.choose(a, exceeds: b, then: a, otherwise: b)
}

/// The smaller of the two, b where they are equal.
@inline(__always) func smaller<V: Lane>(_ a: V, _ b: V) -> V {
    V.choose(b, exceeds: a, then: a, otherwise: b)
}

/// −1, 0 or 1.
@inline(__always) func sign<V: Lane>(_ x: V) -> V {
    V.choose(x, exceeds: V(0), then: V(1), otherwise: V.choose(V(0), exceeds: x, then: V(-1), otherwise: V(0)))
}
