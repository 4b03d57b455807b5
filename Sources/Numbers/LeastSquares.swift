/// An objective that may be known as a sum of squares, f = Σ rᵢ².
public protocol LeastSquares: Objective {
    /// The residuals and their gradients at a point; nil when f is not known as a sum of squares.
    func residuals(at point: Point) -> [Residual]?
}

/// One residual rᵢ and its gradient, a row of the Jacobian.
public typealias Residual = Slope
