import Answers
import Figures
import Language
import Numbers

/// Texts in a frame: the legend, notes with arrows, the numbers on contour lines.
enum PlotNotes {
    static let legend = PlotOperation(
        "legend", "shows the names of what was drawn with label=",
        [
            Parameter(
                "data", .any, .required, "the names in order of drawing; or what is named, and the names",
                isVariadic: true),
            Parameter("labels", .any, .value(.none), "the names", isKeywordOnly: true),
            Parameter("handles", .any, .value(.none), "what is named", isKeywordOnly: true),
            Parameter(
                "loc", .any, .value(.none), "'upper right', 'lower left', 'center' … or 'best'", isKeywordOnly: true),
            Parameter(
                "bbox_to_anchor", .any, .value(.none), "beside the frame where it lies outside of it",
                isKeywordOnly: true),
            Parameter("title", .any, .value(.none), "above the names", isKeywordOnly: true),
        ]
            + PlotOperation.idle(
                "fontsize", "frameon", "ncol", "ncols", "shadow", "framealpha", "fancybox", "markerscale",
                "borderaxespad",
                "edgecolor", "facecolor", "title_fontsize", "handlelength", "labelspacing", "prop"),
        example: "plt.plot([1, 2], label='a'); plt.legend(loc='upper left')"
    ) { axes, arguments, _ in
        axes.hasLegend = true
        axes.legend = try place(arguments)
        axes.legendTitle = PlotText.words(arguments["title"])
        let data = try arguments.values("data")
        let first = data.first ?? .none
        let things =
            arguments.isGiven("handles") ? arguments["handles"] : first.elements?.first?.asText == nil ? first : .none
        let artists = (things.elements ?? []).compactMap { handle in
            handle.asThing(PlotArtist.self) ?? handle.asThing(PlotBars.self)?.artist
        }
        let names = PlotData.names(arguments["labels"]) ?? PlotData.names(data.count > 1 ? data[1] : first)
        if artists.isEmpty {
            if let names { axes.name(names.map(PlotText.plain)) }
        } else {
            for (index, artist) in artists.enumerated() {
                artist.axes.hasLegend = true
                if artist.axes !== axes { artist.axes.legend = axes.legend }
                if let names, names.indices.contains(index) { artist.label = PlotText.plain(names[index]) }
            }
        }
        return .none
    }

    /// Where the legend stands; nil for beside the frame.
    static func place(_ arguments: Arguments) throws -> LegendPlace? {
        if let anchor = arguments["bbox_to_anchor"].doubles, anchor.contains(where: { $0 > 1 || $0 < 0 }) { return nil }
        if let number = arguments["loc"].asInt {
            guard places.indices.contains(number) else {
                throw arguments.mistake("loc", "loc = \(number)", expected: "0 to 10")
            }
            return places[number].place
        }
        guard let name = arguments["loc"].asText else {
            let pair = arguments["loc"].doubles
            return pair.map {
                .at(across: Swift.max(0, Swift.min(1, $0.first ?? 0)), up: Swift.max(0, Swift.min(1, $0.last ?? 0)))
            }
                ?? .best
        }
        guard let found = places.first(where: { $0.name == name }) else {
            throw Mistake(
                "'\(name)' is no place of a legend", expected: "one of \(Phrase.list(places.map { "'\($0.name)'" }))",
                argument: "loc"
            ).raised(as: "ValueError", "'\(name)' is not a valid value for loc")
        }
        return found.place
    }

    private static let places: [(name: String, place: LegendPlace)] = [
        ("best", .best), ("upper right", .at(across: 1, up: 1)), ("upper left", .at(across: 0, up: 1)),
        ("lower left", .at(across: 0, up: 0)), ("lower right", .at(across: 1, up: 0)),
        ("right", .at(across: 1, up: 0.5)),
        ("center left", .at(across: 0, up: 0.5)), ("center right", .at(across: 1, up: 0.5)),
        ("lower center", .at(across: 0.5, up: 0)), ("upper center", .at(across: 0.5, up: 1)),
        ("center", .at(across: 0.5, up: 0.5)),
    ]

    private static let look: [Parameter] =
        [
            Parameter("color", aliases: ["c"], .any, .value(.none), "of the text", isKeywordOnly: true),
            Parameter(
                "fontsize", aliases: ["size"], .any, .value(.none), "in points, 10 by default, or 'small' …",
                isKeywordOnly: true),
            Parameter("fontweight", aliases: ["weight"], .any, .value(.none), "'bold'", isKeywordOnly: true),
            Parameter(
                "ha", aliases: ["horizontalalignment"], .any, .value(.none),
                "'left', 'center' or 'right' of the text at its place",
                isKeywordOnly: true),
            Parameter(
                "va", aliases: ["verticalalignment"], .any, .value(.none),
                "'bottom', 'center' or 'top' of the text at its place",
                isKeywordOnly: true),
            Parameter("bbox", .any, .value(.none), "a box around the text, which is white here", isKeywordOnly: true),
        ] + PlotOperation.idle("rotation", "alpha", "fontstyle", "style", "family", "zorder", "fontdict")

