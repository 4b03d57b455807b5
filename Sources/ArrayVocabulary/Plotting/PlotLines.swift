import Answers
import Figures
import Glibc
import Language
import Numbers

/// Lines and points.
enum PlotLines {
    static let operations: [PlotOperation] = [
        lines("plot", "lines and markers: y over its index, or y over x"),
        lines("semilogy", "the same over a logarithmic y axis") { $0.y.isLog = true },
        lines("semilogx", "the same over a logarithmic x axis") { $0.x.isLog = true },
        lines("loglog", "the same over logarithmic axes") { ($0.x.isLog, $0.y.isLog) = (true, true) },
        step, scatter, errorBar, stem, fillBetween,
        guide("axhline", .horizontal, "y", "a horizontal line"), guide("axvline", .vertical, "x", "a vertical line"),
        endless, stairs, events, span("axhspan", .horizontal, "y", "a stretch up"),
        span("axvspan", .vertical, "x", "a stretch along"),
        segments("hlines", isHorizontal: true), segments("vlines", isHorizontal: false), quiver,
    ]

    static let step = PlotOperation(
        "step", "lines that stay level between points",
        [x, y, format, where_, .label, .color, .lineStyle, .lineWidth, .marker, .markerSize, .alpha, .zOrder],
        example: "plt.step([0, 1, 2], [3, 1, 2])"
    ) { axes, arguments, context in
        let (xs, ys) = try pair(arguments, axes, context)
        let first = axes.layers.count
        let marked = try zip(xs, ys).map(stoppedBy: context.work) { Point($0, $1) }
        try draw(
            stepped(marked, arguments["where"].asText ?? "pre", context.work), marked: marked, arguments["fmt"].asText,
            axes, arguments)
        return axes.lines(from: first)
    }

    // MARK: Parameters

    static let x = Parameter("x", .any, .required, "along")
    static let y = Parameter("y", .any, .required, "up")
    static let format = Parameter("fmt", .optional(.text), .value(.none), "colour, marker and line: 'ro--'")
    private static let where_ = Parameter(
        "where", .choice(["pre", "post", "mid"]), .value(.text("pre")), "where the level changes", isKeywordOnly: true)
    static let depth = Parameter(
        "zs", .any, .value(.none), "the heights, in three dimensions", isKeywordOnly: true)

    // MARK: Drawing

    static func lines(
        _ name: String, _ summary: String, _ prepare: @escaping @Sendable (PlotAxes) -> Void = { _ in }
    ) -> PlotOperation {
        PlotOperation(
            name, summary,
            [
                Parameter("data", .any, .required, "y; x, y; x, y, 'r--'; or several of these", isVariadic: true),
                .label, .color, .lineStyle, .lineWidth, .marker, .markerSize, .alpha, .zOrder,
                Parameter(
                    "markerfacecolor", aliases: ["mfc"], .any, .value(.none), "of the signs, 'none' for rings",
                    isKeywordOnly: true),
                Parameter(
                    "markeredgecolor", aliases: ["mec"], .any, .value(.none), "of the line around the signs",
                    isKeywordOnly: true),
                Parameter("markevery", .any, .value(.none), "a sign at every n-th point", isKeywordOnly: true),
                Parameter(
                    "drawstyle", aliases: ["ds"], .any, .value(.none),
                    "'steps', 'steps-post' or 'steps-mid' for level lines",
                    isKeywordOnly: true),
                Parameter("dashes", .any, .value(.none), "lengths of dashes and gaps", isKeywordOnly: true),
            ]
                + PlotOperation.idle(
                    "markeredgewidth", "mew", "solid_capstyle", "clip_on", "antialiased", "scalex", "scaley"),
            example: "plt.\(name)([1, 4, 9], 'o-', label='squares')"
        ) { axes, arguments, context in
            prepare(axes)
            var rest = try arguments.values("data")[...]
            let number = axes.layers.count
            if axes.eye != nil { return try PlotSpace.line(Array(rest), axes, arguments, context) }
            while let first = rest.popFirst() {
                var second: Value?
                if let next = rest.first, next.asText == nil || PlotData.names(first) != nil && next.asText == nil {
                    second = rest.popFirst()
                }
                let format = rest.first?.asText
                if format != nil { rest = rest.dropFirst() }
                try draw(first, over: second, format, axes, arguments, context)
            }
            return axes.lines(from: number)
        }
    }

