import Numbers

/// (a − x)² + b(y − x²)²
struct RosenbrockForm: ResidualForm {
    var a: Double
    var b: Double

    @inline(__always)
    func residuals<S: Scalar>(_ x: S, _ y: S, _ next: (S, Double) -> Void) {
        next(a - x, 1)
        next(y - x * x, b)
    }
}

extension Landscape {
    /// Rosenbrock's valley, (a − x)² + b(y − x²)², with its one minimum 0 at (a, a²).
    ///
    /// Source: H. H. Rosenbrock, *An automatic method for finding the greatest or least value of a function*,
    /// The Computer Journal 3 (1960).
    /// - Parameters:
    ///   - a: where the minimum lies along the valley.
    ///   - b: steepness of the walls, ≥ 0; the condition number at the minimum grows with it.
    public static func rosenbrock(a: Double = 1, b: Double = 100) -> Landscape {
        Landscape(
            "rosenbrock", title: "Rosenbrock's valley", formula: "(a − x)² + b(y − x²)²",
            parameters: [Setting("a", a), Setting("b", b)], domain: Domain(x: -2...2, y: -1...3),
            minima: [Point(a, a * a)], minimum: 0, start: Point(-1.5, 2), tags: [.valley, .illConditioned],
            source: "Rosenbrock 1960, The Computer Journal 3, 175–184",
            remark: "A curved valley: finding it is easy, following its flat floor to the minimum is not.",
            surface: RosenbrockForm(a: a, b: b))
    }
}
