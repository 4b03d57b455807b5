import Answers
import Datasets
import Language

/// Tables and columns as pandas writes them.
enum FrameText {
    /// Cells of equal width, numbers with room for a sign.
    static func cells(_ column: Column, _ rows: [Int]) -> [String] {
        if case .numbers(let values) = column.cells, !column.isNullable, !(column.isWhole && column.missingCount == 0) {
            return floats(rows.map { values[$0] })
        }
        if column.isSpan { return mixed(rows.map { column.value($0) }, true) }
        // Dates have no room for a sign.
        if case .dates(let seconds) = column.cells { return dates(rows.map { seconds[$0] }) }
        if column.isNullable { return rows.map { nullable(column, $0) } }
        if column.holdsLiterals { return mixed(rows.map { column.value($0) }, false) }
        return rows.map { row in
            guard let text = column.text(row) else { return " NaN" }
            guard column.kind == .number else { return " " + onOneLine(text) }
            return text.hasPrefix("-") ? text : " " + text
        }
    }

    /// A cell of a type in which cells may be missing: each number with as many digits as it needs itself.
    private static func nullable(_ column: Column, _ row: Int) -> String {
        if case .numbers(let values) = column.cells, !column.isWhole, !values[row].isNaN {
            return " " + floats([values[row]])[0].drop { $0 == " " }
        }
        return " " + (column.text(row).map(onOneLine) ?? "<NA>")
    }

    /// Days, or all with the time of day where one has some.
    static func dates(_ seconds: [Double]) -> [String] {
        let withTime = seconds.contains { $0.isFinite && DateText.ofDay($0) != 0 }
        return seconds.map { $0.isFinite ? DateText.written($0, withTime: withTime) : "NaT" }
    }

    /// Cells of several kinds as they stand in a column.
    private static func mixed(_ cells: [Value], _ isSpan: Bool) -> [String] {
        let withTime = cells.contains { $0.asThing(Timedelta.self).map { $0.parts.rest != 0 } ?? false }
        func written(_ cell: Value, depth: Int = 0) -> String {
            if let span = cell.asThing(Timedelta.self) { return span.written(withTime: withTime || !isSpan) }
            if let time = cell.asThing(Timestamp.self) { return time.printed }
            // A list may hold itself, which `repr` knows.
            if case .list(let list) = cell, depth < 20 {
                return "[" + list.items.map { written($0, depth: depth + 1) }.joined(separator: ", ") + "]"
            }
            if case .tuple(let items) = cell, depth < 20 {
                let parts = items.map { written($0, depth: depth + 1) }
                return parts.count == 1 ? "(\(parts[0]),)" : "(\(parts.joined(separator: ", ")))"
            }
            if let thing = cell.asThing((any PrintedOtherwise).self) { return onOneLine(thing.printed) }
            return onOneLine(cell.asText ?? cell.repr)
        }
        return cells.map { cell in
            if case .number(let number) = cell.plain {
                return isSpan && number.isNaN ? "NaT" : floats([number])[0]
            }
            return (isSpan ? "" : " ") + written(cell)
        }
    }

    /// A text without line ends and tabs, which stand as in a string of Python.
    static func onOneLine(_ text: String) -> String {
        guard text.utf8.contains(where: { $0 == 9 || $0 == 10 || $0 == 13 }) else { return text }
        var line = ""
        for scalar in text.unicodeScalars {
            switch scalar {
            case "\t": line += "\\t"
            case "\n": line += "\\n"
            case "\r": line += "\\r"
            default: line.unicodeScalars.append(scalar)
            }
        }
        return line
    }

    /// What is longer than 50 characters (pandas' `display.max_colwidth`), cut.
    private static func shortened(_ text: String) -> String { text.count > 50 ? text.prefix(47) + "..." : text }

