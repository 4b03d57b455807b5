import Answers

/// Expressions by precedence climbing: one recursion per level of nesting, not per level of precedence.
extension Parser {
    /// `a, b, c` without parentheses is a tuple.
    mutating func expressionList() throws -> Expression {
        if isName("yield") { return try yield() }
        let first = try item()
        guard isSymbol(",") else {
            if case .starred = first.kind {
                throw failure("* needs a list around it", at: first.range, try: "[\(source(first.range))]")
            }
            return first
        }
        var items = [first]
        while isSymbol(",") {
            position += 1
            if endsList { break }
            items.append(try item())
        }
        return try checked(.tuple(items), first.range.lower)
    }

    /// An element of a list, tuple or set: `value`, `name := value` or `*values`.
    mutating func item() throws -> Expression {
        guard isSymbol("*") else { return try namedExpression() }
        let start = current.range.lower
        position += 1
        return try checked(.starred(try binary(0)), start)
    }

    /// `name := value`, or any expression.
    mutating func namedExpression() throws -> Expression {
        guard current.kind == .name, nextIs(":=") else { return try expression() }
        let name = try identifier("a name")
        position += 1
        return try checked(.named(name.text, name.range, try expression()), name.range.lower)
    }

    /// `yield`, `yield value`, `yield from values`
    mutating func yield() throws -> Expression {
        let start = current.range.lower
        guard isInFunction else {
            throw failure(
                "yield stands outside a function", at: current.range, expected: "it inside the block of a def")
        }
        position += 1
        if isName("from") {
            position += 1
            return try checked(.yieldFrom(try expression()), start)
        }
        if current.kind == .newline || current.kind == .end || isSymbol(")") || isSymbol("=") {
            return try checked(.yield(nil), start)
        }
        return try checked(.yield(try expressionList()), start)
    }

    private var endsList: Bool {
        switch current.kind {
        case .newline, .end: true
        case .symbol: ["=", ")", "]", "}", ":"].contains(current.text) || Parser.isAssignment(current.text)
        default: false
        }
    }

    mutating func expression() throws -> Expression {
        nesting += 1
        defer { nesting -= 1 }
        guard nesting <= Parser.maximumHeight, !stack.isExhausted else { throw tooDeep() }
        if work.isCancelled { throw Interrupted() }
        if isName("lambda") { return try lambda() }
        let then = try binary(0)
        guard isName("if") else { return then }
        position += 1
        let condition = try binary(0)
        guard isName("else") else {
            throw unexpected("else and what is the value otherwise", try: "a if condition else b")
        }
        position += 1
        let otherwise = try expression()
        return try checked(.conditional(then: then, condition: condition, otherwise: otherwise), then.range.lower)
    }

    func tooDeep() -> Diagnostic {
        failure(
            "this is nested too deep", at: current.range,
            expected: "smaller pieces with names of their own")
    }

    func checked(_ kind: Expression.Kind, _ start: Int) throws -> Expression {
        let expression = Expression(kind, SourceRange(start, previousEnd))
        guard expression.height <= Parser.maximumHeight else { throw tooDeep() }
        return expression
    }

    // MARK: Operators

    private enum Infix {
        case or, and
        case comparison(ComparisonOperator)
        case arithmetic(BinaryOperator)
    }

    /// The operator at the current token, how strongly it binds, and how many tokens it takes.
    private var infix: (Infix, Int, Int)? {
        switch (current.kind, current.text) {
        case (.name, "or"): return (.or, 1, 1)
        case (.name, "and"): return (.and, 2, 1)
        case (.name, "in"): return (.comparison(.isIn), 4, 1)
        case (.name, "not"):
            let isIn = position + 1 < tokens.count && tokens[position + 1].kind == .name
            return isIn && tokens[position + 1].text == "in" ? (.comparison(.isNotIn), 4, 2) : nil
        case (.name, "is"):
            let negated = position + 1 < tokens.count && tokens[position + 1].text == "not"
            return (.comparison(negated ? .isNot : .is), 4, negated ? 2 : 1)
        case (.symbol, "|"): return (.arithmetic(.or), 5, 1)
        case (.symbol, "^"): return (.arithmetic(.xor), 6, 1)
        case (.symbol, "&"): return (.arithmetic(.and), 7, 1)
        case (.symbol, "<<"), (.symbol, ">>"):
            return BinaryOperator(rawValue: current.text).map { (.arithmetic($0), 8, 1) }
        case (.symbol, "+"), (.symbol, "-"):
            return BinaryOperator(rawValue: current.text).map { (.arithmetic($0), 9, 1) }
        case (.symbol, "*"), (.symbol, "/"), (.symbol, "//"), (.symbol, "%"), (.symbol, "@"):
            return BinaryOperator(rawValue: current.text).map { (.arithmetic($0), 10, 1) }
        case (.symbol, _): return ComparisonOperator(rawValue: current.text).map { (.comparison($0), 4, 1) }
        default: return nil
        }
    }

