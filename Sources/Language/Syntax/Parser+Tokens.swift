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
    ]

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
        "for": "a comprehension: [f(x) for x in xs], or sweep(…) to run many rules",
        "while": "steps=… in minimize, or a comprehension",
        "if": "value if condition else other",
        "elif": "value if condition else other",
        "else": "value if condition else other",
        "def": "f(x, y) = expression",
        "class": "the ready parts: Sequential([...]) for a model",
        "return": "f(x) = expression, without return",
        "try": "the expression alone: a mistake leaves everything as it was",
        "except": "the expression alone: a mistake leaves everything as it was",
        "with": "the expression alone",
        "raise": "expect(condition, message)",
        "assert": "expect(condition, message)",
        "global": "name = value",
        "nonlocal": "name = value",
        "pass": "nothing at all",
        "break": "a comprehension with if",
        "continue": "a comprehension with if",
        "yield": "a comprehension",
        "async": "the expression alone",
        "await": "the expression alone",
        "let": "name = value",
        "var": "name = value",
        "const": "name = value",
    ]

    /// A statement of Python that this language does without.
    func refusal(of token: Token) -> Diagnostic? {
        guard let instead = Parser.instead[token.text] else { return nil }
        let next = position + 1 < tokens.count ? tokens[position + 1] : current
        // `let` and `var` are only statements when a name follows.
        if ["let", "var", "const"].contains(token.text), next.kind != .name { return nil }
        return failure(
            "\(token.text) is a statement of other languages; here every line is an expression or name = expression",
            at: token.range, try: instead)
    }

    func refusedStatement(in tokens: [Token]) -> Diagnostic? {
        var isStart = true
        for token in tokens {
            if isStart, token.kind == .name, ["for", "while", "if", "def", "class", "with", "try"].contains(token.text)
            {
                return Parser(bytes: bytes, source: source, stack: stack, work: work, tokens: tokens).refusal(of: token)
            }
            isStart = token.kind == .newline
        }
        return nil
    }

    private init(bytes: [UInt8], source: Source, stack: StackGuard, work: Work, tokens: [Token]) {
        self.init(bytes: bytes, source: source, stack: stack, work: work)
        self.tokens = tokens
    }
}
