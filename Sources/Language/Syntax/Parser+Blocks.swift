import Answers

/// Statements with blocks, and the indentation that says what belongs to them.
extension Parser {
    mutating func skipLineEnds() { while current.kind == .newline { position += 1 } }

    /// The white space before a token that begins a line. Blanks of other alphabets count as blanks, what nobody sees as nothing.
    func leading(_ token: Token) -> String {
        var start = token.range.lower
        while start > 0, bytes[start - 1] != UInt8(ascii: "\n") { start -= 1 }
        var out = ""
        for scalar in String(decoding: bytes[start..<token.range.lower], as: UTF8.self).unicodeScalars
        where !Lexer.invisible.contains(scalar) && scalar != "\r" && scalar != "\u{0c}" {
            out += scalar == "\t" ? "\t" : " "
        }
        return out
    }

    /// A statement of the block begins where the block's first one does.
    func requireIndentation() throws {
        let found = leading(current)
        guard found != indentation else { return }
        if mixesTabs(found, indentation) {
            throw failure(
                "this line is indented by tabs where the lines above have blanks, or the other way round",
                at: current.range, expected: "one of the two throughout", try: "four blanks for each level")
        }
        if found.utf8.count > indentation.utf8.count {
            throw failure(
                "this line is indented, and no block is open here", at: current.range,
                expected: indentation.isEmpty
                    ? "a line that begins at the margin" : "the indentation of the line above",
                try: "a colon at the end of the line above, where a block was meant")
        }
        throw failure(
            "this line is indented like no block above it", at: current.range,
            expected: "\(indentation.utf8.count) blanks, or as many as a line above that opened a block")
    }

    private func mixesTabs(_ a: String, _ b: String) -> Bool { !a.hasPrefix(b) && !b.hasPrefix(a) }

    // MARK: Blocks

    /// `: statements` on the rest of the line, or a deeper block on the lines that follow.
    mutating func block(_ owner: Token, inFunction: Bool? = nil, inLoop: Bool? = nil) throws -> [Statement] {
        guard isSymbol(":") else { throw missingColon(owner) }
        position += 1
        let outer = (indentation, isInFunction, isInLoop)
        isInFunction = inFunction ?? isInFunction
        isInLoop = inLoop ?? isInLoop
        defer { (indentation, isInFunction, isInLoop) = outer }
        var body: [Statement] = []
        guard current.kind == .newline || current.kind == .end else {
            try nested { try $0.simpleLine(into: &body) }
            return body
        }
        skipLineEnds()
        let found = leading(current)
        if current.kind == .end || !found.hasPrefix(outer.0) || found == outer.0 {
            if current.kind != .end, mixesTabs(found, outer.0) { try requireIndentation() }
            var problem = failure(
                "\(owner.text) has no body", at: owner.range, expected: "an indented line after the colon",
                try: "pass, to do nothing")
            problem.isIncomplete = current.kind == .end
            throw problem
        }
        indentation = found
        try nested { parser in
            while true {
                try parser.statement(into: &body)
                parser.skipLineEnds()
                guard parser.current.kind != .end else { return }
                let next = parser.leading(parser.current)
                if next != found, next.utf8.count <= outer.0.utf8.count || found.hasPrefix(next) { return }
                try parser.requireIndentation()
            }
        }
        return body
    }

    /// Statements after a colon on the same line.
    private mutating func simpleLine(into body: inout [Statement]) throws {
        if current.kind == .name, Parser.compound.contains(current.text) && !nextIs("=") || beginsMatch {
            throw failure(
                "\(current.text) cannot follow a colon on the same line", at: current.range,
                expected: "an indented line of its own")
        }
        try statement(into: &body)
    }

    private func missingColon(_ owner: Token) -> Diagnostic {
        if isSymbol("=") {
            return failure("= is not expected here", at: current.range, expected: "a condition", try: "== to compare")
        }
        return unexpected(": at the end of the line that begins with \(owner.text)")
    }

    static let compound: Set<String> = ["if", "while", "for", "def", "class", "with", "try"]

    /// A clause that goes on with a statement above: at its indentation.
    private mutating func clause(_ names: String...) -> Token? {
        let start = position
        skipLineEnds()
        if current.kind == .name, names.contains(current.text), leading(current) == indentation, isFirstInLine {
            position += 1
            return tokens[position - 1]
        }
        position = start
        return nil
    }

