import Answers
import Language

/// `data.values` where some cells are names: rows of cells of any kind.
struct CellRows: Subscriptable, PrintedOtherwise {
    static let kind = "array of rows"
    private let held: HeldRows<Value>
    package var rows: [[Value]] { held.rows }

    init(rows: [[Value]]) { held = HeldRows(rows) }

    var length: Int { rows.count }
    var summary: String { "array(\(lines(", ")), dtype=object)" }
    var printed: String { lines(" ") }

    private func lines(_ separator: String) -> String {
        let shown = rows.count > 1000 ? Array(rows.prefix(3)) + Array(rows.suffix(3)) : rows
        var texts = shown.map { row in "[\(row.map { $0.plain.repr }.joined(separator: separator))]" }
        if rows.count > 1000 { texts.insert("...", at: 3) }
        return "[\(texts.joined(separator: "\(separator == " " ? "" : ",")\n "))]"
    }

    func element(_ subscripts: [Subscript]) throws -> Value {
        let width = rows.first?.count ?? 0
        let places: [Int]
        switch subscripts.first {
        case .index(let value):
            let row = rows[try Subscripts.position(value, length, "array")]
            guard subscripts.count > 1 else { return .list(row) }
            guard subscripts.count == 2, case .index(let column) = subscripts[1] else {
                throw Mistake("\(subscripts.count) subscripts for rows of cells", expected: "a row and a column")
            }
            return row[try Subscripts.position(column, width, "row")]
        case .slice(let lower, let upper, let step):
            places = Array(try Subscripts.positions(length, lower, upper, step))
        case nil: return .thing(self)
        }
        guard subscripts.count > 1 else { return .thing(CellRows(rows: places.map { rows[$0] })) }
        guard subscripts.count == 2 else {
            throw Mistake("\(subscripts.count) subscripts for rows of cells", expected: "rows and columns")
        }
        switch subscripts[1] {
        case .index(let column):
            let at = try Subscripts.position(column, width, "row")
            return .list(places.map { rows[$0][at] })
        case .slice(let lower, let upper, let step):
            let columns = Array(try Subscripts.positions(width, lower, upper, step))
            return .thing(CellRows(rows: places.map { row in columns.map { rows[row][$0] } }))
        }
    }

    static let members: [Member] = [
        .attribute("shape", of: CellRows.self, "rows and columns") {
            .tuple([.int($0.length), .int($0.rows.first?.count ?? 0)])
        },
        TableMember.method("tolist", of: CellRows.self, "the rows as lists") { cells, call in
            .list(try cells.rows.map(stoppedBy: call.work) { .list($0) })
        },
    ]
}
