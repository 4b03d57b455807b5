public import Answers

/// Tokens to statements: one per line (or between `;`), and blocks by their indentation, as in Python.
public struct Parser {
    /// The highest tree, and the deepest nesting of brackets, that is accepted.
    public static let maximumHeight = 200

    let bytes: [UInt8]
    let source: Source
    var tokens: [Token] = []
    var position = 0
    /// Open brackets, as token positions, for `is not closed`.
    var brackets: [Int] = []
    var nesting = 0
    /// The white space that the lines of the block being read begin with.
    var indentation = ""
    /// What the statements being read stand in: `return` needs a function around it, `break` a loop.
    var isInFunction = false
    var isInLoop = false
    /// The class whose body is being read, without underscores in front; empty elsewhere.
    var privateOwner = ""
    /// The annotated names so far of the dataclass whose body is being read; nil elsewhere.
    var fields: [DataClass.Field]?
    let stack: StackGuard
    /// Stops the reading of a long text.
    let work: Work
    /// Whether a name can be called, for advice where a bracket is missing.
    let isCallable: (String) -> Bool

    /// The statements of a text.
    ///
    /// - Parameter work: stops the reading of a long text.
    /// - Throws: a `Diagnostic` with the place; `isIncomplete` is set when the text only lacks its end. `Stopped` once the work was
    ///   stopped.
    public static func statements(in source: Source, work: Work = Work()) throws -> [Statement] {
        try DeepStack.run { try statements(in: source, stackSize: $0, work: work) }
    }

    /// The same on a stack of which so many bytes may be used.
    ///
    /// - Throws: `Stopped` too, once the work was stopped.
    static func statements(
        in source: Source, stackSize: Int, work: Work = Work(), isCallable: @escaping (String) -> Bool = { _ in true }
    ) throws -> [Statement] {
        do {
            var lexer = Lexer(source.text, work: work)
            lexer.isPython = source.isPython
            var parser = Parser(
                bytes: lexer.bytes, source: source, stack: StackGuard(stackSize), work: work, isCallable: isCallable)
            parser.tokens = try lexer.run()
            return try parser.statements()
        } catch var problem as Diagnostic {
            problem.source = source
            throw problem
        }
    }

    /// Whether a typed text goes on in the next line: an open bracket, an open triple quote, a final backslash.
    public static func isIncomplete(_ text: String) -> Bool { isIncomplete(text, work: Work()) }

    static func isIncomplete(_ text: String, work: Work) -> Bool {
        do {
            _ = try DeepStack.run { try statements(in: Source(text), stackSize: $0, work: work) }
            return false
        } catch let problem as Diagnostic {
            return problem.isIncomplete
        } catch {
            return false
        }
    }

    /// Whether a statement that begins with these tokens has a block.
    static func opensBlock(_ tokens: ArraySlice<Token>) -> Bool {
        guard let token = tokens.first else { return false }
        return token.kind == .name && compound.contains(token.text) || token.kind == .symbol && token.text == "@"
            || beginsMatch(tokens)
    }

    init(
        bytes: [UInt8], source: Source, stack: StackGuard, work: Work,
        isCallable: @escaping (String) -> Bool = { _ in true }
    ) {
        self.bytes = bytes
        self.source = source
        self.stack = stack
        self.work = work
        self.isCallable = isCallable
    }

    // MARK: Statements

    /// All statements of the text. The first one says how far the text as a whole is indented.
    mutating func statements() throws -> [Statement] {
        var out: [Statement] = []
        skipLineEnds()
        indentation = leading(current)
        while true {
            skipLineEnds()
            if current.kind == .end { return out }
            try requireIndentation()
            try statement(into: &out)
        }
    }

    /// One statement, or the several that `;` puts on a line.
    mutating func statement(into out: inout [Statement]) throws {
        if let compound = try compoundStatement() { return out.append(compound) }
        while true {
            out.append(try simpleStatement())
            guard current.kind == .newline || current.kind == .end else { throw unexpectedAfterStatement() }
            guard current.kind == .newline, current.text == ";" else { return }
            position += 1
            if current.kind == .newline || current.kind == .end { return }
        }
    }

    func ranged(_ kind: Statement.Kind, _ start: Int) -> Statement {
        Statement(kind: kind, range: SourceRange(start, previousEnd))
    }

