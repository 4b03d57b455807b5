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
        let rows = rows
        return try Subscripts.row(
            subscripts, of: rows.count, "ablation", expected: "a name, or the number of a row",
            named: { name in
                guard let row = row(named: name) else {
                    throw Mistake(
                        "nothing was measured under '\(name)'",
                        expected: rows.map(\.condition.name).joined(separator: "; "))
                }
                return .thing(row)
            }, numbered: { .thing(rows[$0]) })
    }
}
