import Answers
import Figures
import Glibc
import Language
import Numbers

/// `plt.hexbin`: counts of pairs in hexagons.
enum PlotHexagons {
    static let operations: [PlotOperation] = [hexagons]

    /// Middles of hexagons on two grids, the second half a step off the first, with what falls to each.
    struct Bins {
        var middles: [Point] = []
        var members: [[Int]] = []
        /// The corners about a middle.
        var corners: [Point] = []
        /// From the least to the most of the pairs.
        var stretch: [Point] = []
    }

    /// Each pair falls to the nearest middle, distances up counted √3-fold (Carr et al. 1987, as Matplotlib 3.11 has it).
    static func bins(_ xs: [Double], _ ys: [Double], across: Int, up: Int, _ work: Work) throws -> Bins {
        func ends(_ values: [Double]) -> (Double, Double) {
            let (low, high) = (values.min() ?? 0, values.max() ?? 1)
            guard high - low <= 1e-15 * Swift.max(abs(low), abs(high)) else { return (low, high) }
            return low == 0 ? (-0.1, 0.1) : (low - 0.1 * abs(low), high + 0.1 * abs(high))
        }
        var ((left, right), (bottom, top)) = (ends(xs), ends(ys))
        let stretch = [Point(left, bottom), Point(right, top)]
        let padding = 1e-9 * (right - left)
        (left, right) = (left - padding, right + padding)
        let (sx, sy) = ((right - left) / Double(across), (top - bottom) / Double(up))
        let (first, second) = ((across + 1) * (up + 1), across * up)
        var bins = Bins()
        bins.stretch = stretch
        bins.members = [[Int]](repeating: [], count: first + second)
        for column in 0...across {
            for row in 0...up { bins.middles.append(Point(left + Double(column) * sx, bottom + Double(row) * sy)) }
        }
        for column in 0..<across {
            for row in 0..<up {
                bins.middles.append(Point(left + (Double(column) + 0.5) * sx, bottom + (Double(row) + 0.5) * sy))
            }
        }
        var check = StopCheck(work)
        for (index, (x, y)) in zip(xs, ys).enumerated() {
            try check.pass()
            let place = Point((x - left) / sx, (y - bottom) / sy)
            let (near, cell) = (
                Point(place.x.rounded(.toNearestOrEven), place.y.rounded(.toNearestOrEven)),
                Point(place.x.rounded(.down), place.y.rounded(.down))
            )
            func distance(_ to: Point) -> Double {
                (place.x - to.x) * (place.x - to.x) + 3 * (place.y - to.y) * (place.y - to.y)
            }
            let isFirst = distance(near) < distance(cell + Point(0.5, 0.5))
            let (column, row) =
                isFirst
                ? (Int(saturating: near.x), Int(saturating: near.y))
                : (Int(saturating: cell.x), Int(saturating: cell.y))
            let (columns, rows) = isFirst ? (across + 1, up + 1) : (across, up)
            guard (0..<columns).contains(column), (0..<rows).contains(row) else { continue }
            bins.members[(isFirst ? 0 : first) + column * rows + row].append(index)
        }
        bins.corners = [(0.5, -0.5), (0.5, 0.5), (0, 1), (-0.5, 0.5), (-0.5, -0.5), (0, -1)].map {
            Point($0.0 * sx, $0.1 * sy / 3)
        }
        return bins
    }

