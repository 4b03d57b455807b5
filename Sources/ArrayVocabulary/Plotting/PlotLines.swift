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
            let first = axes.layers.count
            let marked = zip(xs, ys).map { Point($0, $1) }
            try draw(
                stepped(marked, arguments["where"].asText ?? "pre"), marked: marked, arguments["fmt"].asText, axes,
                arguments)
            return axes.lines(from: first)
        },
        PlotOperation(
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
                colorMap, .label, low, high, norm, .alpha, .edge, .zOrder,
                Parameter(
                    "facecolors", aliases: ["facecolor"], .any, .value(.none), "'none' for rings", isKeywordOnly: true),
                depth,
            ] + PlotOperation.idle("linewidths", "linewidth", "lw", "depthshade", "picker"),
            example: "plt.scatter([1, 2, 3], [2, 1, 3])"
        ) { axes, arguments, context in
            let (xs, ys) = try pair(arguments, axes, context)
            var points = Points(zip(xs, ys).map { Point($0, $1) }, name: arguments.label)
            points.symbol = try arguments["marker"].asText.map { try symbol($0) } ?? .dot
            var more = try arguments.values("more")[...]
            let heights = axes.eye == nil || arguments.isGiven("zs") ? arguments["zs"] : more.popFirst() ?? .none
            let area = arguments.isGiven("s") ? arguments["s"] : more.popFirst() ?? .none
            let tones = arguments.isGiven("c") ? arguments["c"] : more.popFirst() ?? .none
            if area.asNumber != nil || area.elements != nil || area.asThing((any PlottedArray).self) != nil {
                let sizes = try PlotData.numbers(area, "s", context.work).map {
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
                try check(xs, places, "x", "z")
                var space = SpaceLayer(points.points, heights: places, name: points.name, color: points.color)
                (space.symbol, space.hasLine, space.tints, space.weight) = (
                    points.symbol, false, points.tints, points.size
                )
                axes.layers.append(.space(space))
            } else {
                axes.layers.append(.points(points))
            }
            return axes.artist("PathCollection", from: first)
        },
        PlotOperation(
            "errorbar", "points with a bar for how sure they are",
            [
                x, y,
                Parameter("yerr", .any, .value(.none), "half the bar: a number, one for each point, or (below, above)"),
                Parameter("xerr", .any, .value(.none), "the same along x"), format, .label, .color, .lineStyle,
                .lineWidth, .marker, .markerSize, .alpha, .zOrder,
                Parameter("ecolor", .any, .value(.none), "the colour of the bars", isKeywordOnly: true),
                Parameter(
                    "elinewidth", .optional(.number(.nonNegative)), .value(.none), "of the bars", isKeywordOnly: true),
                capSize,
            ] + PlotOperation.idle("capthick", "mfc", "mec", "markerfacecolor", "markeredgecolor"),
            example: "plt.errorbar([1, 2, 3], [2, 1, 3], yerr=0.2, capsize=3)"
        ) { axes, arguments, context in
            let (xs, ys) = try pair(arguments, axes, context)
            let first = axes.layers.count
            let short = try arguments["fmt"].asText.map { $0 == "none" ? nil : try PlotStyle($0) } ?? nil
            let color =
                try arguments.about("color") { try PlotStyle.color(arguments["color"]) } ?? short?.color
                ?? axes.takeColor()
            try addErrors(to: axes, xs, ys, arguments, color: color)
            guard arguments["fmt"].asText != "none" else { return .none }
            let points = zip(xs, ys).map { Point($0, $1) }
            try draw(points, marked: points, arguments["fmt"].asText ?? "-", axes, arguments, color: color)
            return axes.artist("ErrorbarContainer", from: first)
        },
        PlotOperation(
            "stem", "points on stalks", [x, y, .label] + PlotOperation.idle("linefmt", "markerfmt", "basefmt"),
            example: "plt.stem([1, 2, 3], [2, 1, 3])"
        ) { axes, arguments, context in
            let (xs, ys) = try pair(arguments, axes, context)
            let color = axes.takeColor()
            let first = axes.layers.count
            let stalks = zip(xs, ys).flatMap { [Point($0, 0), Point($0, $1), Point(.nan, .nan)] }
            axes.layers.append(.points(Points(zip(xs, ys).map { Point($0, $1) }, name: arguments.label, color: color)))
            axes.layers.append(.curve(CurveLayer(stalks, color: color)))
            return axes.artist("StemContainer", from: first)
        },
        PlotOperation(
            "fill_between", "the area between two curves",
            [
                x, Parameter("y1", .any, .required, "one edge"),
                Parameter("y2", .any, .value(.int(0)), "the other edge"),
                Parameter(
                    "where", .any, .value(.none), "True or False for each place: only there", isKeywordOnly: true),
                Parameter(
                    "step", .any, .value(.none), "'pre', 'post' or 'mid' for edges that stay level", isKeywordOnly: true
                ),
                .label,
                Parameter(
                    "color", aliases: ["facecolor", "fc", "c"], .any, .value(.none),
                    "a name, '#d6500a', 'C1' or (r, g, b)",
                    isKeywordOnly: true), .alpha, .zOrder,
            ] + PlotOperation.idle("linewidth", "lw", "edgecolor", "interpolate", "hatch"),
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
            let wanted =
                arguments.isGiven("where") ? try arguments.plotted("where").map { $0 != 0 } : xs.map { _ in true }
            guard wanted.count == xs.count else {
                throw arguments.mistake(
                    "where", "where has \(wanted.count) values and x has \(xs.count)",
                    expected: "True or False for each x")
            }
            let color = try arguments.fill(axes)
            let first = axes.layers.count
            for (number, run) in wanted.runs.enumerated() {
                var (low, high) = (
                    run.map { Point(xs[$0], Swift.min(a[$0], b[$0])) },
                    run.map { Point(xs[$0], Swift.max(a[$0], b[$0])) }
                )
                if let stays = arguments["step"].asText { (low, high) = (stepped(low, stays), stepped(high, stays)) }
                var band = Band(
                    x: low.map(\.x), low: low.map(\.y), high: high.map(\.y), name: number == 0 ? arguments.label : "",
                    color: color)
                band.opacity = arguments.opacity(band.opacity)
                axes.layers.append(.band(band))
            }
            return axes.artist("FillBetweenPolyCollection", from: first)
        },
        guide("axhline", .horizontal, "y", "a horizontal line"), guide("axvline", .vertical, "x", "a vertical line"),
        span("axhspan", .horizontal, "y", "a stretch up"), span("axvspan", .vertical, "x", "a stretch along"),
        segments("hlines", isHorizontal: true), segments("vlines", isHorizontal: false), quiver,
    ]

    // MARK: Parameters

    private static let x = Parameter("x", .any, .required, "along")
    private static let y = Parameter("y", .any, .required, "up")
    private static let format = Parameter("fmt", .optional(.text), .value(.none), "colour, marker and line: 'ro--'")
    private static let where_ = Parameter(
        "where", .choice(["pre", "post", "mid"]), .value(.text("pre")), "where the level changes", isKeywordOnly: true)
    private static let depth = Parameter(
        "zs", .any, .value(.none), "the heights, in three dimensions", isKeywordOnly: true)
    static let capSize = Parameter(
        "capsize", .optional(.number(.nonNegative)), .value(.none), "half the length of the bars' ends, in points",
        isKeywordOnly: true)
    static let norm = Parameter(
        "norm", .any, .value(.none), "'log' or LogNorm() for colours over a logarithmic scale", isKeywordOnly: true)
    static let colorMap = Parameter(
        "cmap", .any, .value(.none), "the colour map: 'viridis', 'coolwarm', 'Blues_r' …", isKeywordOnly: true)
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
        let style = try style(format, arguments)
        let color =
            try given ?? arguments.about("color") { try PlotStyle.color(arguments["color"]) } ?? style.color
            ?? axes.takeColor()
        let name = arguments.label
        if style.hasLine {
            let kind = arguments["drawstyle"].asText?.split(separator: "-").last.map(String.init)
            var curve = CurveLayer(
                kind.map { $0 == "default" ? points : stepped(points, $0) } ?? points, name: name, color: color)
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

    private static func symbol(_ name: String) throws -> Points.Symbol {
        guard let symbol = PlotStyle.symbol(name) else {
            throw Mistake(
                "'\(name)' is no marker", expected: "one of 'o', 's', '^', 'v', 'D', 'x', '+', '*' and '.'",
                argument: "marker"
            ).raised(as: "ValueError", "Unrecognized marker style '\(name)'")
        }
        return symbol
    }

    /// The corners of a line that stays level between points.
    private static func stepped(_ points: [Point], _ stays: String) -> [Point] {
        guard var last = points.first else { return [] }
        var out = [last]
        for point in points.dropFirst() {
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

    /// Bars along x and y that say how sure places are; each ends in a short bar when `capsize` says so.
    static func addErrors(
        to axes: PlotAxes, _ xs: [Double], _ ys: [Double], _ arguments: Arguments, color: Int
    ) throws {
        let own = try arguments.about("ecolor") { try PlotStyle.color(arguments["ecolor"]) }
        func bars(_ name: String, _ end: (Int, Double) -> Point) throws {
            if case .none = arguments[name] { return }
            let errors = try arguments.plotted(name)
            guard errors.count == 1 || errors.count == xs.count || errors.count == 2 * xs.count else {
                throw arguments.mistake(
                    name, "\(name) has \(errors.count) numbers for \(xs.count) points",
                    expected: "one number, one for each point, or two rows of them: below and above")
            }
            var points: [Point] = []
            for i in xs.indices {
                let low = errors.count == 1 ? errors[0] : errors[i]
                let high = errors.count == 2 * xs.count ? errors[xs.count + i] : low
                points += [end(i, -low), end(i, high), Point(.nan, .nan)]
            }
            var curve = CurveLayer(points, color: own ?? color)
            curve.cap = arguments["capsize"].asDouble ?? 0
            curve.opacity = arguments.opacity()
            curve.weight = (arguments["elinewidth"].asDouble ?? 1.1) / 1.5
            axes.layers.append(.curve(curve))
        }
        try bars("yerr") { Point(xs[$0], ys[$0] + $1) }
        try bars("xerr") { Point(xs[$0] + $1, ys[$0]) }
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
                    try names.map { Color.cycled(try PlotStyle.color(.text($0)) ?? 0) }
                }
            } else {
                points.color = try arguments.about("c") { try PlotStyle.color(given) } ?? 0
            }
            return
        }
        if let rows = try? PlotData.rows(given, "c", arguments.work), (3...4).contains(rows[0].count),
            rows.count == count,
            rows.allSatisfy({ $0.allSatisfy { (0...1).contains($0) } })
        {
            points.tints = try rows.map { Color.cycled(try PlotStyle.color(Value($0)) ?? 0) }
            return
        }
        let numbers = try PlotData.numbers(given, "c", arguments.work)
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
        let (from, to) = direction == .horizontal ? ("xmin", "xmax") : ("ymin", "ymax")
        return PlotOperation(
            name, summary + " across the frame",
            [
                Parameter(place, .number(), .value(.int(0)), "where it stands"),
                Parameter(from, .number(.init(0, 1)), .value(.int(0)), "the share of the frame where it begins"),
                Parameter(to, .number(.init(0, 1)), .value(.int(1)), "the share of the frame where it ends"),
                .label, .color, .lineStyle, .lineWidth, .alpha, .zOrder,
            ], example: "plt.\(name)(0.5)"
        ) { axes, arguments, _ in
            var line = GuideLine(direction, at: try arguments.number(place), name: arguments.label)
            try look(of: &line, from, to, arguments)
            line.weight = arguments["linewidth"].asDouble.map { $0 / 1.5 } ?? 1
            if arguments.isGiven("linestyle") {
                let pattern = try arguments.about("linestyle") { try PlotStyle.pattern(arguments["linestyle"]) }
                line.pattern = pattern ?? .solid
            } else if line.color != nil {
                line.pattern = .solid
            }
            axes.layers.append(.guide(line))
            return axes.artist("Line2D", from: axes.layers.count - 1)
        }
    }

    private static func look(of guide: inout GuideLine, _ from: String, _ to: String, _ arguments: Arguments) throws {
        guide.color = try arguments.about("color") { try PlotStyle.color(arguments["color"]) }
        let (low, high) = (try arguments.number(from), try arguments.number(to))
        guide.reach = Swift.min(low, high)...Swift.max(low, high)
        guide.opacity = arguments.opacity()
    }

    private static func span(
        _ name: String, _ direction: GuideLine.Direction, _ place: String, _ summary: String
    ) -> PlotOperation {
        let (from, to) = direction == .horizontal ? ("xmin", "xmax") : ("ymin", "ymax")
        return PlotOperation(
            name, summary + " the axis, shaded",
            [
                Parameter(place + "min", .number(), .required, "from"),
                Parameter(place + "max", .number(), .required, "to"),
                Parameter(from, .number(.init(0, 1)), .value(.int(0)), "the share of the frame where it begins"),
                Parameter(to, .number(.init(0, 1)), .value(.int(1)), "the share of the frame where it ends"),
                .label,
                Parameter(
                    "color", aliases: ["facecolor", "fc"], .any, .value(.none), "a name, '#d6500a', 'C1' or (r, g, b)",
                    isKeywordOnly: true), .alpha, .zOrder,
            ] + PlotOperation.idle("linewidth", "lw", "edgecolor", "ec", "hatch"),
            example: "plt.\(name)(0.2, 0.4, alpha=0.3)"
        ) { axes, arguments, _ in
            var stretch = GuideLine(direction, at: try arguments.number(place + "min"), name: arguments.label)
            stretch.end = try arguments.number(place + "max")
            try look(of: &stretch, from, to, arguments)
            stretch.opacity = arguments.opacity(0.3)
            if stretch.color == nil { stretch.color = 3 }
            axes.layers.append(.guide(stretch))
            return axes.artist("Rectangle", from: axes.layers.count - 1)
        }
    }

    /// Straight pieces at many places: `hlines`, `vlines`.
    private static func segments(_ name: String, isHorizontal: Bool) -> PlotOperation {
        let (place, from, to) = isHorizontal ? ("y", "xmin", "xmax") : ("x", "ymin", "ymax")
        return PlotOperation(
            name, isHorizontal ? "level lines between two places" : "upright lines between two places",
            [
                Parameter(place, .any, .required, "where they stand"),
                Parameter(from, .any, .required, "where they begin"),
                Parameter(to, .any, .required, "where they end"),
                Parameter(
                    "color", aliases: ["colors", "c"], .any, .value(.none), "a name, '#d6500a', 'C1' or (r, g, b)"),
                Parameter("linestyle", aliases: ["linestyles", "ls"], .any, .value(.none), "'-', '--', ':' or '-.'"),
                .label,
                Parameter(
                    "linewidth", aliases: ["linewidths", "lw"], .any, .value(.none), "of the lines", isKeywordOnly: true
                ),
                .alpha, .zOrder,
            ], example: "plt.\(name)([1, 2], 0, 3)"
        ) { axes, arguments, _ in
            let places = try arguments.plotted(place)
            func ends(_ name: String) throws -> [Double] {
                let numbers = try arguments.plotted(name)
                if numbers.count == 1 { return places.map { _ in numbers[0] } }
                try check(places, numbers, place, name)
                return numbers
            }
            let (first, last) = (try ends(from), try ends(to))
            let points = places.indices.flatMap { i -> [Point] in
                isHorizontal
                    ? [Point(first[i], places[i]), Point(last[i], places[i]), Point(.nan, .nan)]
                    : [Point(places[i], first[i]), Point(places[i], last[i]), Point(.nan, .nan)]
            }
            var curve = CurveLayer(points, name: arguments.label, color: try arguments.color(axes))
            if arguments.isGiven("linestyle") {
                curve.pattern =
                    try arguments.about("linestyle") { try PlotStyle.pattern(arguments["linestyle"]) } ?? .solid
            }
            curve.weight = (arguments["linewidth"].asDouble ?? 1.5) / 1.5
            curve.opacity = arguments.opacity()
            axes.layers.append(.curve(curve))
            return axes.artist("LineCollection", from: axes.layers.count - 1)
        }
    }

    private static let quiver = PlotOperation(
        "quiver", "arrows at places: a field of gradients",
        [
            Parameter(
                "data", .any, .required, "U, V; or X, Y, U, V; and a number each for the colour", isVariadic: true),
            Parameter(
                "scale", .optional(.number(.positive)), .value(.none), "how much of U, V is one unit",
                isKeywordOnly: true),
            Parameter(
                "angles", .any, .value(.none), "'xy' for arrows that end where they point to", isKeywordOnly: true),
            Parameter("scale_units", .any, .value(.none), "'xy' for lengths in units of the axes", isKeywordOnly: true),
            .label, .color, colorMap, low, high, norm, .alpha, .zOrder,
        ] + PlotOperation.idle("width", "headwidth", "headlength", "headaxislength", "pivot", "units", "minlength"),
        example: "plt.quiver([0, 1], [0, 1], [1, 0], [0, 1])"
    ) { axes, arguments, context in
        var data = try arguments.values("data")
        var shades: [Double] = []
        if [3, 5].contains(data.count), let last = data.popLast() {
            shades = try PlotData.numbers(last, "C", context.work)
        }
        guard [2, 4].contains(data.count) else {
            throw arguments.mistake("data", "quiver was given \(data.count) arrays", expected: "U, V or X, Y, U, V")
        }
        let u = try PlotData.numbers(data[data.count - 2], "U", context.work)
        let v = try PlotData.numbers(data[data.count - 1], "V", context.work)
        try check(u, v, "U", "V")
        let width = (try? PlotData.rows(data[data.count - 2], "U", context.work))?.first?.count ?? u.count
        var (xs, ys) = (u.indices.map { Double($0 % width) }, u.indices.map { Double($0 / width) })
        if data.count == 4 {
            (xs, ys) = (
                try PlotData.numbers(data[0], "X", context.work), try PlotData.numbers(data[1], "Y", context.work)
            )
            if xs.count * ys.count == u.count, xs.count != u.count {
                let (across, up) = (xs, ys)
                xs = u.indices.map { across[$0 % across.count] }
                ys = u.indices.map { up[$0 / across.count] }
            }
            try check(xs, u, "X", "U")
            try check(ys, u, "Y", "U")
        }
        var arrows = Arrows(
            zip(xs, ys).map { Point($0, $1) }, by: zip(u, v).map { Point($0, $1) }, name: arguments.label,
            color: try arguments.about("color") { try PlotStyle.color(arguments["color"]) }
                ?? Color.place(Color(0x1f1f1f)))
        if arguments["angles"].asText == "xy" || arguments["scale_units"].asText == "xy" {
            arrows.scale = arguments["scale"].asDouble ?? 1
        }
        if !shades.isEmpty {
            try check(shades, u, "C", "U")
            let scale = arguments.scale(of: shades, try arguments.opaquePalette())
            axes.colors = axes.colors ?? scale
            arrows.tints = shades.map { scale.color(of: $0) ?? Color(0x888888) }
        }
        axes.layers.append(.arrows(arrows))
        return axes.artist("Quiver", from: axes.layers.count - 1)
    }
}

extension [Bool] {
    /// The stretches of `true`.
    fileprivate var runs: [Range<Int>] {
        var runs: [Range<Int>] = []
        for (index, flag) in enumerated() where flag {
            if let last = runs.last, last.upperBound == index {
                runs[runs.count - 1] = last.lowerBound..<index + 1
            } else {
                runs.append(index..<index + 1)
            }
        }
        return runs
    }
}

extension PlotAxes {
    /// What was drawn since there were so many layers, as one thing.
    func artist(_ name: String, from first: Int) -> Value {
        .thing(PlotArtist(name: name, axes: self, layers: first..<layers.count))
    }

    /// The lines that were drawn since then; signs belong to the line before them.
    func lines(from first: Int) -> Value {
        var starts: [Int] = []
        for place in first..<layers.count {
            if case .points(let points) = layers[place], place > first, points.name.isEmpty { continue }
            starts.append(place)
        }
        let ends = starts.dropFirst() + [layers.count]
        return .list(
            zip(starts, ends).map { .thing(PlotArtist(name: "Line2D", axes: self, layers: $0..<$1)) })
    }
}
