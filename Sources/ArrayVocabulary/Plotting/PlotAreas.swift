import Answers
import Arrays
import Figures
import Glibc
import Language
import Numbers

/// Bars, histograms, fields over the plane and images.
enum PlotAreas {
    static let operations: [PlotOperation] = [
        bars("bar", isHorizontal: false), bars("barh", isHorizontal: true), histogram, plane, boxes, barLabels, stack,
        field("contour", "lines of equal value", isFilled: false, hasLines: true),
        field("contourf", "the plane coloured by value", isFilled: true, hasLines: false),
        field("pcolormesh", "the plane coloured by value", isFilled: true, hasLines: false),
        image("imshow"), image("matshow"),
    ]

    // MARK: Bars

    private static func bars(_ name: String, isHorizontal: Bool) -> PlotOperation {
        let (place, length, width) = isHorizontal ? ("y", "width", "height") : ("x", "height", "width")
        let foot = isHorizontal ? "left" : "bottom"
        return PlotOperation(
            name, isHorizontal ? "bars from left to right" : "bars",
            [
                Parameter(place, .any, .required, "where each stands, or what it is called"),
                Parameter(length, .any, .required, "how long each is"),
                Parameter(width, .any, .value(.number(0.8)), "how wide each is"),
                Parameter(foot, .any, .value(.int(0)), "where each begins: the ends of the bars that it stands on"),
                .label, .color, .alpha, .edge, .zOrder,
                Parameter("align", .any, .value(.none), "'edge' for bars beside their place", isKeywordOnly: true),
                Parameter("tick_label", .any, .value(.none), "names of the bars", isKeywordOnly: true),
                Parameter("yerr", .any, .value(.none), "half a bar that says how sure each is", isKeywordOnly: true),
                Parameter("xerr", .any, .value(.none), "the same along x", isKeywordOnly: true),
                Parameter("ecolor", .any, .value(.none), "the colour of these", isKeywordOnly: true), PlotLines.capSize,
            ] + PlotOperation.idle("linewidth", "lw", "hatch", "error_kw", "log"),
            example: "plt.\(name)(['a', 'b'], [3, 5])"
        ) { axes, arguments, context in
            let along = isHorizontal ? \PlotAxes.y : \PlotAxes.x
            let places = try axes.places(arguments[place], along: along, place, context.work)
            func each(_ name: String) throws -> [Double] {
                let numbers = try arguments.plotted(name)
                if numbers.count == 1 { return places.map { _ in numbers[0] } }
                try PlotLines.check(places, numbers, place, name)
                return numbers
            }
            let (lengths, widths, feet) = (try each(length), try each(width), try each(foot))
            let several = arguments["color"].elements.flatMap { $0.isEmpty || $0.first?.asNumber != nil ? nil : $0 }
            let first = axes.layers.count
            let all = places.indices.map { i in
                guard places[i].isFinite, widths[i].isFinite else {
                    return Bars.Bar(x: 0...0, height: .nan, base: .nan)
                }
                let wide = abs(widths[i])
                let start = places[i] - (arguments["align"].asText == "edge" ? Swift.max(0, -widths[i]) : wide / 2)
                return Bars.Bar(x: start...(start + wide), height: feet[i] + lengths[i], base: feet[i])
            }
            let edge = try arguments.edge()
            func add(_ bars: [Bars.Bar], _ color: Int, _ name: String) {
                var layer = Bars(bars, name: name, color: color)
                (layer.isHorizontal, layer.edge, layer.opacity) = (isHorizontal, edge, arguments.opacity())
                axes.layers.append(.bars(layer))
            }
            if let several, !several.isEmpty {
                let names = PlotData.names(arguments["label"]) ?? []
                for i in places.indices {
                    add(
                        [all[i]], try PlotStyle.color(several[i % several.count]) ?? 0,
                        names.count == all.count ? names[i] : i == 0 ? arguments.label : "")
                }
            } else {
                add(all, try arguments.fill(axes), arguments.label)
            }
            if let names = PlotData.names(arguments["tick_label"]) {
                let named = zip(names, places).map { Axis.Name($0, at: $1) }
                if isHorizontal { axes.y.names = named } else { axes.x.names = named }
            }
            let ends = all.map(\.height)
            try PlotLines.addErrors(
                to: axes, isHorizontal ? ends : places, isHorizontal ? places : ends, arguments,
                color: Color.place(Color(0x1a1a1a)))
            let artist = PlotArtist(name: "BarContainer", axes: axes, layers: first..<axes.layers.count)
            return .thing(PlotBars(artist: artist, bars: all, isHorizontal: isHorizontal))
        }
    }

