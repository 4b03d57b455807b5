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
                    try axes.limit(\.x, (ends[0], ends[1]))
                    try axes.limit(\.y, (ends[2], ends[3]))
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
    static func setNames(
        _ axes: PlotAxes, _ direction: ReferenceWritableKeyPath<PlotAxes, PlotAxes.Direction>, _ places: [Double]?,
        _ names: [Value]?
    ) {
        let known = axes[keyPath: direction].names.map(\.place)
        let count = names?.count ?? 0
        let places = places ?? (known.isEmpty ? (0..<count).map(Double.init) : known)
        let texts = (names ?? places.map { .number($0) }).map { value in
            value.asText == nil ? value.asDouble.map { $0.short(6) } ?? PlotText.words(value) : PlotText.words(value)
        }
        // Without a name at any place nothing is written, and the places stay.
        axes[keyPath: direction].names = places.enumerated().map { index, place in
            Axis.Name(texts.indices.contains(index) ? texts[index] : "", at: place)
        }
        if places.isEmpty { axes[keyPath: direction].names = [Axis.Name("", at: 0)] }
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
            set(axes, PlotText.words(arguments["label"]))
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
                let panel = try axes.panel(arguments.work)
                return try limits(name == "xlim" ? panel.x : panel.y)
            }
            var ends = (arguments["low"].asDouble, arguments["high"].asDouble)
            if let pair = arguments["low"].elements, pair.count == 2 { ends = (pair[0].asDouble, pair[1].asDouble) }
            try axes.limit(direction, ends)
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
