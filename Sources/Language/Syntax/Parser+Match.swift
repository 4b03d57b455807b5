import Answers

/// `match value:` and its cases. `match` and `case` stay names: they begin a statement only where nothing else can be meant.
extension Parser {
    /// Whether `match` at the current token begins a statement: a value follows that no operator joins to a name, or the line
    /// ends with the colon of a block.
    var beginsMatch: Bool { Parser.beginsMatch(tokens[Swift.min(position, tokens.count)...]) }

    /// The same of the tokens of a line.
    static func beginsMatch(_ tokens: ArraySlice<Token>) -> Bool {
        guard let first = tokens.first, first.kind == .name, first.text == "match", let next = tokens.dropFirst().first
        else { return false }
        switch next.kind {
        case .newline, .end: return false
        case .name where next.text == "not": return tokens.dropFirst(2).first?.text != "in"
        case .name where Parser.joining.contains(next.text): return false
        case .symbol:
            guard Parser.opening.contains(next.text) else { return false }
            let line = tokens.prefix { $0.kind != .newline && $0.kind != .end }
            return line.last?.kind == .symbol && line.last?.text == ":"
        default: return true
        }
    }

    /// Keywords that go on with an expression, so that the name before them is one.
    private static let joining: Set<String> = ["in", "is", "and", "or", "if", "for", "else"]
    /// Signs that a value may begin with.
    private static let opening: Set<String> = ["(", "[", "{", "-", "+", "~", "*", "..."]

    mutating func matchStatement() throws -> Statement {
        let owner = current
        position += 1
        let subject = try expressionList()
        let end = subject.range.upper
        guard isSymbol(":") else { throw unexpected(": at the end of the line that begins with match") }
        position += 1
        guard current.kind == .newline || current.kind == .end else {
            throw unexpected("the end of the line after match …:", try: "case on a line of its own, indented")
        }
        skipLineEnds()
        let outer = indentation
        let found = leading(current)
        guard current.kind != .end, found.hasPrefix(outer), found != outer else {
            if current.kind != .end, !found.hasPrefix(outer), !outer.hasPrefix(found) { try requireIndentation() }
            var problem = failure(
                "match has no cases", at: owner.range, expected: "an indented line with case after the colon",
                try: "case _: pass")
            problem.mistake = problem.mistake.raised(
                as: "SyntaxError", "expected an indented block after 'match' statement")
            problem.isIncomplete = current.kind == .end
            throw problem
        }
        indentation = found
        defer { indentation = outer }
        let cases = try nested { try $0.cases(outer: outer) }
        try checkReach(cases)
        return headed(.match(subject, cases), owner.range.lower, end)
    }

    /// The cases, which begin at the present indentation, up to a line that is indented no deeper than the `match`.
    private mutating func cases(outer: String) throws -> [Statement.Case] {
        var cases: [Statement.Case] = []
        while true {
            guard isName("case") else {
                throw unexpected("case and a pattern, or a line that is indented as match is")
            }
            let owner = current
            position += 1
            let pattern = try topPattern()
            try checkNames(of: pattern)
            var condition: Expression?
            if isName("if") {
                position += 1
                condition = try namedExpression()
            }
            cases.append(.init(pattern: pattern, condition: condition, body: try block(owner)))
            skipLineEnds()
            guard current.kind != .end else { return cases }
            let next = leading(current)
            if next != indentation, next.utf8.count <= outer.utf8.count || indentation.hasPrefix(next) { return cases }
            try requireIndentation()
        }
    }

    /// A case that takes everything stands last.
    private func checkReach(_ cases: [Statement.Case]) throws {
        for one in cases.dropLast() where one.condition == nil && one.pattern.isIrrefutable {
            throw unreachable(behind: one.pattern)
        }
    }

    /// The mistake of a pattern that takes everything before others.
    func unreachable(behind pattern: Pattern) -> Diagnostic {
        let message: String
        switch pattern {
        case .capture(let name, _): message = "name capture '\(name)' makes remaining patterns unreachable"
        case .either(let items, _): return unreachable(behind: items[items.count - 1])
        case .named(let inner, _, _): return unreachable(behind: inner)
        default: message = "wildcard makes remaining patterns unreachable"
        }
        let text = source(pattern.range)
        return refused(
            "\(text) takes every value, so that what stands behind it is never reached", at: pattern.range,
            expected: "it in the last case",
            try: text == "_" ? nil : "a dotted name such as Color.red, to compare with a value", message)
    }

    /// A mistake with the words that CPython has for it.
    func refused(
        _ problem: String, at range: SourceRange, expected: String? = nil, try suggestion: String? = nil,
        _ message: String
    ) -> Diagnostic {
        var found = failure(problem, at: range, expected: expected, try: suggestion)
        found.mistake = found.mistake.raised(as: "SyntaxError", message)
        return found
    }
}
