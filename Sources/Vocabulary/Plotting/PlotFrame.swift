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
            PlotOperation(
                "legend", "shows the names of what was drawn with label=",
                [Parameter("labels", .any, .value(.none), "the names, in order of drawing")]
                    + PlotOperation.idle(
                        "loc", "fontsize", "frameon", "ncol", "title", "bbox_to_anchor", "shadow", "framealpha",
                        "handles"),
                example: "plt.plot([1, 2], label='a'); plt.legend()"
            ) { axes, arguments, _ in
                axes.hasLegend = true
                if let names = PlotData.names(arguments["labels"]) { axes.name(names) }
                return .none
            },
            PlotOperation(
                "grid", "has no effect: lines stand behind the data where there is no field",
                [Parameter("visible", .any, .value(.bool(true)), "has no effect here")]
                    + PlotOperation.idle("which", "axis", "alpha", "linestyle", "ls", "linewidth", "lw", "color"),
                example: "plt.grid(True)"
            ) { _, _, _ in .none },
            PlotOperation(
                "text", "a text at a place of the data",
                [
                    Parameter("x", .number(), .required, "across"), Parameter("y", .number(), .required, "up"),
                    Parameter("s", .any, .required, "the text"),
                ] + look, example: "plt.text(1, 2, 'here')"
            ) { axes, arguments, _ in
                let point = Point(try arguments.number("x"), try arguments.number("y"))
                axes.layers.append(.mark(Mark(.label, at: point, name: words(arguments["s"]))))
                return .none
            },
            PlotOperation(
                "annotate", "a text beside a place of the data",
                [
                    Parameter("text", .any, .required, "the text"), Parameter("xy", .point, .required, "the place"),
                    Parameter("xytext", .any, .value(.none), "has no effect: the text finds its room"),
                ] + look + PlotOperation.idle("arrowprops", "xycoords", "textcoords"),
                example: "plt.annotate('minimum', (1, 1))"
            ) { axes, arguments, _ in
                axes.layers.append(
                    .mark(Mark(.note, at: try arguments.point("xy"), name: words(arguments["text"]))))
                return .none
            },
            PlotOperation(
                "axis", "limits of both axes at once, or 'off' for a picture without numbers",
                [Parameter("arg", .any, .value(.none), "(xmin, xmax, ymin, ymax), 'off', 'equal', 'tight'")],
                example: "plt.axis([0, 1, 0, 2])"
            ) { axes, arguments, _ in
                if let ends = arguments["arg"].doubles, ends.count == 4 {
                    (axes.x.limits, axes.y.limits) = ((ends[0], ends[1]), (ends[2], ends[3]))
                } else if arguments["arg"].asText == "off" {
                    axes.isBare = true
                } else if arguments["arg"].asText == "tight" {
                    (axes.x.isTight, axes.y.isTight) = (true, true)
                }
                return .none
            },
            PlotOperation("cla", method: "clear", "empties the frame", [], example: "plt.cla()") { axes, _, _ in
                axes.clear()
                return .none
            },
        ]
        + ["tick_params", "margins", "clabel", "minorticks_on", "box", "locator_params", "ticklabel_format"].map {
            name in
            PlotOperation(
                name, "has no effect here",
                [Parameter("settings", .any, .value(.none), "has no effect", isVariadic: true)]
                    + [Parameter("more", .any, .required, "has no effect", isVariadic: true, isKeywordOnly: true)],
                example: "plt.\(name)()"
            ) { _, _, _ in .none }
        }

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
            ] + PlotOperation.idle("aspect", "xticks", "yticks", "zlabel")
        ) { axes, arguments, _ in
            if arguments.isGiven("title") { axes.title = words(arguments["title"]) }
            for (direction, name) in [(\PlotAxes.x, "x"), (\PlotAxes.y, "y")] {
                if arguments.isGiven(name + "label") {
                    axes[keyPath: direction].label = words(arguments[name + "label"])
                }
                if let ends = arguments[name + "lim"].elements, ends.count == 2 {
                    axes[keyPath: direction].limits = (ends[0].asDouble, ends[1].asDouble)
                }
                if let scale = arguments[name + "scale"].asText { axes[keyPath: direction].isLog = scale != "linear" }
            }
            return .none
        },
        .method("invert_yaxis", of: PlotAxes.self, "has no effect here: axes go up and to the right", []) {
            _, _, context in
            context.noteOnce("axes here go up and to the right: invert_yaxis has no effect")
            return .none
        },
        .method(
            "set_aspect", of: PlotAxes.self, "has no effect here",
            [Parameter("aspect", .any, .value(.none), "has no effect")]
        ) { _, _, _ in .none },
        .method(
            "set_zlabel", of: PlotAxes.self, "has no effect here: colour says the height",
            [Parameter("label", .any, .value(.none), "has no effect")]
        ) { _, _, _ in .none },
        .method("twinx", of: PlotAxes.self, "refused: one frame has one vertical axis here", []) { _, _, _ in
            throw Mistake(
                "twinx is not drawn here: two scales in one frame are easily misread", expected: "two frames",
                try: "fig, (ax1, ax2) = plt.subplots(1, 2)"
            ).raised(as: "NotImplementedError")
        },
    ]

    private static let look = PlotOperation.idle(
        "fontsize", "color", "ha", "va", "fontweight", "rotation", "bbox", "transform", "horizontalalignment",
        "verticalalignment", "size", "weight", "alpha")

    static func words(_ value: Value) -> String {
        switch value {
        case .none: ""
        case .text(let text): text
        case let other: other.repr
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
                let range = name == "xlim" ? axes.panel.x.range : axes.panel.y.range
                return .tuple([.number(range.lowerBound), .number(range.upperBound)])
            }
            var ends = (arguments["low"].asDouble, arguments["high"].asDouble)
            if let pair = arguments["low"].elements, pair.count == 2 { ends = (pair[0].asDouble, pair[1].asDouble) }
            var kept = axes[keyPath: direction].limits
            kept = (ends.0 ?? kept.low, ends.1 ?? kept.high)
            if let low = kept.low, let high = kept.high, low > high { kept = (high, low) }
            axes[keyPath: direction].limits = kept
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
                Parameter("labels", .any, .value(.none), "what is written there"),
            ] + PlotOperation.idle("rotation", "fontsize", "ha", "minor"), example: "plt.\(name)([0, 1], ['no', 'yes'])"
        ) { axes, arguments, _ in
            if case .none = arguments["ticks"] { return .none }
            let places = try arguments.plotted("ticks")
            let names =
                (arguments["labels"].elements ?? []).isEmpty
                ? places.map { Value.number($0) } : arguments["labels"].elements ?? []
            axes[keyPath: direction].names = zip(names, places).map { name, place in
                Axis.Name(name.asDouble.map { $0.short(4) } ?? words(name), at: place)
            }
            return .none
        }
    }
}

extension PlotAxes {
    /// Names what was drawn, in order; what has no place in a legend keeps none.
    func name(_ names: [String]) {
        var rest = names[...]
        for i in layers.indices {
            guard let next = rest.first else { return }
            switch layers[i] {
            case .curve(var curve):
                curve.name = next
                layers[i] = .curve(curve)
            case .points(var points):
                points.name = next
                layers[i] = .points(points)
            case .bars(var bars):
                bars.name = next
                layers[i] = .bars(bars)
            case .band(var band):
                band.name = next
                layers[i] = .band(band)
            default: continue
            }
            rest = rest.dropFirst()
        }
    }
}
