public import Numbers

/// A point where the gradient vanishes (or a listed minimum at a kink), classified by the Hessian's eigenvalues.
public struct CriticalPoint: Sendable, Equatable {
    /// What the eigenvalues say.
    public enum Nature: String, Sendable, CaseIterable {
        /// Both positive.
        case minimum
        /// Both negative.
        case maximum
        /// One of each sign.
        case saddle
        /// At least one is zero within rounding: the second derivatives do not decide.
        case degenerate
        /// The gradient is not continuous here: eigenvalues say nothing.
        case kink
        /// On the edge of the domain with a gradient that points outwards: lowest only because the domain ends.
        case edge
    }

    /// Where the gradient vanishes.
    public var point: Point
    /// The function's value at the point.
    public var value: Double
    /// What the eigenvalues say of it.
    public var nature: Nature
    /// The Hessian's eigenvalues, the smaller first; those of a curve are both f″.
    public var eigenvalues: Point

    /// A point with what was found out about it.
    public init(point: Point, value: Double, nature: Nature, eigenvalues: Point) {
        self.point = point
        self.value = value
        self.nature = nature
        self.eigenvalues = eigenvalues
    }

    /// λmax/λmin at a minimum: how many times steeper the steepest direction is than the flattest.
    public var conditionNumber: Double? {
        nature == .minimum && eigenvalues.x > 0 ? eigenvalues.y / eigenvalues.x : nil
    }
}

extension Surface {
    /// The nature of a point from the signs of the Hessian's eigenvalues. An eigenvalue below `tolerance` times the
    /// larger one counts as zero.
    func nature(of curvature: Curvature, dimension: Int, tolerance: Double = 1e-7) -> (CriticalPoint.Nature, Point) {
        let hessian = curvature.hessian
        if dimension == 1 {
            let second = hessian.xx
            let nature: CriticalPoint.Nature =
                second > tolerance ? .minimum : second < -tolerance ? .maximum : .degenerate
            return (second.isFinite ? nature : .degenerate, Point(second, second))
        }
        let (smaller, larger) = hessian.eigenvalues
        let floor = tolerance * Swift.max(1e-3, Swift.max(smaller.magnitude, larger.magnitude))
        let nature: CriticalPoint.Nature =
            if !(smaller.isFinite && larger.isFinite) || smaller.magnitude <= floor || larger.magnitude <= floor {
                .degenerate
            } else if smaller > 0 { .minimum } else if larger < 0 { .maximum } else { .saddle }
        return (nature, Point(smaller, larger))
    }
}
