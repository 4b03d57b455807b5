import Answers
import Figures
import Glibc
import Language
import Numbers

/// Densities of values as violins, and bars that are broken in places.
extension PlotAreas {
    /// As Matplotlib draws it: the density by Scott's bandwidth, at `points` places from the least value to the most, as wide as
    /// `widths` where it is highest.
    static let violins = PlotOperation(
        "violinplot", "how dense values lie, as areas on both sides of a line from the least to the most",
        [
            Parameter("dataset", .any, .required, "the values, or several lists of them"),
            Parameter("positions", .any, .value(.none), "where each stands"),
            Parameter("widths", .number(.positive), .value(.number(0.5)), "how wide each is", isKeywordOnly: true),
            Parameter("showmeans", .bool, .value(.bool(false)), "whether the mean is drawn", isKeywordOnly: true),
            Parameter(
                "showextrema", .bool, .value(.bool(true)), "whether the least and the most are drawn",
                isKeywordOnly: true),
            Parameter("showmedians", .bool, .value(.bool(false)), "whether the median is drawn", isKeywordOnly: true),
            Parameter(
                "points", .int(.init(2, 10_000)), .value(.int(100)), "at how many places the density is looked at",
                isKeywordOnly: true),
        ], example: "plt.violinplot([[1, 2, 3, 9], [2, 3, 4]], showmedians=True)"
    ) { axes, arguments, context in
        let sets = try (PlotHistogram.lists(arguments["dataset"], context.work) ?? [arguments["dataset"]]).map {
            try PlotData.numbers($0, "dataset", context.work).filter(\.isFinite).sorted()
        }
        let places =
            arguments.isGiven("positions") ? try arguments.plotted("positions") : sets.indices.map { Double($0 + 1) }
        try PlotData.check(places, sets.map { Double($0.count) }, "positions", "dataset")
        let (width, count) = (try arguments.number("widths"), try arguments.int("points"))
        let color = axes.takeColor()
        var bodies: [Value] = []
        for (place, values) in zip(places, sets) where !values.isEmpty {
            let (heights, densities) = try density(of: values, count, context.work)
            let most = densities.max() ?? 1
            let halves = densities.map { 0.5 * width * $0 / most }
            let right = zip(heights, halves).map { Point(place + $1, $0) }
            let left = zip(heights, halves).map { Point(place - $1, $0) }
            var body = Shapes([right + left.reversed()], color: color)
            body.opacity = 0.3
            axes.layers.append(.shapes(body))
            bodies.append(axes.artist("FillBetweenPolyCollection", from: axes.layers.count - 1))
        }
        var parts: [(key: Value, value: Value)] = [(.text("bodies"), .list(bodies))]
        func lines(_ name: String, _ ends: ([Double], Double) -> [(Double, Double)]) {
            let points = zip(sets, places).filter { !$0.0.isEmpty }.flatMap { values, place in
                ends(values, place).map { Point($0.0, $0.1) } + [Point(.nan, .nan)]
            }
            axes.layers.append(.curve(CurveLayer(points, color: color)))
            parts.append((.text(name), axes.artist("LineCollection", from: axes.layers.count - 1)))
        }
        func level(_ name: String, _ height: @escaping ([Double]) -> Double) {
            lines(name) { values, place in
                [(place - width / 4, height(values)), (place + width / 4, height(values))]
            }
        }
        if try arguments.bool("showmeans") { level("cmeans") { $0.reduce(0, +) / Double($0.count) } }
        if try arguments.bool("showextrema") {
            level("cmaxes") { $0[$0.count - 1] }
            level("cmins") { $0[0] }
            lines("cbars") { values, place in [(place, values[0]), (place, values[values.count - 1])] }
        }
        if try arguments.bool("showmedians") { level("cmedians") { $0.quantile(0.5) } }
        return .dict(Value.Dictionary(parts))
    }

