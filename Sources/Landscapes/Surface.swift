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
    /// The function on its way out of a point, as a series; it tells the derivatives where jets have none.
    func series(_ x: PuiseuxSeries, _ y: PuiseuxSeries) -> PuiseuxSeries
    /// Which operation is undefined at the point, e.g. `log(x) of -1`; nil when the value is finite.
    func firstUndefined(at point: Point) -> String?
}

extension Surface {
    /// The surface's own `slope(at:draw:)`.
    public var slopes: SlopeFunction { { slope(at: $0, draw: $1) } }

    /// A formula is.
    public var isCheap: Bool { true }

    /// The second-order Taylor polynomial, for a surface that is smooth.
    public func series(_ x: PuiseuxSeries, _ y: PuiseuxSeries) -> PuiseuxSeries {
        let here = curvature(at: Point(x.value, y.value))
        let (dx, dy) = (x - x.value, y - y.value)
        let hessian = here.hessian
        let linear: PuiseuxSeries = here.gradient.x * dx + here.gradient.y * dy
        let quadratic: PuiseuxSeries = 0.5 * hessian.xx * dx * dx + hessian.xy * dx * dy + 0.5 * hessian.yy * dy * dy
        return here.value + linear + quadratic
    }

    /// The slope that jets gave, or the one-sided derivatives where they have none.
    @inline(__always) func settled(_ slope: Slope, at point: Point) -> Slope {
        if slope.gradient.isFinite || !slope.value.isFinite { return slope }
        return SpecialPoint.slope(at: point, value: slope.value, of: series)
    }

    /// The same for a curvature.
    func settled(_ curvature: Curvature, at point: Point) -> Curvature {
        let hessian = curvature.hessian
        let isKnown = curvature.gradient.isFinite && (hessian.xx + hessian.xy + hessian.yy).isFinite
        if isKnown || !curvature.value.isFinite { return curvature }
        return SpecialPoint.curvature(at: point, value: curvature.value, of: series)
    }

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
    public func slope(at point: Point, draw: Draw) -> Slope {
        settled(evaluate(Jet1.x(point.x), Jet1.y(point.y)).slope, at: point)
    }

    /// The same pass, without the draw.
    public var slopes: SlopeFunction {
        { point, _ in settled(evaluate(Jet1.x(point.x), Jet1.y(point.y)).slope, at: point) }
    }

    /// One pass with second-order jets.
    public func curvature(at point: Point) -> Curvature {
        settled(evaluate(Jet2.x(point.x), Jet2.y(point.y)).curvature, at: point)
    }

    /// One pass with series.
    public func series(_ x: PuiseuxSeries, _ y: PuiseuxSeries) -> PuiseuxSeries { evaluate(x, y) }
}
