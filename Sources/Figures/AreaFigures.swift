// Pictures of areas and amounts: basins, decisions, heat maps, bars, histograms, scattered points.

import Numbers

extension Figure {
    /// Which of several ends each start reaches, or which kind each place is of: one colour per kind, paler by shade.
    public static func regions(
        _ regions: Regions, title: String, x: String = "x", y: String = "y", marks: [Mark] = [],
        points: [Points] = [], caption: [String] = [], sentence: String? = nil
    ) -> Figure {
        let (dx, dy) = (FieldImage.step(regions.x, regions.columns), FieldImage.step(regions.y, regions.rows))
        let across = (regions.x.lowerBound - dx / 2)...(regions.x.upperBound + dx / 2)
        let up = (regions.y.lowerBound - dy / 2)...(regions.y.upperBound + dy / 2)
        let layers = [Layer.regions(regions)] + points.map { .points($0) } + marks.map { .mark($0) }
        var counts = [Int](repeating: 0, count: regions.names.count)
        for kind in regions.kinds where counts.indices.contains(kind) { counts[kind] += 1 }
        let total = Double(max(1, regions.kinds.count))
        let shares = zip(regions.names, counts).filter { $0.1 > 0 }.sorted { $0.1 > $1.1 }.map {
            "\($0.0) \(Story.number((1000 * Double($0.1) / total).rounded() / 10)) %"
        }
        return Figure(
            title: title, caption: caption + [regions.shadeMeaning].filter { !$0.isEmpty },
            sentence: sentence ?? "Shares of the area: \(shares.joined(separator: ", ")).",
            panels: [Panel(x: Axis(x, across), y: Axis(y, up), layers: layers)])
    }

    /// A table of numbers as colours, first row on top; rows, columns and axes may be named.
    ///
    /// - Parameter scale: nil chooses one as for a loss.
    public static func heatMap(
        _ rows: [[Double]], rowNames: [String] = [], columnNames: [String] = [], x: String = "", y: String = "",
        title: String, label: String = "value", scale given: ColorScale? = nil, caption: [String] = []
    ) -> Figure {
        let columns = rows.map(\.count).max() ?? 0
        let values = rows.reversed().flatMap { $0 + [Double](repeating: .nan, count: columns - $0.count) }
        let table = Grid(
            columns: max(1, columns), rows: max(1, rows.count), x: 0...Double(max(1, columns - 1)),
            y: 0...Double(max(1, rows.count - 1)), values: values.isEmpty ? [.nan] : values)
        let scale = given ?? ColorScale(fitting: table, label: label)
        let colors = values.map { scale.color(of: $0) }
        let kinds = colors.indices.map { colors[$0] == nil ? -1 : $0 }
        var cells = Regions(
            columns: table.columns, rows: table.rows, x: table.x, y: table.y, kinds: kinds.isEmpty ? [-1] : kinds,
            names: [], colors: colors.isEmpty ? [.undefined] : colors.map { $0 ?? .undefined })
        cells.places = values.map { scale.place(of: $0) ?? .nan }
        if columns <= 16, rows.count <= 24 {
            cells.texts = values.map { $0.isNaN ? "" : Tick.text($0, digits: 3) }
        }
        let acrossNames = columnNames.enumerated().map { Axis.Name($1, at: Double($0)) }
        let upNames = rowNames.enumerated().map { Axis.Name($1, at: Double(rows.count - 1 - $0)) }
        let finite = values.filter(\.isFinite)
        let sentence =
            finite.isEmpty
            ? "The table holds no finite values."
            : "\(rows.count) × \(columns) values between \(Story.number(finite.min() ?? 0)) and "
                + "\(Story.number(finite.max() ?? 0))."
        let panel = Panel(
            x: Axis(x, -0.5...(Double(table.columns) - 0.5), names: acrossNames),
            y: Axis(y, -0.5...(Double(table.rows) - 0.5), names: upNames), colors: scale, layers: [.regions(cells)])
        return Figure(title: title, caption: caption, sentence: sentence, panels: [panel])
    }

