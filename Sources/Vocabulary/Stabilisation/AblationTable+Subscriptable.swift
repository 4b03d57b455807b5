import Answers
public import Language
public import Stabilisation

/// `t["plateau"]`: the row of a condition.
extension AblationTable: Subscriptable {
    /// As many as it has rows.
    public var length: Int { rows.count }

    /// The row of that name or number.
    ///
    /// - Throws: `Mistake` with the names there are.
    public func element(_ subscripts: [Subscript]) throws -> Value {
        guard subscripts.count == 1, let first = subscripts.first else {
            throw Mistake("\(subscripts.count) subscripts for an ablation", expected: "a name, or the number of a row")
        }
        let rows = rows
        switch first {
        case .index(.text(let name)):
            guard let row = row(named: name) else {
                throw Mistake(
                    "nothing was measured under '\(name)'", expected: rows.map(\.condition.name).joined(separator: "; ")
                )
            }
            return .thing(row)
        case .index(let index): return .thing(rows[try Subscripts.position(index, rows.count, "ablation")])
        case .slice(let lower, let upper, let step):
            return .list(try Subscripts.positions(rows.count, lower, upper, step).map { .thing(rows[$0]) })
        }
    }
}
