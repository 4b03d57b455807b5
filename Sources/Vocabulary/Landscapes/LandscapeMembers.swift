import Landscapes
import Language
import Numbers

/// What can be asked of a landscape: `rosenbrock.minima`, `f.gradient((1, 2))`.
extension LandscapeWords {
    static let members: [Member] = attributes + methods + reports

    private static let attributes: [Member] = [
        .attribute("name", of: Landscape.self, "its name") { .text($0.name) },
        .attribute("title", of: Landscape.self, "the name people use") { .text($0.title) },
        .attribute("formula", of: Landscape.self, "the formula as text") { .text($0.formula) },
        .attribute("dimension", of: Landscape.self, "1 for a curve, 2 for a surface") { .int($0.dimension) },
        .attribute("domain", of: Landscape.self, "from and to, for each coordinate") { landscape in
            let sides = [landscape.domain.x, landscape.domain.y].prefix(landscape.dimension)
            return .tuple(sides.map { .tuple([.number($0.lowerBound), .number($0.upperBound)]) })
        },
        .attribute("start", of: Landscape.self, "the suggested start") { Value($0.start, dimension: $0.dimension) },
        .attribute("minima", of: Landscape.self, "all known global minima") { landscape in
            .list(landscape.minima.map { Value($0, dimension: landscape.dimension) })
        },
        .attribute("minimum", of: Landscape.self, "the lowest value, None when unknown") {
            $0.minimum.map { .number($0) } ?? .none
        },
        .attribute("parameters", of: Landscape.self, "the formula's parameters") { landscape in
            .dict(.init(landscape.parameters.map { (.text($0.name), .number($0.value)) }))
        },
        .attribute("tags", of: Landscape.self, "what makes it interesting") {
            .list($0.tags.map { .text($0.rawValue) })
        },
        .attribute("kinks", of: Landscape.self, "where the slope jumps") { .list($0.kinks.map { .text($0.place) }) },
        .attribute("source", of: Landscape.self, "paper or book") { .text($0.source) },
    ]

    private static let methods: [Member] = [
        .method("gradient", of: Landscape.self, "the exact gradient", DerivativeWords.pointParameters) { f, args, _ in
            Value(f.gradient(at: try DerivativeWords.point(args, f)), dimension: f.dimension)
        },
        .method("hessian", of: Landscape.self, "the exact second derivatives", DerivativeWords.pointParameters) {
            f, args, _ in
            let h = f.curvature(at: try DerivativeWords.point(args, f)).hessian
            return f.dimension == 1 ? .number(h.xx) : .list([Value([h.xx, h.xy]), Value([h.xy, h.yy])])
        },
        .method("curvature", of: Landscape.self, "the local shape", DerivativeWords.pointParameters) { f, args, _ in
            .thing(LocalShape(of: f, at: try DerivativeWords.point(args, f)))
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
            f.surface.firstUndefined(at: try DerivativeWords.point(args, f)).map { .text($0) } ?? .none
        },
    ]

    private static let reports: [Member] = [
        .attribute("value", of: LocalShape.self, "the height") { .number($0.curvature.value) },
        .attribute("gradient", of: LocalShape.self, "the gradient") {
            Value($0.curvature.gradient, dimension: $0.landscape.dimension)
        },
        .attribute("eigenvalues", of: LocalShape.self, "of the Hessian, the smaller first") {
            Value($0.eigenvalues, dimension: $0.landscape.dimension)
        },
        .attribute("condition_number", of: LocalShape.self, "λmax/λmin, None unless both are positive") {
            $0.conditionNumber.map { .number($0) } ?? .none
        },
        .attribute("largest_stable_rate", of: LocalShape.self, "2/λmax, None without upward curvature") {
            $0.largestStableRate.map { .number($0) } ?? .none
        },
        .attribute("sharp_direction", of: LocalShape.self, "unit vector of the largest eigenvalue") {
            Value($0.sharpDirection, dimension: $0.landscape.dimension)
        },
        .attribute("landscapes", of: Atlas.self, "the landscapes as a list") {
            .list($0.landscapes.map { .thing($0) })
        },
        .attribute("names", of: Atlas.self, "their names as a list") { .list($0.landscapes.map { .text($0.name) }) },
    ]
}
