import Landscapes
import Language
import Answers

/// Translates the body of a learner's function into a `Formula`, whose derivatives are exact.
///
/// What does not depend on the variables is computed once, by the language itself; other functions are put in place;
/// a landscape that is called stays a call (chain rule). What has no derivative is refused with its place in the text.
struct FunctionTranslator {
    /// What an expression means while a formula is made.
    enum Operand {
        /// Depends on the variables, or is a number.
        case node(Formula.Node)
        /// Any value of the language that is known already.
        case value(Value)
        /// A list or tuple with such terms in it.
        case items([Operand])
    }

    /// The names that are bound where an expression stands.
    struct Bindings {
        var terms: [String: Operand]
        var source: Source
        /// How many functions are put into each other here.
        var depth: Int
        /// What the code of the function may do.
        var permission: Permission
    }

    static let maximumDepth = 40
    static let maximumVisits = 100_000

    var formula: Formula
    let context: Context
    private var visits = 0

    init(variables: [String], context: Context) {
        formula = Formula(variables: variables)
        self.context = context
    }

    /// The formula of a function whose first `variables.count` parameters are the variables.
    static func formula(of function: Function, variables: [String], context: Context) throws -> Formula {
        var translator = FunctionTranslator(variables: variables, context: context)
        var arguments: [Operand] = []
        for index in variables.indices { arguments.append(.node(translator.formula.variable(index))) }
        let permission = context.permission
        let body = try translator.body(of: function, arguments, depth: 0, permission)
        translator.formula.result = try translator.node(
            body, function.body, Bindings(terms: [:], source: function.source, depth: 0, permission: permission))
        return translator.formula
    }

    private mutating func body(
        of function: Function, _ arguments: [Operand], depth: Int, _ permission: Permission
    ) throws -> Operand {
        var terms = function.captured.mapValues { Operand.value($0) }
        for (index, parameter) in function.parameters.enumerated() {
            if index < arguments.count {
                terms[parameter] = arguments[index]
            } else if let standard = function.defaults[parameter] {
                terms[parameter] = .value(standard)
            }
        }
        guard function.isFormula else {
            throw Diagnostic(
                Mistake(
                    "in a function used as a landscape, \(function.name) does more than return a formula",
                    expected: "names for formulas, then return one of x and y",
                    try: "\(function.name)(x, y) = …, or def with return alone"))
        }
        var scope = Bindings(
            terms: terms, source: function.source, depth: depth,
            permission: permission.intersection(function.permission))
        for step in function.steps { scope.terms[step.name] = try term(step.value, scope) }
        return try term(function.body, scope)
    }

    // MARK: - Expressions

    private mutating func term(_ expression: Expression, _ scope: Bindings) throws -> Operand {
        visits += 1
        if visits > Self.maximumVisits || context.work.isCancelled {
            throw refusal(expression, scope, "this function is too long to differentiate", "a shorter formula")
        }
        switch expression.kind {
        case .int(let value): return .node(formula.constant(Double(value)))
        case .number(let value): return .node(formula.constant(value))
        case .bool(let flag): return .value(.bool(flag))
        case .name(let name): return try named(name, expression, scope)
        case .unary(.plus, let operand): return .node(try node(operand, scope))
        case .unary(.minus, let operand): return .node(formula.apply(.negate, try node(operand, scope)))
        case .not(let operand): return .node(formula.apply(.not, try node(operand, scope)))
        case .binary(let symbol, let left, let right):
            guard let operation = Self.operations[symbol] else { return try computed(expression, scope) }
            return .node(formula.apply(operation, try node(left, scope), try node(right, scope)))
        case .and(let left, let right):
            return .node(formula.apply(.and, try node(left, scope), try node(right, scope)))
        case .or(let left, let right):
            return .node(formula.apply(.or, try node(left, scope), try node(right, scope)))
        case .comparison(let first, let links): return try comparison(first, links, expression, scope)
        case .conditional(let then, let condition, let otherwise):
            let test = try node(condition, scope)
            if let known = formula.constantValue(of: test) { return try term(known != 0 ? then : otherwise, scope) }
            let first = try node(then, scope)
            let second = try node(otherwise, scope)
            return .node(formula.choose(if: test, then: first, otherwise: second))
        case .list(let items), .tuple(let items):
            var terms: [Operand] = []
            for item in items { terms.append(try term(item, scope)) }
            return .items(terms)
        case .comprehension(let comprehension): return try comprehended(comprehension, expression, scope)
        case .index(let base, let index): return try indexed(base, index, expression, scope)
        case .call(let callee, let arguments): return try called(callee, arguments, expression, scope)
        default: return try computed(expression, scope)
        }
    }

