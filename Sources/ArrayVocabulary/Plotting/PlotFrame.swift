import Answers
import Figures
import Language
import Numbers

/// What stands around the data: titles, labels, limits, scales, numbers, legend, texts.
enum PlotFrame {
    static let operations: [PlotOperation] =
        [
            text("title", method: "set_title", "the line above the frame") { $0.title = $1 },
            text("xlabel", method: "set_xlabel", "what the horizontal axis measures") { $0.x.label = $1 },
            text("ylabel", method: "set_ylabel", "what the vertical axis measures") { $0.y.label = $1 },
            limits("xlim", \.x), limits("ylim", \.y), scale("xscale", \.x), scale("yscale", \.y),
            ticks("xticks", \.x), ticks("yticks", \.y),
            PlotNotes.legend, PlotNotes.text, PlotNotes.annotation, PlotNotes.contourLabels,
            PlotOperation(
                "grid", "lines behind the data, where there is no field; False for none",
                [
                    Parameter("visible", aliases: ["b"], .any, .value(.bool(true)), "whether they are drawn")
                ]
                    + PlotOperation.idle(
                        "which", "axis", "alpha", "linestyle", "ls", "linewidth", "lw", "color", "c", "zorder"),
                example: "plt.grid(True)"
            ) { axes, arguments, _ in
                if case .bool(let isVisible) = arguments["visible"] { axes.hasGrid = isVisible }
                return .none
            },
            PlotOperation(
                "tick_params", "how numbers along the axes are turned",
                [
                    Parameter("axis", .choice(["x", "y", "both"]), .value(.text("both")), "which axis"),
                    Parameter(
                        "labelrotation", aliases: ["rotation"], .optional(.number(.init(-180, 180))), .value(.none),
                        "in degrees", isKeywordOnly: true),
                ]
                    + PlotOperation.idle(
                        "labelsize", "which", "length", "width", "direction", "colors", "color", "labelcolor", "pad",
                        "bottom", "top", "left", "right", "labelbottom", "labelleft"),
                example: "plt.tick_params(axis='x', labelrotation=45)"
            ) { axes, arguments, _ in
                guard let turn = arguments["labelrotation"].asDouble else { return .none }
                if try arguments.text("axis") != "y" { axes.x.turn = turn }
                return .none
            },
            PlotOperation(
                "margins", "the share of each axis that is left free at its ends",
                [
                    Parameter("margins", .optional(.number(.init(0, 10))), .value(.none), "of both axes"),
                    Parameter("x", .optional(.number(.init(0, 10))), .value(.none), "across", isKeywordOnly: true),
                    Parameter("y", .optional(.number(.init(0, 10))), .value(.none), "up", isKeywordOnly: true),
                ] + PlotOperation.idle("tight"), example: "plt.margins(x=0)"
            ) { axes, arguments, _ in
                let both = arguments["margins"].asDouble
                if let air = arguments["x"].asDouble ?? both { axes.x.air = air }
                if let air = arguments["y"].asDouble ?? both { axes.y.air = air }
                return .none
            },
            PlotOperation(
                "axis", "limits of both axes at once, or 'off' for a picture without numbers",
                [Parameter("arg", .any, .value(.none), "(xmin, xmax, ymin, ymax), 'off', 'equal', 'tight'")],
                example: "plt.axis([0, 1, 0, 2])"
            ) { axes, arguments, _ in
                if let ends = arguments["arg"].doubles, ends.count == 4 {
                    try limit(axes, \.x, (ends[0], ends[1]))
                    try limit(axes, \.y, (ends[2], ends[3]))
                    return .none
                }
                switch arguments["arg"] {
                case .text("off"), .bool(false): axes.isBare = true
                case .text("on"), .bool(true): axes.isBare = false
                case .text("tight"): (axes.x.isTight, axes.y.isTight) = (true, true)
                case .text("equal"), .text("scaled"), .text("square"), .text("image"): axes.isEqual = true
                case .text("auto"): axes.isEqual = false
                case .none: break
                default:
                    throw arguments.mistake(
                        "arg", "axis(\(arguments["arg"].brief))",
                        expected: "four limits, 'off', 'equal', 'tight' or 'auto'")
                }
                return .none
            },
            PlotOperation("cla", method: "clear", "empties the frame", [], example: "plt.cla()") { axes, _, _ in
                axes.clear()
                return .none
            },
        ]
        + PlotSpace.operations
        + ["minorticks_on", "box", "locator_params", "ticklabel_format"].map { name in
            PlotOperation(
                name, "has no effect here: numbers along the axes find their own form", anything,
                example: "plt.\(name)()"
            ) { _, _, _ in .none }
        }

