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
        if current.kind == .name, Parser.compound.contains(current.text), !nextIs("=") {
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
        case "elif", "else", "except", "finally":
            throw failure(
                "\(owner.text) has no \(owner.text == "except" || owner.text == "finally" ? "try" : "if") above it",
                at: owner.range, expected: "it at the indentation of the statement that it belongs to")
        default: return nil
        }
    }

    private func headed(_ kind: Statement.Kind, _ start: Int, _ end: Int) -> Statement {
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

    private mutating func with() throws -> Statement {
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

    // MARK: Functions and classes

    private mutating func decorated() throws -> Statement {
        var decorators: [Expression] = []
        while isSymbol("@") {
            position += 1
            decorators.append(try expression())
            guard current.kind == .newline || current.kind == .end else {
                throw unexpected("the end of the line after a decorator")
            }
            skipLineEnds()
        }
        if isName("def") { return try definition(decorators) }
        if isName("class") { return try classDefinition(decorators) }
        var problem = failure(
            "a decorator stands before a def or a class", at: decorators[0].range, expected: "def name(…): next")
        problem.isIncomplete = current.kind == .end
        throw problem
    }

    private mutating func definition(_ decorators: [Expression]) throws -> Statement {
        let owner = current
        position += 1
        let name = try identifier("the name of the function")
        guard isSymbol("(") else { throw unexpected("( and the parameters", try: "def \(name.text)(x):") }
        brackets.append(position)
        position += 1
        let formals = try formals(until: ")", annotated: true)
        guard isSymbol(")") else { throw unexpected("a comma or )") }
        position += 1
        brackets.removeLast()
        if isSymbol("->") {
            position += 1
            _ = try expression()
        }
        let end = previousEnd
        let outer = fields
        fields = nil
        defer { fields = outer }
        let body = try block(owner, inFunction: true, inLoop: false)
        return headed(
            .function(
                name: name.text, nameRange: name.range, FunctionSyntax(parameters: formals, body: .block(body)),
                decorators: decorators), owner.range.lower, end)
    }

    /// Parameters: names, `name=default`, `*rest`, names that are only given by keyword, `**keywords`.
    mutating func formals(until closer: String, annotated: Bool) throws -> [FunctionSyntax.Formal] {
        var formals: [FunctionSyntax.Formal] = []
        var kind = FunctionSyntax.Formal.Kind.plain
        while !isSymbol(closer) {
            var own = kind
            if isSymbol("/") {
                position += 1
                for place in formals.indices { formals[place].isNameless = true }
            } else if isSymbol("*"), nextIs(",") {
                kind = .keywordOnly
                position += 1
            } else {
                if isSymbol("*") || isSymbol("**") {
                    own = isSymbol("*") ? .rest : .keywords
                    kind = .keywordOnly
                    position += 1
                }
                let name = try identifier(
                    annotated ? "the name of a parameter" : "parameter names and a colon")
                var standard: Expression?
                if annotated, isSymbol(":") {
                    position += 1
                    _ = try expression()
                }
                if isSymbol("="), own == .plain || own == .keywordOnly {
                    position += 1
                    standard = try expression()
                }
                formals.append(.init(name: name.text, range: name.range, standard: standard, kind: own))
            }
            guard isSymbol(",") else { break }
            position += 1
        }
        try checkFormals(formals)
        return formals
    }

    /// Reads the body of a class, in which a name such as `__x` is the class's own: `_Point__x`.
    private mutating func privately(
        _ name: String, _ body: (inout Parser) throws -> [Statement]
    ) throws -> [Statement] {
        let (start, outer, before) = (position, privateOwner, fields)
        defer { privateOwner = outer }
        privateOwner = String(name.drop { $0 == "_" })
        let found = try body(&self)
        // How far the body goes is known only now; what has such names is read once more.
        guard claimPrivateNames(in: start..<Swift.min(position, tokens.count)) else { return found }
        (position, fields) = (start, before)
        return try body(&self)
    }

    /// Gives the names that begin with two underscores the class's name in front; false where there are none.
    mutating func claimPrivateNames(in places: Range<Int>) -> Bool {
        guard !privateOwner.isEmpty else { return false }
        var isAny = false
        for place in places where tokens[place].kind == .name {
            let name = tokens[place].text
            guard name.hasPrefix("__"), !name.hasSuffix("__") else { continue }
            tokens[place].text = "_" + privateOwner + name
            isAny = true
        }
        return isAny
    }

    private mutating func classDefinition(_ decorators: [Expression]) throws -> Statement {
        let owner = current
        position += 1
        let name = try identifier("the name of the class")
        var base: Expression?
        if isSymbol("(") {
            brackets.append(position)
            position += 1
            let arguments = try nested { try $0.arguments() }
            guard isSymbol(")") else { throw unexpected("a comma or )") }
            position += 1
            brackets.removeLast()
            base = arguments.first?.value
            if let other = arguments.first(where: { if case .positional = $0.form { false } else { true } }) {
                throw failure(
                    "metaclasses and keywords of classes are not used here", at: other.value.range,
                    expected: "class \(name.text)(Base):")
            }
            if arguments.count > 1 {
                throw failure(
                    "a class has one base class here, \(name.text) asks for \(arguments.count)",
                    at: arguments[1].value.range, expected: "one base",
                    try: "the methods of the second base in a class between, or an attribute that holds such an object")
            }
        }
        let end = previousEnd
        let (body, others) = try dataClass(name, base: base, decorators) {
            try $0.privately(name.text) { try $0.block(owner, inFunction: false, inLoop: false) }
        }
        return headed(
            .class(name: name.text, nameRange: name.range, base: base, body, decorators: others),
            owner.range.lower, end)
    }

    // MARK: Simple statements that begin with a keyword

    mutating func keywordStatement() throws -> Statement.Kind? {
        let token = current
        switch token.text {
        case "import", "from": return .import(try imports())
        case "del":
            position += 1
            return .delete(try deletion())
        case "pass":
            position += 1
            return .pass
        case "break", "continue":
            guard isInLoop else {
                throw failure(
                    "\(token.text) stands outside a loop", at: token.range, expected: "it inside for or while")
            }
            position += 1
            return token.text == "break" ? .break : .continue
        case "return":
            guard isInFunction else {
                throw failure(
                    "return stands outside a function", at: token.range, expected: "it inside the block of a def",
                    try: "the value alone on the line, to show it")
            }
            position += 1
            return .return(endsStatement ? nil : try expressionList())
        case "raise":
            position += 1
            guard !endsStatement else { return .raise(nil, from: nil) }
            let value = try expression()
            guard isName("from") else { return .raise(value, from: nil) }
            position += 1
            return .raise(value, from: try expression())
        case "assert":
            position += 1
            let condition = try expression()
            guard isSymbol(",") else { return .assert(condition, message: nil) }
            position += 1
            return .assert(condition, message: try expression())
        case "global", "nonlocal":
            position += 1
            let start = current.range.lower
            var names: [String] = []
            repeat {
                if !names.isEmpty { position += 1 }
                names.append(try identifier("the name of a variable").text)
            } while isSymbol(",")
            if token.text == "global" { return .global(names) }
            guard isInFunction else {
                throw failure("nonlocal stands outside a function", at: token.range, expected: "it inside a def")
            }
            return .nonlocal(names, SourceRange(start, previousEnd))
        default: return nil
        }
    }

    private var endsStatement: Bool { current.kind == .newline || current.kind == .end }

    private mutating func deletion() throws -> [Target] {
        var targets: [Target] = []
        repeat {
            if !targets.isEmpty { position += 1 }
            if endsStatement { break }
            let value = try postfix()
            switch value.kind {
            case .name, .index, .attribute: targets.append(try target(from: value))
            case .tuple(let items): targets += try items.map { try target(from: $0) }
            default:
                throw failure(
                    "\(source(value.range)) cannot be deleted", at: value.range, expected: "the name of a variable")
            }
        } while isSymbol(",")
        guard !targets.isEmpty else { throw unexpected("the name of a variable") }
        return targets
    }
}