    /// Numbers with as many digits as they need, six at most, or all with a power of ten.
    static func floats(_ values: [Double]) -> [String] {
        func written(_ value: Double, _ spec: String) -> String {
            if value.isNaN { return " NaN" }
            if value.isInfinite { return value < 0 ? "-inf" : " inf" }
            return (try? FormatSpec(spec).apply(.number(value))) ?? " \(value)"
        }
        let fixed = trimmed(values.map { written($0, " .6f") })
        let sizes = values.map(\.magnitude).filter(\.isFinite)
        let isSmall = sizes.contains { $0 < 1e-6 && $0 > 0 }
        let isLong = (fixed.map(\.count).max() ?? 0) > 12
        guard isSmall || (isLong && sizes.contains { $0 > 1e6 }) else { return fixed }
        return values.map { written($0, " .6e") }
    }

    /// Without the zeros that all of them end with; one digit after the point stays.
    private static func trimmed(_ texts: [String]) -> [String] {
        let zeros = texts.filter { $0.contains(".") }.map { $0.reversed().prefix { $0 == "0" }.count }.min() ?? 0
        let cut = Swift.min(zeros, 5)
        return texts.map { $0.contains(".") ? String($0.dropLast(cut)) : $0 }
    }

    static func right(_ text: String, _ width: Int) -> String {
        String(repeating: " ", count: Swift.max(0, width - text.columns)) + text
    }

    static func left(_ text: String, _ width: Int) -> String {
        text + String(repeating: " ", count: Swift.max(0, width - text.columns))
    }

    /// What rows are called, set left, with the name of each level above; what repeats is left out.
    static func labels(
        _ labels: RowLabels, _ rows: [Int], hasHeader: Bool, gap: String = " ", isWhole: Bool = true
    ) -> [String] {
        let columns = labels.levels.enumerated().map { place, level -> [String] in
            var texts =
                level.kind == .date || level.kind == .number && !(level.isWhole && level.missingCount == 0)
                ? cells(level, rows).map { String($0.drop { $0 == " " }) }
                : rows.map {
                    level.text($0).map(onOneLine).map { isWhole ? $0 : shortened($0) }
                        ?? (level.isNullable ? "<NA>" : "NaN")
                }
            if place < labels.levels.count - 1 {
                for line in stride(from: texts.count - 1, to: 0, by: -1)
                where labels.levels[...place].allSatisfy({ $0.key(rows[line]) == $0.key(rows[line - 1]) }) {
                    texts[line] = ""
                }
            }
            let all = (hasHeader ? [onOneLine(level.name)] : []) + texts
            let width = all.map(\.columns).max() ?? 0
            return all.map { left($0, width) }
        }
        return (0..<(columns.first?.count ?? 0)).map { line in columns.map { $0[line] }.joined(separator: gap) }
    }

    /// The rows that are shown: all of 60, else the first and the last five.
    private static func shown(_ count: Int) -> (rows: [Int], isCut: Bool) {
        count <= 60 ? (Array(0..<count), false) : (Array(0..<5) + Array(count - 5..<count), true)
    }

    /// How many columns stand before the dots, and as many behind them, in a table that is too wide; nil where all are shown.
    ///
    /// pandas 3.1's rule, `_fit_strcols_to_terminal_width`: a table as wide as the terminal or wider is cut, the dots are counted
    /// before columns go, and those go from the middle one by one. What is left is halved, so that a row may still be wider where
    /// the first columns or the last ones are; two columns stay at least.
    static func kept(_ indexWidth: Int, _ widths: [Int], within width: Int) -> Int? {
        // Of more columns than the terminal has characters as many are looked at, half of them from each end.
        let isCrowded = widths.count > width
        let ends = Swift.max(1, width / 2)
        var rest =
            [indexWidth] + (isCrowded ? Array(widths.prefix(ends)) + [4] + Array(widths.suffix(ends)) : widths)
        let all = rest.count - 1
        var over = rest.reduce(0, +) + all - width + 1
        guard over > 0 else { return nil }
        over += 5
        while over > 0, rest.count > 1 {
            over -= rest.remove(at: Int((Double(rest.count) / 2).rounded(.toNearestOrEven))) + 1
        }
        let fitted = Swift.max(2, rest.count - 1)
        return fitted >= all && !isCrowded ? nil : Swift.max(1, fitted / 2)
    }