    private mutating func simpleStatement() throws -> Statement {
        let start = current.range.lower
        if current.kind == .name, !nextIs("=") {
            if let refusal = refusal(of: current) { throw refusal }
            if let kind = try keywordStatement() { return ranged(kind, start) }
        }
        let first = try expressionList()
        if isSymbol("=") { return ranged(try assignment(first), start) }
        if isSymbol(":"), case .name = first.kind { return ranged(try annotated(first), start) }
        if isSymbol(":"), case .attribute = first.kind { return ranged(try annotated(first), start) }
        if current.kind == .symbol, var operation = Parser.augmented[current.text] {
            if source.isPython, isSymbol("^=") { operation = .xor }
            position += 1
            let target = try target(from: first)
            if case .tuple = target {
                throw failure("\(source(first.range)) cannot be changed as one", at: first.range, expected: "one name")
            }
            return ranged(.augmented(target, operation, try expressionList()), start)
        }
        return ranged(.expression(first), start)
    }

    /// `x: int = 3`: the type is read and left to the reader.
    private mutating func annotated(_ first: Expression) throws -> Statement.Kind {
        guard position + 1 < tokens.count, tokens[position + 1].kind != .newline, tokens[position + 1].kind != .end
        else {
            throw unexpectedAfterStatement()
        }
        position += 1
        let annotation = try expression()
        return try keepField(first, annotation, isSymbol("=") ? try assignment(first) : .pass)
    }

    private static let augmented: [String: BinaryOperator] = [
        "+=": .add, "-=": .subtract, "*=": .multiply, "/=": .divide, "//=": .floorDivide, "%=": .remainder,
        "**=": .power, "^=": .power, "@=": .matrixProduct, "&=": .and, "|=": .or, "<<=": .shiftLeft, ">>=": .shiftRight,
    ]

    private mutating func assignment(_ first: Expression) throws -> Statement.Kind {
        if case .call(let callee, let arguments) = first.kind {
            guard case .name(let name) = callee.kind else {
                throw failure(
                    "\(source(first.range)) cannot be assigned to", at: first.range,
                    expected: "a name, or f(x, y) = … to define a function")
            }
            position += 1
            let formals = try formals(from: arguments)
            let body = try expressionList()
            if isSymbol("=") { throw failure("one = too many", at: current.range, try: "== to compare") }
            return .define(
                name: name, nameRange: callee.range, FunctionSyntax(parameters: formals, body: .formula(body)))
        }
        var targets: [Target] = []
        var value = first
        while isSymbol("=") {
            targets.append(try target(from: value))
            position += 1
            value = try expressionList()
        }
        return .assign(targets, value)
    }

    private func formals(from arguments: [ArgumentSyntax]) throws -> [FunctionSyntax.Formal] {
        var formals: [FunctionSyntax.Formal] = []
        for argument in arguments {
            switch (argument.form, argument.value.kind) {
            case (.positional, .name(let name)):
                formals.append(.init(name: name, range: argument.value.range))
            case (.keyword(let name, let range), _):
                formals.append(.init(name: name, range: range, standard: argument.value))
            default:
                throw failure(
                    "\(source(argument.value.range)) cannot be a parameter", at: argument.value.range,
                    expected: "names: f(x, y) = …", try: "== to compare")
            }
        }
        try checkFormals(formals)
        return formals
    }

    func checkFormals(_ formals: [FunctionSyntax.Formal]) throws {
        var seen: Set<String> = []
        var sawDefault = false
        for formal in formals {
            guard seen.insert(formal.name).inserted else {
                throw failure(
                    "the parameter \(formal.name) stands twice", at: formal.range,
                    expected: "another name for each parameter")
            }
            guard formal.kind == .plain else { continue }
            if sawDefault, formal.standard == nil {
                throw failure(
                    "\(formal.name) has no default but stands after one that has", at: formal.range,
                    expected: "parameters with defaults last")
            }
            sawDefault = formal.standard != nil
        }
    }

    func target(from expression: Expression) throws -> Target {
        switch expression.kind {
        case .name(let name): return .name(name, expression.range)
        case .tuple(let items), .list(let items):
            let stars = items.filter { if case .starred = $0.kind { true } else { false } }
            guard stars.count < 2 else {
                throw failure("two names with * take the rest", at: stars[1].range, expected: "one of them")
            }
            return .tuple(try items.map { try target(from: $0) }, expression.range)
        case .starred(let inner): return .starred(try target(from: inner), expression.range)
        case .attribute(let base, let name, let range): return .attribute(base, name: name, nameRange: range)
        case .index(let base, let index): return .index(base, index, expression.range)
        default:
            throw failure(
                "\(source(expression.range)) cannot be assigned to", at: expression.range, expected: "a name",
                try: "== to compare")
        }
    }
}
