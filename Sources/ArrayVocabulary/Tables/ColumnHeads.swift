import Answers
import Datasets
package import Language

/// Columns that are called by several names, as `agg` of several functions leaves them (pandas's MultiIndex of columns): in the table a
/// column has one name, `(price, mean)`, and here it has its parts.
struct ColumnHeads: Sendable {
    /// What each part of the names is called; empty where it has no name.
    var titles: [String]
    /// The parts of a column's name.
    private var parts: [String: [String]]
    /// Which parts are numbers where their names are.
    private(set) var counted: Set<Int>

    /// - Parameters:
    ///   - names: the parts of each column's name, as many for each.
    ///   - counted: which of the parts are numbers where their names are.
    init(_ names: [[String]], titles: [String] = [], counted: Set<Int> = []) {
        self.counted = counted
        let depth = names.first?.count ?? 0
        self.titles = titles + [String](repeating: "", count: Swift.max(0, depth - titles.count))
        parts = Dictionary(names.map { (ColumnHeads.name($0), $0) }, uniquingKeysWith: { $1 })
    }

    var depth: Int { titles.count }

    /// How the table calls a column: `(price, mean)`.
    static func name(_ parts: [String]) -> String { "(\(parts.joined(separator: ", ")))" }

    /// The parts of a column's name; those of a column that came later are empty behind the first.
    func parts(of name: String) -> [String] {
        parts[name] ?? [name] + [String](repeating: "", count: Swift.max(0, depth - 1))
    }

    /// The columns whose names begin so.
    func names(under start: [String], in all: [String]) -> [String] {
        all.filter { Array(parts(of: $0).prefix(start.count)) == start }
    }

    /// The parts that a value means: a text, or a tuple of texts.
    static func start(_ value: Value) -> [String]? {
        if let text = value.asText ?? value.asInt.map({ "\($0)" }) { return [text] }
        guard case .tuple(let items) = value.plain else { return nil }
        let texts = items.compactMap { $0.asText ?? $0.asInt.map { "\($0)" } }
        return texts.count == items.count ? texts : nil
    }

    /// A name as a number where it is one.
    static func value(_ name: String) -> Value { Int(name).map { .int($0) } ?? .text(name) }

    /// The names of columns as those of rows are.
    func labels(_ names: [String]) -> RowLabels {
        let rows = names.map(parts)
        return RowLabels(
            titles.enumerated().map { place, title in
                let names = rows.map { $0[safe: place] ?? "" }
                return counted.contains(place)
                    ? Column(title, of: names.map(ColumnHeads.value)) : Column(title, categories: names, as: .text)
            })
    }
}

extension Frame {
    /// What the columns are called, as an index.
    var columnLabels: RowLabels { columnLabels(table.names) }

    /// What some of the columns are called.
    func columnLabels(_ names: [String]) -> RowLabels {
        if let heads { return heads.labels(names) }
        guard countsColumns else {
            var labels = RowLabels(names: names)
            labels.name = columnsName
            return labels
        }
        return RowLabels([Column(columnsName, of: names.map(columnValue))])
    }

    /// What a column of one name is called, as a value.
    func columnValue(_ name: String) -> Value { countsColumns ? ColumnHeads.value(name) : .text(name) }

    /// The columns under the first parts of names of several: a table without those parts, or the one column of that name; nil where
    /// columns have one name each, or none begins so.
    func under(_ value: Value) throws -> Value? {
        guard let heads, let start = ColumnHeads.start(value) else { return nil }
        let names = heads.names(under: start, in: table.names)
        guard let first = names.first else { return nil }
        let rests = names.map { Array(heads.parts(of: $0).dropFirst(start.count)) }
        if names.count == 1, rests[0].allSatisfy(\.isEmpty) {
            var found = try series(first)
            if start.count < heads.depth { found.column.name = ColumnHeads.start(value)?.last ?? first }
            return .thing(found)
        }
        let found = with(try table.selecting(names))
        let titles = Array(heads.titles.dropFirst(start.count))
        let counted = Set(heads.counted.map { $0 - start.count })
        if titles.count == 1 {
            found.table = try found.table.renamed { rests[$1][0] }
            (found.heads, found.columnsName, found.countsColumns) = (nil, titles[0], counted.contains(0))
        } else {
            found.table = try found.table.renamed { ColumnHeads.name(rests[$1]) }
            found.heads = ColumnHeads(rests, titles: titles, counted: counted)
        }
        return .thing(found)
    }

    /// Other names for the columns; of names of several parts each part goes through the function.
    func renameColumns(_ name: (Value) throws -> Value) throws {
        if let heads {
            let rows = try table.names.map { old in
                try heads.parts(of: old).enumerated().map { place, part -> String in
                    let value = heads.counted.contains(place) ? ColumnHeads.value(part) : .text(part)
                    return part.isEmpty ? "" : try name(value).written
                }
            }
            table = try table.renamed { ColumnHeads.name(rows[$1]) }
            self.heads = ColumnHeads(rows, titles: heads.titles, counted: heads.counted)
            return
        }
        let names = try table.names.map { try name(columnValue($0)) }
        table = try table.renamed { names[$1].written }
        countsColumns = names.contains { $0.asText == nil }
    }

    /// Names for all columns, from a list, an array or an index.
    ///
    /// - Throws: `Mistake` (pandas's ValueError) where there are not as many as columns.
    func renameColumns(to value: Value, _ context: Context) throws {
        let count = table.columns.count
        let labels = value.asThing(IndexNames.self)?.labels
        if let labels, labels.levels.count > 1, labels.count == count {
            let parts = (0..<labels.count).map { row in labels.levels.map { $0.text(row) ?? "" } }
            table = try table.renamed { ColumnHeads.name(parts[$1]) }
            heads = ColumnHeads(
                parts, titles: labels.levels.map(\.name),
                counted: Set(labels.levels.indices.filter { labels.levels[$0].kind == .number }))
            return
        }
        let names = try value.places ?? value.elements(in: context)
        guard names.count == count else {
            throw Mistake("\(names.count) names for \(count) columns", expected: "a name for each").raised(
                as: "ValueError",
                "Length mismatch: Expected axis has \(count) elements, new values have \(names.count) elements")
        }
        table = try table.renamed { names[$1].written }
        (heads, columnsName) = (nil, labels?.name ?? "")
        countsColumns = names.contains { $0.asText == nil }
    }

    /// A table whose columns have names of several parts.
    static func deep(
        _ columns: [(parts: [String], column: Column)], titles: [String] = [], counted: Set<Int> = [], name: String,
        labels: RowLabels
    ) throws -> Frame {
        let named = columns.map { parts, column -> Column in
            var column = column
            column.name = ColumnHeads.name(parts)
            return column
        }
        let found = Frame(try Table(named, name: name), labels: labels)
        found.heads = ColumnHeads(columns.map(\.parts), titles: titles, counted: counted)
        return found
    }
}

extension Frame: ElementRemovable {
    /// `del data["price"]`
    package func remove(at index: Value) throws {
        let gone = names(index.asText == nil && heads == nil ? .list([index]) : index) ?? [index.written]
        table = try table.dropping(gone)
    }
}

extension Value {
    /// A name as a table keeps it.
    var written: String {
        asText ?? asThing((any PrintedOtherwise).self)?.printed ?? plain.repr
    }
}
