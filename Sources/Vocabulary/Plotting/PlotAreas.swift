import Answers
import Figures
import Glibc
import Language
import Numbers

/// Bars, histograms, fields over the plane and images.
enum PlotAreas {
    static let operations: [PlotOperation] = [
        bars("bar", isHorizontal: false), bars("barh", isHorizontal: true), histogram,
        field("contour", "lines of equal value", isFilled: false, hasLines: true),
        field("contourf", "the plane coloured by value", isFilled: true, hasLines: false),
        field("pcolormesh", "the plane coloured by value", isFilled: true, hasLines: false),
        image("imshow"), image("matshow"), surface("plot_surface"),
    ]

    // MARK: Bars

    private static func bars(_ name: String, isHorizontal: Bool) -> PlotOperation {
        let (place, length, width) = isHorizontal ? ("y", "width", "height") : ("x", "height", "width")
        return PlotOperation(
            name, isHorizontal ? "bars from left to right" : "bars",
            [
                Parameter(place, .any, .required, "where each stands, or what it is called"),
                Parameter(length, .any, .required, "how long each is"),
                Parameter(width, .number(.positive), .value(.number(0.8)), "how wide each is"), .label, .color,
                .alpha, .zOrder,
                Parameter("align", .any, .value(.none), "'edge' for bars beside their place", isKeywordOnly: true),
                Parameter("tick_label", .any, .value(.none), "names of the bars", isKeywordOnly: true),
            ] + PlotOperation.idle("edgecolor", "linewidth", "yerr", "xerr", "capsize", "bottom", "left"),
            example: "plt.\(name)(['a', 'b'], [3, 5])"
        ) { axes, arguments, context in
            let along = isHorizontal ? \PlotAxes.y : \PlotAxes.x
            let places = try axes.places(arguments[place], along: along, place, context.work)
            var lengths = try arguments.plotted(length)
            if lengths.count == 1 { lengths = places.map { _ in lengths[0] } }
            try PlotLines.check(places, lengths, place, length)
            let wide = try arguments.number(width)
            let start = arguments["align"].asText == "edge" ? 0 : wide / 2
            let several = arguments["color"].elements.flatMap { $0.first?.asText == nil ? nil : $0 }
            func add(_ indices: [Int], _ color: Int, _ name: String) {
                let bars = indices.map { i in
                    Bars.Bar(x: (places[i] - start)...(places[i] - start + wide), height: lengths[i])
                }
                var layer = Bars(bars, name: name, color: color)
                layer.isHorizontal = isHorizontal
                axes.layers.append(.bars(layer))
            }
            if let several, !several.isEmpty {
                for i in places.indices {
                    add([i], try PlotStyle.color(several[i % several.count]) ?? 0, i == 0 ? arguments.label : "")
                }
            } else {
                add(Array(places.indices), try arguments.color(axes), arguments.label)
            }
            if let names = PlotData.names(arguments["tick_label"]) {
                let named = zip(names, places).map { Axis.Name($0, at: $1) }
                if isHorizontal { axes.y.names = named } else { axes.x.names = named }
            }
            return .none
        }
    }

    private static let histogram = PlotOperation(
        "hist", "how often values occur; gives counts and edges of the classes",
        [
            Parameter("x", .any, .required, "the values"),
            Parameter("bins", .any, .value(.int(10)), "how many classes, or their edges"),
            Parameter("range", .any, .value(.none), "from and to"),
            Parameter("density", .bool, .value(.bool(false)), "areas that add up to 1 instead of counts"), .label,
            .color, .alpha, .zOrder,
        ] + PlotOperation.idle("edgecolor", "histtype", "rwidth", "weights", "cumulative", "stacked", "align", "log"),
        example: "plt.hist([1, 2, 2, 3, 3, 3], bins=3)"
    ) { axes, arguments, _ in
        let values = try arguments.plotted("x").filter(\.isFinite)
        let ends = arguments["range"].doubles
        var low = ends?.first ?? values.min() ?? 0
        var high = ends?.last ?? values.max() ?? 1
        if low == high { (low, high) = (low - 0.5, high + 0.5) }
        var edges: [Double] = []
        if let given = try? PlotData.numbers(arguments["bins"], "bins", arguments.work), given.count > 1 {
            edges = given.sorted()
        } else {
            let count = arguments["bins"].asInt ?? 10
            guard (1...10_000).contains(count) else {
                throw arguments.mistake("bins", "bins = \(count)", expected: "1 to 10000 classes")
            }
            edges = (0...count).map { low + (high - low) * Double($0) / Double(count) }
        }
        var counts = [Double](repeating: 0, count: edges.count - 1)
        for value in values where value >= edges[0] && value <= edges[edges.count - 1] {
            let above = edges.firstIndex { $0 > value } ?? edges.count - 1
            counts[Swift.max(0, above - 1)] += 1
        }
        if try arguments.bool("density") {
            let total = counts.reduce(0, +)
            for i in counts.indices { counts[i] /= total * (edges[i + 1] - edges[i]) }
        }
        let bars = counts.indices.map { Bars.Bar(x: edges[$0]...edges[$0 + 1], height: counts[$0]) }
        axes.layers.append(.bars(Bars(bars, name: arguments.label, color: try arguments.color(axes))))
        return .tuple([Value(counts), Value(edges), .none])
    }

