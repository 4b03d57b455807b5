public import Answers
public import Numbers

/// What a landscape looks like at one point: height, slope, and the curvature along its two principal directions.
public struct LocalShape: Presentable {
    /// `curvature`.
    public static var kind: String { "curvature" }

    /// The function that was looked at.
    public let landscape: Landscape
    /// The place that is looked at; y is 0 of a curve.
    public let point: Point
    /// Value, gradient and Hessian there.
    public let curvature: Curvature

    /// Looks at one place of a landscape; nothing is searched for.
    public init(of landscape: Landscape, at point: Point) {
        self.landscape = landscape
        self.point = point
        curvature = landscape.curvature(at: point)
    }

    /// λmin and λmax of the Hessian; a curve has f″ twice.
    public var eigenvalues: Point {
        if landscape.dimension == 1 { return Point(curvature.hessian.xx, curvature.hessian.xx) }
        let values = curvature.hessian.eigenvalues
        return Point(values.smaller, values.larger)
    }

    /// The rate above which plain gradient descent on the local quadratic grows: 2/λmax; nil without upward curvature.
    public var largestStableRate: Double? { eigenvalues.y > 0 ? 2 / eigenvalues.y : nil }

    /// λmax/λmin where both are positive.
    public var conditionNumber: Double? { eigenvalues.x > 0 ? eigenvalues.y / eigenvalues.x : nil }

    /// The unit direction of the largest eigenvalue, the steepest-walled one.
    public var sharpDirection: Point {
        let h = curvature.hessian
        if landscape.dimension == 1 { return Point(1, 0) }
        if h.xy == 0 { return h.xx >= h.yy ? Point(1, 0) : Point(0, 1) }
        // Of the two ways to write the eigenvector, the longer one loses no digits.
        let first = Point(eigenvalues.y - h.yy, h.xy)
        let second = Point(h.xy, eigenvalues.y - h.xx)
        let vector = first.norm >= second.norm ? first : second
        return vector / vector.norm
    }

    /// The Hessian in one line.
    public var summary: String {
        let place = point.short(4, dimension: landscape.dimension)
        return "curvature of \(landscape.summary) at \(place)"
    }

    /// The Hessian with its eigenvalues and their directions, and what they mean for a descent.
    public func table(width: Int) -> String {
        let isCurve = landscape.dimension == 1
        var rows = [
            (term: "height", meaning: "f = \(curvature.value.short(6))"),
            (
                term: "slope",
                meaning: "∇f = \(curvature.gradient.short(5, dimension: landscape.dimension))"
                    + ", |∇f| = \(curvature.gradient.norm.short(4))"
            ),
        ]
        if isCurve {
            rows.append((term: "curvature", meaning: "f″ = \(eigenvalues.x.short(5))"))
        } else {
            let h = curvature.hessian
            rows.append(
                (
                    term: "Hessian",
                    meaning: "[[\(h.xx.short(5)), \(h.xy.short(5))], [\(h.xy.short(5)), \(h.yy.short(5))]]"
                )
            )
            rows.append(
                (term: "eigenvalues", meaning: "λmin = \(eigenvalues.x.short(5)), λmax = \(eigenvalues.y.short(5))"))
            rows.append((term: "sharpest along", meaning: sharpDirection.short(3)))
        }
        if !isCurve, let conditionNumber {
            rows.append((term: "condition", meaning: "λmax/λmin = \(conditionNumber.short(4))"))
        }
        rows.append(
            (
                term: "stable below",
                meaning: largestStableRate.map { "rate 2/λmax = \($0.short(4))" }
                    ?? "no limit: no upward curvature here"
            ))
        return summary + "\n" + TextTable.definitions(rows, width: width)
    }

    /// What the eigenvalues say of the place, in words.
    public var sentence: String {
        let limit = largestStableRate.map { "plain gradient descent is stable here for rates below \($0.short(3))" }
        return "At \(point.short(4, dimension: landscape.dimension)) \(landscape.summary) has height "
            + "\(curvature.value.short(4)) and slope \(curvature.gradient.norm.short(3)); "
            + (limit ?? "there is no upward curvature that would limit the rate") + "."
    }

    /// Point, value, gradient, Hessian, eigenvalues.
    public var json: JSON {
        .members([
            "kind": .string(Self.kind), "landscape": .string(landscape.summary),
            "point": .point(point, dimension: landscape.dimension), "value": .number(curvature.value),
            "gradient": .point(curvature.gradient, dimension: landscape.dimension),
            "hessian": .array([
                .array([.number(curvature.hessian.xx), .number(curvature.hessian.xy)]),
                .array([.number(curvature.hessian.xy), .number(curvature.hessian.yy)]),
            ]),
            "eigenvalues": .array([.number(eigenvalues.x), .number(eigenvalues.y)]),
            "largest_stable_rate": largestStableRate.map { .number($0) } ?? .null,
        ])
    }
}
