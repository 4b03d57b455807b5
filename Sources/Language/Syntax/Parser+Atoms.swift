/// Names, literals, brackets, and what may follow them: calls, indices, attributes.
extension Parser {
    mutating func postfix() throws -> Expression {
        let start = current.range.lower
        var base = try atom()
        while current.kind == .symbol {
            switch current.text {
            case "(":
                let arguments = try bracketed { try $0.arguments() }
                base = try checked(.call(base, arguments), start)
            case "[":
                let index = try bracketed { try $0.subscripts() }
                base = try checked(.index(base, index), start)
            case ".":
                position += 1
                guard current.kind == .name else { throw unexpected("a name after the point") }
                let name = current
                position += 1
                base = try checked(.attribute(base, name: name.text, nameRange: name.range), start)
            default: return base
            }
        }
        return base
    }

    /// Parses what stands between the bracket at the current token and its partner.
    mutating func bracketed<Result>(_ parse: (inout Parser) throws -> Result) throws -> Result {
        let opener = position
        let closer = Parser.closers[current.text] ?? ")"
        brackets.append(opener)
        position += 1
        let result = try nested(parse)
        guard isSymbol(closer) else { throw unexpected(expectation(before: closer)) }
        position += 1
        brackets.removeLast()
        return result
    }

    private func expectation(before closer: String) -> String {
        current.kind == .symbol && [")", "]", "}"].contains(current.text) ? closer : "a comma or \(closer)"
    }

    mutating func atom() throws -> Expression {
        let token = current
        switch token.kind {
        case .int(let value):
            position += 1
            return Expression(.int(value), token.range)
        case .big(let value):
            position += 1
            return Expression(.big(value), token.range)
        case .number(let value):
            position += 1
            return Expression(.number(value), token.range)
        case .imaginary(let value):
            position += 1
            return Expression(.imaginary(value), token.range)
        case .text, .format: return try strings()
        case .bytes: return try bytesLiteral()
        case .name:
            switch token.text {
            case "True": return simple(.bool(true))
            case "False": return simple(.bool(false))
            case "None": return simple(.none)
            case "lambda": return try expression()
            case "not": return try nested { try $0.binary(3) }
            case _ where Parser.reserved.contains(token.text): throw unexpected("a value")
            default: return simple(.name(token.text))
            }
        case .symbol:
            switch token.text {
            case "(": return try parenthesized()
            case "...": return simple(.name("Ellipsis"))
            case "[": return try list()
            case "{": return try braces()
            case "=":
                throw failure("= is not expected here", at: token.range, expected: "a value", try: "== to compare")
            case "*",
                "**" where !brackets.isEmpty:
                throw unexpected("a value; \(token.text) before a list only in a call")
            default: throw unexpected("a value")
            }
        case .newline, .end: throw unexpected("a value")
        }
    }

    private mutating func simple(_ kind: Expression.Kind) -> Expression {
        defer { position += 1 }
        return Expression(kind, current.range)
    }

    /// Neighbouring literals are one string, as in Python.
    mutating func strings() throws -> Expression {
        let start = current.range.lower
        var pieces: [FormatPiece] = []
        var isFormat = false
        func append(_ text: String) {
            if case .text(let before) = pieces.last {
                pieces[pieces.count - 1] = .text(before + text)
            } else {
                pieces.append(.text(text))
            }
        }
        while true {
            if case .text(let text) = current.kind {
                append(text)
            } else if case .format(let raw) = current.kind {
                isFormat = true
                for piece in raw {
                    switch piece {
                    case .text(let text): append(text)
                    case .value: pieces.append(try formatPiece(piece))
                    }
                }
            } else {
                break
            }
            position += 1
        }
        try checkKinds()
        if isFormat { return try checked(.format(pieces), start) }
        guard case .text(let text) = pieces.first else { return try checked(.text(""), start) }
        return try checked(.text(text), start)
    }

    /// The same of bytes, which do not stand beside strings.
    private mutating func bytesLiteral() throws -> Expression {
        let start = current.range.lower
        var all: [UInt8] = []
        while case .bytes(let more) = current.kind {
            all += more
            position += 1
        }
        try checkKinds()
        return try checked(.bytes(all), start)
    }

    /// No bytes directly behind a string, and no string behind bytes.
    private func checkKinds() throws {
        switch current.kind {
        case .text, .format, .bytes:
            throw refused(
                "bytes and a string stand beside each other", at: current.range, expected: "one of the two throughout",
                try: "\"…\".encode() + b\"…\"", "cannot mix bytes and nonbytes literals")
        default: break
        }
    }

