import Answers
import Datasets
import Language

/// `data.info()`: what the rows and columns are, how many cells are there, and how much memory pandas takes for them.
struct FrameInfo {
    let frame: Frame
    private var table: Table { frame.table }

    /// The lines that pandas prints.
    ///
    /// - Parameter isLong: whether each column has a line.
    func lines(isLong: Bool, showsMemory: Bool, showsCounts: Bool) -> [String] {
        var lines = ["<class 'pandas.DataFrame'>", rows]
        if let frequency = frame.labels.frequency ?? frame.labels.period { lines.append("Freq: \(frequency)") }
        let names = frame.columnLabels
        if table.columns.isEmpty {
            lines.append("Empty DataFrame")
        } else if isLong {
            lines += ["Data columns (total \(table.columns.count) columns):"] + columns(showsCounts)
        } else {
            lines.append(
                "Columns: \(table.columns.count) entries, \(names[0]) to \(names[table.columns.count - 1])")
        }
        if !table.columns.isEmpty {
            let counts = Dictionary(grouping: table.columns, by: \.pandasType).map { "\($0)(\($1.count))" }.sorted()
            lines.append("dtypes: \(counts.joined(separator: ", "))")
        }
        return lines + (showsMemory ? [memory] : [])
    }

    /// `RangeIndex: 3 entries, 0 to 2`
    private var rows: String {
        let labels = frame.labels
        let name =
            labels.levels.count > 1
            ? "MultiIndex" : labels.isCounted ? "RangeIndex" : IndexNames(labels).className
        let count = table.rowCount
        let ends = count > 0 ? ", \(end(0)) to \(end(count - 1))" : ""
        return "\(name): \(count) entries\(ends)"
    }

    private func end(_ row: Int) -> String {
        frame.labels.levels.count > 1 ? frame.labels.value(row).repr : frame.labels[row]
    }

    private func columns(_ showsCounts: Bool) -> [String] {
        let names = frame.columnLabels
        let rows = table.columns.enumerated().map { place, column in
            ["\(place)", names[place]] + (showsCounts ? ["\(column.count - column.missingCount) non-null"] : [])
                + [column.pandasType]
        }
        let head = [" # ", "Column"] + (showsCounts ? ["Non-Null Count"] : []) + ["Dtype"]
        let widths = head.indices.map { place in
            Swift.max(head[place].columns, (rows.map { $0[place].columns }.max() ?? 0) + (place == 0 ? 1 : 0))
        }
        func line(_ cells: [String]) -> String {
            zip(cells, widths).map { FrameText.left($0, $1) }.joined(separator: "  ")
        }
        return [line(head), line(head.map { String(repeating: "-", count: $0.columns) })]
            + rows.map { line([" " + $0[0]] + $0.dropFirst()) }
    }

    /// What pandas takes: a counted index is three numbers and their object; a cell is eight bytes, a flag one.
    private var memory: String {
        let labels = frame.labels
        let index = labels.isCounted ? 132 : 8 * table.rowCount * labels.levels.count
        let bytes = table.columns.reduce(index) { $0 + $1.count * $1.bytesPerCell }
        let more = table.columns.contains { $0.pandasType == "object" } ? "+" : ""
        var (size, units) = (Double(bytes), ["bytes", "KB", "MB", "GB"][...])
        while size >= 1024, units.count > 1 {
            size /= 1024
            units = units.dropFirst()
        }
        let tenths = (size * 10).rounded(.toNearestOrEven) / 10
        return "memory usage: \(tenths)\(more) \(units.first ?? "bytes")"
    }
}

extension Column {
    /// How many bytes pandas takes for a cell.
    var bytesPerCell: Int {
        switch pandasType {
        case "bool": 1
        case "boolean": 2
        case "Int64", "Float64": 9
        default: 8
        }
    }
}

extension IndexNames {
    /// What pandas calls it.
    var className: String {
        guard labels.levels.count == 1 else { return "MultiIndex" }
        let level = labels.levels[0]
        if level.kind == .date { return "DatetimeIndex" }
        if level.levelOrder != .met { return "CategoricalIndex" }
        switch level.levelType {
        case .interval: return "IntervalIndex"
        case .period: return "PeriodIndex"
        case .text, .whole, .number, .flag: return "Index"
        }
    }
}
