public import Datasets
public import Language
import Answers

/// `x[3]`, `x[:100]`, `x[:, 0]`: rows first, then columns of a matrix.
extension Samples: Subscriptable {
    /// As many as it has elements.
    public var length: Int { count }

    /// The rows, the columns of these rows, or one number.
    ///
    /// - Throws: `Mistake` for more than two subscripts or a place outside the array.
    public func element(_ subscripts: [Subscript]) throws -> Value {
        guard let first = subscripts.first, subscripts.count <= 2 else {
            throw Mistake(
                "\(subscripts.count) subscripts", expected: "one for the rows, and perhaps one for the columns")
        }
        let (rows, isOneRow) = try Samples.positions(first, of: count, called: "row")
        guard subscripts.count == 2 else {
            if isOneRow, width == 1 { return .number(Double(values[rows[0]])) }
            let picked = self.rows(at: rows)
            return .thing(isOneRow ? try picked.reshaped(Array(shape.dropFirst())) : picked)
        }
        let (columns, isOneColumn) = try Samples.positions(subscripts[1], of: width, called: "column")
        let picked = rows.flatMap { row in columns.map { values[row * width + $0] } }
        if isOneRow, isOneColumn { return .number(Double(picked[0])) }
        if isOneRow || isOneColumn { return .thing(try Samples(shape: [picked.count], values: picked)) }
        return .thing(try Samples(shape: [rows.count, columns.count], values: picked))
    }

    private static func positions(_ subscript_: Subscript, of count: Int, called what: String) throws -> ([Int], Bool) {
        switch subscript_ {
        case .index(let value):
            guard let index = value.asInt else {
                throw Mistake("\(value.kind) is no \(what) number", expected: "a whole number")
            }
            let position = index < 0 ? index + count : index
            guard (0..<count).contains(position) else {
                throw Mistake(
                    "there is no \(what) \(index)", expected: "0 to \(count - 1), or -\(count) to -1 from the end")
            }
            return ([position], true)
        case .slice(let lower, let upper, let step):
            return (Array(try Subscripts.positions(count, lower, upper, step)), false)
        }
    }
}
