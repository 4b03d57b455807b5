import Answers
import Language

/// The names that a text sets, as its syntax tree says.
enum AssignedNames {
    /// In the order in which they are set; empty for a text that does not parse.
    static func of(_ text: String) -> [String] {
        guard let statements = try? Parser.statements(in: Source(text)) else { return [] }
        return statements.flatMap(names)
    }

    /// The names that a statement sets.
    static func names(_ statement: Statement) -> [String] {
        switch statement.kind {
        case .assign(let targets, _): targets.flatMap(\.names)
        case .augmented(let target, _, _): target.names
        case .define(let name, _, _), .function(let name, _, _, _), .class(let name, _, _, _, _): [name]
        case .for(let target, _, _, _): target.names + statement.blocks.flatMap { $0.flatMap(names) }
        case .match(_, let cases): cases.flatMap { $0.pattern.names + $0.body.flatMap(names) }
        default: statement.blocks.flatMap { $0.flatMap(names) }
        }
    }

    /// The names that a text sets or imports; `*` for an import of everything.
    static func bound(in text: String) -> [String] {
        guard let statements = try? Parser.statements(in: Source(text)) else { return [] }
        return statements.flatMap { names($0) + imported($0) }
    }

    /// The names that a statement imports.
    static func imported(_ statement: Statement) -> [String] {
        if case .import(let names) = statement.kind { return names.map { $0.name == "*" ? "*" : $0.local } }
        return statement.opensScope ? [] : statement.blocks.flatMap { $0.flatMap(imported) }
    }

    /// What each statement of a text reads and sets, in order; those of a block belong to the statement that it hangs on.
    static func byStatement(of text: String) -> [(used: Set<String>, assigned: [String])] {
        guard let statements = try? Parser.statements(in: Source(text)) else { return [] }
        return statements.map { statement in
            var used: Set<String> = []
            collect(statement, &used)
            return (used, names(statement))
        }
    }

    /// The names that a text reads, words of the language among them. Empty for a text that does not parse.
    static func used(in text: String) -> Set<String> {
        guard let statements = try? Parser.statements(in: Source(text)) else { return [] }
        var used: Set<String> = []
        for statement in statements { collect(statement, &used) }
        return used
    }

    private static func collect(_ statement: Statement, _ used: inout Set<String>) {
        for expression in statement.expressions { collect(expression, &used) }
        for block in statement.blocks { for inner in block { collect(inner, &used) } }
    }

    private static func collect(_ expression: Expression, _ used: inout Set<String>) {
        if case .name(let name) = expression.kind { used.insert(name) }
        for child in expression.kind.children { collect(child, &used) }
    }

    /// Whether the typed text does what `code` does, changed or not: it sets one of the same names, or, where the code
    /// sets none, begins with the same word. Anything else is the learner's own exploring. A text that does not parse sets
    /// nothing yet: it begins as a version does, and stays to be mended.
    static func isVersion(_ typed: String, of code: String) -> Bool {
        if typed.trimmed == code.trimmed { return true }
        let (wanted, head) = (of(code), firstWord(code))
        let beginsAlike = !head.isEmpty && head == firstWord(typed)
        if !wanted.isEmpty {
            guard parses(typed) else {
                // What stands behind the whole line that stood ready was typed without looking at it.
                let isBehind = typed.trimmed.hasPrefix(code.trimmed)
                return !isBehind && (beginsAlike || wanted.contains(String(firstWord(typed))))
            }
            return !Set(wanted).isDisjoint(with: of(typed))
        }
        return head == "____" || beginsAlike
    }

    private static func parses(_ text: String) -> Bool { (try? Parser.statements(in: Source(text))) != nil }

    private static func firstWord(_ text: String) -> Substring {
        text.trimmed.prefix { $0.isLetter || $0.isNumber || $0 == "_" }
    }
}

extension Lesson {
    /// The names that code of a lesson sets or imports, wherever it stands; those that answers are asked for among them.
    static func names(setBy items: [Item]) -> Set<String> {
        let texts = items.flatMap { item -> [String] in
            switch item {
            case .cell(let cell): [cell.code.source]
            case .exercise(let exercise):
                [exercise.starter, exercise.setup, exercise.solution].compactMap { $0?.source }
            default: []
            }
        }
        return Set(texts.flatMap { AssignedNames.bound(in: $0) })
    }
}

extension Statement {
    /// Whether names that are set in its block are the block's own.
    fileprivate var opensScope: Bool {
        switch kind {
        case .function, .class: true
        default: false
        }
    }
}