    /// - Parameters:
    ///   - isWhole: whether long texts stay whole.
    ///   - formatted: columns of numbers that are written already, without room for a sign.
    ///   - hasHeader: whether the names of columns stand above.
    static func table(
        _ frame: Frame, width: Int, isWhole: Bool = false, _ formatted: Set<String> = [], hasHeader: Bool = true
    ) -> String {
        let table = frame.table
        let (count, names) = (table.rowCount, table.names)
        if count == 0 || names.isEmpty {
            let rows = (0..<count).map { frame.labels[$0] }.joined(separator: ", ")
            return "Empty DataFrame\nColumns: [\(names.joined(separator: ", "))]\n"
                + (count == 0 ? "Index: []" : frame.labels.isCounted ? "Index: [\(rows)]" : "Index: [\(rows)]")
        }
        let (rows, isCut) = shown(count)
        let hasNames = frame.labels.levels.contains { !$0.name.isEmpty }
        let index = labels(frame.labels, rows, hasHeader: false, isWhole: isWhole)
        let titles = hasNames ? labels(frame.labels, rows, hasHeader: true, isWhole: isWhole) : []
        let levels = frame.columnLabels.levels
        let heads = levels.map { $0.name }
        let indexTexts = hasNames ? heads + [titles[0]] + titles.dropFirst() : heads + index
        var columns = table.columns.enumerated().map { place, column -> [String] in
            // A name of one part has room for a sign above numbers; parts stand one below the other without.
            let hasSign =
                levels.count == 1
                && (column.kind == .number || (column.kind == .flag && column.missingCount == 0)
                    || formatted.contains(column.name))
            let cells = cells(column, rows).map { cell in
                formatted.contains(column.name) ? String(cell.dropFirst()) : isWhole ? cell : shortened(cell)
            }
            let names = levels.indices.map { level -> String in
                // A part that is as in the column before stands there only.
                let isSame =
                    level < levels.count - 1 && place > 0
                    && levels[...level].allSatisfy { $0.text(place) == $0.text(place - 1) }
                return isSame || !hasHeader ? "" : (hasSign ? " " : "") + onOneLine(levels[level].text(place) ?? "")
            }
            let texts = names + (hasNames ? [""] : []) + cells
            let room = texts.map(\.columns).max() ?? 0
            return texts.map { right($0, room) }
        }
        // An index of one character makes room for the two dots of rows that are left out.
        let indexWidth = Swift.max(indexTexts.map(\.columns).max() ?? 0, isCut ? 2 : 0)
        let isNarrowed: Bool
        if let half = kept(indexWidth, columns.map { $0[0].columns }, within: width) {
            isNarrowed = true
            let dots = [String](repeating: " ...", count: columns[0].count)
            columns = Array(columns.prefix(half)) + [dots] + Array(columns.suffix(half))
        } else {
            isNarrowed = false
        }
        var lines = (0..<columns[0].count).map { line in
            left(indexTexts[line], indexWidth) + columns.map { " " + $0[line] }.joined()
        }
        if isCut {
            let dots = columns.map { column in
                let room = column[0].columns
                return " " + (column[0] == " ..." ? " ..." : right(room > 3 ? "..." : "..", room))
            }.joined()
            lines.insert(left(indexWidth > 3 ? "..." : "..", indexWidth) + dots, at: lines.count - 5)
        }
        if !hasHeader { lines.removeFirst(levels.count + (hasNames ? 1 : 0)) }
        if isCut || isNarrowed { lines += ["", "[\(count) rows x \(names.count) columns]"] }
        return lines.joined(separator: "\n")
    }

