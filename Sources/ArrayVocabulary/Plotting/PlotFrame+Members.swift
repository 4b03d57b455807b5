import Answers
import Figures
import Language
import Numbers

extension PlotFrame {
    /// What a frame alone has.
    static let members: [Member] = [
        .method(
            "set", of: PlotAxes.self, "title, labels, limits and scales at once",
            [
                Parameter("title", .any, .value(.none), "above the frame", isKeywordOnly: true),
                Parameter("xlabel", .any, .value(.none), "across", isKeywordOnly: true),
                Parameter("ylabel", .any, .value(.none), "up", isKeywordOnly: true),
                Parameter("xlim", .any, .value(.none), "from and to", isKeywordOnly: true),
                Parameter("ylim", .any, .value(.none), "from and to", isKeywordOnly: true),
                Parameter("xscale", .any, .value(.none), "'log' or 'linear'", isKeywordOnly: true),
                Parameter("yscale", .any, .value(.none), "'log' or 'linear'", isKeywordOnly: true),
                Parameter("zlabel", .any, .value(.none), "the height", isKeywordOnly: true),
                Parameter("xticks", .any, .value(.none), "where numbers stand", isKeywordOnly: true),
                Parameter("yticks", .any, .value(.none), "where numbers stand", isKeywordOnly: true),
                Parameter("xticklabels", .any, .value(.none), "what is written there", isKeywordOnly: true),
                Parameter("yticklabels", .any, .value(.none), "what is written there", isKeywordOnly: true),
                Parameter("aspect", .any, .value(.none), "'equal' or 'auto'", isKeywordOnly: true),
            ]
        ) { axes, arguments, _ in
            if arguments.isGiven("title") { axes.title = PlotText.words(arguments["title"]) }
            if arguments.isGiven("zlabel") { axes.z.label = PlotText.words(arguments["zlabel"]) }
            if let aspect = arguments["aspect"].asText { axes.isEqual = aspect == "equal" }
            for (direction, name) in [(\PlotAxes.x, "x"), (\PlotAxes.y, "y")] {
                if arguments.isGiven(name + "ticks") || arguments.isGiven(name + "ticklabels") {
                    let places = arguments.isGiven(name + "ticks") ? try arguments.plotted(name + "ticks") : nil
                    setNames(axes, direction, places, arguments[name + "ticklabels"].elements)
                }
                if arguments.isGiven(name + "label") {
                    axes[keyPath: direction].label = PlotText.words(arguments[name + "label"])
                }
                if let ends = arguments[name + "lim"].elements, ends.count == 2 {
                    try axes.limit(direction, (ends[0].asDouble, ends[1].asDouble))
                }
                if let scale = arguments[name + "scale"].asText { axes[keyPath: direction].isLog = scale != "linear" }
            }
            return .none
        },
        invert("invert_xaxis", \.x, "numbers grow to the left"), invert("invert_yaxis", \.y, "numbers grow down"),
        .method(
            "set_aspect", of: PlotAxes.self, "whether a unit across is as long as one up",
            [Parameter("aspect", .any, .required, "'equal' or 'auto'")]
                + PlotOperation.idle("adjustable", "anchor", "share")
        ) { axes, arguments, _ in
            axes.isEqual = arguments["aspect"].asText != "auto"
            return .none
        },
        .method("set_box_aspect", of: PlotAxes.self, "has no effect here: frames take the room there is", anything) {
            _, _, _ in .none
        },
        .method("set_axis_off", of: PlotAxes.self, "draws no axes", []) { axes, _, _ in
            axes.isBare = true
            return .none
        },
        over("twinx", \.twin, "a frame over this one whose vertical axis stands on the right"),
        over("twiny", \.crown, "a frame over this one whose horizontal axis stands above"),
        get("get_xlim", "from and to along the horizontal axis") { try limits($0.panel(Work()).x) },
        get("get_ylim", "from and to along the vertical axis") { try limits($0.panel(Work()).y) },
        get("get_title", "the line above the frame") { .text($0.title) },
        get("get_xlabel", "what the horizontal axis measures") { .text($0.x.label) },
        get("get_ylabel", "what the vertical axis measures") { .text($0.y.label) },
        get("get_legend_handles_labels", "what has a name, and the names: two lists") { axes in
            let named = axes.layers.indices.filter { axes.layers[$0].name?.isEmpty == false }
            return .tuple([
                .list(named.map { .thing(PlotArtist(name: "Artist", axes: axes, layers: $0..<$0 + 1)) }),
                .list(named.map { .text(axes.layers[$0].name ?? "") }),
            ])
        },
        .method("get_xticklabels", of: PlotAxes.self, "the numbers along the axis, for plt.setp", []) { axes, _, _ in
            .thing(PlotTicks(axes: axes, isAcross: true))
        },
        .method("get_yticklabels", of: PlotAxes.self, "the numbers along the axis, for plt.setp", []) { axes, _, _ in
            .thing(PlotTicks(axes: axes, isAcross: false))
        },
        .attribute("xaxis", of: PlotAxes.self, "the horizontal axis") { .thing(PlotTicks(axes: $0, isAcross: true)) },
        .attribute("yaxis", of: PlotAxes.self, "the vertical axis") { .thing(PlotTicks(axes: $0, isAcross: false)) },
        .method(
            "set_visible", of: PlotTicks.self, "whether it is numbered",
            [Parameter("visible", .bool, .required, "False for not")]
        ) { ticks, arguments, _ in
            if try !arguments.bool("visible") { setNames(ticks.axes, ticks.isAcross ? \.x : \.y, [], nil) }
            return .none
        },
        .method("grid", of: PlotTicks.self, "has no effect here: ax.grid() draws lines", anything) { _, _, _ in .none },
        names("set_xticklabels", \.x), names("set_yticklabels", \.y),
        .method("label_outer", of: PlotAxes.self, "has no effect here", []) { _, _, _ in .none },
        .method("set_axisbelow", of: PlotAxes.self, "has no effect here: lines stand behind the data", anything) {
            _, _, _ in .none
        },
        .method("set_facecolor", of: PlotAxes.self, "has no effect here: frames are white", anything) { _, _, _ in .none
        },
        .attribute("transAxes", of: PlotAxes.self, "shares of the frame as units: transform=ax.transAxes") { _ in
            .thing(PlotFrameUnits())
        },
        .attribute("spines", of: PlotAxes.self, "the lines of the frame, which have one style here") { _ in
            .thing(PlotSpines())
        },
        .method("set_visible", of: PlotSpines.self, "has no effect here", anything) { _, _, _ in .none },
        .method("set_color", of: PlotSpines.self, "has no effect here", anything) { _, _, _ in .none },
        .method("set_linewidth", of: PlotSpines.self, "has no effect here", anything) { _, _, _ in .none },
        .method("set_position", of: PlotSpines.self, "has no effect here", anything) { _, _, _ in .none },
        .attribute("right", of: PlotSpines.self, "one of them") { .thing($0) },
        .attribute("top", of: PlotSpines.self, "one of them") { .thing($0) },
    ]

