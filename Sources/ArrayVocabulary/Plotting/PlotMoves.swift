import Answers
import Arrays
import Figures
import Language
import Numbers

/// What is drawn, drawn otherwise: `line.set_data(xs, ys)`, `points.set_offsets(places)`, `label.set_text("step 3")`.
enum PlotMoves {
    static let members: [Member] = [
        .method(
            "set_data", of: PlotArtist.self, "other places of a line",
            [
                Parameter("x", .any, .required, "across, or both"),
                Parameter("y", .any, .value(.none), "up"),
            ]
        ) { artist, arguments, context in
            var (x, y) = (arguments["x"], arguments["y"])
            if case .none = y {
                guard let pair = x.elements ?? x.places, pair.count == 2 else {
                    throw arguments.mistake("y", "set_data was given one row of numbers", expected: "x and y")
                }
                (x, y) = (pair[0], pair[1])
            }
            try move(artist, numbers(x, "x", context), numbers(y, "y", context))
            return .none
        },
        .method("set_xdata", of: PlotArtist.self, "other places across", [Parameter("x", .any, .required, "across")]) {
            artist, arguments, context in
            try move(artist, numbers(arguments["x"], "x", context), points(artist).map(\.y))
            return .none
        },
        .method("set_ydata", of: PlotArtist.self, "other places up", [Parameter("y", .any, .required, "up")]) {
            artist, arguments, context in
            try move(artist, points(artist).map(\.x), numbers(arguments["y"], "y", context))
            return .none
        },
        .method("get_xdata", of: PlotArtist.self, returns: "array", "its places across", []) { artist, _, _ in
            .thing(try NDArray(points(artist).map(\.x)))
        },
        .method("get_ydata", of: PlotArtist.self, returns: "array", "its places up", []) { artist, _, _ in
            .thing(try NDArray(points(artist).map(\.y)))
        },
        .method(
            "set_offsets", of: PlotArtist.self, "other places of points",
            [Parameter("offsets", .any, .required, "rows of two numbers")]
        ) { artist, arguments, context in
            let rows = try PlotData.rows(arguments["offsets"], "offsets", context.work)
            guard rows.allSatisfy({ $0.count == 2 }) else {
                throw arguments.mistake("offsets", "offsets = \(arguments["offsets"].brief)", expected: "(x, y) pairs")
            }
            try move(artist, rows.map { $0[0] }, rows.map { $0[1] })
            return .none
        },
        .method("set_text", of: PlotArtist.self, "another text", [Parameter("s", .any, .required, "the text")]) {
            artist, arguments, _ in
            for place in artist.layers {
                if case .note(var note)? = artist.axes.layers[safe: place] {
                    note.text = PlotText.words(arguments["s"])
                    artist.axes.layers[place] = .note(note)
                }
            }
            return .none
        },
        .method(
            "set", of: PlotArtist.self, "another look of lines and points",
            [.color, .lineStyle, .lineWidth, .markerSize, .alpha, .label]
        ) { artist, arguments, _ in
            try restyle(artist, arguments)
            return .none
        },
        look("set_color", "another colour", "color"), look("set_linestyle", "another line", "linestyle"),
        look("set_linewidth", "another width", "linewidth"), look("set_alpha", "more or less to be seen", "alpha"),
        look("set_markersize", "other signs", "markersize"),
        .method("remove", of: PlotArtist.self, "takes it out of the frame", []) { artist, _, _ in
            // Other artists know their layers by their places, which stay.
            for place in artist.layers where artist.axes.layers.indices.contains(place) {
                artist.axes.layers[place] = .curve(CurveLayer([], color: 0))
            }
            return .none
        },
        .method("relim", of: PlotAxes.self, "has no effect: limits follow what is drawn", PlotFrame.anything) {
            _, _, _ in
            .none
        },
        .method(
            "autoscale_view", of: PlotAxes.self, "has no effect: limits follow what is drawn", PlotFrame.anything
        ) { _, _, _ in .none },
    ]

    private static func look(_ name: String, _ meaning: String, _ setting: String) -> Member {
        .method(name, of: PlotArtist.self, meaning, [Parameter(setting, .any, .required, "what it is to be")]) {
            artist, arguments, _ in
            try restyle(artist, arguments)
            return .none
        }
    }

    /// Gives lines and points the colour, line, width, size and opacity that were given.
    static func restyle(_ artist: PlotArtist, _ arguments: Arguments) throws {
        func given(_ name: String) -> Value { arguments.isGiven(name) ? arguments[name] : .none }
        let color = try arguments.about("color") { try PlotStyle.color(given("color")) }
        let pattern = given("linestyle").isNone ? nil : try PlotStyle.pattern(given("linestyle"))
        let (width, opacity) = (given("linewidth").asDouble, given("alpha").asDouble)
        for place in artist.layers {
            switch artist.axes.layers[safe: place] {
            case .curve(var curve):
                curve.color = color ?? curve.color
                curve.pattern = pattern ?? curve.pattern
                curve.weight = width.map { $0 / 1.5 } ?? curve.weight
                curve.opacity = opacity ?? curve.opacity
                artist.axes.layers[place] = .curve(curve)
            case .points(var points):
                points.color = color ?? points.color
                points.size = given("markersize").asDouble.map { $0 / 6 } ?? points.size
                points.opacity = opacity ?? points.opacity
                artist.axes.layers[place] = .points(points)
            default: continue
            }
        }
        if !given("label").isNone { artist.label = PlotText.words(given("label")) }
    }

    private static func numbers(_ value: Value, _ name: String, _ context: Context) throws -> [Double] {
        try PlotData.numbers(value, name, context.work)
    }

    private static func points(_ artist: PlotArtist) -> [Point] {
        for place in artist.layers {
            switch artist.axes.layers[safe: place] {
            case .curve(let curve): return curve.points
            case .points(let points): return points.points
            default: continue
            }
        }
        return []
    }

    /// Gives the line and its signs other places.
    private static func move(_ artist: PlotArtist, _ xs: [Double], _ ys: [Double]) throws {
        guard xs.count == ys.count else {
            throw Mistake("x has \(xs.count) numbers and y \(ys.count)", expected: "as many of both").raised(
                as: "ValueError", "shape mismatch: objects cannot be broadcast to a single shape")
        }
        let places = zip(xs, ys).map { Point($0, $1) }
        for place in artist.layers {
            switch artist.axes.layers[safe: place] {
            case .curve(var curve):
                curve.points = places
                artist.axes.layers[place] = .curve(curve)
            case .points(var points):
                points.points = places
                if points.tints.count != places.count { points.tints = [] }
                if points.sizes.count != places.count { points.sizes = [] }
                artist.axes.layers[place] = .points(points)
            default: continue
            }
        }
    }
}