    private static func note(_ text: Value, at place: Point, _ arguments: Arguments) throws -> Note {
        var note = Note(PlotText.words(text), at: place)
        if let color = try arguments.about("color", { try PlotStyle.color(arguments["color"]) }) {
            note.color = Color.cycled(color)
        }
        let sizes = ["xx-small": 5.8, "x-small": 6.9, "small": 8.3, "medium": 10, "large": 12, "x-large": 14.4]
        if let points = arguments["fontsize"].asDouble ?? arguments["fontsize"].asText.flatMap({ sizes[$0] }) {
            note.size = Swift.max(0.3, Swift.min(6, 0.09 * points))
        }
        note.isBold = ["bold", "heavy", "black", "semibold"].contains(arguments["fontweight"].asText ?? "")
        note.across = ["center": 0.5, "right": 1][arguments["ha"].asText ?? ""] ?? 0
        note.up = ["center": 0.5, "center_baseline": 0.5, "top": 1, "bottom": 0][arguments["va"].asText ?? ""] ?? 0.22
        if case .dict = arguments["bbox"] { note.isVeiled = true }
        return note
    }

    static let text = PlotOperation(
        "text", "a text at a place of the data",
        [
            Parameter("x", .any, .required, "across"), Parameter("y", .any, .required, "up"),
            Parameter("s", .any, .required, "the text"),
            Parameter(
                "transform", .any, .value(.none), "ax.transAxes for a place in shares of the frame", isKeywordOnly: true
            ),
        ] + look, example: "plt.text(1, 2, 'here')"
    ) { axes, arguments, context in
        let x = try axes.places(arguments["x"], along: \.x, "x", context.work)
        let y = try axes.places(arguments["y"], along: \.y, "y", context.work)
        guard let x = x.first, let y = y.first else {
            throw arguments.mistake("x", "text was given no place", expected: "x, y and the text")
        }
        var note = try note(arguments["s"], at: Point(x, y), arguments)
        note.isOfFrame = arguments["transform"].asThing(PlotFrameUnits.self) != nil
        axes.layers.append(.note(note))
        return axes.artist("Text", from: axes.layers.count - 1)
    }

    static let annotation = PlotOperation(
        "annotate", "a text about a place of the data, with an arrow to it where arrowprops= is given",
        [
            Parameter("text", .any, .required, "the text"),
            Parameter("xy", .any, .required, "the place that it speaks of"),
            Parameter("xytext", .any, .value(.none), "where the text stands"),
            Parameter("arrowprops", .any, .value(.none), "dict(arrowstyle='->') for an arrow", isKeywordOnly: true),
            Parameter(
                "textcoords", .any, .value(.none), "'offset points' for a text so far from the place",
                isKeywordOnly: true),
            Parameter("xycoords", .any, .value(.none), "'axes fraction' for shares of the frame", isKeywordOnly: true),
        ] + look, example: "plt.annotate('minimum', (1, 1), xytext=(2, 3), arrowprops=dict(arrowstyle='->'))"
    ) { axes, arguments, context in
        func pair(_ name: String) throws -> Point {
            let numbers = try arguments.plotted(name)
            guard numbers.count == 2 else {
                throw arguments.mistake(
                    name, "\(name) = \(arguments[name].brief)", expected: "a point such as (-1.5, 2)")
            }
            return Point(numbers[0], numbers[1])
        }
        let target = try pair("xy")
        let isOffset = ["offset points", "offset pixels"].contains(arguments["textcoords"].asText ?? "")
        let hasPlace = arguments.isGiven("xytext")
        var place = hasPlace ? try pair("xytext") : target
        var shift = Point(0, 0)
        if isOffset { (place, shift) = (target, place) }
        var note = try note(arguments["text"], at: place, arguments)
        note.shift = shift
        note.isOfFrame = (arguments["textcoords"].asText ?? arguments["xycoords"].asText ?? "").contains("fraction")
        if case .dict(let look) = arguments["arrowprops"], hasPlace {
            note.target = target
            let color = look[.text("color")] ?? look[.text("edgecolor")] ?? .none
            if let color = try PlotStyle.color(color) { note.arrowColor = Color.cycled(color) }
        }
        axes.layers.append(.note(note))
        return axes.artist("Annotation", from: axes.layers.count - 1)
    }

    static let contourLabels = PlotOperation(
        "clabel", "writes the value of each contour line on it",
        [
            Parameter("CS", .any, .value(.none), "what plt.contour gave"),
            Parameter("levels", .any, .value(.none), "has no effect: every line that is long enough says its value"),
        ] + PlotOperation.idle("inline", "fontsize", "fmt", "colors", "inline_spacing"),
        example: "lines = plt.contour([[0, 1, 4], [1, 2, 5], [4, 5, 8]]); plt.clabel(lines)"
    ) { axes, arguments, _ in
        let artist = arguments["CS"].asThing(PlotArtist.self)
        let home = artist?.axes ?? axes
        for place in home.layers.indices where artist?.layers.contains(place) != false {
            guard case .field(var field) = home.layers[place], field.hasContours else { continue }
            field.hasNumbers = true
            home.layers[place] = .field(field)
        }
        return .none
    }
}

/// Shares of the frame as the units of a place: `ax.transAxes`.
struct PlotFrameUnits: Presentable {
    static let kind = "transform"
    var summary: String { "<transAxes>" }
}