    static let anything = [
        Parameter("settings", .any, .value(.none), "has no effect", isVariadic: true),
        Parameter("more", .any, .required, "has no effect", isVariadic: true, isKeywordOnly: true),
    ]

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
            if arguments.isGiven("title") { axes.title = words(arguments["title"]) }
            if arguments.isGiven("zlabel") { axes.z.label = words(arguments["zlabel"]) }
            if let aspect = arguments["aspect"].asText { axes.isEqual = aspect == "equal" }
            for (direction, name) in [(\PlotAxes.x, "x"), (\PlotAxes.y, "y")] {
                if arguments.isGiven(name + "ticks") || arguments.isGiven(name + "ticklabels") {
                    let places = arguments.isGiven(name + "ticks") ? try arguments.plotted(name + "ticks") : nil
                    setNames(axes, direction, places, arguments[name + "ticklabels"].elements)
                }
                if arguments.isGiven(name + "label") {
                    axes[keyPath: direction].label = words(arguments[name + "label"])
                }
                if let ends = arguments[name + "lim"].elements, ends.count == 2 {
                    try limit(axes, direction, (ends[0].asDouble, ends[1].asDouble))
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
        .method(
            "twinx", of: PlotAxes.self, returns: PlotAxes.kind,
            "a frame over this one whose vertical axis stands on the right",
            []
        ) { axes, _, context in
            let twin = axes.twin ?? PlotAxes()
            twin.nextColor = Swift.max(twin.nextColor, axes.nextColor)
            axes.twin = twin
            context.desk.choose(twin)
            return .thing(twin)
        },
        .method("twiny", of: PlotAxes.self, "refused: a frame has one horizontal axis here", []) { _, _, _ in
            throw Mistake(
                "twiny is not drawn here: a frame has one horizontal axis", expected: "two frames",
                try: "fig, (ax1, ax2) = plt.subplots(2, 1)"
            ).raised(as: "NotImplementedError")
        },
        get("get_xlim", "from and to along the horizontal axis") { try limits($0.panel.x) },
        get("get_ylim", "from and to along the vertical axis") { try limits($0.panel.y) },
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

    private static func get(
        _ name: String, _ meaning: String, _ body: @escaping @Sendable (PlotAxes) throws -> Value
    ) -> Member {
        .method(name, of: PlotAxes.self, meaning, []) { axes, _, _ in try body(axes) }
    }

    private static func limits(_ axis: Axis) throws -> Value {
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

    static let turn = Parameter(
        "rotation", .any, .value(.none), "degrees by which they are turned", isKeywordOnly: true)

    static func rotation(_ arguments: Arguments) throws -> Double {
        switch arguments["rotation"] {
        case .none, .text("horizontal"): return 0
        case .text("vertical"): return 90
        default:
            let turn = try arguments.number("rotation")
            guard abs(turn) <= 180 else {
                throw arguments.mistake("rotation", "rotation = \(turn.short())", expected: "−180 to 180 degrees")
            }
            return turn
        }
    }

    /// Names, or numbers, at places; without places at those that were set before, or at 0, 1, 2 ….
    private static func setNames(
        _ axes: PlotAxes, _ direction: ReferenceWritableKeyPath<PlotAxes, PlotAxes.Direction>, _ places: [Double]?,
        _ names: [Value]?
    ) {
        let known = axes[keyPath: direction].names.map(\.place)
        let count = names?.count ?? 0
        let places = places ?? (known.isEmpty ? (0..<count).map(Double.init) : known)
        let texts = (names ?? places.map { .number($0) }).map { value in
            value.asText == nil ? value.asDouble.map { $0.short(6) } ?? words(value) : words(value)
        }
        // Without a name at any place nothing is written, and the places stay.
        axes[keyPath: direction].names = places.enumerated().map { index, place in
            Axis.Name(texts.indices.contains(index) ? texts[index] : "", at: place)
        }
        if places.isEmpty { axes[keyPath: direction].names = [Axis.Name("", at: 0)] }
    }

    /// From and to; the larger first for numbers that grow the other way.
    static func limit(
        _ axes: PlotAxes, _ direction: ReferenceWritableKeyPath<PlotAxes, PlotAxes.Direction>,
        _ ends: (low: Double?, high: Double?)
    ) throws {
        guard ends.low?.isFinite != false, ends.high?.isFinite != false else {
            throw Mistake("limits that are not finite", expected: "two finite numbers").raised(
                as: "ValueError", "Axis limits cannot be NaN or Inf")
        }
        var kept = axes[keyPath: direction].limits
        kept = (ends.low ?? kept.low, ends.high ?? kept.high)
        if let low = kept.low, let high = kept.high {
            axes[keyPath: direction].isReversed = low > high
            if low > high { kept = (high, low) }
        }
        axes[keyPath: direction].limits = kept
    }

    static func words(_ value: Value) -> String {
        switch value {
        case .none: ""
        case .text(let text): PlotText.plain(text)
        case let other: (try? FormatSpec("").apply(other)) ?? other.repr
        }
    }

    private static func text(
        _ name: String, method: String, _ summary: String, _ set: @escaping @Sendable (PlotAxes, String) -> Void
    ) -> PlotOperation {
        PlotOperation(
            name, method: method, summary,
            [Parameter("label", .any, .required, "the text")]
                + PlotOperation.idle(
                    "fontsize", "fontweight", "loc", "pad", "labelpad", "color", "size", "weight", "fontdict", "y",
                    "rotation"),
            example: "plt.\(name)('loss')"
        ) { axes, arguments, _ in
            set(axes, words(arguments["label"]))
            return .none
        }
    }

    private static func limits(
        _ name: String, _ direction: any ReferenceWritableKeyPath<PlotAxes, PlotAxes.Direction> & Sendable
    ) -> PlotOperation {
        PlotOperation(
            name, method: "set_" + name, "from and to along an axis; without numbers it tells them",
            [
                Parameter(
                    "low", aliases: ["left", "bottom", "xmin", "ymin"], .any, .value(.none), "from, or both in a pair"),
                Parameter("high", aliases: ["right", "top", "xmax", "ymax"], .any, .value(.none), "to"),
            ], example: "plt.\(name)(0, 10)"
        ) { axes, arguments, _ in
            if !arguments.isGiven("low"), !arguments.isGiven("high") {
                return try limits(name == "xlim" ? axes.panel.x : axes.panel.y)
            }
            var ends = (arguments["low"].asDouble, arguments["high"].asDouble)
            if let pair = arguments["low"].elements, pair.count == 2 { ends = (pair[0].asDouble, pair[1].asDouble) }
            try limit(axes, direction, ends)
            return .none
        }
    }

    private static func scale(
        _ name: String, _ direction: any ReferenceWritableKeyPath<PlotAxes, PlotAxes.Direction> & Sendable
    ) -> PlotOperation {
        PlotOperation(
            name, method: "set_" + name, "equal factors or equal steps take equal room",
            [Parameter("value", .choice(["linear", "log", "symlog"]), .required, "'log' or 'linear'")]
                + PlotOperation.idle("base", "linthresh"), example: "plt.\(name)('log')"
        ) { axes, arguments, _ in
            axes[keyPath: direction].isLog = try arguments.text("value") == "log"
            return .none
        }
    }

    private static func ticks(
        _ name: String, _ direction: any ReferenceWritableKeyPath<PlotAxes, PlotAxes.Direction> & Sendable
    ) -> PlotOperation {
        PlotOperation(
            name, method: "set_" + name, "the numbers along an axis, or names in their place",
            [
                Parameter("ticks", .any, .value(.none), "where"),
                Parameter("labels", .any, .value(.none), "what is written there"), turn,
            ] + PlotOperation.idle("fontsize", "ha", "va", "minor", "size", "color"),
            example: "plt.\(name)([0, 1], ['no', 'yes'])"
        ) { axes, arguments, _ in
            if arguments.isGiven("rotation") { axes[keyPath: direction].turn = try rotation(arguments) }
            if case .none = arguments["ticks"] { return .none }
            setNames(axes, direction, try arguments.plotted("ticks"), arguments["labels"].elements)
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

extension PlotAxes {
    /// Names what was drawn, in order; what has no place in a legend keeps none.
    func name(_ names: [String]) {
        var rest = names[...]
        for i in layers.indices {
            // The signs on a line belong to it.
            if case .points = layers[i], i > 0, case .curve(let line) = layers[i - 1], !line.name.isEmpty { continue }
            guard layers[i].name != nil, let next = rest.popFirst() else { continue }
            layers[i].name = next
        }
    }
}
