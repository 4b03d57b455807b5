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
        PlotOperation(
            "step", "lines that stay level between points",
            [x, y, format, where_, .label, .color, .lineStyle, .lineWidth, .marker, .markerSize, .alpha, .zOrder],
            example: "plt.step([0, 1, 2], [3, 1, 2])"
        ) { axes, arguments, context in
            let (xs, ys) = try pair(arguments, axes, context)
            let stays = arguments["where"].asText ?? "pre"
            var points: [Point] = []
            for i in xs.indices {
                if i > 0 {
                    switch stays {
                    case "post": points.append(Point(xs[i], ys[i - 1]))
                    case "mid":
                        let middle = (xs[i - 1] + xs[i]) / 2
                        points += [Point(middle, ys[i - 1]), Point(middle, ys[i])]
                    default: points.append(Point(xs[i - 1], ys[i]))
                    }
                }
                points.append(Point(xs[i], ys[i]))
            }
            try draw(points, marked: zip(xs, ys).map { Point($0, $1) }, arguments["fmt"].asText, axes, arguments)
            return .none
        },
        PlotOperation(
            "scatter", "points",
            [
                x, y,
                Parameter("s", .any, .value(.none), "area of a point, 36 by default"),
                Parameter("c", aliases: ["color"], .any, .value(.none), "a colour, or a number for each point"),
                Parameter("marker", .any, .value(.none), "the sign: 'o', 's', '^', 'x', '*'"), colorMap, .label, low,
                high,
                .alpha, .zOrder,
            ] + PlotOperation.idle("edgecolors", "edgecolor", "linewidths", "linewidth", "facecolors", "norm"),
            example: "plt.scatter([1, 2, 3], [2, 1, 3])"
        ) { axes, arguments, context in
            let (xs, ys) = try pair(arguments, axes, context)
            var points = Points(zip(xs, ys).map { Point($0, $1) }, name: arguments.label)
            points.symbol = arguments["marker"].asText.flatMap(PlotStyle.symbol) ?? .dot
            if let area = try? arguments.plotted("s").first { points.size = Swift.min(4, (area / 36).squareRoot()) }
            let isColor = PlotData.names(arguments["c"]) != nil || arguments["c"].doubles?.count == 3 && xs.count != 3
            if case .none = arguments["c"] {
                points.color = axes.takeColor()
            } else if isColor {
                let given = arguments["c"]
                if let several = given.elements, several.count == xs.count, PlotData.names(given) != nil {
                    points.tints = try several.map { Color.cycled(try PlotStyle.color($0) ?? 0) }
                } else {
                    points.color = try arguments.about("c") { try PlotStyle.color(given) } ?? axes.takeColor()
                }
            } else {
                try tint(&points, axes, arguments)
            }
            axes.layers.append(.points(points))
            return .none
        },
        PlotOperation(
            "errorbar", "points with a bar for how sure they are",
            [
                x, y, Parameter("yerr", .any, .value(.none), "half the bar, one number or one for each point"),
                Parameter("xerr", .any, .value(.none), "the same along x"), format, .label, .color, .lineStyle,
                .lineWidth, .marker, .markerSize, .alpha, .zOrder,
            ] + PlotOperation.idle("capsize", "elinewidth", "ecolor", "capthick"),
            example: "plt.errorbar([1, 2, 3], [2, 1, 3], yerr=0.2)"
        ) { axes, arguments, context in
            let (xs, ys) = try pair(arguments, axes, context)
            let color = try arguments.color(axes)
            func bars(_ name: String, _ end: (Int, Double) -> Point) throws {
                if case .none = arguments[name] { return }
                let errors = try arguments.plotted(name)
                var points: [Point] = []
                for i in xs.indices {
                    let low = errors.count == 1 ? errors[0] : errors[Swift.min(i, errors.count - 1)]
                    let high = errors.count == 2 * xs.count ? errors[xs.count + i] : low
                    points += [end(i, -low), end(i, high), Point(.nan, .nan)]
                }
                axes.layers.append(.curve(CurveLayer(points, color: color)))
            }
            try bars("yerr") { Point(xs[$0], ys[$0] + $1) }
            try bars("xerr") { Point(xs[$0] + $1, ys[$0]) }
            let points = zip(xs, ys).map { Point($0, $1) }
            try draw(points, marked: points, arguments["fmt"].asText ?? "o-", axes, arguments, color: color)
            return .none
        },
        PlotOperation(
            "stem", "points on stalks", [x, y, .label] + PlotOperation.idle("linefmt", "markerfmt", "basefmt"),
            example: "plt.stem([1, 2, 3], [2, 1, 3])"
        ) { axes, arguments, context in
            let (xs, ys) = try pair(arguments, axes, context)
            let color = axes.takeColor()
            let stalks = zip(xs, ys).flatMap { [Point($0, 0), Point($0, $1), Point(.nan, .nan)] }
            axes.layers.append(.curve(CurveLayer(stalks, color: color)))
            axes.layers.append(.points(Points(zip(xs, ys).map { Point($0, $1) }, name: arguments.label, color: color)))
            return .none
        },
        PlotOperation(
            "fill_between", "the area between two curves",
            [
                x, Parameter("y1", .any, .required, "one edge"),
                Parameter("y2", .any, .value(.int(0)), "the other edge"),
                .label, .color, .alpha, .zOrder,
            ] + PlotOperation.idle("where", "linewidth", "edgecolor", "facecolor", "interpolate", "step"),
            example: "plt.fill_between([0, 1, 2], [1, 2, 1], [0, 1, 0])"
        ) { axes, arguments, context in
            let xs = try axes.places(arguments["x"], along: \.x, "x", context.work)
            func edge(_ name: String) throws -> [Double] {
                let numbers = try arguments.plotted(name)
                if numbers.count == 1 { return xs.map { _ in numbers[0] } }
                try check(xs, numbers, "x", name)
                return numbers
            }
            let (a, b) = (try edge("y1"), try edge("y2"))
            axes.layers.append(
                .band(
                    Band(
                        x: xs, low: zip(a, b).map { Swift.min($0, $1) }, high: zip(a, b).map { Swift.max($0, $1) },
                        name: arguments.label, color: try arguments.color(axes))))
            return .none
        },
        guide("axhline", .horizontal, "y", "a horizontal line"), guide("axvline", .vertical, "x", "a vertical line"),
    ]

    // MARK: Parameters

    private static let x = Parameter("x", .any, .required, "along")
    private static let y = Parameter("y", .any, .required, "up")
    private static let format = Parameter("fmt", .optional(.text), .value(.none), "colour, marker and line: 'ro--'")
    private static let where_ = Parameter(
        "where", .choice(["pre", "post", "mid"]), .value(.text("pre")), "where the level changes", isKeywordOnly: true)
    static let colorMap = Parameter(
        "cmap", .any, .value(.none), "the palette: 'gray', 'coolwarm' and the like", isKeywordOnly: true)
    static let low = Parameter(
        "vmin", .optional(.number()), .value(.none), "what has the lowest colour", isKeywordOnly: true)
    static let high = Parameter(
        "vmax", .optional(.number()), .value(.none), "what has the highest colour", isKeywordOnly: true)

    // MARK: Drawing

    private static func lines(
        _ name: String, _ summary: String, _ prepare: @escaping @Sendable (PlotAxes) -> Void = { _ in }
    ) -> PlotOperation {
        PlotOperation(
            name, summary,
            [
                Parameter("data", .any, .required, "y; x, y; x, y, 'r--'; or several of these", isVariadic: true),
                .label, .color, .lineStyle, .lineWidth, .marker, .markerSize, .alpha, .zOrder,
            ]
                + PlotOperation.idle(
                    "markerfacecolor", "mfc", "markeredgecolor", "mec", "markeredgewidth", "mew", "markevery",
                    "drawstyle", "solid_capstyle", "dashes", "clip_on"),
            example: "plt.\(name)([1, 4, 9], 'o-', label='squares')"
        ) { axes, arguments, context in
            prepare(axes)
            var rest = try arguments.values("data")[...]
            while let first = rest.popFirst() {
                var second: Value?
                if let next = rest.first, next.asText == nil || PlotData.names(first) != nil && next.asText == nil {
                    second = rest.popFirst()
                }
                let format = rest.first?.asText
                if format != nil { rest = rest.dropFirst() }
                try draw(first, over: second, format, axes, arguments, context)
            }
            return .none
        }
    }

    /// y over its index, or the second over the first; a table is a line for each of its columns.
    private static func draw(
        _ first: Value, over second: Value?, _ format: String?, _ axes: PlotAxes, _ arguments: Arguments,
        _ context: Context
    ) throws {
        let columns = try PlotData.columns(second ?? first, context.work)
        let heights = try columns ?? [axes.places(second ?? first, along: \.y, "y", context.work)]
        for ys in heights {
            let xs = second == nil ? ys.indices.map(Double.init) : try axes.places(first, along: \.x, "x", context.work)
            try check(xs, ys, "x", "y")
            let points = zip(xs, ys).map { Point($0, $1) }
            try draw(points, marked: points, format, axes, arguments)
        }
    }

    /// A line, its markers, or both.
    private static func draw(
        _ points: [Point], marked: [Point], _ format: String?, _ axes: PlotAxes, _ arguments: Arguments,
        color given: Int? = nil
    ) throws {
        var style = try PlotStyle(format ?? "")
        if let marker = arguments["marker"].asText {
            style.symbol = PlotStyle.symbol(marker)
            if format == nil { style.hasLine = true }
        }
        if let line = arguments["linestyle"].asText {
            style.hasLine = !["", " ", "None", "none"].contains(line)
            style.isDashed = !["-", "solid"].contains(line)
        }
        let color =
            try given ?? arguments.about("color") { try PlotStyle.color(arguments["color"]) } ?? style.color
            ?? axes.takeColor()
        let name = arguments.label
        if style.hasLine {
            var curve = CurveLayer(points, name: name, color: color, isDashed: style.isDashed)
            if let width = arguments["linewidth"].asDouble { curve.weight = width / 1.5 }
            axes.layers.append(.curve(curve))
        }
        if let symbol = style.symbol {
            var signs = Points(marked, name: style.hasLine ? "" : name, color: color, symbol: symbol)
            signs.size = (arguments["markersize"].asDouble ?? (style.hasLine ? 4 : 6)) / 6
            axes.layers.append(.points(signs))
        }
    }

    /// Points coloured by a number each: classes by their own colours, other numbers along the palette.
    private static func tint(_ points: inout Points, _ axes: PlotAxes, _ arguments: Arguments) throws {
        let numbers = try arguments.plotted("c")
        guard numbers.count == points.points.count else {
            throw arguments.mistake(
                "c", "c has \(numbers.count) numbers for \(points.points.count) points",
                expected: "a colour, or a number for each point")
        }
        let kinds = Set(numbers)
        if kinds.count <= 10, numbers.allSatisfy({ $0 == $0.rounded() && abs($0) < 1000 }) {
            let order = kinds.sorted()
            points.tints = numbers.map { number in Color.cycled(order.firstIndex(of: number) ?? 0) }
            return
        }
        let finite = numbers.filter(\.isFinite)
        let bottom = arguments["vmin"].asDouble ?? finite.min() ?? 0
        let top = arguments["vmax"].asDouble ?? finite.max() ?? 1
        let scale = ColorScale(
            .linear, bottom...Swift.max(bottom + 1e-300, top), label: "",
            palette: PlotStyle.palette(arguments["cmap"].asText))
        axes.colors = axes.colors ?? scale
        points.tints = numbers.map { scale.color(of: $0) ?? Color(0x888888) }
    }

    /// - Throws: `ValueError` in Matplotlib's words for lists of different length.
    static func check(_ a: [Double], _ b: [Double], _ nameA: String, _ nameB: String) throws {
        guard a.count != b.count else { return }
        throw Mistake(
            "\(nameA) has \(a.count) numbers and \(nameB) has \(b.count)", expected: "as many of both", argument: nameB
        ).raised(
            as: "ValueError",
            "x and y must have same first dimension, but have shapes (\(a.count),) and (\(b.count),)")
    }

    private static func pair(
        _ arguments: Arguments, _ axes: PlotAxes, _ context: Context
    ) throws -> ([Double], [Double]) {
        let xs = try axes.places(arguments["x"], along: \.x, "x", context.work)
        let ys = try axes.places(arguments["y"], along: \.y, "y", context.work)
        try check(xs, ys, "x", "y")
        return (xs, ys)
    }

    private static func guide(
        _ name: String, _ direction: GuideLine.Direction, _ place: String, _ summary: String
    ) -> PlotOperation {
        PlotOperation(
            name, summary + " across the frame",
            [
                Parameter(place, .number(), .value(.int(0)), "where it stands"), .label, .color, .lineStyle, .lineWidth,
                .alpha, .zOrder,
            ] + PlotOperation.idle("xmin", "xmax", "ymin", "ymax"), example: "plt.\(name)(0.5)"
        ) { axes, arguments, _ in
            _ = try arguments.about("color") { try PlotStyle.color(arguments["color"]) }
            axes.layers.append(
                .guide(GuideLine(direction, at: try arguments.number(place), name: arguments.label)))
            return .none
        }
    }
}
