import Landscapes
import Language
import Numbers

/// What can be asked of a landscape: `rosenbrock.minima`, `f.gradient((1, 2))`.
extension LandscapeWords {
    static let members: [Member] = attributes + methods + reports

    private static let attributes: [Member] = [
        .attribute("name", "its name", \Landscape.name),
        .attribute("title", "the name people use", \Landscape.title),
        .attribute("formula", "the formula as text", \Landscape.formula),
        .attribute("dimension", "1 for a curve, 2 for a surface", \Landscape.dimension),
        .attribute("domain", of: Landscape.self, "from and to, for each coordinate") { landscape in
            let sides = [landscape.domain.x, landscape.domain.y].prefix(landscape.dimension)
            return .tuple(sides.map { .tuple([.number($0.lowerBound), .number($0.upperBound)]) })
        },
        .attribute("start", of: Landscape.self, "the suggested start") { Value($0.start, dimension: $0.dimension) },
        .attribute("minima", of: Landscape.self, "all known global minima") { landscape in
            .list(landscape.minima.map { Value($0, dimension: landscape.dimension) })
        },
        .attribute("minimum", "the lowest value, None when unknown", \Landscape.minimum),
        .attribute("parameters", of: Landscape.self, "the formula's parameters") { landscape in
            .dict(.init(landscape.parameters.map { (.text($0.name), .number($0.value)) }))
        },
        .attribute("tags", of: Landscape.self, "what makes it interesting") { $0.tags.map(\.rawValue).asValue },
        .attribute("kinks", of: Landscape.self, "where the slope jumps") { $0.kinks.map(\.place).asValue },
        .attribute("source", "paper or book", \Landscape.source),
    ]

    private static let methods: [Member] = [
        .method("gradient", of: Landscape.self, "the exact gradient", DerivativeWords.pointParameters) { f, args, _ in
            Value(f.gradient(at: try DerivativeWords.definedPoint(args, f)), dimension: f.dimension)
        },
        .method("hessian", of: Landscape.self, "the exact second derivatives", DerivativeWords.pointParameters) {
            f, args, _ in
            let h = f.curvature(at: try DerivativeWords.definedPoint(args, f)).hessian
            return f.dimension == 1 ? .number(h.xx) : .list([Value([h.xx, h.xy]), Value([h.xy, h.yy])])
        },
        .method("curvature", of: Landscape.self, "the local shape", DerivativeWords.pointParameters) { f, args, _ in
            .thing(LocalShape(of: f, at: try DerivativeWords.definedPoint(args, f)))
        },
        .method("critical_points", of: Landscape.self, "all that a search finds, as (point, value, nature)", []) {
            f, _, context in
            let points = CriticalPointSearch().run(on: f, work: context.work)
            return .list(
                points.map {
                    .tuple([Value($0.point, dimension: f.dimension), .number($0.value), .text($0.nature.rawValue)])
                })
        },
        .method(
            "undefined", of: Landscape.self, "which operation has no finite value at a place, None when all have",
            DerivativeWords.pointParameters
        ) { f, args, _ in
            f.surface.firstUndefined(at: try DerivativeWords.point(args, f)).asValue
        },
    ]

    private static let reports: [Member] = [
        .attribute("value", "the height", \LocalShape.curvature.value),
        .attribute("gradient", of: LocalShape.self, "the gradient") { $0.place($0.curvature.gradient) },
        .attribute("eigenvalues", of: LocalShape.self, "of the Hessian, the smaller first") {
            $0.place($0.eigenvalues)
        },
        .attribute("condition_number", "λmax/λmin, None unless both are positive", \LocalShape.conditionNumber),
        .attribute("largest_stable_rate", "2/λmax, None without upward curvature", \LocalShape.largestStableRate),
        .attribute("sharp_direction", of: LocalShape.self, "unit vector of the largest eigenvalue") {
            $0.place($0.sharpDirection)
        },
        .attribute("landscapes", of: Atlas.self, "the landscapes as a list") { Value($0.landscapes) },
        .attribute("names", of: Atlas.self, "their names as a list") { $0.landscapes.map(\.name).asValue },
    ]
}

extension LocalShape {
    /// A place in the dimension of the landscape.
    fileprivate func place(_ point: Point) -> Value { Value(point, dimension: landscape.dimension) }
}
