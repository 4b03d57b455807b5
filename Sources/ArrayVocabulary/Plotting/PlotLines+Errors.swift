import Answers
import Figures
import Glibc
import Language
import Numbers

/// Points with bars for how sure they are, and points on stalks.
extension PlotLines {
    static let errorBar = PlotOperation(
        "errorbar", "points with a bar for how sure they are",
        [
            x, y,
            Parameter("yerr", .any, .value(.none), "half the bar: a number, one for each point, or (below, above)"),
            Parameter("xerr", .any, .value(.none), "the same along x"), format, .label, .color, .lineStyle,
            .lineWidth, .marker, .markerSize, .alpha, .zOrder,
            Parameter("ecolor", .any, .value(.none), "the colour of the bars", isKeywordOnly: true),
            Parameter(
                "elinewidth", .optional(.number(.nonNegative)), .value(.none), "of the bars", isKeywordOnly: true),
            .capSize,
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
        let points = try zip(xs, ys).map(stoppedBy: context.work) { Point($0, $1) }
        try draw(points, marked: points, arguments["fmt"].asText ?? "-", axes, arguments, color: color)
        return axes.artist("ErrorbarContainer", from: first)
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
            points.reserveCapacity(3 * xs.count)
            var check = StopCheck(arguments.work)
            for i in xs.indices {
                try check.pass()
                let low = errors.count == 1 ? errors[0] : errors[i]
                let high = errors.count == 2 * xs.count ? errors[xs.count + i] : low
                points.append(end(i, -low))
                points.append(end(i, high))
                points.append(Point(.nan, .nan))
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

    static let stem = PlotOperation(
        "stem", "points on stalks that stand on a line",
        [
            Parameter("x", .any, .required, "along; or up, where nothing else is given"),
            Parameter("y", .any, .value(.none), "up"),
            Parameter("linefmt", .optional(.text), .value(.none), "the stalks: 'r--'"),
            Parameter("markerfmt", .optional(.text), .value(.none), "the signs: 'ks'"),
            Parameter("basefmt", .optional(.text), .value(.none), "the line; ' ' for none"),
            Parameter("bottom", .number(), .value(.int(0)), "where they stand"), .label,
        ] + PlotOperation.idle("orientation"), example: "plt.stem([1, 2, 3], [2, 1, 3])"
    ) { axes, arguments, context in
        var (xs, ys): ([Double], [Double])
        if case .none = arguments["y"] {
            ys = try axes.places(arguments["x"], along: \.y, "x", context.work)
            xs = ys.indices.map { Double($0) }
        } else {
            (xs, ys) = try pair(arguments, axes, context)
        }
        func style(_ name: String) throws -> PlotStyle? {
            try arguments[name].asText.flatMap { $0.allSatisfy(\.isWhitespace) ? nil : try PlotStyle($0) }
        }
        let (stalk, sign, base) = (try style("linefmt"), try style("markerfmt"), try style("basefmt"))
        let color = stalk?.color ?? axes.takeColor()
        let foot = try arguments.number("bottom")
        let first = axes.layers.count
        var points = Points(
            try zip(xs, ys).map(stoppedBy: context.work) { Point($0, $1) }, name: arguments.label,
            color: sign?.color ?? color)
        points.symbol = sign?.symbol ?? .dot
        axes.layers.append(.points(points))
        var places: [Point] = []
        places.reserveCapacity(3 * xs.count)
        var check = StopCheck(context.work)
        for (x, y) in zip(xs, ys) {
            try check.pass(3)
            places.append(Point(x, foot))
            places.append(Point(x, y))
            places.append(Point(.nan, .nan))
        }
        var stalks = CurveLayer(places, color: color)
        stalks.pattern = stalk?.pattern ?? .solid
        axes.layers.append(.curve(stalks))
        let ends = try xs.filter(stoppedBy: context.work, \.isFinite)
        if arguments["basefmt"].asText?.allSatisfy(\.isWhitespace) != true, let low = ends.min(), let high = ends.max()
        {
            var line = CurveLayer([Point(low, foot), Point(high, foot)], color: base?.color ?? 3)
            line.pattern = base?.pattern ?? .solid
            axes.layers.append(.curve(line))
        }
        // Signs, stalks and the line they stand on: `markers, stalks, line = plt.stem(…)`.
        return .tuple(
            (first..<axes.layers.count).map {
                .thing(PlotArtist(name: $0 == first + 1 ? "LineCollection" : "Line2D", axes: axes, layers: $0..<$0 + 1))
            })
    }
}
