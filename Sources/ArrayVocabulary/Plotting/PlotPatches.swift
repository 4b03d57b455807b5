import Answers
import Figures
import Glibc
import Language
import Numbers

/// Shapes that are made first and put into a frame then: `ax.add_patch(plt.Circle((0, 0), 1))`.
struct PlotPatch: Presentable {
    static let kind = "patch"
    let summary: String
    let shapes: Shapes
}

/// The words that make them.
enum PlotPatches {
    private static let look: [Parameter] =
        [
            Parameter("color", .any, .value(.none), "of the inside and the line around it", isKeywordOnly: true),
            Parameter("facecolor", aliases: ["fc"], .any, .value(.none), "of the inside", isKeywordOnly: true),
            .edge, Parameter("fill", .bool, .value(.bool(true)), "False for the line alone", isKeywordOnly: true),
            .alpha, .lineWidth, .lineStyle, .label, .zOrder,
        ] + PlotOperation.idle("hatch", "clip_on", "transform")

    private static func point(_ arguments: Arguments, _ name: String) throws -> Point {
        let numbers = try arguments.plotted(name)
        guard numbers.count == 2, numbers.allSatisfy(\.isFinite) else {
            throw arguments.mistake(name, "\(name) = \(arguments[name].brief)", expected: "a point such as (0, 1)")
        }
        return Point(numbers[0], numbers[1])
    }

    private static func word(
        _ name: String, _ summary: String, _ parameters: [Parameter], example: String,
        _ outline: @escaping @Sendable (Arguments) throws -> [Point]
    ) -> Word {
        Word(
            "matplotlib.patches." + name, aliases: ["matplotlib.pyplot." + name], family: "plotting", summary: summary,
            parameters: parameters + look, returns: PlotPatch.kind,
            examples: ["import matplotlib.pyplot as plt\n\(example)"],
            seeAlso: ["matplotlib.pyplot.fill", "matplotlib.pyplot.plot"],
            meaning: .call { arguments, _ in
                var shapes = Shapes([try outline(arguments)], name: arguments.label)
                let both = try arguments.about("color") { try PlotStyle.color(arguments["color"]) }
                let face = try arguments.about("facecolor") {
                    arguments["facecolor"].asText == "none" ? nil : try PlotStyle.color(arguments["facecolor"])
                }
                shapes.color = both ?? face ?? 0
                shapes.isFilled = try arguments.bool("fill") && arguments["facecolor"].asText != "none"
                shapes.edge = try arguments.edge() ?? both.map(Color.cycled)
                if !shapes.isFilled, shapes.edge == nil { shapes.edge = Color(0x1a1a1a) }
                shapes.weight = (arguments["linewidth"].asDouble ?? 1) / 1.5
                shapes.pattern =
                    try arguments.about("linestyle") {
                        try arguments.isGiven("linestyle") ? PlotStyle.pattern(arguments["linestyle"]) : nil
                    } ?? .solid
                (shapes.opacity, shapes.isLoose) = (arguments.opacity(), true)
                return .thing(PlotPatch(summary: "<\(name)>", shapes: shapes))
            })
    }

    /// Turned about a place by degrees against the clock.
    private static func turned(_ points: [Point], about center: Point, by angle: Double) -> [Point] {
        let (c, s) = (cos(angle * .pi / 180), sin(angle * .pi / 180))
        return points.map { point in
            let from = point - center
            return center + Point(c * from.x - s * from.y, s * from.x + c * from.y)
        }
    }

    private static let turn = Parameter(
        "angle", .number(.init(-1e6, 1e6)), .value(.number(0)), "degrees by which it is turned", isKeywordOnly: true)
    private static let corner = Parameter("xy", .any, .required, "a place such as (0, 1)")

