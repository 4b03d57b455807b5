import Answers
import Datasets
import Language

/// `series.str`, `data.columns.str`: the methods of strings for every cell.
struct TextCells: Subscriptable {
    static let kind = "texts of a Series"
    package let series: Series
    /// Whether they are names of rows or columns, and the result is an index again.
    var isIndex = false
    var summary: String { "texts of \(series.summary)" }
    var length: Int { series.length }

    /// The text of a row; nil where the cell is missing or no text.
    func text(_ row: Int) -> String? {
        guard series.mixed == nil else { return series.value(row).asText }
        return series.column.text(row)
    }

    /// A column, or an index, with other cells.
    func result(_ cells: [Value], _ work: Work) throws -> Value {
        var found = try Series(cells, name: series.column.name, labels: series.labels, stoppedBy: work)
        // Texts out of lists are no column of texts in pandas.
        if series.mixed != nil, found.column.coded != nil { found.typeName = "object" }
        guard isIndex else { return .thing(found) }
        if case .flags = found.column.cells, found.mixed == nil, let flags = try? found.array() { return .thing(flags) }
        return .thing(IndexNames(RowLabels([found.column])))
    }

    /// Each text through a function; gaps stay.
    func mapped(_ work: Work, _ body: (String) throws -> Value) throws -> Value {
        try result(byRow(work) { row in try text(row).map(body) ?? .number(.nan) }, work)
    }

    /// True where a text is so; a gap is not, or what `na=` says.
    func tested(_ work: Work, gap: Value? = nil, _ body: (String) throws -> Bool) throws -> Value {
        try result(byRow(work) { row in try text(row).map { .bool(try body($0)) } ?? gap ?? .bool(false) }, work)
    }

    /// Something of each row. A text may be long, and a function of a person's slow, so that every row looks at the work.
    func byRow<Found>(_ work: Work, _ body: (Int) throws -> Found) throws -> [Found] {
        try (0..<length).map { row in
            if work.isCancelled { throw Stopped() }
            return try body(row)
        }
    }

    /// Columns of the pieces of each text; a text with fewer pieces ends with gaps.
    func columns(_ pieces: [[String]?], _ work: Work) throws -> Value {
        let width = pieces.compactMap { $0?.count }.max() ?? 0
        let found = Frame(
            try Table(
                (0..<width).map { place in
                    let texts = try pieces.map(stoppedBy: work) { $0?[safe: place] }
                    return try Column("\(place)", categories: texts, stoppedBy: work)
                }), labels: series.labels)
        found.countsColumns = true
        return .thing(found)
    }

    /// Lists of the pieces of each text.
    func lists(_ pieces: [[Value]?], _ work: Work) throws -> Value {
        let cells = try pieces.map(stoppedBy: work) { $0.map { Value.list($0) } ?? .number(.nan) }
        guard !isIndex else { return .list(cells) }
        return .thing(Series(mixed: cells, name: series.column.name, labels: series.labels))
    }

    /// What each cell is made of: the elements of a list, or the characters of a text.
    func elements(_ row: Int) -> [Value]? {
        if let text = text(row) { return text.unicodeScalars.map { .text(String($0)) } }
        if case .text = series.value(row) { return nil }
        return series.value(row).elements
    }

    /// A character or an element, or a part, of each cell.
    func element(_ subscripts: [Subscript]) throws -> Value { try element(subscripts, Work()) }

    func element(_ subscripts: [Subscript], _ work: Work) throws -> Value {
        guard subscripts.count == 1, let first = subscripts.first else {
            throw Mistake("\(subscripts.count) subscripts for texts", expected: "a place, or a slice")
        }
        return try result(
            byRow(work) { row -> Value in
                guard let items = elements(row) else { return .number(.nan) }
                switch first {
                case .slice(let lower, let upper, let step):
                    return part(row, try Subscripts.positions(items.count, lower, upper, step).map { items[$0] })
                case .index(let value):
                    return (try? Subscripts.position(value, items.count, "text")).map { items[$0] } ?? .number(.nan)
                }
            }, work)
    }

    /// Some of a cell's elements as such a cell again.
    func part(_ row: Int, _ items: [Value]) -> Value {
        text(row) == nil ? .list(items) : .text(items.compactMap(\.asText).joined())
    }
}