    /// A density by Gaussian kernels whose bandwidth is Scott's, n^(−1/5) standard deviations, at places of one distance from the
    /// least of the values, which are in order, to the most.
    private static func density(of values: [Double], _ count: Int, _ work: Work) throws -> ([Double], [Double]) {
        let (low, high, size) = (values[0], values[values.count - 1], Double(values.count))
        guard high > low else { return ([low, low], [1, 1]) }
        guard (high - low).isFinite else {
            throw Mistake("values from \(low.short()) to \(high.short())", expected: "a finite distance between them")
        }
        let mean = values.reduce(0, +) / size
        let variance = values.reduce(0) { $0 + ($1 - mean) * ($1 - mean) } / (size - 1)
        let bandwidth = variance.squareRoot() * pow(size, -0.2)
        let places = (0..<count).map { low + (high - low) * Double($0) / Double(count - 1) }
        var check = StopCheck(work)
        let densities = try places.map { place in
            var sum = 0.0
            for value in values {
                try check.pass()
                let distance = (place - value) / bandwidth
                sum += exp(-distance * distance / 2)
            }
            return sum
        }
        return (places, densities)
    }

    static let brokenBars = PlotOperation(
        "broken_barh", "bars that lie at one height, each from its start for its length",
        [
            Parameter("xranges", .any, .required, "pairs of a start and a length"),
            Parameter("yrange", .any, .required, "the lower edge and the height of all"),
            Parameter(
                "color", aliases: ["facecolors", "facecolor", "c"], .any, .value(.none),
                "a colour for all, or one for each", isKeywordOnly: true),
            .label, .alpha, .edge, .zOrder,
        ] + PlotOperation.idle("linewidth", "linewidths", "lw", "hatch"),
        example: "plt.broken_barh([(1, 2), (5, 1)], (0, 0.5))"
    ) { axes, arguments, context in
        func pair(_ value: Value, _ name: String) throws -> (Double, Double) {
            let ends = try PlotData.numbers(value, name, context.work)
            guard ends.count == 2, ends.allSatisfy(\.isFinite) else {
                throw arguments.mistake(
                    name, "\(name) has \(value.brief)", expected: "a start and a length", try: "[(1, 2), (5, 1)]")
            }
            return (ends[0], ends[1])
        }
        let (foot, height) = try pair(arguments["yrange"], "yrange")
        let bars = try (PlotHistogram.lists(arguments["xranges"], context.work) ?? [arguments["xranges"]]).map {
            let (start, length) = try pair($0, "xranges")
            return Bars.Bar(
                x: Swift.min(foot, foot + height)...Swift.max(foot, foot + height), height: start + length, base: start)
        }
        let first = axes.layers.count
        func add(_ bars: [Bars.Bar], _ color: Int, _ name: String) throws {
            var layer = Bars(bars, name: name, color: color)
            (layer.isHorizontal, layer.edge, layer.opacity) = (true, try arguments.edge(), arguments.opacity())
            axes.layers.append(.bars(layer))
        }
        if let colors = PlotData.names(arguments["color"]), colors.count > 1 {
            for (index, bar) in bars.enumerated() {
                let color = try PlotStyle.color(.text(colors[index % colors.count])) ?? 0
                try add([bar], color, index == 0 ? arguments.label : "")
            }
        } else {
            try add(bars, try arguments.fill(axes), arguments.label)
        }
        return axes.artist("PolyCollection", from: first)
    }

    /// What frames of Matplotlib's draw and those here do not, with what says the same.
    static let refused: [Member] = [
        refusal("barbs", "a field of wind barbs", try: "ax.quiver(X, Y, U, V)"),
        refusal("tripcolor", "a mesh of triangles", try: "ax.scatter(x, y, c=z)"),
        refusal("triplot", "a mesh of triangles", try: "ax.plot(x, y, 'o')"),
        refusal("tricontour", "lines over a mesh of triangles", try: "ax.scatter(x, y, c=z)"),
        refusal("tricontourf", "a mesh of triangles", try: "ax.scatter(x, y, c=z)"),
        refusal("secondary_xaxis", "an axis that is computed from another", try: "ax.twiny()"),
        refusal("secondary_yaxis", "an axis that is computed from another", try: "ax.twinx()"),
        refusal("inset_axes", "a frame in a frame", try: "fig, (ax1, ax2) = plt.subplots(1, 2)"),
        refusal("table", "a table in a frame", try: "print(pd.DataFrame(rows))"),
    ]

    private static func refusal(_ name: String, _ meaning: String, try instead: String) -> Member {
        .method(name, of: PlotAxes.self, "refused: \(meaning) is not drawn here", PlotFrame.anything) { _, _, _ in
            throw Mistake("\(name), \(meaning), is not drawn here", try: instead).raised(as: "NotImplementedError")
        }
    }
}
