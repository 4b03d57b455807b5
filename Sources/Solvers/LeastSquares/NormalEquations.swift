import Answers
import Numbers

/// JᵀJ and the slope of Σrᵢ², from the residuals and their gradients.
struct NormalEquations {
    /// JᵀJ
    private(set) var matrix: Hessian
    /// f = Σrᵢ², ∇f = 2Jᵀr
    let slope: Slope

    init(_ residuals: [Residual], isCurve: Bool) {
        var matrix = Hessian(xx: 0, xy: 0, yy: 0)
        var value = 0.0
        var gradient = Point.zero
        for residual in residuals {
            matrix = matrix + .outer(residual.gradient)
            value += residual.value * residual.value
            gradient += 2 * residual.value * residual.gradient
        }
        if isCurve { matrix.yy = 1 }
        self.matrix = matrix
        slope = Slope(value: value, gradient: gradient)
    }

    /// The objective as a sum of squares.
    /// - Throws: `Mistake` when it is not known as one.
    static func source(_ run: SolverRun, _ method: String) throws -> any LeastSquares {
        guard let source = run.objective.wrapped as? any LeastSquares, source.residuals(at: run.start) != nil else {
            throw Mistake(
                "\(run.objective.wrapped.name) is not known as a sum of squares, which \(method) needs",
                expected: "sphere, rosenbrock, beale, booth, himmelblau, or least_squares of your own residuals",
                try: "least_squares([lambda x, y: 1 - x, lambda x, y: 10*(y - x^2)])")
        }
        return source
    }
}
