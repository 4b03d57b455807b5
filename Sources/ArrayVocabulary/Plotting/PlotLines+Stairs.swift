import Answers
import Figures
import Language
import Numbers

/// Levels between edges, and marks where something happened.
extension PlotLines {
    static let stairs = PlotOperation(
        "stairs", "levels between edges, as np.histogram gives them",
        [
            Parameter("values", .any, .required, "the level of each interval"),
            Parameter("edges", .any, .value(.none), "where the intervals end; 0, 1, 2 … by default"),
            Parameter("fill", .bool, .value(.bool(false)), "whether the area below is filled", isKeywordOnly: true),
            Parameter(
                "baseline", .optional(.number()), .value(.int(0)), "where it comes from and goes to; None for nowhere",
                isKeywordOnly: true),
            .label, .color, .lineStyle, .lineWidth, .alpha, .zOrder,
        ], example: "plt.stairs([2, 5, 3], [0, 1, 2, 3])"
    ) { axes, arguments, _ in
        let values = try arguments.plotted("values")
        let edges =
            try arguments.isGiven("edges") ? arguments.plotted("edges") : (0...values.count).map { Double($0) }
        guard edges.count == values.count + 1 else {
            throw Mistake(
                "\(edges.count) edges for \(values.count) levels", expected: "one edge more than levels",
                argument: "edges"
            ).raised(
                as: "ValueError",
                "Size mismatch between \"values\" and \"edges\". Expected `len(values) + 1 == len(edges)`, but "
                    + "`len(values) = {\(values.count)}` and `len(edges) = {\(edges.count)}`.")
        }
        let first = axes.layers.count
        let color = try arguments.color(axes)
        let corners = values.indices.flatMap { [Point(edges[$0], values[$0]), Point(edges[$0 + 1], values[$0])] }
        let ground = arguments["baseline"].asDouble
        if try arguments.bool("fill") {
            var band = Band(
                x: corners.map(\.x), low: corners.map { Swift.min($0.y, ground ?? 0) },
                high: corners.map { Swift.max($0.y, ground ?? 0) }, name: arguments.label, color: color)
            band.opacity = arguments.opacity()
            axes.layers.append(.band(band))
        } else {
            var points = corners
            if let ground, let start = corners.first, let end = corners.last {
                points = [Point(start.x, ground)] + corners + [Point(end.x, ground)]
            }
            var curve = CurveLayer(points, name: arguments.label, color: color)
            try curve.look(as: arguments)
            axes.layers.append(.curve(curve))
        }
        return axes.artist("StepPatch", from: first)
    }

    static let events = PlotOperation(
        "eventplot", "a mark at each place, a row for each list of them",
        [
            Parameter("positions", .any, .required, "the places, or several lists of them"),
            Parameter(
                "orientation", .choice(["horizontal", "vertical"]), .value(.text("horizontal")),
                "how the rows lie", isKeywordOnly: true),
            Parameter(
                "lineoffsets", .any, .value(.none), "where each row stands; 1, 2, … by default", isKeywordOnly: true),
            Parameter(
                "linelengths", .optional(.number(.positive)), .value(.none), "how long the marks are",
                isKeywordOnly: true),
            Parameter(
                "colors", aliases: ["color"], .any, .value(.none), "a colour, or one for each row", isKeywordOnly: true),
            .label, .alpha,
        ] + PlotOperation.idle("linewidths", "linestyles"),
        example: "plt.eventplot([[1, 2, 5], [2, 3]])"
    ) { axes, arguments, context in
        let given = arguments["positions"]
        let rows = try (PlotHistogram.lists(given, context.work) ?? [given]).map {
            try PlotData.numbers($0, "positions", context.work)
        }
        let heights =
            try arguments.isGiven("lineoffsets")
            ? arguments.plotted("lineoffsets") : rows.indices.map { Double($0 + 1) }
        guard heights.count == rows.count || heights.count == 1 else {
            throw Mistake(
                "\(heights.count) places for \(rows.count) rows", expected: "one for each", argument: "lineoffsets"
            ).raised(as: "ValueError", "lineoffsets and positions are unequal sized sequences")
        }
        let half = (arguments["linelengths"].asDouble ?? 1) / 2
        let isUpright = arguments["orientation"].asText == "vertical"
        let colors = PlotData.names(arguments["colors"]).flatMap { $0.isEmpty ? nil : $0 }
        let first = axes.layers.count
        for (number, places) in rows.enumerated() {
            let height = heights[heights.count == 1 ? 0 : number]
            let points = places.flatMap { place in
                [Point(place, height - half), Point(place, height + half), Point(.nan, .nan)]
            }.map { isUpright ? Point($0.y, $0.x) : $0 }
            let wanted = colors.map { Value.text($0[number % Swift.max(1, $0.count)]) } ?? arguments["colors"]
            let color = try arguments.about("colors") { try PlotStyle.color(wanted) } ?? 0
            var curve = CurveLayer(points, name: number == 0 ? arguments.label : "", color: color)
            curve.opacity = arguments.opacity()
            axes.layers.append(.curve(curve))
        }
        return axes.artist("EventCollection", from: first)
    }
}