    // MARK: The plane

    private static let fieldParameters: [Parameter] =
        [
            Parameter("data", .any, .required, "Z; or X, Y, Z; and the levels", isVariadic: true),
            Parameter("levels", .any, .value(.none), "how many lines, or their values", isKeywordOnly: true),
            Parameter("colors", .any, .value(.none), "one colour for all lines", isKeywordOnly: true),
            PlotLines.colorMap,
            PlotLines.low, PlotLines.high, .alpha, .zOrder,
            Parameter(
                "norm", .any, .value(.none), "has no effect here: levels that spread over decades are logarithmic",
                isKeywordOnly: true),
        ]
        + PlotOperation.idle(
            "linewidths", "linestyles", "extend", "shading", "edgecolor", "rstride", "cstride", "antialiased",
            "linewidth")

    private static func field(_ name: String, _ summary: String, isFilled: Bool, hasLines: Bool) -> PlotOperation {
        PlotOperation(
            name, summary, fieldParameters, example: "plt.\(name)([[0, 1, 4], [1, 2, 5], [4, 5, 8]])"
        ) { axes, arguments, context in
            let (grid, levels) = try grid(arguments, context)
            let chosen = levels ?? (hasLines ? nil : [])
            axes.colors = scale(grid, chosen ?? [], arguments)
            var layer = Field(grid, hasContours: hasLines)
            layer.isFilled = isFilled
            layer.levels = hasLines ? levels : nil
            axes.layers.append(.field(layer))
            (axes.x.isTight, axes.y.isTight) = (true, true)
            return .none
        }
    }

    private static func surface(_ name: String) -> PlotOperation {
        PlotOperation(
            name, "the plane seen from the side, its height the value", fieldParameters,
            example: "plt.\(name)([0, 1], [0, 1], [[0, 1], [1, 2]])"
        ) { axes, arguments, context in
            let (grid, _) = try grid(arguments, context)
            axes.colors = scale(grid, [], arguments)
            axes.layers.append(.surface(SurfaceLayer(grid)))
            (axes.x.isTight, axes.y.isTight) = (true, true)
            return .none
        }
    }

    /// The values over the plane, and the levels that were asked for.
    private static func grid(_ arguments: Arguments, _ context: Context) throws -> (ValueGrid, [Double]?) {
        let data = try arguments.values("data")
        let isPlaced = data.count >= 3
        let rows = try PlotData.rows(data[isPlaced ? 2 : 0], "Z", context.work)
        let (columns, count) = (rows[0].count, rows.count)
        guard columns > 1, count > 1 else {
            throw Mistake("Z has the shape (\(count), \(columns))", expected: "at least two rows and columns").raised(
                as: "TypeError", "Input z must be at least a (2, 2) shaped array")
        }
        func ends(_ value: Value, _ name: String, count: Int, isAcross: Bool) throws -> ClosedRange<Double> {
            let numbers: [Double]
            if let table = try PlotData.columns(value, context.work) {
                numbers = isAcross ? table.map { $0[0] } : table[0]
            } else {
                numbers = try PlotData.numbers(value, name, context.work)
            }
            guard numbers.count == count || numbers.count == count + 1, let low = numbers.first,
                let high = numbers.last,
                low < high
            else {
                throw Mistake(
                    "\(name) has \(numbers.count) places along it and Z has \(count)",
                    expected: "rising places, as np.meshgrid gives them"
                ).raised(
                    as: "TypeError",
                    "Length of \(name) (\(numbers.count)) must match number of \(isAcross ? "columns" : "rows") in z (\(count))"
                )
            }
            return low...high
        }
        let across = isPlaced ? try ends(data[0], "x", count: columns, isAcross: true) : 0...Double(columns - 1)
        let up = isPlaced ? try ends(data[1], "y", count: count, isAcross: false) : 0...Double(count - 1)
        let grid = ValueGrid(columns: columns, rows: count, x: across, y: up, values: rows.flatMap { $0 })
        let given =
            arguments.isGiven("levels") ? arguments["levels"] : data.count > (isPlaced ? 3 : 1) ? data.last : nil
        guard let given else { return (grid, nil) }
        if let number = given.asInt {
            let finite = grid.values.filter(\.isFinite)
            let (low, high) = (finite.min() ?? 0, finite.max() ?? 1)
            let many = Swift.max(1, Swift.min(200, number))
            return (grid, (1...many).map { low + (high - low) * Double($0) / Double(many + 1) })
        }
        return (grid, try PlotData.numbers(given, "levels", context.work).sorted())
    }

