import Answers

/// Looking at tokens, and saying what was expected instead.
extension Parser {
    var current: Token { tokens[Swift.min(position, tokens.count - 1)] }
    var previousEnd: Int { position > 0 ? tokens[Swift.min(position, tokens.count) - 1].range.upper : 0 }

    func isSymbol(_ text: String) -> Bool { current.kind == .symbol && current.text == text }

    func isName(_ text: String) -> Bool { current.kind == .name && current.text == text }

    func nextIs(_ symbol: String) -> Bool {
        position + 1 < tokens.count && tokens[position + 1].kind == .symbol && tokens[position + 1].text == symbol
    }

    func source(_ range: SourceRange) -> String {
        let text = String(decoding: bytes[range.lower..<Swift.min(range.upper, bytes.count)], as: UTF8.self)
        return text.count > 40 ? text.prefix(36) + " …" : text
    }

    func failure(_ problem: String, at range: SourceRange, expected: String? = nil, try suggestion: String? = nil)
        -> Diagnostic
    {
        Diagnostic(Mistake(problem, expected: expected, try: suggestion), source: source, range: range)
    }

    /// What stands at the current token, in words.
    private var found: String {
        switch current.kind {
        case .end: "the text ends here"
        case .newline: current.text == ";" ? "; is not expected here" : "the line ends here"
        case .text, .format: "a string is not expected here"
        case .bytes: "bytes are not expected here"
        default: "\(source(current.range)) is not expected here"
        }
    }

    /// The mistake at the current token. At the end of the text inside a bracket the text is only incomplete.
    func unexpected(_ expected: String, try suggestion: String? = nil) -> Diagnostic {
        if current.kind == .end, let bracket = brackets.last {
            var problem = failure(
                "\(tokens[bracket].text) is not closed", at: tokens[bracket].range,
                expected: "\(Parser.closers[tokens[bracket].text] ?? ")") before the end")
            problem.isIncomplete = true
            return problem
        }
        return failure(found, at: current.range, expected: expected, try: suggestion)
    }

    static let closers = ["(": ")", "[": "]", "{": "}"]

    mutating func expect(_ symbol: String, _ expected: String? = nil) throws {
        guard isSymbol(symbol) else { throw unexpected(expected ?? symbol) }
        position += 1
    }

    mutating func identifier(_ expected: String) throws -> Token {
        guard current.kind == .name, !Parser.reserved.contains(current.text) else { throw unexpected(expected) }
        defer { position += 1 }
        return current
    }

    static let reserved: Set<String> = [
        "True", "False", "None", "and", "or", "not", "in", "is", "if", "else", "for", "lambda", "import", "from", "del",
        "while", "def", "class", "return", "try", "except", "finally", "with", "raise", "assert", "global", "nonlocal",
        "pass", "break", "continue", "yield", "elif", "as", "async", "await",
    ]

    /// Names that are kept free, and answered with what is written instead.
    static let refused: Set<String> = ["async", "await"]

    /// Something stands behind a complete statement.
    func unexpectedAfterStatement() -> Diagnostic {
        let previous = tokens[position - 1]
        if current.kind == .symbol, [")", "]", "}"].contains(current.text) {
            return failure(
                "\(current.text) closes a bracket that was not opened", at: current.range,
                expected: "the end of the line")
        }
        if isSymbol("=") || isSymbol(":") {
            return failure(
                "\(current.text) is not expected here", at: current.range,
                expected: "an operator or the end of the line",
                try: isSymbol("=") ? "== to compare" : "no types after names: they are found out")
        }
        let word = source(previous.range)
        if previous.kind == .name, current.kind != .symbol, isCallable(previous.text) {
            return unexpected(
                "an operator, a bracket or the end of the line", try: "\(word)(\(source(current.range))) to call it")
        }
        return unexpected("an operator or the end of the line")
    }

    // MARK: What is not part of the language

    private static let instead: [String: String] = [
        "async": "def and the statements alone: everything runs in order here",
        "await": "the expression alone",
        "case": "match value: on the line above, and case indented under it",
        "let": "name = value",
        "var": "name = value",
        "const": "name = value",
    ]

    /// A statement of Python, or of another language, that this language does without.
    func refusal(of token: Token) -> Diagnostic? {
        guard let instead = Parser.instead[token.text] else { return nil }
        let next = position + 1 < tokens.count ? tokens[position + 1] : current
        switch token.text {
        // Statements only when a name follows.
        case "let", "var", "const":
            if next.kind != .name { return nil }
        case "case": return strayCase(token, next, instead)
        default: break
        }
        return failure("\(token.text) is a statement that this language does without", at: token.range, try: instead)
    }

    /// `case 1:` without a match around it; nil where it is a name.
    private func strayCase(_ token: Token, _ next: Token, _ instead: String) -> Diagnostic? {
        switch next.kind {
        case .symbol, .newline, .end: return nil
        case .name where ["in", "is", "and", "or", "not", "if", "for", "else"].contains(next.text): return nil
        default: return failure("case has no match above it", at: token.range, try: instead)
        }
    }
}
