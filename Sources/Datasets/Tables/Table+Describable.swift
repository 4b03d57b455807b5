public import Answers

/// The account of a table: each column with its kind, its gaps, its histogram and how it enters a model, and every decision.
extension Table: Describable {
    /// The full account, at most `width` columns wide where names allow it.
    public func description(width: Int) -> String {
        var lines = [summary, ""]
        var rows = [["column", "kind", "missing", "distinct", "", "values", "enters a model"]]
        for column in columns.prefix(Table.mostDescribed) {
            rows.append([
                column.name.visible.columns > 20 ? column.name.visible.cut(columns: 20) : column.name.visible,
                column.kind.rawValue,
                column.missingCount == 0 ? "" : column.missingCount.grouped, column.distinctCount.grouped,
                column.histogram, column.range, column.name == target ? "target" : entry(column),
            ])
        }
        // The values give way first; what becomes of the column goes below where it does not fit.
        let others = [0, 1, 2, 3, 4].reduce(2) { total, place in total + 2 + (rows.map { $0[place].columns }.max() ?? 0)
        }
        let room = Swift.max(14, width - others)
        for row in rows.indices where rows[row][5].columns > room { rows[row][5] = rows[row][5].cut(columns: room) }
        lines += TextTable.lines(rows, width: width, leftColumns: [0, 1, 4, 5, 6], overflow: .below)
        if columns.count > Table.mostDescribed {
            lines.append("  … and \((columns.count - Table.mostDescribed).grouped) columns more")
        }
        let groups: [([Decision.Sort], String)] = [
            ([.format, .reading], "How it was read"), ([.dropped], "Left out"),
            ([.entering], "How columns enter a model"),
            ([.warning, .copies], "Beware"),
        ]
        for (sorts, title) in groups {
            let found = sorts.flatMap { sort in decisions.filter { $0.sort == sort } }
            guard !found.isEmpty else { continue }
            lines += ["", title]
            for decision in found.prefix(Table.mostDescribed) {
                lines += TextTable.wrap(decision.line, Swift.max(24, width), indent: 2, hanging: 4)
            }
            if found.count > Table.mostDescribed {
                lines.append("  … and \((found.count - Table.mostDescribed).grouped) more")
            }
        }
        return lines.joined(separator: "\n")
    }

    private static let mostDescribed = 200

    /// How a column enters a model by the plan.
    private func entry(_ column: Column) -> String {
        let hasMissing = column.numbers?.contains { !$0.isFinite } ?? (column.missingCount > 0)
        let filled = hasMissing ? ", median and flag where missing" : ""
        if plan.ordinal[column.name] != nil { return "ordinal code" + filled }
        switch column.kind {
        case .number: return (plan.scaling.map { "\($0.rawValue) scale" } ?? "as it is") + filled
        case .date: return "days since 1970" + filled
        case .flag: return "0 or 1" + filled
        case .text: return "no: texts"
        case .category:
            let count = column.distinctCount
            let isCapped = plan.levelCap.map { count > $0 } ?? false
            let more = (isCapped ? ["other"] : []) + (hasMissing ? ["missing"] : [])
            return "one-hot, " + Phrase.list(["\(isCapped ? (plan.levelCap ?? count) - 1 : count)"] + more)
        }
    }
}

extension Column {
    /// Eight bars: of a number's range in equal parts, or of the most frequent levels.
    var histogram: String {
        var counts: [Int]
        if let numbers = numbers?.filter(\.isFinite), let low = numbers.min(), let high = numbers.max() {
            guard high > low else { return "█" }
            counts = [Int](repeating: 0, count: 8)
            for number in numbers { counts[Swift.min(7, Int(saturating: (number - low) / (high - low) * 8))] += 1 }
        } else if let (codes, levels) = coded {
            counts = [Int](repeating: 0, count: levels.count)
            for code in codes where code >= 0 { counts[Int(code)] += 1 }
            counts = Array(counts.filter { $0 > 0 }.sorted(by: >).prefix(8))
        } else {
            return ""
        }
        let bars: [Character] = ["▁", "▂", "▃", "▄", "▅", "▆", "▇", "█"]
        guard let top = counts.max(), top > 0 else { return "" }
        return String(counts.map { $0 == 0 ? " " : bars[Swift.min(7, $0 * 8 / top)] })
    }

    /// Smallest and largest, or the most frequent levels.
    var range: String {
        if let (codes, levels) = coded {
            guard kind == .category else { return levels.first.map { "\"\($0.prefix(16).visible)\" …" } ?? "" }
            var counts = [Int](repeating: 0, count: levels.count)
            for code in codes where code >= 0 { counts[Int(code)] += 1 }
            let order = levels.indices.sorted { (counts[$0], $1) > (counts[$1], $0) }.filter { counts[$0] > 0 }
            let shown = order.prefix(3).map { levels[$0].visible.cut(columns: 10) }.joined(separator: ", ")
            return order.count > 3 ? shown + " …" : shown
        }
        let rows = (0..<count).filter { !isMissing($0) }
        guard let numbers, let low = rows.min(by: { numbers[$0] < numbers[$1] }),
            let high = rows.max(by: { numbers[$0] < numbers[$1] })
        else { return "" }
        return "\(text(low) ?? "") … \(text(high) ?? "")"
    }
}
