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
        image("imshow"), image("matshow"), violins, brokenBars,
    ]

    // MARK: Bars

    static func bars(_ name: String, isHorizontal: Bool) -> PlotOperation {
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
                Parameter("ecolor", .any, .value(.none), "the colour of these", isKeywordOnly: true), .capSize,
            ] + PlotOperation.idle("linewidth", "lw", "hatch", "error_kw", "log"),
            example: "plt.\(name)(['a', 'b'], [3, 5])"
        ) { axes, arguments, context in
            let along = isHorizontal ? \PlotAxes.y : \PlotAxes.x
            let places = try axes.places(arguments[place], along: along, place, context.work)
            func each(_ name: String) throws -> [Double] {
                let numbers = try arguments.plotted(name)
                if numbers.count == 1 { return [Double](repeating: numbers[0], count: places.count) }
                try PlotData.check(places, numbers, place, name)
                return numbers
            }
            let (lengths, widths, feet) = (try each(length), try each(width), try each(foot))
            let several = arguments["color"].elements.flatMap { $0.isEmpty || $0.first?.asNumber != nil ? nil : $0 }
            let first = axes.layers.count
            let isBeside = arguments["align"].asText == "edge"
            let all = try places.indices.map(stoppedBy: context.work) { i in
                guard places[i].isFinite, widths[i].isFinite else {
                    return Bars.Bar(x: 0...0, height: .nan, base: .nan)
                }
                let wide = abs(widths[i])
                let start = places[i] - (isBeside ? Swift.max(0, -widths[i]) : wide / 2)
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
                    if context.work.isCancelled { throw Stopped() }
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
            let ends = try all.map(stoppedBy: context.work, \.height)
            try PlotLines.addErrors(
                to: axes, isHorizontal ? ends : places, isHorizontal ? places : ends, arguments,
                color: Color.place(Color(0x1a1a1a)))
            let artist = PlotArtist(name: "BarContainer", axes: axes, layers: first..<axes.layers.count)
            return .thing(PlotBars(artist: artist, bars: all, isHorizontal: isHorizontal))
        }
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
            let finite = try PlotData.numbers($0, "x", context.work).filter(stoppedBy: context.work, \.isFinite)
            return try ColumnWork.ordered(finite, context.work)
        }
        let places =
            arguments.isGiven("positions") ? try arguments.plotted("positions") : sets.indices.map { Double($0 + 1) }
        try PlotData.check(places, sets.map { Double($0.count) }, "positions", "x")
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
            let beyond = try values.filter(stoppedBy: context.work) { $0 < least || $0 > most }
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
            try PlotData.check(xs, row, "x", "y")
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
        let texts = arguments["labels"].elements?.map(PlotText.words)
        for (index, bar) in bars.bars.enumerated() {
            if context.work.isCancelled { throw Stopped() }
            let isCentre = arguments["label_type"].asText == "center"
            let length = bar.height - bar.base
            let end = isCentre ? (bar.base + bar.height) / 2 : bar.height
            let middle = (bar.x.lowerBound + bar.x.upperBound) / 2
            let text =
                try texts.flatMap { $0.indices.contains(index) ? $0[index] : nil }
                ?? PlotText.formatted(length, arguments["fmt"], context)
            var note = Note(text, at: bars.isHorizontal ? Point(end, middle) : Point(middle, end))
            note.size = 0.85
            (note.across, note.up) =
                isCentre
                ? (0.5, 0.5) : bars.isHorizontal ? (length < 0 ? 1.1 : -0.1, 0.5) : (0.5, length < 0 ? 1.05 : -0.05)
            axes.layers.append(.note(note))
        }
        return .none
    }
}
