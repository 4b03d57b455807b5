import Answers
import Figures
import Glibc
import Language
import Numbers

/// Filled shapes: what lies inside of a line, between two curves over y, and an arrow.
enum PlotShapes {
    static let operations: [PlotOperation] =
        [fill, fillBetween, arrow] + PlotPies.operations + PlotHexagons.operations + PlotStreams.operations

    private static let fill = PlotOperation(
        "fill", "what lies inside of a line that is closed",
        [
            Parameter("data", .any, .required, "x, y; x, y, 'r'; or several of these", isVariadic: true),
            .label, .color, .alpha, .edge, .zOrder,
            Parameter(
                "facecolor", aliases: ["fc"], .any, .value(.none), "the colour of the inside", isKeywordOnly: true),
            Parameter("fill", .bool, .value(.bool(true)), "False for the line alone", isKeywordOnly: true),
            .lineWidth,
        ] + PlotOperation.idle("hatch", "closed"), example: "plt.fill([0, 1, 1], [0, 0, 1], 'r')"
    ) { axes, arguments, context in
        var rest = try arguments.values("data")[...]
        let first = axes.layers.count
        while let xs = rest.popFirst() {
            guard let ys = rest.popFirst() else {
                throw arguments.mistake("data", "fill was given x without y", expected: "x and y of the corners")
            }
            let format = rest.first?.asText
            if format != nil { rest = rest.dropFirst() }
            let (x, y) = (
                try PlotData.numbers(xs, "x", context.work), try PlotData.numbers(ys, "y", context.work)
            )
            try PlotData.check(x, y, "x", "y")
            let wanted = arguments.isGiven("facecolor") ? arguments["facecolor"] : arguments["color"]
            let own = try arguments.about("color") { try PlotStyle.color(wanted) }
            var shapes = Shapes(
                [zip(x, y).map { Point($0, $1) }], name: first == axes.layers.count ? arguments.label : "",
                color: try own ?? format.flatMap { try PlotStyle($0).color } ?? axes.takeFill())
            (shapes.opacity, shapes.edge, shapes.isFilled) = (
                arguments.opacity(), try arguments.edge(), try arguments.bool("fill")
            )
            shapes.weight = (arguments["linewidth"].asDouble ?? 1) / 1.5
            axes.layers.append(.shapes(shapes))
        }
        return .list(
            (first..<axes.layers.count).map {
                .thing(PlotArtist(name: "Polygon", axes: axes, layers: $0..<$0 + 1))
            })
    }

    private static let fillBetween = PlotOperation(
        "fill_betweenx", "the area between two curves over y",
        [
            Parameter("y", .any, .required, "up"), Parameter("x1", .any, .required, "one edge"),
            Parameter("x2", .any, .value(.int(0)), "the other edge"),
            Parameter("where", .any, .value(.none), "True or False for each place: only there", isKeywordOnly: true),
            .label,
            Parameter(
                "color", aliases: ["facecolor", "fc", "c"], .any, .value(.none),
                "a name, '#d6500a', 'C1' or (r, g, b)", isKeywordOnly: true), .alpha, .zOrder,
        ] + PlotOperation.idle("linewidth", "lw", "edgecolor", "interpolate", "hatch"),
        example: "plt.fill_betweenx([0, 1, 2], [1, 2, 1], [0, 1, 0])"
    ) { axes, arguments, context in
        let ys = try axes.places(arguments["y"], along: \.y, "y", context.work)
        func edge(_ name: String) throws -> [Double] {
            let numbers = try arguments.plotted(name)
            if numbers.count == 1 { return [Double](repeating: numbers[0], count: ys.count) }
            try PlotData.check(ys, numbers, "y", name)
            return numbers
        }
        let (a, b) = (try edge("x1"), try edge("x2"))
        let work = context.work
        let wanted =
            arguments.isGiven("where")
            ? try arguments.plotted("where").map(stoppedBy: work) { $0 != 0 }
            : [Bool](repeating: true, count: ys.count)
        guard wanted.count == ys.count else {
            throw arguments.mistake(
                "where", "where has \(wanted.count) values and y has \(ys.count)",
                expected: "True or False for each y")
        }
        let outlines = try wanted.runs(work).filter { $0.count > 1 }.map { run in
            try run.map(stoppedBy: work) { Point(a[$0], ys[$0]) }
                + run.reversed().map(stoppedBy: work) { Point(b[$0], ys[$0]) }
        }
        var shapes = Shapes(outlines, name: arguments.label, color: try arguments.fill(axes))
        shapes.opacity = arguments.opacity(0.25)
        axes.layers.append(.shapes(shapes))
        return axes.artist("FillBetweenPolyCollection", from: axes.layers.count - 1)
    }

    /// Matplotlib's FancyArrow: a shaft, and a head behind its end, or before it where the length has the head in it.
    private static let arrow = PlotOperation(
        "arrow", "an arrow from a place, so far along and up",
        [
            Parameter("x", .number(), .required, "where it begins"), Parameter("y", .number(), .required, "up"),
            Parameter("dx", .number(), .required, "how far it goes"), Parameter("dy", .number(), .required, "up"),
            Parameter("width", .number(.nonNegative), .value(.number(0.001)), "of the shaft", isKeywordOnly: true),
            Parameter(
                "head_width", .optional(.number(.nonNegative)), .value(.none), "of the head; 3 times the shaft's",
                isKeywordOnly: true),
            Parameter(
                "head_length", .optional(.number(.nonNegative)), .value(.none), "of the head; 1.5 times its width",
                isKeywordOnly: true),
            Parameter(
                "length_includes_head", .bool, .value(.bool(false)), "whether the head ends at the end",
                isKeywordOnly: true),
            .label,
            Parameter(
                "color", aliases: ["facecolor", "fc"], .any, .value(.none), "a name, '#d6500a', 'C1' or (r, g, b)",
                isKeywordOnly: true), .edge, .alpha, .zOrder,
        ] + PlotOperation.idle("shape", "overhang", "linewidth", "lw"),
        example: "plt.arrow(0, 0, 2, 1, head_width=0.1)"
    ) { axes, arguments, _ in
        let by = Point(try arguments.number("dx"), try arguments.number("dy"))
        let from = Point(try arguments.number("x"), try arguments.number("y"))
        let width = try arguments.number("width")
        let headWidth = arguments["head_width"].asDouble ?? 3 * width
        let headLength = arguments["head_length"].asDouble ?? 1.5 * headWidth
        let reach = by.norm
        guard reach > 0, reach.isFinite else {
            throw arguments.mistake("dx", "an arrow of no length, or an endless one", expected: "dx or dy other than 0")
        }
        let along = by * (1 / reach)
        let across = Point(along.y, -along.x)
        let length = try arguments.bool("length_includes_head") ? reach : reach + headLength
        func place(_ way: Double, _ side: Double) -> Point { from + along * way + across * side }
        let neck = length - headLength
        let outline = [
            place(length, 0), place(neck, headWidth / 2), place(neck, width / 2), place(0, width / 2),
            place(0, -width / 2), place(neck, -width / 2), place(neck, -headWidth / 2),
        ]
        var shapes = Shapes([outline], name: arguments.label, color: try arguments.fill(axes))
        shapes.opacity = arguments.opacity()
        shapes.edge = try arguments.edge() ?? Color.cycled(shapes.color)
        shapes.weight = 0.6
        axes.layers.append(.shapes(shapes))
        return axes.artist("FancyArrow", from: axes.layers.count - 1)
    }
}
