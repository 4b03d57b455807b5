import Answers

/// Walks a syntax tree. Nothing it meets can trap: every limit is a `Mistake` with a place.
struct Evaluator {
    let context: Context
    let source: Source

    /// The most of the learner's functions inside each other.
    static let maximumFrames = 200

    func evaluate(_ expression: Expression, _ scope: inout Scope) throws -> Value {
        guard !context.stack.isExhausted else { throw tooDeep(expression.range) }
        if context.work.isCancelled { throw Interrupted() }
        do {
            return try evaluateKind(expression, &scope)
        } catch {
            throw located(error, expression.range)
        }
    }

    /// A mistake at a place of the source.
    func failure(
        _ problem: String, at range: SourceRange, expected: String? = nil, try suggestion: String? = nil
    ) -> Diagnostic {
        Diagnostic(Mistake(problem, expected: expected, try: suggestion), source: source, range: range)
    }

    /// Runs a part of the evaluation; a mistake there concerns this place.
    func at<Result>(_ range: SourceRange, _ body: () throws -> Result) throws -> Result {
        do {
            return try body()
        } catch let mistake as Mistake {
            throw Diagnostic(mistake, source: source, range: range)
        }
    }

    /// The error with the place of the expression, unless it has one; apart, so that the frames of the recursion stay
    /// small.
    @inline(never)
    private func located(_ error: any Error, _ range: SourceRange) -> any Error {
        if let mistake = error as? Mistake { return Diagnostic(mistake, source: source, range: range) }
        guard var problem = error as? Diagnostic, problem.source == nil else { return error }
        problem.source = source
        problem.range = problem.range ?? range
        return problem
    }

    @inline(never)
    private func evaluateKind(_ expression: Expression, _ scope: inout Scope) throws -> Value {
        switch expression.kind {
        case .none: return .none
        case .bool(let flag): return .bool(flag)
        case .int(let value): return .int(value)
        case .number(let value): return .number(value)
        case .text(let text): return .text(text)
        case .name(let name): return try lookUp(name, expression.range, scope)
        case .binary(let operation, let left, let right):
            let first = try evaluate(left, &scope)
            let second = try evaluate(right, &scope)
            return try Arithmetic.apply(operation, first, second, context)
        case .unary(let operation, let operand):
            return try Arithmetic.apply(operation, try evaluate(operand, &scope), context)
        case .call(let callee, let arguments): return try call(expression, callee, arguments, &scope)
        case .conditional(let then, let condition, let otherwise):
            let holds = try evaluate(condition, &scope).isTrue(condition, self)
            return try evaluate(holds ? then : otherwise, &scope)
        default: return try evaluateRest(expression, &scope)
        }
    }

    /// The rarer kinds, apart so that the frames of deep recursion stay small.
    @inline(never)
    private func evaluateRest(_ expression: Expression, _ scope: inout Scope) throws -> Value {
        switch expression.kind {
        case .format(let pieces): return .text(try format(pieces, &scope))
        case .list(let items): return .list(try collect(items, &scope))
        case .tuple(let items): return .tuple(try collect(items, &scope))
        case .dict(let entries): return try dictionary(entries, &scope)
        case .comparison(let first, let links): return try compare(first, links, &scope)
        case .and(let left, let right):
            let value = try evaluate(left, &scope)
            return try value.isTrue(left, self) ? evaluate(right, &scope) : value
        case .or(let left, let right):
            let value = try evaluate(left, &scope)
            return try value.isTrue(left, self) ? value : evaluate(right, &scope)
        case .not(let operand): return .bool(!(try evaluate(operand, &scope).isTrue(operand, self)))
        case .lambda, .comprehension: return try evaluateScoped(expression, &scope)
        case .attribute(let base, let name, let nameRange):
            return try attribute(expression, base, name, nameRange, &scope)
        case .index(let base, let index):
            let value = try evaluate(base, &scope)
            return try element(of: value, at: try subscripts(index, &scope))
        default: throw Mistake("a slice stands only inside [ ]", expected: "xs[1:3]")
        }
    }

