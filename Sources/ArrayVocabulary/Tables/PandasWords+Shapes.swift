import Answers
import Arrays
import Datasets
import Language

/// Tables with other columns or rows than those that were given: coded, joined, pivoted, crossed.
extension PandasWords {
    static func dummies(_ call: NumPyCall) throws -> Value {
        let data = try call.required(0, "data")
        let series = data.asThing(Series.self)
        guard let table = try data.asThing(Frame.self)?.table ?? series.map({ try Table([$0.column]) }) else {
            throw Mistake("get_dummies of \(data.brief)", expected: "a table", argument: "data").raised(as: "TypeError")
        }
        let named = call.value(.max, "columns").map {
            $0.asText.map { [$0] } ?? $0.elements?.compactMap(\.asText) ?? []
        }
        for name in named ?? [] { _ = try table.column(name) }
        let dropsFirst = try call.flag(.max, "drop_first")
        let marksGaps = try call.flag(.max, "dummy_na")
        let separator = call.text(.max, "prefix_sep", "_")
        let prefix = call.value(.max, "prefix")
        let type = call.value(.max, "dtype").flatMap { DTypeObject.dtype(of: $0) }
        var columns: [Column] = []
        var coded: [Column] = []
        var number = 0
        for column in table.columns {
            guard named?.contains(column.name) ?? (column.coded != nil || series != nil) else {
                columns.append(column)
                continue
            }
            let start =
                if case .dict(let entries)? = prefix {
                    entries.entries.first { $0.key.asText == column.name }?.value.asText ?? column.name
                } else {
                    prefix?.asText ?? prefix?.elements?[safe: number]?.asText ?? (series == nil ? column.name : nil)
                }
            number += 1
            let texts = try column.converted(to: .category, stoppedBy: call.work)
            guard let (codes, levels) = texts.coded else { continue }
            let rows = try codes.enumerated().reduce(into: [Int32: Int](), stoppedBy: call.work) { rows, entry in
                if rows[entry.element] == nil { rows[entry.element] = entry.offset }
            }
            let used =
                column.levelOrder != .met
                ? levels.indices.map { Int32($0) }
                : rows.keys.filter { $0 >= 0 }.sorted { column.key(rows[$0] ?? 0) < column.key(rows[$1] ?? 0) }
            guard used.count * codes.count <= 500_000_000 else {
                throw Mistake(
                    "column \"\(column.name)\" has \(used.count.grouped) levels in \(codes.count.grouped) rows",
                    expected: "a category that recurs", try: "drop(columns=[\"\(column.name)\"])", argument: "data")
            }
            let all = (used + (marksGaps ? [-1] : [])).dropFirst(dropsFirst ? 1 : 0)
            for code in all {
                if call.work.isCancelled { throw Stopped() }
                let flags = codes.map { $0 == code }
                let level = code < 0 ? "nan" : levels[Int(code)]
                let name = start.map { "\($0)\(separator)\(level)" } ?? level
                coded.append(
                    type == nil || type == .bool
                        ? Column(name, .flags(flags.map { $0 ? 1 : 0 }))
                        : Column(
                            name, .numbers(flags.map { $0 ? 1 : 0 }), isWhole: type != .float64 && type != .float32))
            }
        }
        return .thing(
            Frame(
                try Table(columns + coded, name: table.name), labels: data.asThing(Frame.self)?.labels ?? series?.labels
            ))
    }
}
