public import Answers
public import Datasets
public import Figures

extension Table: Drawable {
    /// How the values of each column are spread, the target first: numbers and dates in twenty classes of equal width, categories by
    /// their eight commonest levels. Twelve columns at most; texts have no spread.
    ///
    /// - Throws: `Mistake` where no column has two different values to show.
    public func figure(_ options: PlotOptions, work: Work) throws -> Figure {
        let ordered = columns.filter { $0.name == target } + inputs
        let drawn = ordered.compactMap(Table.panel)
        guard !drawn.isEmpty else {
            throw Mistake(
                "no column of \(name) has two different values", expected: "a table with numbers or categories",
                try: "describe(data)")
        }
        let panels = Array(drawn.prefix(12))
        let share = panels.count < columns.count ? "\(panels.count) of \(columns.count) columns" : ""
        var figure = Figure(
            title: options.title ?? "How the values of \(name) are spread",
            caption: [Phrase.count(rowCount, "row"), share].filter { !$0.isEmpty }, sentence: sentence, panels: panels)
        figure.columns = panels.count > 9 ? 4 : panels.count > 4 ? 3 : panels.count > 2 ? 2 : panels.count
        return figure
    }

    /// nil where there is nothing to see.
    private static func panel(_ column: Column) -> Panel? {
        if let (codes, levels) = column.coded {
            guard column.kind != .text else { return nil }
            var counts = [Double](repeating: 0, count: levels.count)
            for code in codes where code >= 0 { counts[Int(code)] += 1 }
            let order = levels.indices.filter { counts[$0] > 0 }.sorted { (counts[$0], $1) > (counts[$1], $0) }
            return order.count > 1 ? levelled(column.name, order.prefix(8).map { (levels[$0], counts[$0]) }) : nil
        }
        let numbers = column.numbers?.filter(\.isFinite) ?? []
        guard let low = numbers.min(), let high = numbers.max(), low < high else { return nil }
        let classes = 20
        let width = (high - low) / Double(classes)
        var counts = [Double](repeating: 0, count: classes)
        for number in numbers { counts[Swift.min(classes - 1, Int(saturating: (number - low) / width))] += 1 }
        let bars = counts.indices.map { place in
            Bars.Bar(x: (low + Double(place) * width)...(low + Double(place + 1) * width), height: counts[place])
        }
        return Panel(
            title: column.name, x: axis(column, low...high), y: Axis("rows", 0...1.05 * (counts.max() ?? 1)),
            layers: [.bars(Bars(bars))])
    }

    /// The numbers of an axis, where they have no room only the outer ones or those of its ends; of dates months, or days.
    private static func axis(_ column: Column, _ range: ClosedRange<Double>) -> Axis {
        let (low, high) = (range.lowerBound, range.upperBound)
        if column.kind == .date {
            let isLong = high - low > 120
            let names = [low, high].map {
                Axis.Name(isLong ? String(Column.day($0).prefix(7)) : Column.day($0), at: $0)
            }
            return Axis("", range, names: names)
        }
        let marks = Axis.marks(range, isLog: false).filter { range.contains($0.place) }
        if standApart(marks, range) { return Axis("", range) }
        let outer = [marks[0], marks[marks.count - 1]].map { Axis.Name(thousands($0.place) ?? $0.text, at: $0.place) }
        if marks.count > 1, standApart(outer, range) { return Axis("", range, names: outer) }
        return Axis("", range, names: [low, high].map { Axis.Name(thousands($0) ?? $0.short(4), at: $0) })
    }

    /// Whether numbers at these places have room beside each other in a frame as narrow as that of four in a row.
    private static func standApart(_ names: [Axis.Name], _ range: ClosedRange<Double>) -> Bool {
        let length = range.upperBound - range.lowerBound
        return zip(names, names.dropFirst()).allSatisfy { left, right in
            (right.place - left.place) / length > 0.07 + 0.058 * Double(left.text.count + right.text.count)
        }
    }

    /// `120 k`, `1.5 M`; nil for what is short as it stands, and beyond.
    private static func thousands(_ value: Double) -> String? {
        switch abs(value) {
        case 1e4..<1e6: "\((value / 1e3).short(3)) k"
        case 1e6..<1e9: "\((value / 1e6).short(3)) M"
        default: nil
        }
    }

    /// Lying bars, the commonest level on top.
    private static func levelled(_ name: String, _ levels: [(name: String, count: Double)]) -> Panel {
        let rows = levels.reversed().enumerated()
        var bars = Bars(rows.map { Bars.Bar(x: (Double($0) - 0.38)...(Double($0) + 0.38), height: $1.count) })
        bars.isHorizontal = true
        return Panel(
            title: name, x: Axis("rows", 0...1.05 * (levels.first?.count ?? 1)),
            y: Axis(
                "", -0.6...(Double(levels.count) - 0.4),
                names: rows.map { Axis.Name(String($1.name.prefix(12)), at: Double($0)) }),
            layers: [.bars(bars)])
    }
}
