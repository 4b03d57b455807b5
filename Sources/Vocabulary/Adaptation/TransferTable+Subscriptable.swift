public import Adaptation
import Answers
public import Language

/// `t["lora2"]`: the row of a method.
extension TransferTable: Subscriptable {
    /// As many as it has rows.
    public var length: Int { rows.count }

    /// The row of that method or number.
    ///
    /// - Throws: `Mistake` with the methods there are.
    public func element(_ subscripts: [Subscript]) throws -> Value {
        let rows = rows
        return try Subscripts.row(
            subscripts, of: rows.count, "study", expected: "a method, or the number of a row",
            named: { name in
                guard let row = try row(of: TransferMethod(named: name)) else {
                    throw Mistake(
                        "nothing was measured of '\(name)'", expected: rows.map(\.method.name).joined(separator: ", "))
                }
                return .thing(row)
            }, numbered: { .thing(rows[$0]) })
    }
}