    private static func invert(
        _ name: String, _ direction: any ReferenceWritableKeyPath<PlotAxes, PlotAxes.Direction> & Sendable,
        _ meaning: String
    ) -> Member {
        .method(name, of: PlotAxes.self, meaning, []) { axes, _, _ in
            axes[keyPath: direction].isReversed.toggle()
            return .none
        }
    }

    /// A second frame in the same place: the one that is there, or a new one, which goes on with the colours.
    private static func over(
        _ name: String, _ place: any ReferenceWritableKeyPath<PlotAxes, PlotAxes?> & Sendable, _ meaning: String
    ) -> Member {
        .method(name, of: PlotAxes.self, returns: PlotAxes.kind, meaning, []) { axes, _, context in
            let own = axes[keyPath: place] ?? PlotAxes()
            own.nextColor = Swift.max(own.nextColor, axes.nextColor)
            axes[keyPath: place] = own
            context.desk.choose(own)
            return .thing(own)
        }
    }

    private static func get(
        _ name: String, _ meaning: String, _ body: @escaping @Sendable (PlotAxes) throws -> Value
    ) -> Member {
        .method(name, of: PlotAxes.self, meaning, []) { axes, _, _ in try body(axes) }
    }

    static func limits(_ axis: Axis) throws -> Value {
        let ends = try [axis.range.lowerBound, axis.range.upperBound].map { try Value.number($0).asScalar }
        return .tuple(axis.isReversed ? ends.reversed() : ends)
    }

    private static func names(
        _ name: String, _ direction: any ReferenceWritableKeyPath<PlotAxes, PlotAxes.Direction> & Sendable
    ) -> Member {
        .method(
            name, of: PlotAxes.self,
            "names in place of the numbers that set_\(name.dropFirst(4).prefix(1))ticks placed",
            [Parameter("labels", .any, .required, "the names"), turn]
                + PlotOperation.idle("fontsize", "ha", "va", "size")
        ) { axes, arguments, _ in
            axes[keyPath: direction].turn = try rotation(arguments)
            setNames(axes, direction, nil, arguments["labels"].elements)
            return .none
        }
    }
}

/// The numbers along an axis of a frame: `ax.get_xticklabels()`, `ax.xaxis`.
struct PlotTicks: Presentable {
    static let kind = "axis of a frame"
    let axes: PlotAxes
    let isAcross: Bool
    var summary: String { isAcross ? "<XAxis>" : "<YAxis>" }
}

/// The lines of a frame: `ax.spines['top'].set_visible(False)`, which changes nothing here.
struct PlotSpines: Subscriptable {
    static let kind = "spines"
    var summary: String { "<Spines>" }
    var length: Int { 4 }
    func element(_ subscripts: [Subscript]) throws -> Value { .thing(self) }
}