    /// Over the levels, logarithmic where they spread over decades; over the values where there are none.
    private static func scale(_ grid: ValueGrid, _ levels: [Double], _ arguments: Arguments) -> ColorScale {
        let finite = grid.values.filter(\.isFinite)
        let most = Swift.max(levels.last ?? -.infinity, finite.max() ?? 1)
        let least = levels.first.map { $0 > 0 && levels.count > 2 ? $0 / 1.2 : Swift.min($0, finite.min() ?? 0) }
        let low = arguments["vmin"].asDouble ?? least ?? finite.min() ?? 0
        let high = arguments["vmax"].asDouble ?? most
        let palette = PlotStyle.palette(arguments["cmap"].asText)
        if levels.count > 2, low > 0, (levels.last ?? 0) / low > 30 {
            return ColorScale(.log(shift: 0), low...high, label: "", palette: palette)
        }
        return ColorScale(.linear, low...(high > low ? high : low + 1), label: "", palette: palette)
    }

    private static func image(_ name: String) -> PlotOperation {
        PlotOperation(
            name, "rows of numbers as an image, the first row on top",
            [
                Parameter("X", .any, .required, "rows of numbers"), PlotLines.colorMap, PlotLines.low, PlotLines.high,
                Parameter(
                    "origin", .choice(["upper", "lower"]), .value(.text("upper")), "where row 0 is", isKeywordOnly: true
                ),
                Parameter("extent", .any, .value(.none), "left, right, bottom, top", isKeywordOnly: true), .alpha,
            ] + PlotOperation.idle("interpolation", "aspect", "norm"), example: "plt.\(name)([[0, 1], [2, 3]])"
        ) { axes, arguments, context in
            let given = try PlotData.rows(arguments["X"], "X", context.work)
            let isUpper = try arguments.text("origin") == "upper"
            let rows = isUpper ? Array(given.reversed()) : given
            let (columns, count) = (rows[0].count, rows.count)
            let values = rows.flatMap { $0 }
            let finite = values.filter(\.isFinite)
            let low = arguments["vmin"].asDouble ?? finite.min() ?? 0
            let high = arguments["vmax"].asDouble ?? finite.max() ?? 1
            let scale = ColorScale(
                .linear, low...(high > low ? high : low + 1), label: "",
                palette: PlotStyle.palette(arguments["cmap"].asText))
            let colors = values.map { scale.color(of: $0) }
            var (across, up) = (0...Double(Swift.max(1, columns - 1)), 0...Double(Swift.max(1, count - 1)))
            if let ends = arguments["extent"].doubles, ends.count == 4, ends[0] < ends[1], ends[2] < ends[3] {
                let (dx, dy) = ((ends[1] - ends[0]) / Double(columns), (ends[3] - ends[2]) / Double(count))
                across = (ends[0] + dx / 2)...(ends[1] - dx / 2)
                up = (ends[2] + dy / 2)...(ends[3] - dy / 2)
            } else if isUpper {
                let step = [1, 2, 5, 10, 20, 50, 100].first { count / $0 < 12 } ?? 200
                axes.y.names = stride(from: 0, to: count, by: step).map {
                    Axis.Name("\($0)", at: Double(count - 1 - $0))
                }
            }
            var cells = Regions(
                columns: columns, rows: count, x: across, y: up,
                kinds: colors.indices.map { colors[$0] == nil ? -1 : $0 },
                names: [], colors: colors.map { $0 ?? Color(0xd8d4d0) })
            cells.places = values.map { scale.place(of: $0) ?? .nan }
            axes.colors = scale
            axes.layers.append(.regions(cells))
            (axes.x.isTight, axes.y.isTight) = (true, true)
            return .none
        }
    }
}