    private var isFirstInLine: Bool { position == 0 || tokens[position - 1].kind == .newline }

    // MARK: Statements

    /// A statement with a block, when one begins here.
    mutating func compoundStatement() throws -> Statement? {
        if isSymbol("@") { return try decorated() }
        guard current.kind == .name, !nextIs("=") else { return nil }
        let owner = current
        let start = owner.range.lower
        switch owner.text {
        case "if": return try ifStatement()
        case "while":
            position += 1
            let condition = try conditionExpression()
            let body = try block(owner, inLoop: true)
            return headed(.while(condition, body, otherwise: try otherwise()), start, condition.range.upper)
        case "for":
            position += 1
            let target = try loopTarget()
            guard isName("in") else { throw unexpected("in", try: "for x in values") }
            position += 1
            let source = try expressionList()
            let body = try block(owner, inLoop: true)
            return headed(.for(target, source, body, otherwise: try otherwise()), start, source.range.upper)
        case "def": return try definition([])
        case "class": return try classDefinition([])
        case "with": return try with()
        case "try": return try tryStatement()
        case "match" where beginsMatch: return try matchStatement()
        case "elif", "else", "except", "finally":
            throw failure(
                "\(owner.text) has no \(owner.text == "except" || owner.text == "finally" ? "try" : "if") above it",
                at: owner.range, expected: "it at the indentation of the statement that it belongs to")
        default: return nil
        }
    }

    func headed(_ kind: Statement.Kind, _ start: Int, _ end: Int) -> Statement {
        Statement(kind: kind, range: SourceRange(start, end))
    }

    private mutating func conditionExpression() throws -> Expression {
        let condition = try namedExpression()
        if isSymbol("=") {
            throw failure("= in a condition assigns nothing", at: current.range, expected: "a comparison", try: "==")
        }
        return condition
    }

    private mutating func otherwise() throws -> [Statement] {
        guard let owner = clause("else") else { return [] }
        return try block(owner)
    }

    private mutating func ifStatement() throws -> Statement {
        let start = current.range.lower
        var branches: [Statement.Branch] = []
        var owner = current
        position += 1
        repeat {
            let condition = try conditionExpression()
            branches.append(.init(condition: condition, body: try block(owner)))
            guard let next = clause("elif") else { break }
            owner = next
        } while true
        return headed(.if(branches, otherwise: try otherwise()), start, branches[0].condition.range.upper)
    }

    mutating func with() throws -> Statement {
        let owner = current
        position += 1
        var items: [Statement.WithItem] = []
        repeat {
            if !items.isEmpty { position += 1 }
            let manager = try expression()
            var target: Target?
            if isName("as") {
                position += 1
                target = try self.target(from: try postfix())
            }
            items.append(.init(manager: manager, target: target))
        } while isSymbol(",")
        return headed(.with(items, try block(owner)), owner.range.lower, previousEnd)
    }

    private mutating func tryStatement() throws -> Statement {
        let owner = current
        position += 1
        let body = try block(owner)
        var handlers: [Statement.Handler] = []
        while let except = clause("except") {
            if isSymbol("*") {
                throw failure("except* is not used here", at: current.range, expected: "except Type as name:")
            }
            var type: Expression?
            var name: String?
            if !isSymbol(":") {
                type = try expression()
                if isSymbol(",") { throw unexpected(":", try: "except (A, B):") }
                if isName("as") {
                    position += 1
                    name = try identifier("a name after as").text
                }
            }
            handlers.append(.init(type: type, name: name, range: except.range, body: try block(except)))
        }
        let otherwise = handlers.isEmpty ? [] : try otherwise()
        var last: [Statement] = []
        if let finally = clause("finally") {
            last = try block(finally)
        } else if handlers.isEmpty {
            var problem = failure(
                "try has neither except nor finally", at: owner.range, expected: "except Type: after its block")
            skipLineEnds()
            problem.isIncomplete = current.kind == .end
            throw problem
        }
        return Statement(
            kind: .try(body, handlers: handlers, otherwise: otherwise, finally: last), range: owner.range)
    }
}
