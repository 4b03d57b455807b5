import Answers
import Figures
import Glibc
import Language
import Numbers

/// A field of arrows.
extension PlotLines {
    static let quiver = PlotOperation(
        "quiver", "arrows at places: a field of gradients",
        [
            Parameter(
                "data", .any, .required, "U, V; or X, Y, U, V; and a number each for the colour", isVariadic: true),
            Parameter(
                "scale", .optional(.number(.positive)), .value(.none), "how much of U, V is one unit",
                isKeywordOnly: true),
            Parameter(
                "angles", .any, .value(.none), "'xy' for arrows that end where they point to", isKeywordOnly: true),
            Parameter("scale_units", .any, .value(.none), "'xy' for lengths in units of the axes", isKeywordOnly: true),
            .label, .color, .colorMap, .low, .high, .norm, .alpha, .zOrder,
        ] + PlotOperation.idle("width", "headwidth", "headlength", "headaxislength", "pivot", "units", "minlength"),
        example: "plt.quiver([0, 1], [0, 1], [1, 0], [0, 1])"
    ) { axes, arguments, context in
        var data = try arguments.values("data")
        var shades: [Double] = []
        if [3, 5].contains(data.count), let last = data.popLast() {
            shades = try PlotData.numbers(last, "C", context.work)
        }
        guard [2, 4].contains(data.count) else {
            throw arguments.mistake("data", "quiver was given \(data.count) arrays", expected: "U, V or X, Y, U, V")
        }
        let u = try PlotData.numbers(data[data.count - 2], "U", context.work)
        let v = try PlotData.numbers(data[data.count - 1], "V", context.work)
        try PlotData.check(u, v, "U", "V")
        let width = (try? PlotData.rows(data[data.count - 2], "U", context.work))?.first?.count ?? u.count
        var (xs, ys) = (u.indices.map { Double($0 % width) }, u.indices.map { Double($0 / width) })
        if data.count == 4 {
            (xs, ys) = (
                try PlotData.numbers(data[0], "X", context.work), try PlotData.numbers(data[1], "Y", context.work)
            )
            if xs.count * ys.count == u.count, xs.count != u.count {
                let (across, up) = (xs, ys)
                xs = u.indices.map { across[$0 % across.count] }
                ys = u.indices.map { up[$0 / across.count] }
            }
            try PlotData.check(xs, u, "X", "U")
            try PlotData.check(ys, u, "Y", "U")
        }
        var arrows = Arrows(
            zip(xs, ys).map { Point($0, $1) }, by: zip(u, v).map { Point($0, $1) }, name: arguments.label,
            color: try arguments.about("color") { try PlotStyle.color(arguments["color"]) }
                ?? Color.place(Color(0x1f1f1f)))
        if arguments["angles"].asText == "xy" || arguments["scale_units"].asText == "xy" {
            arrows.scale = arguments["scale"].asDouble ?? 1
        }
        if !shades.isEmpty {
            try PlotData.check(shades, u, "C", "U")
            let scale = arguments.scale(of: shades, try arguments.opaquePalette())
            axes.colors = axes.colors ?? scale
            arrows.tints = shades.map { scale.color(of: $0) ?? Color(0x888888) }
        }
        axes.layers.append(.arrows(arrows))
        return axes.artist("Quiver", from: axes.layers.count - 1)
    }
}