    static let words: [Word] = [
        word(
            "Circle", "a circle about a place",
            [corner, Parameter("radius", .number(.nonNegative), .value(.number(5)), "how large")],
            example: "plt.gca().add_patch(plt.Circle((0, 0), 1, fill=False))"
        ) { PlotPies.wedge(try point($0, "xy"), try $0.number("radius"), from: 0, to: 360) },
        word(
            "Ellipse", "an ellipse about a place",
            [
                corner, Parameter("width", .number(), .required, "across"),
                Parameter("height", .number(), .required, "up"), turn,
            ],
            example: "import matplotlib.patches as m\nplt.gca().add_patch(m.Ellipse((0, 0), 2, 1))"
        ) { arguments in
            let center = try point(arguments, "xy")
            let (wide, high) = (try arguments.number("width") / 2, try arguments.number("height") / 2)
            let circle = PlotPies.wedge(Point(0, 0), 1, from: 0, to: 360)
            return turned(
                circle.map { center + Point($0.x * wide, $0.y * high) }, about: center,
                by: try arguments.number("angle"))
        },
        word(
            "Rectangle", "a rectangle from its lower left corner",
            [
                corner, Parameter("width", .number(), .required, "across"),
                Parameter("height", .number(), .required, "up"), turn,
            ],
            example: "plt.gca().add_patch(plt.Rectangle((0, 0), 2, 1, alpha=0.3))"
        ) { arguments in
            let foot = try point(arguments, "xy")
            let (wide, high) = (try arguments.number("width"), try arguments.number("height"))
            let corners = [Point(0, 0), Point(wide, 0), Point(wide, high), Point(0, high)].map { foot + $0 }
            return turned(corners, about: foot, by: try arguments.number("angle"))
        },
        word(
            "Polygon", "what lies inside of a line through places",
            [Parameter("xy", .any, .required, "the corners, such as [(0, 0), (1, 0), (1, 1)]")],
            example: "plt.gca().add_patch(plt.Polygon([(0, 0), (1, 0), (1, 1)]))"
        ) { arguments in
            let rows = try PlotData.rows(arguments["xy"], "xy", arguments.work)
            guard rows[0].count == 2 else {
                throw arguments.mistake("xy", "corners of \(rows[0].count) numbers", expected: "(x, y) of each corner")
            }
            return rows.map { Point($0[0], $0[1]) }
        },
        word(
            "Wedge", "a part of a circle, or of a ring, between two angles",
            [
                Parameter("center", .any, .required, "a place such as (0, 1)"),
                Parameter("r", .number(.nonNegative), .required, "how large"),
                Parameter("theta1", .number(.init(-1e6, 1e6)), .required, "degrees where it begins"),
                Parameter("theta2", .number(.init(-1e6, 1e6)), .required, "degrees where it ends"),
                Parameter(
                    "width", .optional(.number(.nonNegative)), .value(.none), "of a ring", isKeywordOnly: true),
            ], example: "import matplotlib.patches as m\nplt.gca().add_patch(m.Wedge((0, 0), 1, 0, 90))"
        ) { arguments in
            let (from, to) = (try arguments.number("theta1"), try arguments.number("theta2"))
            // An end before the beginning is one turn further.
            let end = to < from ? to + ((from - to) / 360).rounded(.up) * 360 : to
            return PlotPies.wedge(
                try point(arguments, "center"), try arguments.number("r"), from: from, to: end,
                width: arguments["width"].asDouble)
        },
    ]

    static let members: [Member] = ["add_patch", "add_artist"].map { name in
        .method(
            name, of: PlotAxes.self, "puts a shape into the frame",
            [Parameter("patch", .any, .required, "what plt.Circle, plt.Rectangle or plt.Polygon made")]
        ) { axes, arguments, context in
            context.desk.choose(axes)
            let patch = try arguments.thing("patch", as: PlotPatch.self)
            axes.layers.append(.shapes(patch.shapes))
            return axes.artist("Patch", from: axes.layers.count - 1)
        }
    }
}
