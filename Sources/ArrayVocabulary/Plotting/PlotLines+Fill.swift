import Answers
import Figures
import Glibc
import Language
import Numbers

/// The area between two curves.
extension PlotLines {
    static let fillBetween = PlotOperation(
        "fill_between", "the area between two curves",
        [
            x, Parameter("y1", .any, .required, "one edge"),
            Parameter("y2", .any, .value(.int(0)), "the other edge"),
            Parameter(
                "where", .any, .value(.none), "True or False for each place: only there", isKeywordOnly: true),
            Parameter(
                "step", .any, .value(.none), "'pre', 'post' or 'mid' for edges that stay level", isKeywordOnly: true
            ),
            .label,
            Parameter(
                "color", aliases: ["facecolor", "fc", "c"], .any, .value(.none),
                "a name, '#d6500a', 'C1' or (r, g, b)",
                isKeywordOnly: true), .alpha, .zOrder,
        ] + PlotOperation.idle("linewidth", "lw", "edgecolor", "interpolate", "hatch"),
        example: "plt.fill_between([0, 1, 2], [1, 2, 1], [0, 1, 0])"
    ) { axes, arguments, context in
        let xs = try axes.places(arguments["x"], along: \.x, "x", context.work)
        func edge(_ name: String) throws -> [Double] {
            let numbers = try arguments.plotted(name)
            if numbers.count == 1 { return xs.map { _ in numbers[0] } }
            try PlotData.check(xs, numbers, "x", name)
            return numbers
        }
        let (a, b) = (try edge("y1"), try edge("y2"))
        let wanted =
            arguments.isGiven("where") ? try arguments.plotted("where").map { $0 != 0 } : xs.map { _ in true }
        guard wanted.count == xs.count else {
            throw arguments.mistake(
                "where", "where has \(wanted.count) values and x has \(xs.count)",
                expected: "True or False for each x")
        }
        let color = try arguments.fill(axes)
        let first = axes.layers.count
        for (number, run) in wanted.runs.enumerated() {
            var (low, high) = (
                run.map { Point(xs[$0], Swift.min(a[$0], b[$0])) },
                run.map { Point(xs[$0], Swift.max(a[$0], b[$0])) }
            )
            if let stays = arguments["step"].asText { (low, high) = (stepped(low, stays), stepped(high, stays)) }
            var band = Band(
                x: low.map(\.x), low: low.map(\.y), high: high.map(\.y), name: number == 0 ? arguments.label : "",
                color: color)
            band.opacity = arguments.opacity(band.opacity)
            axes.layers.append(.band(band))
        }
        return axes.artist("FillBetweenPolyCollection", from: first)
    }
}

extension [Bool] {
    /// The stretches of `true`.
    var runs: [Range<Int>] {
        var runs: [Range<Int>] = []
        for (index, flag) in enumerated() where flag {
            if let last = runs.last, last.upperBound == index {
                runs[runs.count - 1] = last.lowerBound..<index + 1
            } else {
                runs.append(index..<index + 1)
            }
        }
        return runs
    }
}
