import Answers
import Language

extension Subscripts {
    /// What `table["name"]`, `table[0]` and `table[:2]` give of a value whose rows have names.
    ///
    /// - Parameters:
    ///   - count: how many rows there are.
    ///   - kind: what has them: `ablation`.
    ///   - expected: what the one subscript may be.
    static func row(
        _ subscripts: [Subscript], of count: Int, _ kind: String, expected: String, named: (String) throws -> Value,
        numbered: (Int) -> Value
    ) throws -> Value {
        guard subscripts.count == 1, let first = subscripts.first else {
            throw Mistake("\(subscripts.count) subscripts for \(Phrase.indefinite(kind))", expected: expected)
        }
        switch first {
        case .index(.text(let name)): return try named(name)
        case .index(let index): return numbered(try position(index, count, kind))
        case .slice(let lower, let upper, let step):
            return .list(try positions(count, lower, upper, step).map(numbered))
        }
    }
}