    private mutating func formatPiece(_ piece: Token.RawPiece) throws -> FormatPiece {
        switch piece {
        case .text(let text): return .text(text)
        case .value(let range, let spec, let echo, let asRepr, let asText):
            return .value(
                try embedded(range), spec: try spec.map { try formatPiece($0) }, echo: echo, asRepr: asRepr,
                asText: asText)
        }
    }

    /// The expression inside the braces of an f-string.
    private mutating func embedded(_ range: SourceRange) throws -> Expression {
        try nested { outer in
            var lexer = Lexer(bytes: outer.bytes, from: range.lower, to: range.upper, work: outer.work)
            lexer.isPython = outer.source.isPython
            // As inside a bracket: a line end is white space.
            lexer.open = [range.lower]
            var inner = Parser(bytes: outer.bytes, source: outer.source, stack: outer.stack, work: outer.work)
            inner.nesting = outer.nesting
            inner.isInFunction = outer.isInFunction
            inner.privateOwner = outer.privateOwner
            inner.tokens = try lexer.run()
            _ = inner.claimPrivateNames(in: inner.tokens.indices)
            guard inner.current.kind != .end else {
                throw outer.failure("{} in an f-string is empty", at: range, expected: "an expression")
            }
            let value = try inner.expressionList()
            guard inner.current.kind == .end else { throw inner.unexpected("} or : and a format") }
            return value
        }
    }

    private mutating func parenthesized() throws -> Expression {
        let start = current.range.lower
        let inner: (items: [Expression], isTuple: Bool, generator: Expression?) = try bracketed { parser in
            var items: [Expression] = []
            var isTuple = parser.isSymbol(")")
            if parser.isName("yield") { return ([try parser.yield()], false, nil) }
            while !parser.isSymbol(")") {
                items.append(try parser.item())
                if parser.isName("for"), items.count == 1, !isTuple {
                    return ([], false, try parser.comprehension(.generator, items[0], nil, start))
                }
                guard parser.isSymbol(",") else { break }
                isTuple = true
                parser.position += 1
            }
            return (items, isTuple, nil)
        }
        if let generator = inner.generator { return generator }
        if !inner.isTuple, let only = inner.items.first {
            return Expression(only.kind, SourceRange(start, previousEnd))
        }
        return try checked(.tuple(inner.items), start)
    }

    private mutating func comprehension(
        _ result: Comprehension.Result, _ element: Expression, _ value: Expression?, _ start: Int
    ) throws -> Expression {
        let clauses = try clauses()
        return try checked(
            .comprehension(Comprehension(result: result, element: element, value: value, clauses: clauses)), start)
    }

    private mutating func list() throws -> Expression {
        let start = current.range.lower
        let kind: Expression.Kind = try bracketed { parser in
            var items: [Expression] = []
            while !parser.isSymbol("]") {
                items.append(try parser.item())
                if parser.isName("for"), items.count == 1 {
                    return try parser.comprehension(.list, items[0], nil, start).kind
                }
                guard parser.isSymbol(",") else { break }
                parser.position += 1
            }
            return .list(items)
        }
        return try checked(kind, start)
    }

    private mutating func braces() throws -> Expression {
        let start = current.range.lower
        let kind: Expression.Kind = try bracketed { parser in
            var entries: [DictEntry] = []
            var elements: [Expression] = []
            while !parser.isSymbol("}") {
                if parser.isSymbol("**") {
                    parser.position += 1
                    entries.append(DictEntry(key: nil, value: try parser.expression()))
                } else {
                    let key = try parser.item()
                    if entries.isEmpty, !parser.isSymbol(":") {
                        if parser.isName("for"), elements.isEmpty {
                            return try parser.comprehension(.set, key, nil, start).kind
                        }
                        guard parser.isSymbol(",") || parser.isSymbol("}") else {
                            throw parser.unexpected("key: value, or the elements of a set")
                        }
                        elements.append(key)
                    } else {
                        guard parser.isSymbol(":"), elements.isEmpty else { throw parser.unexpected("key: value") }
                        parser.position += 1
                        let value = try parser.expression()
                        if parser.isName("for"), entries.isEmpty {
                            return try parser.comprehension(.dict, key, value, start).kind
                        }
                        entries.append(DictEntry(key: key, value: value))
                    }
                }
                guard parser.isSymbol(",") else { break }
                parser.position += 1
            }
            if !elements.isEmpty { return .set(elements) }
            return .dict(entries)
        }
        return try checked(kind, start)
    }
}