    private static let hexagons = PlotOperation(
        "hexbin", "how often pairs of values occur, as colours of hexagons",
        [
            Parameter("x", .any, .required, "the first of each pair"), Parameter("y", .any, .required, "the second"),
            Parameter("C", .any, .value(.none), "a number for each pair, whose mean is shown in place of counts"),
            Parameter(
                "gridsize", .any, .value(.int(100)), "hexagons across, or (across, up)", isKeywordOnly: true),
            Parameter("bins", .any, .value(.none), "'log' for colours over a logarithmic scale", isKeywordOnly: true),
            Parameter(
                "mincnt", .optional(.int(.atLeast(0))), .value(.none), "hexagons with fewer pairs are left out",
                isKeywordOnly: true),
            Parameter(
                "reduce_C_function", .any, .value(.none), "what makes one number of those of C, the mean by default",
                isKeywordOnly: true),
            .colorMap, .low, .high, .norm, .alpha, .edge, .zOrder,
        ] + PlotOperation.idle("linewidths", "marginals"),
        example: "plt.hexbin([1, 2, 2, 3], [1, 2, 2, 1], gridsize=4)"
    ) { axes, arguments, context in
        let (xs, ys) = (try arguments.plotted("x"), try arguments.plotted("y"))
        try PlotData.check(xs, ys, "x", "y")
        let work = context.work
        let filled = try xs.indices.filter(stoppedBy: work) { xs[$0].isFinite && ys[$0].isFinite }
        let sizes = try PlotData.numbers(arguments["gridsize"], "gridsize", context.work)
        guard (1...2).contains(sizes.count), sizes.allSatisfy({ $0 == $0.rounded() && (1...1000).contains($0) }) else {
            throw arguments.mistake(
                "gridsize", "gridsize = \(arguments["gridsize"].brief)", expected: "1 to 1000 hexagons across")
        }
        let across = Int(saturating: sizes[0])
        let up =
            sizes.count == 2 ? Int(saturating: sizes[1]) : Swift.max(1, Int(saturating: sizes[0] / 3.0.squareRoot()))
        let bins = try bins(
            filled.map(stoppedBy: work) { xs[$0] }, filled.map(stoppedBy: work) { ys[$0] }, across: across, up: up,
            work)
        let weights = arguments["C"].isNone ? nil : try arguments.plotted("C")
        if let weights { try PlotData.check(xs, weights, "x", "C") }
        let least = arguments["mincnt"].asInt ?? (weights == nil ? 0 : 1)
        let kept = bins.members.indices.filter { bins.members[$0].count >= least }
        let amounts = try kept.map { index -> Double in
            if work.isCancelled { throw Stopped() }
            let members = bins.members[index]
            guard let weights else { return Double(members.count) }
            let own = try members.map(stoppedBy: work) { weights[filled[$0]] }
            guard !arguments["reduce_C_function"].isNone else { return own.reduce(0, +) / Double(own.count) }
            return try context.call(arguments["reduce_C_function"], [Value(own)]).asDouble ?? .nan
        }
        let palette = try arguments.palette()
        var scale = arguments.scale(of: amounts, palette)
        if arguments["bins"].asText == "log" {
            let positive = amounts.filter { $0 > 0 }
            let low = positive.min() ?? 1
            scale = ColorScale(
                .log(shift: 0), low...Swift.max(low * 1.001, positive.max() ?? 1), label: "", palette: palette)
        } else if !arguments["bins"].isNone {
            throw arguments.mistake("bins", "bins = \(arguments["bins"].brief)", expected: "'log', or nothing")
        }
        let isLog = if case .log = scale.kind { true } else { false }
        // What a logarithmic scale has no place for is left white.
        let shown = kept.indices.filter { amounts[$0].isFinite && (!isLog || amounts[$0] > 0) }
        var shapes = Shapes(
            try shown.map(stoppedBy: work) { place in bins.corners.map { bins.middles[kept[place]] + $0 } })
        shapes.tints = try shown.map(stoppedBy: work) { scale.color(of: amounts[$0]) ?? Color(0xd8d4d0) }
        shapes.places = try shown.map(stoppedBy: work) { scale.place(of: amounts[$0]) ?? .nan }
        shapes.edge = try arguments.edge()
        shapes.weight = 0.5
        shapes.stretch = bins.stretch
        axes.layers.append(.shapes(shapes))
        axes.colors = scale
        return axes.artist("PolyCollection", from: axes.layers.count - 1)
    }
}