    private static let histogram = PlotOperation(
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
        let edges = try PlotHistogram.edges(sets.flatMap { $0 }.filter(\.isFinite), arguments)
        let weights = arguments.isGiven("weights") ? try arguments.plotted("weights") : nil
        if let weights, weights.count != sets[0].count || sets.count > 1 {
            throw arguments.mistake(
                "weights", "\(weights.count) weights for \(sets[0].count) values", expected: "a weight for each value"
            )
        }
        let counts = try sets.map { values in
            var counts = PlotHistogram.counts(values, weights, edges)
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
        try PlotHistogram.draw(counts, edges, axes, arguments)
        let arrays = try counts.map { Value(try NDArray($0)) }
        return .tuple([counts.count == 1 ? arrays[0] : .list(arrays), Value(try NDArray(edges)), .none])
    }

    /// Counts of pairs as an image.
    private static let plane = PlotOperation(
        "hist2d", "how often pairs of values occur, as colours",
        [
            Parameter("x", .any, .required, "the first of each pair"), Parameter("y", .any, .required, "the second"),
            Parameter("bins", .int(.init(1, 1000)), .value(.int(10)), "how many classes along each axis"),
            PlotLines.colorMap, PlotLines.low, PlotLines.high, PlotLines.norm, .alpha,
        ], example: "plt.hist2d([1, 2, 2, 3], [1, 2, 2, 1], bins=3)"
    ) { axes, arguments, context in
        let (xs, ys) = (try arguments.plotted("x"), try arguments.plotted("y"))
        try PlotLines.check(xs, ys, "x", "y")
        let count = try arguments.int("bins")
        func edges(_ values: [Double]) -> [Double] { PlotHistogram.even(values.filter(\.isFinite), count) }
        let (across, up) = (edges(xs), edges(ys))
        var counts = [Double](repeating: 0, count: count * count)
        for (x, y) in zip(xs, ys) {
            guard let column = PlotHistogram.place(x, across), let row = PlotHistogram.place(y, up) else { continue }
            counts[row * count + column] += 1
        }
        let scale = arguments.scale(of: counts, try arguments.palette())
        axes.layers.append(
            .regions(
                cells(
                    counts, columns: count, rows: count, x: middles(across[0], across[count], count),
                    y: middles(up[0], up[count], count), scale)))
        axes.colors = scale
        (axes.x.isTight, axes.y.isTight) = (true, true)
        let table = (0..<count).map { column in Value((0..<count).map { counts[$0 * count + column] }) }
        return .tuple([
            .list(table), Value(across), Value(up), axes.artist("QuadMesh", from: axes.layers.count - 1),
        ])
    }

    /// The middles of the first and the last of so many cells between two ends.
    private static func middles(_ low: Double, _ high: Double, _ count: Int) -> ClosedRange<Double> {
        let half = (high - low) / Double(2 * count)
        return (low + half)...Swift.max(low + half, high - half)
    }

    /// What boxes and whiskers say of each list of values.
    private static let boxes = PlotOperation(
        "boxplot", "boxes from the first to the third quartile, a line at the median, whiskers to 1.5 boxes beyond",
        [
            Parameter("x", .any, .required, "the values, or several lists of them"),
            Parameter(
                "labels", aliases: ["tick_labels"], .any, .value(.none), "what each is called", isKeywordOnly: true),
            Parameter("positions", .any, .value(.none), "where each stands", isKeywordOnly: true),
            Parameter("widths", .optional(.number(.positive)), .value(.none), "how wide each is", isKeywordOnly: true),
            Parameter(
                "showfliers", .bool, .value(.bool(true)), "whether values beyond the whiskers are drawn",
                isKeywordOnly: true),
            Parameter("showmeans", .bool, .value(.bool(false)), "whether the mean is drawn", isKeywordOnly: true),
        ] + PlotOperation.idle("notch", "patch_artist", "medianprops", "boxprops", "whiskerprops", "flierprops"),
        example: "plt.boxplot([[1, 2, 3, 9], [2, 3, 4]], labels=['a', 'b'])"
    ) { axes, arguments, context in
        let sets = try (PlotHistogram.lists(arguments["x"], context.work) ?? [arguments["x"]]).map {
            try PlotData.numbers($0, "x", context.work).filter(\.isFinite).sorted()
        }
        let places =
            arguments.isGiven("positions") ? try arguments.plotted("positions") : sets.indices.map { Double($0 + 1) }
        try PlotLines.check(places, sets.map { Double($0.count) }, "positions", "x")
        let half = (arguments["widths"].asDouble ?? 0.5) / 2
        let ink = Color.place(Color(0x1a1a1a))
        for (place, values) in zip(places, sets) where !values.isEmpty {
            let (low, middle, high) = (values.quantile(0.25), values.quantile(0.5), values.quantile(0.75))
            let reach = 1.5 * (high - low)
            let least = values.first { $0 >= low - reach } ?? low
            let most = values.last { $0 <= high + reach } ?? high
            func line(_ points: [(Double, Double)], _ color: Int) {
                axes.layers.append(.curve(CurveLayer(points.map { Point($0.0, $0.1) }, color: color)))
            }
            line(
                [
                    (place - half, low), (place + half, low), (place + half, high), (place - half, high),
                    (place - half, low),
                ], ink)
            line([(place, low), (place, least), (.nan, .nan), (place, high), (place, most)], ink)
            for end in [least, most] { line([(place - half / 2, end), (place + half / 2, end)], ink) }
            line([(place - half, middle), (place + half, middle)], 0)
            let beyond = values.filter { $0 < least || $0 > most }
            if try arguments.bool("showfliers"), !beyond.isEmpty {
                axes.layers.append(.points(Points(beyond.map { Point(place, $0) }, color: ink, symbol: .circle)))
            }
            if try arguments.bool("showmeans") {
                let mean = values.reduce(0, +) / Double(values.count)
                axes.layers.append(.points(Points([Point(place, mean)], color: 5, symbol: .triangle)))
            }
        }
        let names = PlotData.names(arguments["labels"]) ?? places.map { $0.short(4) }
        axes.x.names = zip(names, places).map { Axis.Name(PlotText.plain($0), at: $1) }
        return .none
    }

    private static let stack = PlotOperation(
        "stackplot", "areas on each other: shares of a whole over x",
        [
            Parameter("x", .any, .required, "along"),
            Parameter("y", .any, .required, "the heights of each area", isVariadic: true),
            Parameter("labels", .any, .value(.none), "their names", isKeywordOnly: true),
            Parameter("colors", .any, .value(.none), "their colours", isKeywordOnly: true), .alpha,
        ], example: "plt.stackplot([1, 2, 3], [1, 2, 1], [2, 1, 2], labels=['a', 'b'])"
    ) { axes, arguments, context in
        let xs = try axes.places(arguments["x"], along: \.x, "x", context.work)
        let given = try arguments.values("y")
        let rows = try (given.count == 1 ? PlotHistogram.lists(given[0], context.work) ?? given : given).map {
            try PlotData.numbers($0, "y", context.work)
        }
        let names = PlotData.names(arguments["labels"]) ?? []
        let colors = try arguments["colors"].elements?.map { try PlotStyle.color($0) ?? 0 } ?? []
        var low = xs.map { _ in 0.0 }
        for (index, row) in rows.enumerated() {
            try PlotLines.check(xs, row, "x", "y")
            let high = zip(low, row).map { $0 + $1 }
            var band = Band(
                x: xs, low: low, high: high, name: names.indices.contains(index) ? PlotText.plain(names[index]) : "",
                color: colors.isEmpty ? axes.takeFill() : colors[index % colors.count])
            band.opacity = arguments.opacity(0.8)
            axes.layers.append(.band(band))
            low = high
        }
        return .none
    }

    /// The number of each bar, at its end.
    private static let barLabels = PlotOperation(
        "bar_label", "writes the number of each bar at its end",
        [
            Parameter("container", .any, .required, "what plt.bar gave"),
            Parameter("labels", .any, .value(.none), "texts in place of numbers"),
            Parameter("fmt", .any, .value(.none), "a format such as '%.2f' or '{:.1f}'", isKeywordOnly: true),
            Parameter("label_type", .choice(["edge", "center"]), .value(.text("edge")), "where", isKeywordOnly: true),
        ] + PlotOperation.idle("padding", "fontsize", "color"),
        example: "bars = plt.bar(['a', 'b'], [3, 5]); plt.bar_label(bars)"
    ) { axes, arguments, context in
        let bars = try arguments.thing("container", as: PlotBars.self)
        let texts = arguments["labels"].elements?.map(PlotFrame.words)
        for (index, bar) in bars.bars.enumerated() {
            let isCentre = arguments["label_type"].asText == "center"
            let length = bar.height - bar.base
            let end = isCentre ? (bar.base + bar.height) / 2 : bar.height
            let middle = (bar.x.lowerBound + bar.x.upperBound) / 2
            let text =
                try texts.flatMap { $0.indices.contains(index) ? $0[index] : nil }
                ?? PlotHistogram.formatted(length, arguments["fmt"], context)
            var note = Note(text, at: bars.isHorizontal ? Point(end, middle) : Point(middle, end))
            note.size = 0.85
            (note.across, note.up) =
                isCentre
                ? (0.5, 0.5) : bars.isHorizontal ? (length < 0 ? 1.1 : -0.1, 0.5) : (0.5, length < 0 ? 1.05 : -0.05)
            axes.layers.append(.note(note))
        }
        return .none
    }

    // MARK: The plane

    private static let fieldParameters: [Parameter] =
        [
            Parameter("data", .any, .required, "Z; or X, Y, Z; and the levels", isVariadic: true),
            Parameter("levels", .any, .value(.none), "about how many lines, or their values", isKeywordOnly: true),
            Parameter("colors", .any, .value(.none), "a colour for all, or one for each level", isKeywordOnly: true),
            PlotLines.colorMap, PlotLines.low, PlotLines.high, PlotLines.norm, .alpha, .zOrder,
            Parameter(
                "linewidths", aliases: ["linewidth", "lw"], .any, .value(.none), "of the lines", isKeywordOnly: true),
        ]
        + PlotOperation.idle("linestyles", "extend", "shading", "edgecolor", "edgecolors", "antialiased", "rasterized")

    private static func field(_ name: String, _ summary: String, isFilled: Bool, hasLines: Bool) -> PlotOperation {
        PlotOperation(
            name, summary, fieldParameters, example: "plt.\(name)([[0, 1, 4], [1, 2, 5], [4, 5, 8]])"
        ) { axes, arguments, context in
            let data = try arguments.values("data")
            let isPlaced = data.count >= 3
            let grid = try grid(isPlaced ? data : [data[0]], context)
            let given =
                arguments.isGiven("levels") ? arguments["levels"] : data.count == (isPlaced ? 4 : 2) ? data.last : nil
            let isBanded = name == "contourf"
            let levels = hasLines || isBanded ? try levels(given, grid, isBanded: isBanded, arguments) : []
            let colors = try arguments.about("colors") { try lineColors(arguments["colors"]) }
            var scale = scale(grid, levels, try arguments.palette(), arguments)
            if isBanded { scale = banded(scale, levels, colors) }
            // Lines over a field lie in its colours; a field decides what the colours mean.
            if isFilled || axes.colors == nil { axes.colors = scale }
            var layer = Field(grid, hasContours: hasLines)
            layer.isFilled = isFilled
            if hasLines {
                (layer.levels, layer.lineColors) = (levels, colors)
                if layer.lineColors.isEmpty, axes.layers.contains(where: \.isFilledField) {
                    layer.lineColors = levels.map { scale.color(of: $0) ?? Color(0x1a1a1a) }
                }
                layer.lineWeight =
                    (arguments["linewidths"].asDouble ?? arguments["linewidths"].doubles?.first ?? 1.5) / 1.5
            }
            axes.layers.append(.field(layer))
            (axes.x.isTight, axes.y.isTight) = (true, true)
            return axes.artist(hasLines || isBanded ? "QuadContourSet" : "QuadMesh", from: axes.layers.count - 1)
        }
    }

    private static func lineColors(_ value: Value) throws -> [Color] {
        if case .none = value { return [] }
        let several = value.elements.flatMap { $0.isEmpty || $0.first?.asNumber != nil ? nil : $0 }
        return try (several ?? [value]).map { Color.cycled(try PlotStyle.color($0) ?? 0) }
    }

    /// Bands of one colour between neighbouring levels.
    private static func banded(_ scale: ColorScale, _ levels: [Double], _ colors: [Color]) -> ColorScale {
        guard levels.count > 1, let low = levels.first, let high = levels.last, low < high else { return scale }
        if case .log = scale.kind, low <= 0 { return scale }
        var bands = scale
        bands.range = low...high
        let places = levels.map { bands.place(of: $0) ?? 0 }
        bands.palette = scale.palette.banded(at: places)
        if !colors.isEmpty {
            bands.palette = Palette(
                borders: places, colors: (0..<levels.count - 1).map { colors[$0 % colors.count] })
        }
        if levels.count <= 12 { bands.marks = levels }
        return bands
    }

    /// The values over the plane: of Z, or of X, Y and Z.
    static func grid(_ data: [Value], _ context: Context) throws -> ValueGrid {
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
        return ValueGrid(columns: columns, rows: count, x: across, y: up, values: rows.flatMap { $0 })
    }

    /// The values of the lines: as they are given, or about as many as were asked for, at round numbers.
    private static func levels(
        _ given: Value?, _ grid: ValueGrid, isBanded: Bool, _ arguments: Arguments
    ) throws -> [Double] {
        let finite = grid.values.filter(\.isFinite)
        let (low, high) = (finite.min() ?? 0, finite.max() ?? 1)
        let isLog = arguments["norm"].asThing(PlotNorm.self)?.isLog == true || arguments["norm"].asText == "log"
        let count: Int
        switch given {
        case nil, .some(.none): count = 7
        case let given?:
            guard let number = given.asInt else {
                let levels = try PlotData.numbers(given, "levels", arguments.work)
                guard zip(levels, levels.dropFirst()).allSatisfy({ $0 < $1 }) else {
                    throw Mistake("levels = \(given.brief)", expected: "rising numbers", argument: "levels").raised(
                        as: "ValueError", "Contour levels must be increasing")
                }
                return levels
            }
            guard (1...1000).contains(number) else {
                throw Mistake("levels = \(number)", expected: "1 to 1000 levels", argument: "levels")
            }
            count = number
        }
        if isLog, let least = finite.filter({ $0 > 0 }).min(), least < high {
            let (first, last) = (log10(least).rounded(.down), log10(high).rounded(.up))
            let step = Swift.max(1, ((last - first) / Double(count)).rounded(.up))
            return stride(from: first, through: last, by: step).map { pow(10, $0) }
        }
        let ticks = PlotHistogram.round(low, high, atMost: count + 1)
        // Bands reach over all values; a line at or beyond an end would not be seen.
        let inner = ticks.filter { $0 > low && $0 < high }
        guard isBanded, ticks.count > 1 else { return inner.isEmpty ? ticks : inner }
        let first = ticks.lastIndex { $0 <= low } ?? 0
        let last = ticks.firstIndex { $0 >= high } ?? ticks.count - 1
        return Array(ticks[first...Swift.max(first, last)])
    }

    /// Over the levels, logarithmic where they spread over decades; over the values where there are none.
    private static func scale(
        _ grid: ValueGrid, _ levels: [Double], _ palette: Palette, _ arguments: Arguments
    ) -> ColorScale {
        if arguments.isGiven("norm") { return arguments.scale(of: grid.values, palette) }
        let low = arguments["vmin"].asDouble ?? levels.first
        let high = arguments["vmax"].asDouble ?? levels.last
        if levels.count > 2, let low, let high, low > 0, high / low > 30 {
            return ColorScale(.log(shift: 0), low / 1.2...high, label: "", palette: palette)
        }
        guard let low, let high, low < high else { return arguments.scale(of: grid.values, palette) }
        return ColorScale(.linear, low...high, label: "", palette: palette)
    }

    /// Cells of the colours that the scale has for their values.
    private static func cells(
        _ values: [Double], columns: Int, rows: Int, x: ClosedRange<Double>, y: ClosedRange<Double>, _ scale: ColorScale
    ) -> Regions {
        let colors = values.map { scale.color(of: $0) }
        var cells = Regions(
            columns: columns, rows: rows, x: x, y: y, kinds: colors.indices.map { colors[$0] == nil ? -1 : $0 },
            names: [], colors: colors.map { $0 ?? Color(0xd8d4d0) })
        cells.places = values.map { scale.place(of: $0) ?? .nan }
        return cells
    }

    private static func image(_ name: String) -> PlotOperation {
        PlotOperation(
            name, "rows of numbers as an image, the first row on top; or rows of (r, g, b)",
            [
                Parameter("X", .any, .required, "rows of numbers"), PlotLines.colorMap, PlotLines.low, PlotLines.high,
                PlotLines.norm,
                Parameter(
                    "origin", .choice(["upper", "lower"]), .value(.text("upper")), "where row 0 is", isKeywordOnly: true
                ),
                Parameter("extent", .any, .value(.none), "left, right, bottom, top", isKeywordOnly: true), .alpha,
                Parameter(
                    "aspect", .any, .value(.none), "'auto' for an image that fills the frame", isKeywordOnly: true),
            ] + PlotOperation.idle("interpolation", "zorder", "resample", "filternorm"),
            example: "plt.\(name)([[0, 1], [2, 3]])"
        ) { axes, arguments, context in
            let isUpper = try arguments.text("origin") == "upper"
            let pixels = try PlotHistogram.pixels(arguments["X"], context.work)
            let rows = try pixels?.map { $0.map { _ in 0.0 } } ?? PlotData.rows(arguments["X"], "X", context.work)
            let (columns, count) = (rows[0].count, rows.count)
            let values = rows.flatMap { $0 }
            let scale = arguments.scale(of: values, try arguments.palette())
            var (across, up) = (0...Double(Swift.max(1, columns - 1)), 0...Double(Swift.max(1, count - 1)))
            var isTurned = isUpper
            if let ends = arguments["extent"].doubles, ends.count == 4, ends[0] < ends[1], ends[2] != ends[3] {
                across = middles(ends[0], ends[1], columns)
                up = middles(Swift.min(ends[2], ends[3]), Swift.max(ends[2], ends[3]), count)
                isTurned = false
            }
            var shown = cells(values, columns: columns, rows: count, x: across, y: up, scale)
            if let pixels {
                (shown.colors, shown.kinds, shown.places) = (pixels.flatMap { $0 }, Array(values.indices), [])
            }
            // Row 0 is on top where numbers grow down; with an extent they grow up, and the rows are turned.
            if isUpper, !isTurned { shown.turn() }
            axes.y.isReversed = isTurned
            axes.isEqual = arguments["aspect"].asText != "auto"
            if pixels == nil { axes.colors = scale }
            axes.layers.append(.regions(shown))
            (axes.x.isTight, axes.y.isTight) = (true, true)
            return axes.artist("AxesImage", from: axes.layers.count - 1)
        }
    }
}

extension PanelLayer {
    fileprivate var isFilledField: Bool { if case .field(let field) = self { field.isFilled } else { false } }
}

extension Regions {
    /// The first row on top.
    fileprivate mutating func turn() {
        func turned<T>(_ all: [T]) -> [T] {
            guard all.count == columns * rows else { return all }
            return (0..<rows).reversed().flatMap { all[$0 * columns..<($0 + 1) * columns] }
        }
        let shown = kinds.map { $0 < 0 ? Color(0xd8d4d0) : colors[$0] }
        places = turned(places)
        colors = turned(shown)
        kinds = turned(kinds.map { $0 < 0 ? -1 : 0 }).enumerated().map { $0.element < 0 ? -1 : $0.offset }
    }
}
