import Answers
import Figures
import Language
import Numbers

/// Three dimensions: `plt.subplot(projection='3d')`.
enum PlotSpace {
    static let operations: [PlotOperation] = [
        surface("plot_surface", "a surface, its height the value", isWire: false),
        surface("plot_wireframe", "the net of a surface, its height the value", isWire: true),
        PlotOperation(
            "zlim", method: "set_zlim", "from and to along the height",
            [
                Parameter("low", aliases: ["bottom", "zmin"], .any, .required, "from, or both in a pair"),
                Parameter("high", aliases: ["top", "zmax"], .any, .value(.none), "to"),
            ], example: "ax = plt.subplot(projection='3d'); ax.set_zlim(0, 1)"
        ) { axes, arguments, _ in
            let pair = arguments["low"].elements ?? [arguments["low"], arguments["high"]]
            try axes.limit(\.z, (pair.first?.asDouble, pair.last?.asDouble))
            return .none
        },
        PlotOperation(
            "zlabel", method: "set_zlabel", "what the height measures",
            [Parameter("zlabel", .any, .required, "the text")] + PlotOperation.idle("fontsize", "labelpad", "rotation"),
            example: "ax = plt.subplot(projection='3d'); ax.set_zlabel('loss')"
        ) { axes, arguments, _ in
            axes.z.label = PlotText.words(arguments["zlabel"])
            return .none
        },
        PlotOperation(
            "view_init", "from where three dimensions are seen",
            [
                Parameter(
                    "elev", .optional(.number(.init(-360, 360))), .value(.none),
                    "degrees above the floor, 30 by default"),
                Parameter(
                    "azim", .optional(.number(.init(-360, 360))), .value(.none),
                    "degrees about the vertical, −60 by default"),
            ] + PlotOperation.idle("roll"), example: "ax = plt.subplot(projection='3d'); ax.view_init(20, -45)"
        ) { axes, arguments, _ in
            let known = axes.eye ?? Eye()
            axes.eye = Eye(
                elevation: arguments["elev"].asDouble ?? known.elevation,
                azimuth: arguments["azim"].asDouble ?? known.azimuth)
            return .none
        },
    ]

    /// Whether the frame that is asked for has three dimensions.
    static func isAsked(_ value: Value) -> Bool { value.asText == "3d" }

    private static func surface(_ name: String, _ summary: String, isWire: Bool) -> PlotOperation {
        PlotOperation(
            name, summary,
            [
                Parameter("X", .any, .required, "places across, as np.meshgrid gives them"),
                Parameter("Y", .any, .required, "places up"), Parameter("Z", .any, .required, "the values"),
                .colorMap, .low, .high, .norm, .label, .color, .alpha, .zOrder,
            ]
                + PlotOperation.idle(
                    "rstride", "cstride", "rcount", "ccount", "antialiased", "linewidth", "lw", "edgecolor", "shade"),
            example: "ax = plt.subplot(projection='3d'); ax.\(name)([0, 1], [0, 1], [[0, 1], [1, 2]])"
        ) { axes, arguments, context in
            axes.eye = axes.eye ?? Eye()
            let grid = try PlotAreas.grid([arguments["X"], arguments["Y"], arguments["Z"]], context)
            var layer = SurfaceLayer(grid)
            layer.isWire = isWire
            layer.opacity = arguments.opacity()
            let color = try arguments.about("color") { try PlotStyle.color(arguments["color"]) }
            if !isWire {
                // A surface of one colour is lighter where it is higher, so that its shape is seen.
                let own = color.map { Color.cycled($0) }.map { Palette(steps: [$0]) }
                axes.colors = arguments.scale(of: grid.values, try own ?? arguments.opaquePalette())
            }
            axes.layers.append(.surface(layer))
            (axes.x.isTight, axes.y.isTight) = (true, true)
            return axes.artist("Poly3DCollection", from: axes.layers.count - 1)
        }
    }

    /// `ax.plot(x, y, z)`
    static func line(_ data: [Value], _ axes: PlotAxes, _ arguments: Arguments, _ context: Context) throws -> Value {
        let first = axes.layers.count
        let format = data.last?.asText
        let rows = try data.filter { $0.asText == nil }.map { try PlotData.numbers($0, "data", context.work) }
        guard (2...3).contains(rows.count) else {
            throw arguments.mistake(
                "data", "a line in three dimensions was given \(rows.count) arrays", expected: "x, y, z")
        }
        try PlotData.check(rows[0], rows[1], "x", "y")
        let heights = rows.count == 3 ? rows[2] : rows[0].map { _ in 0 }
        try PlotData.check(rows[0], heights, "x", "z")
        let style = try PlotLines.style(format, arguments)
        var space = SpaceLayer(
            zip(rows[0], rows[1]).map { Point($0, $1) }, heights: heights, name: arguments.label,
            color: try arguments.about("color") { try PlotStyle.color(arguments["color"]) } ?? style.color
                ?? axes.takeColor())
        (space.hasLine, space.symbol, space.pattern) = (style.hasLine, style.symbol, style.pattern)
        if let width = arguments["linewidth"].asDouble { space.weight = width / 1.5 }
        axes.layers.append(.space(space))
        return .list([axes.artist("Line3D", from: first)])
    }
}
