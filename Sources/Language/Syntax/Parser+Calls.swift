/// The insides of a call's and an index's brackets.
extension Parser {
    mutating func arguments() throws -> [ArgumentSyntax] {
        var arguments: [ArgumentSyntax] = []
        while !isSymbol(")") {
            arguments.append(try argument(isFirst: arguments.isEmpty))
            guard isSymbol(",") else { break }
            position += 1
        }
        try checkOrder(arguments)
        return arguments
    }

    private mutating func argument(isFirst: Bool) throws -> ArgumentSyntax {
        if isSymbol("*") || isSymbol("**") {
            let form: ArgumentSyntax.Form = isSymbol("*") ? .spread : .spreadKeywords
            position += 1
            return ArgumentSyntax(form: form, value: try expression())
        }
        if current.kind == .name, nextIs("="), !Parser.reserved.contains(current.text) || current.text == "lambda" {
            let name = current
            position += 2
            guard !isSymbol(","), !isSymbol(")") else { throw unexpected("a value for \(name.text)") }
            return ArgumentSyntax(form: .keyword(name.text, name.range), value: try expression())
        }
        let start = current.range.lower
        try refuseBlanks()
        let value = try namedExpression()
        if isName("for") {
            let clauses = try clauses()
            if !isFirst || !isSymbol(")") {
                throw failure(
                    "a comprehension among other arguments needs brackets of its own",
                    at: SourceRange(start, previousEnd), try: "[\(source(SourceRange(start, previousEnd)))]")
            }
            let comprehension = Comprehension(result: .generator, element: value, value: nil, clauses: clauses)
            return ArgumentSyntax(form: .positional, value: try checked(.comprehension(comprehension), start))
        }
        if isSymbol("=") {
            throw failure(
                "\(source(value.range)) = … is not a keyword argument", at: value.range, expected: "name=value",
                try: "== to compare")
        }
        return ArgumentSyntax(form: .positional, value: value)
    }

    /// `learning rate=0.1`
    private func refuseBlanks() throws {
        var end = position
        while end < tokens.count, tokens[end].kind == .name, !Parser.reserved.contains(tokens[end].text) { end += 1 }
        guard end - position > 1, end < tokens.count, tokens[end].kind == .symbol, tokens[end].text == "=" else {
            return
        }
        let names = tokens[position..<end].map(\.text)
        throw failure(
            "\(names.joined(separator: " ")) is not one name", at: current.range.union(tokens[end - 1].range),
            expected: "a name without blanks", try: "\(names.joined(separator: "_"))=…")
    }

    private func checkOrder(_ arguments: [ArgumentSyntax]) throws {
        var keyword: String?
        var seen: Set<String> = []
        for argument in arguments {
            switch argument.form {
            case .keyword(let name, let range):
                guard seen.insert(name).inserted else {
                    throw failure("\(name) is given twice", at: range, expected: "each argument once")
                }
                keyword = name
            case .positional:
                if let keyword {
                    throw failure(
                        "\(source(argument.value.range)) stands after \(keyword)=", at: argument.value.range,
                        expected: "arguments without a name first", try: "name=\(source(argument.value.range))")
                }
            case .spread, .spreadKeywords: break
            }
        }
    }

    /// `i`, `i:j:k`, `i, j`, `:, 0`.
    mutating func subscripts() throws -> Expression {
        let start = current.range.lower
        guard !isSymbol("]") else { throw unexpected("an index", try: "x[0] for the first, x[-1] for the last") }
        var items: [Expression] = []
        var isTuple = false
        while !isSymbol("]") {
            items.append(try oneSubscript())
            guard isSymbol(",") else { break }
            isTuple = true
            position += 1
        }
        if !isTuple, let only = items.first { return only }
        return try checked(.tuple(items), start)
    }

    private mutating func oneSubscript() throws -> Expression {
        let start = current.range.lower
        var parts: [Expression?] = [nil]
        while true {
            if isSymbol(":") {
                position += 1
                parts.append(nil)
                guard parts.count <= 3 else { throw unexpected("at most two colons: start:stop:step") }
            } else if isSymbol("]") || isSymbol(",") || parts[parts.count - 1] != nil {
                break
            } else {
                parts[parts.count - 1] = try namedExpression()
            }
        }
        if parts.count == 1 {
            guard let only = parts[0] else { throw unexpected("an index") }
            return only
        }
        return try checked(
            .slice(lower: parts[0], upper: parts[1], step: parts.count > 2 ? parts[2] : nil), start)
    }
}
