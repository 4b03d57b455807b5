// Areas as colours: basins, decisions, heat maps.

extension Figure {
    /// Which of several ends each start reaches, or which kind each place is of: one colour per kind, paler by shade.
    public static func regions(
        _ regions: Regions, title: String, x: String = "x", y: String = "y", marks: [Mark] = [],
        points: [Points] = [], caption: [String] = [], sentence: String? = nil
    ) -> Figure {
        let (dx, dy) = (ValueGrid.step(regions.x, regions.columns), ValueGrid.step(regions.y, regions.rows))
        let across = (regions.x.lowerBound - dx / 2)...(regions.x.upperBound + dx / 2)
        let up = (regions.y.lowerBound - dy / 2)...(regions.y.upperBound + dy / 2)
        let layers = [PanelLayer.regions(regions)] + points.map { .points($0) } + marks.map { .mark($0) }
        var counts = [Int](repeating: 0, count: regions.names.count)
        for kind in regions.kinds where counts.indices.contains(kind) { counts[kind] += 1 }
        let total = Double(max(1, regions.kinds.count))
        let shares = zip(regions.names, counts).filter { $0.1 > 0 }.sorted { $0.1 > $1.1 }.map {
            "\($0.0) \(Sentence.number((1000 * Double($0.1) / total).rounded() / 10)) %"
        }
        return Figure(
            title: title, caption: caption + [regions.shadeMeaning].filter { !$0.isEmpty },
            sentence: sentence ?? "Shares of the area: \(shares.joined(separator: ", ")).",
            panels: [Panel(x: Axis(x, across), y: Axis(y, up), layers: layers)])
    }

    /// A table of numbers as colours, first row on top; rows and columns without names are counted from 0.
    ///
    /// - Parameters:
    ///   - scale: nil chooses one as for a loss.
    ///   - showsNumbers: whether the cells of a small table have their numbers in them.
    public static func heatMap(
        _ rows: [[Double]], rowNames: [String] = [], columnNames: [String] = [], x: String = "", y: String = "",
        title: String, label: String = "value", scale given: ColorScale? = nil, caption: [String] = [],
        showsNumbers: Bool = true
    ) -> Figure {
        let columns = rows.map(\.count).max() ?? 0
        let values = rows.reversed().flatMap { $0 + [Double](repeating: .nan, count: columns - $0.count) }
        let table = ValueGrid(
            columns: max(1, columns), rows: max(1, rows.count), x: 0...Double(max(1, columns - 1)),
            y: 0...Double(max(1, rows.count - 1)), values: values.isEmpty ? [.nan] : values)
        let scale = given ?? ColorScale(fitting: table, label: label)
        let colors = values.map { scale.color(of: $0) }
        let kinds = colors.indices.map { colors[$0] == nil ? -1 : $0 }
        var cells = Regions(
            columns: table.columns, rows: table.rows, x: table.x, y: table.y, kinds: kinds.isEmpty ? [-1] : kinds,
            names: [], colors: colors.isEmpty ? [.undefined] : colors.map { $0 ?? .undefined })
        cells.places = values.map { scale.place(of: $0) ?? .nan }
        if showsNumbers, columns <= 16, rows.count <= 24 {
            cells.texts = values.map { $0.isNaN ? "" : Tick.text($0, digits: 3) }
        }
        let acrossNames = Axis.names(columnNames, count: columns)
        let upNames = Axis.names(rowNames, count: rows.count).map {
            Axis.Name($0.text, at: Double(rows.count - 1) - $0.place)
        }
        let finite = values.filter(\.isFinite)
        let sentence =
            finite.isEmpty
            ? "The table holds no finite values."
            : "\(rows.count) × \(columns) values between \(Sentence.number(finite.min() ?? 0)) and "
                + "\(Sentence.number(finite.max() ?? 0))."
        let panel = Panel(
            x: Axis(x, -0.5...(Double(table.columns) - 0.5), names: acrossNames),
            y: Axis(y, -0.5...(Double(table.rows) - 0.5), names: upNames), colors: scale, layers: [.regions(cells)])
        return Figure(title: title, caption: caption, sentence: sentence, panels: [panel])
    }
}