    /// Operators that bind at least as strongly as `minimum`: 1 or, 2 and, 3 not, 4 comparisons, 5 |, 6 ^ in
    /// files of Python, 7 &, 8 << >>, 9 + -, 10 * /.
    mutating func binary(_ minimum: Int) throws -> Expression {
        let start = current.range.lower
        var left: Expression
        if isName("not"), minimum <= 3 {
            position += 1
            left = try nested { try $0.binary(3) }
            left = try checked(.not(left), start)
        } else {
            left = try unary()
        }
        while let (operation, strength, count) = infix, strength >= minimum {
            position += count
            let right: Expression
            switch operation {
            case .or:
                right = try binary(strength + 1)
                left = try checked(.or(left, right), start)
            case .and:
                right = try binary(strength + 1)
                left = try checked(.and(left, right), start)
            case .arithmetic(let symbol):
                right = try binary(strength + 1)
                left = try checked(.binary(symbol, left, right), start)
            case .comparison(let symbol):
                right = try binary(strength + 1)
                left = try chain(left, ComparisonLink(operator: symbol, operand: right), start)
            }
        }
        return left
    }

    private mutating func chain(_ first: Expression, _ link: ComparisonLink, _ start: Int) throws -> Expression {
        var links = [link]
        while let (operation, strength, count) = infix, strength == 4, case .comparison(let symbol) = operation {
            position += count
            links.append(ComparisonLink(operator: symbol, operand: try binary(5)))
        }
        return try checked(.comparison(first, links), start)
    }

    mutating func nested<Result>(_ parse: (inout Parser) throws -> Result) throws -> Result {
        nesting += 1
        defer { nesting -= 1 }
        guard nesting <= Parser.maximumHeight, !stack.isExhausted else { throw tooDeep() }
        return try parse(&self)
    }

    /// `-x^2` is `-(x^2)`, and `2^-x` is `2^(-x)`.
    private mutating func unary() throws -> Expression {
        let start = current.range.lower
        if current.kind == .symbol, let operation = UnaryOperator(rawValue: current.text) {
            position += 1
            let operand = try nested { try $0.unary() }
            return try checked(.unary(operation, operand), start)
        }
        let base = try postfix()
        guard isSymbol("**") || isSymbol("^") && !source.isPython else { return base }
        position += 1
        let exponent = try nested { try $0.unary() }
        return try checked(.binary(.power, base, exponent), start)
    }

    // MARK: Functions

    private mutating func lambda() throws -> Expression {
        let start = current.range.lower
        position += 1
        let formals = try formals(until: ":", annotated: false)
        try expect(":", ": before the body, as in lambda x: x**2")
        let body = try expression()
        return try checked(.lambda(FunctionSyntax(parameters: formals, body: .formula(body))), start)
    }

    // MARK: Comprehensions

    mutating func clauses() throws -> [Comprehension.Clause] {
        var clauses: [Comprehension.Clause] = []
        while isName("for") {
            position += 1
            let target = try loopTarget()
            guard isName("in") else { throw unexpected("in", try: "for x in values") }
            position += 1
            let source = try binary(0)
            var conditions: [Expression] = []
            while isName("if") {
                position += 1
                conditions.append(
                    try nested { parser in
                        guard parser.current.kind == .name, parser.nextIs(":=") else { return try parser.binary(0) }
                        return try parser.namedExpression()
                    })
            }
            clauses.append(.init(target: target, source: source, conditions: conditions))
        }
        return clauses
    }

    mutating func loopTarget() throws -> Target {
        let start = current.range.lower
        var items: [Target] = []
        var isTuple = false
        while true {
            if isSymbol("(") || isSymbol("[") {
                let closer = isSymbol("(") ? ")" : "]"
                position += 1
                let inner = try nested { try $0.loopTarget() }
                // [x] takes the one item out of what it is given; (x) alone is x.
                let isWhole = if case .tuple = inner { true } else { closer == ")" }
                items.append(isWhole ? inner : .tuple([inner], SourceRange(start, previousEnd)))
                try expect(closer)
            } else if isSymbol("*") {
                let star = current.range.lower
                position += 1
                let name = try identifier("a name after *")
                items.append(.starred(.name(name.text, name.range), SourceRange(star, name.range.upper)))
            } else {
                _ =
                    current.kind == .name && Parser.reserved.contains(current.text)
                    ? try identifier("a name after for") : current
                items.append(try target(from: try postfix()))
            }
            guard isSymbol(",") else { break }
            isTuple = true
            position += 1
            if isName("in") || isSymbol(")") || isSymbol("]") { break }
        }
        if !isTuple, let only = items.first { return only }
        return .tuple(items, SourceRange(start, previousEnd))
    }

    static func isAssignment(_ symbol: String) -> Bool {
        symbol.hasSuffix("=") && !["==", "!=", "<=", ">="].contains(symbol)
    }
}
