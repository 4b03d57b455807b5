import Answers

/// Tokens to statements. One statement per line (or between `;`); no blocks.
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
    let stack: StackGuard
    /// Stops the reading of a long text.
    let work: Work
    /// Whether a name can be called, for advice where a bracket is missing.
    let isCallable: (String) -> Bool

    /// The statements of a text.
    ///
    /// - Throws: a `Diagnostic` with the place; `isIncomplete` is set when the text only lacks its end.
    public static func statements(in source: Source) throws -> [Statement] {
        try DeepStack.run { try statements(in: source, stackSize: $0) }
    }

    /// The same on a stack of which so many bytes may be used.
    ///
    /// - Throws: `Stopped` too, once the work was stopped.
    static func statements(
        in source: Source, stackSize: Int, work: Work = Work(), isCallable: @escaping (String) -> Bool = { _ in true }
    ) throws -> [Statement] {
        do {
            var lexer = Lexer(source.text, work: work)
            var parser = Parser(
                bytes: lexer.bytes, source: source, stack: StackGuard(stackSize), work: work, isCallable: isCallable)
            parser.tokens = try parser.tokenize(&lexer)
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

    /// Before the parser can complain about brackets, a block statement of Python is refused: its body may hold
    /// anything.
    private func tokenize(_ lexer: inout Lexer) throws -> [Token] {
        do {
            return try lexer.run()
        } catch {
            if let refusal = refusedStatement(in: lexer.tokens) { throw refusal }
            throw error
        }
    }

    // MARK: Statements

    mutating func statements() throws -> [Statement] {
        var out: [Statement] = []
        while true {
            while current.kind == .newline { position += 1 }
            if current.kind == .end { return out }
            out.append(try statement())
            guard current.kind == .newline || current.kind == .end else { throw unexpectedAfterStatement() }
        }
    }

    private mutating func statement() throws -> Statement {
        let start = current.range.lower
        func ranged(_ kind: Statement.Kind, _ parser: Parser) -> Statement {
            Statement(kind: kind, range: SourceRange(start, parser.previousEnd))
        }
        if current.kind == .name, !nextIs("=") {
            if let refusal = refusal(of: current) { throw refusal }
            switch current.text {
            case "import", "from": return ranged(.import(try imports()), self)
            case "del": return ranged(.delete(try deletion()), self)
            default: break
            }
        }
        let first = try expressionList()
        if isSymbol("=") { return ranged(try assignment(first), self) }
        if current.kind == .symbol, let operation = Parser.augmented[current.text] {
            position += 1
            let target = try target(from: first)
            if case .tuple = target {
                throw failure("\(source(first.range)) cannot be changed as one", at: first.range, expected: "one name")
            }
            return ranged(.augmented(target, operation, try expressionList()), self)
        }
        return ranged(.expression(first), self)
    }

    private static let augmented: [String: BinaryOperator] = [
        "+=": .add, "-=": .subtract, "*=": .multiply, "/=": .divide, "//=": .floorDivide, "%=": .remainder,
        "**=": .power, "^=": .power, "@=": .matrixProduct,
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
                name: name, nameRange: callee.range, FunctionSyntax(parameters: formals, body: body))
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
            return .tuple(try items.map { try target(from: $0) }, expression.range)
        case .attribute(let base, let name, let range): return .attribute(base, name: name, nameRange: range)
        case .index(let base, let index): return .index(base, index, expression.range)
        default:
            throw failure(
                "\(source(expression.range)) cannot be assigned to", at: expression.range, expected: "a name",
                try: "== to compare")
        }
    }

    private mutating func deletion() throws -> [FunctionSyntax.FreeName] {
        position += 1
        var names: [FunctionSyntax.FreeName] = []
        repeat {
            if !names.isEmpty { position += 1 }
            let name = try identifier("the name of a variable")
            names.append(.init(name: name.text, range: name.range))
        } while isSymbol(",")
        return names
    }
}