    /// Named amounts as bars.
    public static func bars(
        _ amounts: [(name: String, value: Double)], title: String, label: String, caption: [String] = []
    ) -> Figure {
        let bars = amounts.enumerated().map { index, amount in
            Bars.Bar(x: (Double(index) - 0.38)...(Double(index) + 0.38), height: amount.value)
        }
        let finite = amounts.map(\.value).filter(\.isFinite)
        let (low, high) = (min(0, finite.min() ?? 0), max(0, finite.max() ?? 1))
        let names = amounts.enumerated().map { Axis.Name($1.name, at: Double($0)) }
        let air = (high - low) * 0.06
        let known = amounts.filter(\.value.isFinite)
        let most = known.max { $0.value < $1.value }
        let least = known.min { $0.value < $1.value }
        let panel = Panel(
            x: Axis("", -0.6...(Double(max(1, amounts.count)) - 0.4), names: names),
            y: Axis(label, (low < 0 ? low - air : 0)...(high + air)), layers: [.bars(Bars(bars))])
        let sentence =
            if let most, let least {
                "\(label): highest \(most.name) with \(Story.number(most.value)), "
                    + "lowest \(least.name) with \(Story.number(least.value))."
            } else { "No bars." }
        return Figure(title: title, caption: caption, sentence: sentence, panels: [panel])
    }

    /// How often values occur, in classes of equal width (their number by Sturges's rule).
    public static func histogram(
        _ values: [Double], title: String, label: String = "value", caption: [String] = []
    ) -> Figure {
        let finite = values.filter(\.isFinite)
        guard let low = finite.min(), let high = finite.max() else {
            return Figure(
                title: title, caption: caption, sentence: "There are no finite values.",
                panels: [Panel(x: Axis(label, 0...1), y: Axis("count", 0...1), layers: [])])
        }
        let axis = Axis(label, low...high)
        let (start, span) = (axis.range.lowerBound, axis.range.upperBound - axis.range.lowerBound)
        var classes = 1
        while (1 << (classes - 1)) < finite.count, classes < 60 { classes += 1 }
        var counts = [Int](repeating: 0, count: classes)
        for value in finite {
            counts[max(0, min(classes - 1, Int((value - start) / span * Double(classes))))] += 1
        }
        let width = span / Double(classes)
        let bars = counts.enumerated().map { index, count in
            Bars.Bar(
                x: (start + Double(index) * width)...(start + Double(index + 1) * width), height: Double(count))
        }
        let mean = finite.reduce(0) { $0 + $1 / Double(finite.count) }
        let panel = Panel(
            x: axis, y: Axis("count", 0...(Double(counts.max() ?? 1) * 1.06)), layers: [.bars(Bars(bars))])
        return Figure(
            title: title, caption: caption + ["\(finite.count) values", "\(classes) classes"],
            sentence: "\(finite.count) values between \(Story.number(low)) and \(Story.number(high)), "
                + "mean \(Story.number(mean)).", panels: [panel])
    }

    /// Groups of points, with a line where one is expected (prediction = truth).
    public static func scatter(
        _ groups: [Points], title: String, x: String, y: String, diagonal: String? = nil, caption: [String] = [],
        options: PlotOptions = PlotOptions()
    ) -> Figure {
        let all = groups.flatMap(\.points).filter(\.isFinite)
        func range(_ values: [Double]) -> ClosedRange<Double> {
            let (low, high) = (values.min() ?? 0, values.max() ?? 1)
            return (low - (high - low) * 0.06)...(high + (high - low) * 0.06)
        }
        var across = options.x ?? range(all.map(\.x))
        var up = options.y ?? range(all.map(\.y))
        var layers: [Layer] = []
        if let diagonal {
            let both = min(across.lowerBound, up.lowerBound)...max(across.upperBound, up.upperBound)
            (across, up) = (both, both)
            let ends = [Point(both.lowerBound, both.lowerBound), Point(both.upperBound, both.upperBound)]
            layers.append(.curve(Curve(ends, name: diagonal, color: 2, isDashed: true, isBackground: true)))
        }
        layers += groups.map { .points($0) }
        let panel = Panel(x: Axis(x, across), y: Axis(y, up), layers: layers)
        let names = groups.map { "\($0.points.count) \($0.name.isEmpty ? "points" : $0.name)" }
        return Figure(
            title: options.title ?? title, caption: caption,
            sentence: "\(names.joined(separator: ", ")); \(x) against \(y).", panels: [panel])
    }
}
