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
        guard subscripts.count == 1, let first = subscripts.first else {
            throw Mistake("\(subscripts.count) subscripts for a study", expected: "a method, or the number of a row")
        }
        let rows = rows
        switch first {
        case .index(.text(let name)):
            guard let row = try row(of: TransferMethod(named: name)) else {
                throw Mistake(
                    "nothing was measured of '\(name)'", expected: rows.map(\.method.name).joined(separator: ", "))
            }
            return .thing(row)
        case .index(let index): return .thing(rows[try Subscripts.position(index, rows.count, "study")])
        case .slice(let lower, let upper, let step):
            return .list(try Subscripts.positions(rows.count, lower, upper, step).map { .thing(rows[$0]) })
        }
    }
}