    /// y over its index, or the second over the first; a table is a line for each of its columns.
    static func draw(
        _ first: Value, over second: Value?, _ format: String?, _ axes: PlotAxes, _ arguments: Arguments,
        _ context: Context
    ) throws {
        let columns = try PlotData.columns(second ?? first, context.work)
        let heights = try columns ?? [axes.places(second ?? first, along: \.y, "y", context.work)]
        for ys in heights {
            let xs = second == nil ? ys.indices.map(Double.init) : try axes.places(first, along: \.x, "x", context.work)
            try PlotData.check(xs, ys, "x", "y")
            let points = try zip(xs, ys).map(stoppedBy: context.work) { Point($0, $1) }
            try draw(points, marked: points, format, axes, arguments)
        }
    }

    /// A line, its markers, or both.
    static func draw(
        _ points: [Point], marked: [Point], _ format: String?, _ axes: PlotAxes, _ arguments: Arguments,
        color given: Int? = nil
    ) throws {
        let style = try style(format, arguments)
        let color =
            try given ?? arguments.about("color") { try PlotStyle.color(arguments["color"]) } ?? style.color
            ?? axes.takeColor()
        let name = arguments.label
        if style.hasLine {
            let kind = arguments["drawstyle"].asText?.split(separator: "-").last.map(String.init)
            var curve = CurveLayer(
                try kind.map { $0 == "default" ? points : try stepped(points, $0, arguments.work) } ?? points,
                name: name, color: color)
            curve.pattern = style.pattern
            curve.opacity = arguments.opacity()
            if let width = arguments["linewidth"].asDouble { curve.weight = width / 1.5 }
            axes.layers.append(.curve(curve))
        }
        guard let symbol = style.symbol else { return }
        let every = Swift.max(1, arguments["markevery"].asInt ?? 1)
        let some = every == 1 ? marked : stride(from: 0, to: marked.count, by: every).map { marked[$0] }
        var signs = Points(some, name: style.hasLine ? "" : name, color: color, symbol: symbol)
        signs.size = (arguments["markersize"].asDouble ?? (style.hasLine ? 4 : 6)) / 6
        signs.opacity = arguments.opacity()
        if arguments["markerfacecolor"].asText == "none" {
            signs.symbol = .circle
        } else if let face = try PlotStyle.color(arguments["markerfacecolor"]) {
            signs.color = face
            signs.edge = Color.cycled(color)
        }
        if let edge = try PlotStyle.color(arguments["markeredgecolor"]) { signs.edge = Color.cycled(edge) }
        axes.layers.append(.points(signs))
    }

    /// What the short form and the arguments say together.
    static func style(_ format: String?, _ arguments: Arguments) throws -> PlotStyle {
        var style = try PlotStyle(format ?? "")
        if let marker = arguments["marker"].asText {
            style.symbol = ["", " ", "None", "none"].contains(marker) ? nil : try symbol(marker)
            if format == nil { style.hasLine = true }
        }
        if arguments.isGiven("linestyle") {
            let pattern = try arguments.about("linestyle") { try PlotStyle.pattern(arguments["linestyle"]) }
            style.hasLine = pattern != nil
            style.pattern = pattern ?? .solid
        }
        if arguments.isGiven("dashes") { style.pattern = .dashed }
        return style
    }

    static func symbol(_ name: String) throws -> Points.Symbol {
        guard let symbol = PlotStyle.symbol(name) else {
            throw Mistake(
                "'\(name)' is no marker", expected: "one of 'o', 's', '^', 'v', 'D', 'x', '+', '*' and '.'",
                argument: "marker"
            ).raised(as: "ValueError", "Unrecognized marker style '\(name)'")
        }
        return symbol
    }

    /// The corners of a line that stays level between points.
    static func stepped(_ points: [Point], _ stays: String, _ work: Work) throws -> [Point] {
        guard var last = points.first else { return [] }
        var out = [last]
        var check = StopCheck(work)
        for point in points.dropFirst() {
            try check.pass()
            switch stays {
            case "post": out.append(Point(point.x, last.y))
            case "mid":
                let middle = (last.x + point.x) / 2
                out += [Point(middle, last.y), Point(middle, point.y)]
            default: out.append(Point(last.x, point.y))
            }
            out.append(point)
            last = point
        }
        return out
    }

    static func pair(
        _ arguments: Arguments, _ axes: PlotAxes, _ context: Context
    ) throws -> ([Double], [Double]) {
        let xs = try axes.places(arguments["x"], along: \.x, "x", context.work)
        let ys = try axes.places(arguments["y"], along: \.y, "y", context.work)
        try PlotData.check(xs, ys, "x", "y")
        return (xs, ys)
    }
}
