import Answers
import Figures
import Glibc
import Language
import Numbers

/// Points, and the sizes and colours that they may have one by one.
extension PlotLines {
    static let scatter = PlotOperation(
        "scatter", "points",
        [
            x, y,
            Parameter(
                "more", .any, .required,
                "the area and the colour without their names; in three dimensions the heights",
                isVariadic: true),
            Parameter(
                "s", .any, .value(.none), "area of a point, 36 by default, or an area for each", isKeywordOnly: true
            ),
            Parameter(
                "c", aliases: ["color"], .any, .value(.none), "a colour, or a number for each point",
                isKeywordOnly: true),
            Parameter("marker", .any, .value(.none), "the sign: 'o', 's', '^', 'x', '*'", isKeywordOnly: true),
            .colorMap, .label, .low, .high, .norm, .alpha, .edge, .zOrder,
            Parameter(
                "facecolors", aliases: ["facecolor"], .any, .value(.none), "'none' for rings", isKeywordOnly: true),
            depth,
        ] + PlotOperation.idle("linewidths", "linewidth", "lw", "depthshade", "picker"),
        example: "plt.scatter([1, 2, 3], [2, 1, 3])"
    ) { axes, arguments, context in
        let (xs, ys) = try pair(arguments, axes, context)
        var points = Points(try zip(xs, ys).map(stoppedBy: context.work) { Point($0, $1) }, name: arguments.label)
        points.symbol = try arguments["marker"].asText.map { try symbol($0) } ?? .dot
        var more = try arguments.values("more")[...]
        let heights = axes.eye == nil || arguments.isGiven("zs") ? arguments["zs"] : more.popFirst() ?? .none
        let area = arguments.isGiven("s") ? arguments["s"] : more.popFirst() ?? .none
        let tones = arguments.isGiven("c") ? arguments["c"] : more.popFirst() ?? .none
        if area.asNumber != nil || area.elements != nil || area.asThing((any PlottedArray).self) != nil {
            let sizes = try PlotData.numbers(area, "s", context.work).map(stoppedBy: context.work) {
                Swift.min(12, (Swift.max(0, $0) / 36).squareRoot())
            }
            if sizes.count == xs.count, xs.count > 1 {
                points.sizes = sizes
            } else {
                points.size = sizes.first ?? 1
            }
        }
        points.opacity = arguments.opacity()
        points.edge = try arguments.edge()
        try tint(&points, tones, axes, arguments)
        if arguments["facecolors"].asText == "none" {
            points.symbol = .circle
            points.color = points.edge.map(Color.place) ?? points.color
            points.edge = nil
        } else if points.tints.isEmpty, let face = try PlotStyle.color(arguments["facecolors"]) {
            points.color = face
        }
        let first = axes.layers.count
        if axes.eye != nil {
            var places = xs.map { _ in 0.0 }
            if case .none = heights {} else { places = try PlotData.numbers(heights, "zs", context.work) }
            try PlotData.check(xs, places, "x", "z")
            var space = SpaceLayer(points.points, heights: places, name: points.name, color: points.color)
            (space.symbol, space.hasLine, space.tints, space.weight) = (
                points.symbol, false, points.tints, points.size
            )
            axes.layers.append(.space(space))
        } else {
            axes.layers.append(.points(points))
        }
        return axes.artist("PathCollection", from: first)
    }

    /// Colours of points: one for all, one for each, or along the colour map by a number each. Classes without a map take
    /// the colours of the cycle.
    private static func tint(
        _ points: inout Points, _ given: Value, _ axes: PlotAxes, _ arguments: Arguments
    ) throws {
        let count = points.points.count
        if case .none = given { return points.color = axes.takeFill() }
        if let names = PlotData.names(given) {
            if names.count == count, count > 1 {
                points.tints = try arguments.about("c") {
                    try names.map(stoppedBy: arguments.work) { Color.cycled(try PlotStyle.color(.text($0)) ?? 0) }
                }
            } else {
                points.color = try arguments.about("c") { try PlotStyle.color(given) } ?? 0
            }
            return
        }
        let work = arguments.work
        if let rows = try? PlotData.rows(given, "c", work), (3...4).contains(rows[0].count), rows.count == count,
            try rows.allSatisfy(stoppedBy: work, { $0.allSatisfy { (0...1).contains($0) } })
        {
            points.tints = try rows.map(stoppedBy: work) { Color.cycled(try PlotStyle.color(Value($0)) ?? 0) }
            return
        }
        let numbers = try PlotData.numbers(given, "c", work)
        if numbers.count != count, (3...4).contains(numbers.count), let color = try? PlotStyle.color(given) {
            return points.color = color
        }
        guard numbers.count == count else {
            throw arguments.mistake(
                "c", "c has \(numbers.count) numbers for \(count) points",
                expected: "a colour, or a number for each point")
        }
        let (least, most) = (numbers.min() ?? 0, numbers.max() ?? 0)
        let areClasses =
            !["cmap", "vmin", "vmax", "norm"].contains(where: arguments.isGiven) && most - least < 10
            && numbers.allSatisfy { $0 == $0.rounded() }
        var scale: ColorScale
        if areClasses {
            let kinds = Int(most - least) + 1
            scale = ColorScale(
                .linear, (least - 0.5)...(most + 0.5), label: "",
                palette: Palette(steps: (0..<kinds).map { Color.cycled($0) }))
            scale.marks = (0..<kinds).map { least + Double($0) }
        } else {
            scale = arguments.scale(of: numbers, try arguments.opaquePalette())
        }
        axes.colors = axes.colors ?? scale
        points.tints = try numbers.map(stoppedBy: work) { scale.color(of: $0) ?? Color(0x888888) }
    }
}
