import Landscapes
import Numbers

private struct ToyForm: ClosedForm {
    func evaluate<S: Scalar>(_ x: S, _ y: S) -> S { x * x + 2.0 * y * y }
}

/// A landscape in one file.
extension Landscape {
    static let toyBowl = Landscape(
        "toy_bowl", title: "Toy bowl", formula: "x² + 2y²", domain: Domain(-2...2), minima: [Point(0, 0)], minimum: 0,
        start: Point(1, 1), tags: [.bowl], source: "a test", remark: "Two eigenvalues, 2 and 4.", surface: ToyForm())
}