    private mutating func named(_ name: String, _ expression: Expression, _ scope: Bindings) throws -> Operand {
        if let bound = scope.terms[name] { return bound }
        guard let word = context.registry.word(name) else {
            throw refusal(expression, scope, "\(name) is not known here", "a parameter of the function, or a word")
        }
        if case .value(let value) = word.meaning { return .value(value()) }
        return .value(.word(word))
    }

    private mutating func comparison(
        _ first: Expression, _ links: [ComparisonLink], _ expression: Expression, _ scope: Bindings
    ) throws -> Operand {
        var left = try node(first, scope)
        var all: Formula.Node?
        for link in links {
            let right = try node(link.operand, scope)
            let holds: Formula.Node
            switch link.operator {
            case .less: holds = formula.apply(.less, left, right)
            case .lessOrEqual: holds = formula.apply(.lessOrEqual, left, right)
            case .greater: holds = formula.apply(.less, right, left)
            case .greaterOrEqual: holds = formula.apply(.lessOrEqual, right, left)
            case .equal: holds = formula.apply(.equal, left, right)
            case .notEqual: holds = formula.apply(.notEqual, left, right)
            default: return try computed(expression, scope)
            }
            all = all.map { formula.apply(.and, $0, holds) } ?? holds
            left = right
        }
        return .node(all ?? left)
    }

    private mutating func comprehended(
        _ comprehension: Comprehension, _ expression: Expression, _ scope: Bindings
    ) throws -> Operand {
        guard comprehension.clauses.count == 1, comprehension.value == nil,
            case .name(let name, _) = comprehension.clauses[0].target
        else { return try computed(expression, scope) }
        let clause = comprehension.clauses[0]
        var results: [Operand] = []
        for element in try items(of: clause.source, scope) {
            var inner = scope
            inner.terms[name] = element
            var keeps = true
            for condition in clause.conditions {
                let test = try node(condition, inner)
                guard let known = formula.constantValue(of: test) else {
                    throw refusal(condition, scope, "this condition depends on the variables", "one that does not")
                }
                keeps = keeps && known != 0
            }
            if keeps { results.append(try term(comprehension.element, inner)) }
        }
        return .items(results)
    }

    private mutating func indexed(
        _ base: Expression, _ index: Expression, _ expression: Expression, _ scope: Bindings
    ) throws -> Operand {
        let elements = try items(of: base, scope)
        let place = try node(index, scope)
        guard let position = formula.constantValue(of: place), let whole = Int(exactly: position) else {
            throw refusal(index, scope, "this index depends on the variables", "a whole number")
        }
        let element = whole < 0 ? whole + elements.count : whole
        guard elements.indices.contains(element) else {
            throw refusal(
                index, scope, "index \(whole) is outside", "an index from 0 to \(Swift.max(0, elements.count - 1))")
        }
        return elements[element]
    }

    // MARK: - Calls

    private mutating func called(
        _ callee: Expression, _ arguments: [ArgumentSyntax], _ expression: Expression, _ scope: Bindings
    ) throws -> Operand {
        guard dependsOnTerms(expression, scope) else { return try computed(expression, scope) }
        for argument in arguments {
            guard case .positional = argument.form else {
                throw refusal(argument.value, scope, "a formula takes arguments by position", "f(x, y)")
            }
        }
        if let name = functionName(callee, scope), let result = try elementary(name, arguments, expression, scope) {
            return result
        }
        guard case .value(let value) = try term(callee, scope) else {
            throw refusal(callee, scope, "this cannot be called in a formula", "a function or a landscape")
        }
        switch value {
        case .function(let function):
            guard scope.depth < Self.maximumDepth else {
                throw refusal(
                    expression, scope, "\(function.name) calls itself without end", "a formula that does not")
            }
            guard (function.requiredCount...function.parameters.count).contains(arguments.count) else {
                throw refusal(
                    expression, scope, "\(function.name) got \(arguments.count) arguments",
                    "\(function.parameters.count): \(function.parameters.joined(separator: ", "))")
            }
            var terms: [Operand] = []
            for argument in arguments { terms.append(try term(argument.value, scope)) }
            return try body(of: function, terms, depth: scope.depth + 1, scope.permission)
        case .thing(let landscape as Landscape):
            return try evaluated(landscape, arguments, expression, scope)
        default:
            throw refusal(
                expression, scope, "\(value.kindAndName) has no derivative that a formula could use",
                "arithmetic, elementary functions, your own functions and landscapes")
        }
    }

