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
            if numbers.count == 1 { return [Double](repeating: numbers[0], count: xs.count) }
            try PlotData.check(xs, numbers, "x", name)
            return numbers
        }
        let (a, b) = (try edge("y1"), try edge("y2"))
        let wanted =
            arguments.isGiven("where")
            ? try arguments.plotted("where").map(stoppedBy: context.work) { $0 != 0 }
            : [Bool](repeating: true, count: xs.count)
        guard wanted.count == xs.count else {
            throw arguments.mistake(
                "where", "where has \(wanted.count) values and x has \(xs.count)",
                expected: "True or False for each x")
        }
        let color = try arguments.fill(axes)
        let first = axes.layers.count
        let work = context.work
        for (number, run) in try wanted.runs(work).enumerated() {
            if work.isCancelled { throw Stopped() }
            var low = try run.map(stoppedBy: work) { Point(xs[$0], Swift.min(a[$0], b[$0])) }
            var high = try run.map(stoppedBy: work) { Point(xs[$0], Swift.max(a[$0], b[$0])) }
            if let stays = arguments["step"].asText {
                (low, high) = (try stepped(low, stays, work), try stepped(high, stays, work))
            }
            var band = Band(
                x: try low.map(stoppedBy: work, \.x), low: try low.map(stoppedBy: work, \.y),
                high: try high.map(stoppedBy: work, \.y), name: number == 0 ? arguments.label : "", color: color)
            band.opacity = arguments.opacity(band.opacity)
            axes.layers.append(.band(band))
        }
        return axes.artist("FillBetweenPolyCollection", from: first)
    }
}

extension [Bool] {
    /// The stretches of `true`.
    func runs(_ work: Work) throws -> [Range<Int>] {
        var runs: [Range<Int>] = []
        var check = StopCheck(work)
        for (index, flag) in enumerated() {
            try check.pass()
            guard flag else { continue }
            if let last = runs.last, last.upperBound == index {
                runs[runs.count - 1] = last.lowerBound..<index + 1
            } else {
                runs.append(index..<index + 1)
            }
        }
        return runs
    }
}
