import Answers
import Arrays
import Figures
import Glibc
import Language
import Numbers

/// How often values occur: counts as bars, counts of pairs as colours.
extension PlotAreas {
    static let histogram = PlotOperation(
        "hist", "how often values occur; gives counts and edges of the classes",
        [
            Parameter("x", .any, .required, "the values, or several lists of them"),
            Parameter("bins", .any, .value(.int(10)), "how many classes, their edges, or 'auto'"),
            Parameter("range", .any, .value(.none), "from and to"),
            Parameter("density", .bool, .value(.bool(false)), "areas that add up to 1 instead of counts"),
            Parameter("weights", .any, .value(.none), "how much each value counts", isKeywordOnly: true),
            Parameter(
                "cumulative", .bool, .value(.bool(false)), "counts of all classes up to each", isKeywordOnly: true),
            Parameter(
                "histtype", .choice(["bar", "barstacked", "step", "stepfilled"]), .value(.text("bar")),
                "bars, or the line around them", isKeywordOnly: true),
            Parameter(
                "orientation", .choice(["vertical", "horizontal"]), .value(.text("vertical")), "which way bars go",
                isKeywordOnly: true),
            Parameter(
                "rwidth", .optional(.number(.init(0, 1))), .value(.none), "the share of a class that its bar takes",
                isKeywordOnly: true),
            Parameter("log", .bool, .value(.bool(false)), "counts over a logarithmic axis", isKeywordOnly: true),
            Parameter("stacked", .bool, .value(.bool(false)), "several lists on each other", isKeywordOnly: true),
            .label, .color, .alpha, .edge, .zOrder,
            Parameter(
                "linewidth", aliases: ["lw"], .optional(.number(.nonNegative)), .value(.none), "of a line around bars",
                isKeywordOnly: true),
            Parameter("linestyle", aliases: ["ls"], .any, .value(.none), "of a line around bars", isKeywordOnly: true),
        ] + PlotOperation.idle("align", "hatch"),
        example: "plt.hist([1, 2, 2, 3, 3, 3], bins=3)"
    ) { axes, arguments, context in
        let sets = try (PlotHistogram.lists(arguments["x"], context.work) ?? [arguments["x"]]).map {
            try PlotData.numbers($0, "x", context.work)
        }
        let all = try Array(joining: sets, stoppedBy: context.work).filter(stoppedBy: context.work, \.isFinite)
        let edges = try PlotHistogram.edges(all, arguments)
        let weights = arguments.isGiven("weights") ? try arguments.plotted("weights") : nil
        if let weights, weights.count != sets[0].count || sets.count > 1 {
            throw arguments.mistake(
                "weights", "\(weights.count) weights for \(sets[0].count) values", expected: "a weight for each value"
            )
        }
        let counts = try sets.map { values in
            var counts = try PlotHistogram.counts(values, weights, edges, context.work)
            if try arguments.bool("density") {
                let total = counts.reduce(0, +)
                for i in counts.indices { counts[i] /= total * (edges[i + 1] - edges[i]) }
            }
            guard try arguments.bool("cumulative") else { return counts }
            var sum = 0.0
            let isDensity = try arguments.bool("density")
            return counts.indices.map { i in
                sum += counts[i] * (isDensity ? edges[i + 1] - edges[i] : 1)
                return sum
            }
        }
        let first = axes.layers.count
        try PlotHistogram.draw(counts, edges, axes, arguments)
        let arrays = try counts.map { Value(try NDArray($0)) }
        let isHorizontal = try arguments.text("orientation") == "horizontal"
        let patches = counts.map { counts -> Value in
            let bars = counts.indices.map { Bars.Bar(x: edges[$0]...edges[$0 + 1], height: counts[$0], base: 0) }
            let artist = PlotArtist(name: "BarContainer", axes: axes, layers: first..<axes.layers.count)
            return .thing(PlotBars(artist: artist, bars: bars, isHorizontal: isHorizontal))
        }
        return .tuple([
            counts.count == 1 ? arrays[0] : .list(arrays), Value(try NDArray(edges)),
            patches.count == 1 ? patches[0] : .list(patches),
        ])
    }

    /// Counts of pairs as an image.
    static let plane = PlotOperation(
        "hist2d", "how often pairs of values occur, as colours",
        [
            Parameter("x", .any, .required, "the first of each pair"), Parameter("y", .any, .required, "the second"),
            Parameter("bins", .int(.init(1, 1000)), .value(.int(10)), "how many classes along each axis"),
            .colorMap, .low, .high, .norm, .alpha,
        ], example: "plt.hist2d([1, 2, 2, 3], [1, 2, 2, 1], bins=3)"
    ) { axes, arguments, context in
        let (xs, ys) = (try arguments.plotted("x"), try arguments.plotted("y"))
        try PlotData.check(xs, ys, "x", "y")
        let count = try arguments.int("bins")
        func edges(_ values: [Double]) throws -> [Double] {
            PlotHistogram.even(try values.filter(stoppedBy: context.work, \.isFinite), count)
        }
        let (across, up) = (try edges(xs), try edges(ys))
        var counts = [Double](repeating: 0, count: count * count)
        var check = StopCheck(context.work)
        for (x, y) in zip(xs, ys) {
            try check.pass()
            guard let column = PlotHistogram.place(x, across), let row = PlotHistogram.place(y, up) else { continue }
            counts[row * count + column] += 1
        }
        let scale = arguments.scale(of: counts, try arguments.palette())
        axes.layers.append(
            .regions(
                try cells(
                    counts, columns: count, rows: count, x: middles(across[0], across[count], count),
                    y: middles(up[0], up[count], count), scale, context.work)))
        axes.colors = scale
        (axes.x.isTight, axes.y.isTight) = (true, true)
        let table = (0..<count).map { column in Value((0..<count).map { counts[$0 * count + column] }) }
        return .tuple([
            .list(table), Value(across), Value(up), axes.artist("QuadMesh", from: axes.layers.count - 1),
        ])
    }

    /// The middles of the first and the last of so many cells between two ends.
    static func middles(_ low: Double, _ high: Double, _ count: Int) -> ClosedRange<Double> {
        let half = (high - low) / Double(2 * count)
        return (low + half)...Swift.max(low + half, high - half)
    }
}
