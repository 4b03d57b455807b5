import Answers
public import Numbers

/// What a landscape is made of: something that gives value, slope and curvature at a point.
///
/// Built-in functions are `ClosedForm`s; a learner's own is a `FormulaSurface`; a slice through a network's loss brings
/// its own conformance.
public protocol Surface: Sendable {
    func value(at point: Point) -> Double
    /// Value and gradient; a noisy surface draws its noise from `draw`.
    func slope(at point: Point, draw: Draw) -> Slope
    /// `slope(at:draw:)` as a function, for loops.
    var slopes: SlopeFunction { get }
    /// Noise-free value, gradient and Hessian.
    func curvature(at point: Point) -> Curvature
    /// Whether an evaluation takes microseconds, so that searching with thousands of them is fine.
    var isCheap: Bool { get }
    /// Which operation is undefined at the point, e.g. `log(x) of -1`; nil when the value is finite.
    func firstUndefined(at point: Point) -> String?
}

extension Surface {
    /// The surface's own `slope(at:draw:)`.
    public var slopes: SlopeFunction { { slope(at: $0, draw: $1) } }

    /// A formula is.
    public var isCheap: Bool { true }

    /// Says the value where it is not finite; a formula of a learner names the operation instead.
    public func firstUndefined(at point: Point) -> String? {
        let value = value(at: point)
        return value.isFinite ? nil : "the value is \(value.short())"
    }
}

/// A function written once over any `Scalar`; value, gradient and Hessian follow by forward jets.
///
/// A curve ignores `y`. A literal that multiplies or adds is a `Double` (`2.0 * x`): that spares the products with the
/// constant's zero derivatives.
public protocol ClosedForm: Surface {
    func evaluate<S: Scalar>(_ x: S, _ y: S) -> S
}

extension ClosedForm {
    /// f in Doubles.
    public func value(at point: Point) -> Double { evaluate(point.x, point.y) }

    /// One pass with first-order jets.
    public func slope(at point: Point, draw: Draw) -> Slope { evaluate(Jet1.x(point.x), Jet1.y(point.y)).slope }

    /// The same pass, without the draw.
    public var slopes: SlopeFunction { { point, _ in evaluate(Jet1.x(point.x), Jet1.y(point.y)).slope } }

    /// One pass with second-order jets.
    public func curvature(at point: Point) -> Curvature { evaluate(Jet2.x(point.x), Jet2.y(point.y)).curvature }
}
