import Numbers

/// (x² + y − 11)² + (x + y² − 7)²
private struct HimmelblauForm: ResidualForm {
    @inline(__always)
    func residuals<S: Scalar>(_ x: S, _ y: S, _ next: (S, Double) -> Void) {
        next(x * x + y - 11.0, 1)
        next(x + y * y - 7.0, 1)
    }
}

extension Landscape {
    /// Himmelblau's function: four equal minima around one maximum, with saddles between.
    public static let himmelblau = Landscape(
        "himmelblau", title: "Himmelblau", formula: "(x² + y − 11)² + (x + y² − 7)²", domain: Domain(-5...5),
        minima: [
            Point(3, 2), Point(-2.805118086952745, 3.131312518250573), Point(-3.779310253377747, -3.2831859912861696),
            Point(3.5844283403304917, -1.8481265269644036),
        ],
        minimum: 0,
        otherCriticalPoints: [
            Point(-0.2708445906673476, -0.9230385564799815), Point(0.08667750455539636, 2.884254701174776),
            Point(-3.0730257507643897, -0.08135304428796751), Point(-0.12796134673068008, -1.9537149802445763),
            Point(3.385154183607021, 0.07385187983774928),
        ],
        start: Point(-0.5, -0.5), tags: [.multimodal, .saddle],
        source: "Himmelblau 1972, Applied Nonlinear Programming",
        remark: "Four equally deep basins: the start alone decides which one is found.",
        surface: HimmelblauForm())
}