    private mutating func evaluated(
        _ landscape: Landscape, _ arguments: [ArgumentSyntax], _ expression: Expression, _ scope: Bindings
    ) throws -> Operand {
        var nodes: [Formula.Node] = []
        for argument in arguments {
            // One argument may be the point as a whole.
            let term = try term(argument.value, scope)
            for part in arguments.count == 1 ? parts(of: term) : [term] {
                nodes.append(try node(part, argument.value, scope))
            }
        }
        guard nodes.count == landscape.dimension else {
            throw refusal(
                expression, scope, "\(landscape.name) got \(nodes.count) coordinates", "\(landscape.dimension)")
        }
        return .node(formula.call(landscape, nodes[0], nodes.count > 1 ? nodes[1] : nil))
    }

    /// `sin` of `sin(x)` and of `math.sin(x)`, unless the name was given another meaning.
    private func functionName(_ callee: Expression, _ scope: Bindings) -> String? {
        switch callee.kind {
        case .name(let name): scope.terms[name] == nil ? name : nil
        case .attribute(let base, let name, _):
            if case .name(let module) = base.kind, scope.terms[module].map(isModule) ?? true { name } else { nil }
        default: nil
        }
    }

    private func isModule(_ term: Operand) -> Bool {
        if case .value(let value) = term { value.isModule } else { false }
    }

    // MARK: - Helpers

    mutating func node(_ expression: Expression, _ scope: Bindings) throws -> Formula.Node {
        try node(try term(expression, scope), expression, scope)
    }

    mutating func node(_ term: Operand, _ expression: Expression, _ scope: Bindings) throws -> Formula.Node {
        switch term {
        case .node(let node): return node
        case .value(.bool(let flag)): return formula.constant(flag ? 1 : 0)
        case .value(let value):
            if let number = value.asDouble { return formula.constant(number) }
            throw refusal(expression, scope, "\(value.kindAndName) is not a number", "a number or a formula")
        case .items:
            throw refusal(expression, scope, "a list is not a number", "one number: the height at (x, y)")
        }
    }

    /// The elements of a list, or the term itself.
    private func parts(of term: Operand) -> [Operand] {
        switch term {
        case .items(let terms): terms
        case .value(let value): value.elements?.map { .value($0) } ?? [term]
        case .node: [term]
        }
    }

    mutating func items(of expression: Expression, _ scope: Bindings) throws -> [Operand] {
        switch try term(expression, scope) {
        case .items(let terms): return terms
        case .value(let value):
            if let elements = value.elements { return elements.map { .value($0) } }
        case .node: break
        }
        throw refusal(expression, scope, "this is not a list", "a list such as [1, 2, 3]")
    }

    /// Whether any name in the expression depends on the variables.
    private func dependsOnTerms(_ expression: Expression, _ scope: Bindings) -> Bool {
        if case .name(let name) = expression.kind, let term = scope.terms[name] {
            return depends(term)
        }
        return expression.kind.children.contains { dependsOnTerms($0, scope) }
    }

    private func depends(_ term: Operand) -> Bool {
        switch term {
        case .node(let node): formula.constantValue(of: node) == nil
        case .value: false
        case .items(let items): items.contains { depends($0) }
        }
    }

    /// What does not depend on the variables is left to the language itself.
    private mutating func computed(_ expression: Expression, _ scope: Bindings) throws -> Operand {
        guard !dependsOnTerms(expression, scope) else {
            throw refusal(
                expression, scope, "this has no derivative that a formula could use",
                "arithmetic, elementary functions, your own functions and landscapes")
        }
        let captured = scope.terms.compactMapValues { plain($0) }
        let function = try Function(
            name: "this part", parameters: [], body: expression, captured: captured, source: scope.source,
            permission: scope.permission)
        return .value(try context.call(.function(function), []))
    }

    private func plain(_ term: Operand) -> Value? {
        switch term {
        case .node(let node): return formula.constantValue(of: node).map { .number($0) }
        case .value(let value): return value
        case .items(let items):
            let values = items.compactMap { plain($0) }
            return values.count == items.count ? .list(values) : nil
        }
    }

    func refusal(_ expression: Expression, _ scope: Bindings, _ problem: String, _ expected: String) -> any Error {
        Diagnostic(
            Mistake("in a function used as a landscape, \(problem)", expected: expected), source: scope.source,
            range: expression.range)
    }

    private static let operations: [BinaryOperator: BinaryOperation] = [
        .add: .add, .subtract: .subtract, .multiply: .multiply, .divide: .divide, .power: .power,
        .remainder: .remainder, .floorDivide: .floorDivide,
    ]
}

extension Value {
    /// `the word sorted`, `a list`.
    fileprivate var kindAndName: String {
        switch self {
        case .word(let word): "the word \(word.name)"
        case .text: "a string"
        case .none: "None"
        default: "a value of kind \(kind)"
        }
    }
}
