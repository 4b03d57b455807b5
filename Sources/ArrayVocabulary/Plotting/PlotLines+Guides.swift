import Answers
import Figures
import Glibc
import Language
import Numbers

/// Straight lines and stretches: across the frame, or between two places.
extension PlotLines {
    static func guide(
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

    static let endless = PlotOperation(
        "axline", "a straight line through a place and another, or of a slope, that ends at the frame only",
        [
            Parameter("xy1", .any, .required, "a place"), Parameter("xy2", .any, .value(.none), "another one"),
            Parameter("slope", .optional(.number()), .value(.none), "how steep it is", isKeywordOnly: true),
            .label, .color, .lineStyle, .lineWidth, .alpha, .zOrder,
        ], example: "plt.plot([0, 2], [1, 4]); plt.axline((0, 0), slope=1)"
    ) { axes, arguments, _ in
        func place(_ name: String) throws -> Point {
            let numbers = try arguments.plotted(name)
            guard numbers.count == 2, numbers.allSatisfy(\.isFinite) else {
                throw arguments.mistake(name, "\(name) = \(arguments[name].brief)", expected: "a point such as (0, 1)")
            }
            return Point(numbers[0], numbers[1])
        }
        let slope = arguments["slope"].asDouble
        guard (slope == nil) != arguments["xy2"].isNone else {
            throw Mistake(
                slope == nil ? "axline with one place" : "axline with two places and a slope",
                expected: "xy2, or slope=", try: "plt.axline((0, 0), slope=1)"
            ).raised(as: "TypeError", "Exactly one of 'xy2' and 'slope' must be given")
        }
        let first = try place("xy1")
        let second = try slope.map { first + Point(1, $0) } ?? place("xy2")
        guard first != second else {
            throw Mistake("axline through one place twice", expected: "two places", argument: "xy2").raised(
                as: "ValueError", "Cannot draw a line through two identical points (x=\(first.x), y=\(first.y))")
        }
        guard slope == nil || !axes.x.isLog && !axes.y.isLog else {
            throw Mistake("a slope over logarithmic axes", expected: "two places", try: "axline((1, 1), (10, 100))")
                .raised(as: "TypeError", "'slope' cannot be used with non-linear scales")
        }
        var line = CurveLayer([first, second], name: arguments.label, color: try arguments.color(axes))
        try line.look(as: arguments)
        (line.isEndless, line.givenPlaces) = (true, slope == nil ? 2 : 1)
        axes.layers.append(.curve(line))
        return axes.artist("AxLine", from: axes.layers.count - 1)
    }

    private static func look(of guide: inout GuideLine, _ from: String, _ to: String, _ arguments: Arguments) throws {
        guide.color = try arguments.about("color") { try PlotStyle.color(arguments["color"]) }
        let (low, high) = (try arguments.number(from), try arguments.number(to))
        guide.reach = Swift.min(low, high)...Swift.max(low, high)
        guide.opacity = arguments.opacity()
    }

    static func span(
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
    static func segments(_ name: String, isHorizontal: Bool) -> PlotOperation {
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
                try PlotData.check(places, numbers, place, name)
                return numbers
            }
            let (first, last) = (try ends(from), try ends(to))
            let points = places.indices.flatMap { i -> [Point] in
                isHorizontal
                    ? [Point(first[i], places[i]), Point(last[i], places[i]), Point(.nan, .nan)]
                    : [Point(places[i], first[i]), Point(places[i], last[i]), Point(.nan, .nan)]
            }
            var curve = CurveLayer(points, name: arguments.label, color: try arguments.color(axes))
            try curve.look(as: arguments)
            axes.layers.append(.curve(curve))
            return axes.artist("LineCollection", from: axes.layers.count - 1)
        }
    }
}
