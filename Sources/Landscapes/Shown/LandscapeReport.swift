public import Answers
import Numbers

/// Everything about one landscape: what is listed and the critical points, classified by their Hessian's eigenvalues.
public struct LandscapeReport: Presentable {
    /// `description`.
    public static var kind: String { "description" }

    /// What is described.
    public let landscape: Landscape
    /// The critical points found in the domain, lowest first.
    public let criticalPoints: [CriticalPoint]

    /// How many critical points a table shows.
    private static let shown = 12

    /// - Parameter work: watched and stopped; the report then holds what was found until then.
    public init(of landscape: Landscape, search: CriticalPointSearch = CriticalPointSearch(), work: Work) {
        self.landscape = landscape
        criticalPoints = search.run(on: landscape, work: work)
    }

    /// Whose description it is.
    public var summary: String { "description of \(landscape.summary)" }

    /// What is listed, then the critical points with their eigenvalues, at most twelve.
    public func table(width: Int) -> String {
        landscape.heading + "\n" + TextTable.definitions(landscape.shownFacts, width: width) + "\n\n"
            + pointsText(width: width)
    }

    /// The landscape's sentence and how many critical points of each nature were found.
    public var sentence: String {
        let counts = CriticalPoint.Nature.allCases.compactMap { nature in
            let count = criticalPoints.count { $0.nature == nature }
            return count == 0 ? nil : "\(count) \(nature.rawValue)" + (count == 1 ? "" : nature.plural)
        }
        let found =
            counts.isEmpty ? "No critical point was found" : "Critical points found: \(counts.joined(separator: ", "))"
        return landscape.sentence + " \(found) in \(landscape.domain.text(dimension: landscape.dimension))."
    }

    /// The landscape and all critical points.
    public var json: JSON {
        .members([
            "kind": .string(Self.kind), "landscape": landscape.json,
            "critical_points": .array(
                criticalPoints.map { point in
                    .members([
                        "point": .point(point.point, dimension: landscape.dimension), "value": .number(point.value),
                        "nature": .string(point.nature.rawValue),
                        "eigenvalues": .array([.number(point.eigenvalues.x), .number(point.eigenvalues.y)]),
                    ])
                }),
        ])
    }

    /// Heights that are nothing but rounding beside the others are shown as 0.
    private func shown(_ value: Double) -> String {
        let largest = criticalPoints.map(\.value.magnitude).max() ?? 0
        return value.magnitude < 1e-15 * Swift.max(1, largest) ? "0" : value.short(6)
    }

    private func pointsText(width: Int) -> String {
        guard !criticalPoints.isEmpty else { return "  no critical points found in the domain" }
        let isCurve = landscape.dimension == 1
        var rows = [["critical point", "value", "nature"] + (isCurve ? ["f″"] : ["λmin", "λmax", "λmax/λmin"])]
        for point in criticalPoints.prefix(Self.shown) {
            let hasEigenvalues = point.nature != .kink
            let numbers =
                isCurve
                ? [point.eigenvalues.x.short(4)]
                : [
                    point.eigenvalues.x.short(4), point.eigenvalues.y.short(4),
                    point.conditionNumber?.short(3) ?? "",
                ]
            rows.append(
                [
                    point.point.short(6, dimension: landscape.dimension), shown(point.value), point.nature.rawValue,
                ] + (hasEigenvalues ? numbers : ["–"]))
        }
        let rest = criticalPoints.count - Self.shown
        return TextTable.lines(rows, width: width, leftColumns: [0, 2]).joined(separator: "\n")
            + (rest > 0 ? "\n  and \(rest) more found in the domain" : "")
    }
}

extension CriticalPoint.Nature {
    /// What turns the word into more than one.
    fileprivate var plural: String {
        switch self {
        case .minimum, .maximum: " points"
        case .saddle, .kink, .edge: "s"
        case .degenerate: ""
        }
    }
}