    @inline(never)
    private func evaluateScoped(_ expression: Expression, _ scope: inout Scope) throws -> Value {
        switch expression.kind {
        case .lambda(let syntax): return .function(try function("lambda", syntax, &scope))
        case .comprehension(let comprehension): return try evaluate(comprehension, &scope)
        default: return .none
        }
    }

    @inline(never)
    private func collect(_ items: [Expression], _ scope: inout Scope) throws -> [Value] {
        var values: [Value] = []
        values.reserveCapacity(items.count)
        for item in items { values.append(try evaluate(item, &scope)) }
        try Limits.checkNesting(values)
        return values
    }

    @inline(never)
    private func dictionary(_ entries: [DictEntry], _ scope: inout Scope) throws -> Value {
        var dictionary = Value.Dictionary()
        for entry in entries {
            let value = try evaluate(entry.value, &scope)
            if let key = entry.key {
                try dictionary.set(try evaluate(key, &scope), value)
            } else if case .dict(let other) = value {
                for pair in other.entries { try dictionary.set(pair.key, pair.value) }
            } else {
                throw failure(
                    "** needs a dict, not \(Phrase.indefinite(value.kind))", at: entry.value.range,
                    expected: "{**{\"a\": 1}, \"b\": 2}")
            }
        }
        try Limits.checkNesting(dictionary.entries.map(\.value))
        return .dict(dictionary)
    }

    @inline(never)
    private func compare(_ first: Expression, _ links: [ComparisonLink], _ scope: inout Scope) throws -> Value {
        var left = try evaluate(first, &scope)
        for link in links {
            let right = try evaluate(link.operand, &scope)
            if let found = try Ordering.elementwise(link.operator, left, right, context) {
                guard links.count == 1 else {
                    throw Mistake(
                        "a chain of comparisons has no meaning for arrays", expected: "one comparison",
                        try: "(low < x) * (x < high)")
                }
                return found
            }
            guard try Ordering.holds(link.operator, left, right, context) else { return .bool(false) }
            left = right
        }
        return .bool(true)
    }

    @inline(never)
    private func format(_ pieces: [FormatPiece], _ scope: inout Scope) throws -> String {
        var out = ""
        for piece in pieces {
            switch piece {
            case .text(let text): out += text
            case .value(let expression, let spec, let echo, let asRepr):
                let value = try evaluate(expression, &scope)
                if let echo { out += echo }
                let isSpelled = asRepr || (echo != nil && spec.isEmpty)
                out += try at(expression.range) {
                    isSpelled
                        ? try FormatSpec(spec).apply(.text(try value.boundedRepr(context.work)))
                        : try FormatSpec(spec).apply(value, work: context.work)
                }
            }
            try Limits.checkText(out.utf8.count)
        }
        return out
    }

    /// A function with everything its body needs from outside, captured by value.
    func function(_ name: String, _ syntax: FunctionSyntax, _ scope: inout Scope) throws -> Function {
        var defaults: [String: Value] = [:]
        for formal in syntax.parameters {
            if let standard = formal.standard { defaults[formal.name] = try evaluate(standard, &scope) }
        }
        var captured: [String: Value] = [:]
        for free in syntax.freeNames where free.name != name {
            if let value = scope.value(of: free.name, context.session) {
                captured[free.name] = value
            } else if context.registry.word(free.name) == nil, context.session.modules[free.name] == nil,
                scope.function?.name != free.name
            {
                throw unknown(free.name, free.range, scope)
            }
        }
        // A lambda inside a recursive function may call that function.
        if let outer = scope.function, syntax.freeNames.contains(where: { $0.name == outer.name }) {
            captured[outer.name] = captured[outer.name] ?? .function(outer)
        }
        try Limits.checkNesting(Array(captured.values))
        return Function(
            name: name, parameters: syntax.parameters.map(\.name), defaults: defaults, body: syntax.body,
            captured: captured, source: source, permission: context.permission)
    }
}
