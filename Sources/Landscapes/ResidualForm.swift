public import Numbers

/// A closed form that is a weighted sum of squares, written once as its residuals: f = Σ wᵢrᵢ².
///
/// Gauss–Newton and Levenberg–Marquardt use the residuals; everybody else sees an ordinary surface.
protocol ResidualForm: ClosedForm {
    /// Hands each residual and its weight, ≥ 0, to `next`, in order.
    func residuals<S: Scalar>(_ x: S, _ y: S, _ next: (S, Double) -> Void)
}

extension ResidualForm {
    @inline(__always)
    func evaluate<S: Scalar>(_ x: S, _ y: S) -> S {
        var sum = S(0.0)
        // The weight multiplies the square: the square of its root would not be the weight again.
        residuals(x, y) { residual, weight in
            sum = sum + (weight == 1 ? residual * residual : S.weightedSquare(residual, weight))
        }
        return sum
    }

    func residualSlopes(at point: Point) -> [Residual] {
        var slopes: [Residual] = []
        residuals(Jet1.x(point.x), Jet1.y(point.y)) { residual, weight in
            slopes.append((weight.squareRoot() * residual).slope)
        }
        return slopes
    }
}

extension Landscape: LeastSquares {
    /// The residuals of a landscape that is defined as a sum of squares (sphere, Rosenbrock, Beale, Booth,
    /// Himmelblau, Dixon–Price, ravine) or made of residuals; nil for all others.
    public func residuals(at point: Point) -> [Residual]? {
        let plain = (surface as? NoisySurface)?.base ?? surface
        if let borrowed = plain as? ObjectiveSurface {
            return (borrowed.objective as? any LeastSquares)?.residuals(at: point)
        }
        return (plain as? any ResidualForm)?.residualSlopes(at: point)
    }
}

extension Landscape: KnownMinima {}