    /// All rows as `to_string` has them.
    static func whole(_ frame: Frame, _ call: NumPyCall) throws -> String {
        let names = call.value(1, "columns").map { $0.asText.map { [$0] } ?? frame.names($0) ?? [] }
        var shown = try names.map { frame.with(try frame.table.selecting($0)) } ?? frame
        var formatted: Set<String> = []
        if let format = call.value(.max, "float_format") {
            shown = shown.with(
                try Table(
                    shown.table.columns.map { column in
                        guard case .numbers(let values) = column.cells, !column.isWhole else { return column }
                        formatted.insert(column.name)
                        return try Column(
                            column.name,
                            categories: values.map(stoppedBy: call.work) { value -> String? in
                                value.isNaN ? nil : try TableFile.formatted(value, format, call.context)
                            }, as: .text)
                    }, name: shown.table.name))
        }
        let hasHeader = try call.flag(.max, "header", true)
        return try call.flag(.max, "index", true)
            ? table(shown, width: .max / 2, isWhole: true, formatted, hasHeader: hasHeader)
            : tableWithoutNames(shown.table, hasHeader: hasHeader, call.work)
    }

    /// The columns without what the rows are called, all rows of them.
    static func tableWithoutNames(_ table: Table, hasHeader: Bool, _ work: Work) throws -> String {
        let columns = try table.columns.map { column -> [String] in
            if work.isCancelled { throw Stopped() }
            let isNumber = column.kind == .number || (column.kind == .flag && column.missingCount == 0)
            let cells = cells(column, Array(0..<column.count)).map { $0.hasPrefix(" ") ? String($0.dropFirst()) : $0 }
            let texts = (hasHeader ? [(isNumber ? " " : "") + onOneLine(column.name)] : []) + cells
            let room = texts.map(\.columns).max() ?? 0
            return texts.map { right($0, room) }
        }
        return try (0..<table.rowCount + (hasHeader ? 1 : 0)).map(stoppedBy: work) { line in
            columns.map { $0[line] }.joined(separator: " ")
        }.joined(separator: "\n")
    }

    /// - Parameter isAlone: whether all rows are written, and nothing below them.
    package static func column(_ series: Series, width: Int, isAlone: Bool = false) -> String {
        let count = series.length
        let name = series.column.name.isEmpty ? "" : "Name: \(onOneLine(series.column.name)), "
        guard count > 0 else { return "Series([], \(name)dtype: \(series.type))" }
        let (rows, isCut) = isAlone ? (Array(0..<count), false) : shown(count)
        let isDeep = series.labels.levels.count > 1
        let hasNames = series.labels.levels.contains { !$0.name.isEmpty }
        // The name of one level stands above and takes no room beside the cells; those of several do.
        let all = labels(series.labels, rows, hasHeader: hasNames && isDeep, gap: isDeep ? "  " : " ")
        let index = hasNames && isDeep ? Array(all.dropFirst()) : all
        let texts =
            (series.mixed.map { cells in mixed(rows.map { cells[$0] }, series.spans != nil) }
            ?? cells(series.column, rows)).map(shortened)
        let room = texts.map(\.columns).max() ?? 0
        let indexWidth = all.map(\.columns).max() ?? 0
        var lines = zip(index, texts).map {
            left($0, indexWidth) + "   " + right($1, room)
        }
        if isCut {
            let dots = room > 3 ? "..." : ".."
            // As Python's str.center lays it.
            let free = room - dots.count
            let before = free / 2 + free & room & 1
            lines.insert(
                left("", indexWidth) + "   " + left(String(repeating: " ", count: before) + dots, room), at: 5)
        }
        if hasNames { lines.insert(isDeep ? all[0] : series.labels.name, at: 0) }
        if isAlone { return lines.joined(separator: "\n") }
        let frequency = (series.labels.frequency ?? series.labels.period).map { "Freq: \($0), " } ?? ""
        lines.append("\(frequency)\(name)\(isCut ? "Length: \(count), " : "")dtype: \(series.type)")
        if series.mixed == nil, let categories = series.column.categoryLine { lines.append(categories) }
        return lines.joined(separator: "\n")
    }
}
