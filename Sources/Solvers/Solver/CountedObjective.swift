import Numbers

/// An objective whose evaluations are counted: values, gradients and Hessians apart.
///
/// A slope counts as one value and one gradient, a curvature as one of each of the three. Where the value was paid for
/// before, `valueKnown` leaves it out.
struct CountedObjective {
    /// The objective itself; what is asked of it directly is not counted.
    let wrapped: any Objective
    /// Of the draws of a stochastic objective.
    let seed: UInt64
    let isCurve: Bool
    private(set) var values = 0
    private(set) var gradients = 0
    private(set) var hessians = 0

    init(_ objective: any Objective, seed: UInt64) {
        wrapped = objective
        self.seed = seed
        isCurve = objective.dimension == 1
    }

    mutating func value(_ point: Point) -> Double {
        values += 1
        return wrapped.value(at: point)
    }

    mutating func slope(_ point: Point, valueKnown: Bool = false) -> Slope {
        let draw = Draw(seed: seed, index: UInt64(gradients))
        if !valueKnown { values += 1 }
        gradients += 1
        return wrapped.slope(at: point, draw: draw)
    }

    /// A curve's Hessian gets 1 in the unused direction, so that linear systems stay solvable; its gradient there is 0.
    mutating func curvature(_ point: Point, valueKnown: Bool = false) -> Curvature {
        if !valueKnown { values += 1 }
        gradients += 1
        hessians += 1
        var curvature = wrapped.curvature(at: point)
        if isCurve { curvature.hessian = Hessian(xx: curvature.hessian.xx, xy: 0, yy: 1) }
        return curvature
    }

    /// The residuals of a sum of squares with their Jacobian: one value and one gradient.
    mutating func residuals(_ source: any LeastSquares, _ point: Point) -> [Residual]? {
        values += 1
        gradients += 1
        return source.residuals(at: point)
    }

    /// The slope for the record only: not part of the method's work, so not counted.
    func uncountedSlope(_ point: Point) -> Slope { wrapped.slope(at: point, draw: Draw(seed: seed, index: 0)) }
}
