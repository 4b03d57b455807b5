import Answers
import Language

/// The names that a text sets, as its syntax tree says.
enum AssignedNames {
    /// In the order in which they are set; empty for a text that does not parse.
    static func of(_ text: String) -> [String] {
        guard let statements = try? Parser.statements(in: Source(text)) else { return [] }
        return statements.flatMap(names)
    }

    private static func names(_ statement: Statement) -> [String] {
        switch statement.kind {
        case .assign(let targets, _): targets.flatMap(\.names)
        case .augmented(let target, _, _): target.names
        case .define(let name, _, _), .function(let name, _, _, _), .class(let name, _, _, _, _): [name]
        case .for(let target, _, _, _): target.names + statement.blocks.flatMap { $0.flatMap(names) }
        default: statement.blocks.flatMap { $0.flatMap(names) }
        }
    }

    /// Whether the typed text does what `code` does, changed or not: it sets one of the same names, or, where the code
    /// sets none, begins with the same word. Anything else is the learner's own exploring.
    static func isVersion(_ typed: String, of code: String) -> Bool {
        if typed.trimmed == code.trimmed { return true }
        let wanted = of(code)
        if !wanted.isEmpty { return !Set(wanted).isDisjoint(with: of(typed)) }
        let head = firstWord(code)
        return head == "____" || (!head.isEmpty && head == firstWord(typed))
    }

    private static func firstWord(_ text: String) -> Substring {
        text.trimmed.prefix { $0.isLetter || $0.isNumber || $0 == "_" }
    }
}
