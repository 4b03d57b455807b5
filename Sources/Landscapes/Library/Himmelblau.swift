import Numbers

/// (x² + y − 11)² + (x + y² − 7)²
private struct HimmelblauForm: ClosedForm {
    func evaluate<S: Scalar>(_ x: S, _ y: S) -> S {
        let first: S = x * x + y - 11.0
        let second: S = x + y * y - 7.0
        return first * first + second * second
    }
}

extension Landscape {
    /// Himmelblau's function: four equal minima around one maximum, with saddles between.
    public static let himmelblau = Landscape(
        "himmelblau", title: "Himmelblau", formula: "(x² + y − 11)² + (x + y² − 7)²", domain: Domain(-5...5),
        minima: [
            Point(3, 2), Point(-2.805118086952745, 3.131312518250573), Point(-3.779310253377747, -3.283185991286170),
            Point(3.584428340330492, -1.848126526964404),
        ],
        minimum: 0,
        otherCriticalPoints: [
            Point(-0.270844590667406, -0.923038522481015), Point(0.086677504555248, 2.884254701174923),
            Point(-3.073025750764053, -0.081353044287689), Point(-0.127961346730888, -1.953714980445402),
            Point(3.385154184036726, 0.073851879843662),
        ],
        start: Point(-0.5, -0.5), tags: [.multimodal, .saddle],
        source: "Himmelblau 1972, Applied Nonlinear Programming",
        remark: "Four equally deep basins: the start alone decides which one is found.",
        surface: HimmelblauForm())
}
