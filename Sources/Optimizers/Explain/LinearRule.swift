import Numbers

/// A rule near a point, as a linear recurrence: what it does to a quadratic with its preconditioner D held fixed.
///
/// Along an eigenvector of D^½ H D^½ with eigenvalue λ every rule here is a recurrence of second order,
/// whose stability limit is exact.
struct LinearRule: Sendable, Equatable {
    enum Momentum: Sendable, Equatable {
        /// θ ← θ − ηDg
        case none
        /// u ← μu + g; θ ← θ − ηDu. With u ← μu + (1−μ)g, D holds the factor 1−μ.
        case heavyBall(Double)
        /// u ← μu + g; θ ← θ − ηD(g + μu)
        case nesterov(Double)
    }

    /// D: what each coordinate's step is per unit of rate and gradient.
    var gain: Point
    var momentum: Momentum

    /// The largest η·λ for which the recurrence does not grow.
    var limit: Double {
        switch momentum {
        case .none: 2
        case .heavyBall(let μ): 2 * (1 + μ)
        case .nesterov(let μ): 2 * (1 + μ) / (1 + 2 * μ)
        }
    }

    /// The larger eigenvalue of D^½ H D^½, which has the eigenvalues of DH.
    func sharpness(_ h: Hessian) -> Double {
        let r = Point(gain.x.squareRoot(), gain.y.squareRoot())
        return Hessian(xx: h.xx * gain.x, xy: h.xy * r.x * r.y, yy: h.yy * gain.y).eigenvalues.larger
    }

    /// The largest rate at which this rule is stable where the Hessian is `h`; nil where no direction curves upwards.
    func largestStableRate(_ h: Hessian) -> Double? {
        let λ = sharpness(h)
        return λ > 0 && λ.isFinite ? limit / λ : nil
    }
}
