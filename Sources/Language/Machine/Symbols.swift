/// Which names a function binds, which it takes from outside, and which of its own the functions inside it share.
struct Symbols {
    private(set) var bound: Set<String> = []
    private(set) var globals: Set<String> = []
    private(set) var nonlocals: Set<String> = []
    private var uses: Set<String> = []
    private(set) var nestedFree: Set<String> = []
    private(set) var yields = false

    /// Names that are used and not bound here.
    var free: Set<String> { uses.union(nestedFree).subtracting(bound).subtracting(globals).union(nonlocals) }

    /// The same of the body of a class: functions inside do not see its names.
    var freeOfClass: Set<String> { uses.subtracting(bound).union(nestedFree).subtracting(globals).union(nonlocals) }

    /// Own names that a function inside uses.
    var captured: Set<String> { bound.intersection(nestedFree) }

    init() {}

    init(_ function: FunctionSyntax) {
        for formal in function.parameters { bound.insert(formal.name) }
        switch function.body {
        case .formula(let expression): visit(expression)
        case .block(let statements): visit(statements)
        }
        settle()
    }

    init(block: [Statement]) {
        visit(block)
        settle()
    }

    /// Of the parts of a comprehension that are evaluated with its names, without the first source.
    init(inside comprehension: Comprehension) {
        visitInside(comprehension)
        settle()
    }

    private mutating func settle() {
        bound.subtract(globals)
        bound.subtract(nonlocals)
    }

    // MARK: Statements

    private mutating func visit(_ statements: [Statement]) { for statement in statements { visit(statement) } }

    private mutating func visit(_ statement: Statement) {
        switch statement.kind {
        case .function(let name, _, let function, let decorators):
            bound.insert(name)
            visitParts(of: function)
            for decorator in decorators { visit(decorator) }
            return
        case .define(let name, _, let function):
            bound.insert(name)
            return visitParts(of: function)
        case .class(let name, _, let base, let body, let decorators):
            bound.insert(name)
            base.map { visit($0) }
            for decorator in decorators { visit(decorator) }
            let inner = Symbols(block: body)
            nestedFree.formUnion(inner.uses.subtracting(inner.bound))
            nestedFree.formUnion(inner.nestedFree.subtracting(["__class__"]))
            return
        case .assign(let targets, _): for target in targets { bind(target) }
        case .augmented(let target, _, _):
            if case .name(let name, _) = target { uses.insert(name) }
            bind(target)
        case .for(let target, _, _, _): bind(target)
        case .delete(let targets): for target in targets { bind(target) }
        case .with(let items, _): for item in items { item.target.map { bind($0) } }
        case .try(_, let handlers, _, _): bound.formUnion(handlers.compactMap(\.name))
        case .match(_, let cases): bound.formUnion(cases.flatMap(\.pattern.names))
        case .import(let names): bound.formUnion(names.map(\.local).filter { $0 != "*" })
        case .global(let names): globals.formUnion(names)
        case .nonlocal(let names, _): nonlocals.formUnion(names)
        default: break
        }
        for expression in statement.expressions { visit(expression) }
        for block in statement.blocks { visit(block) }
    }

    private mutating func bind(_ target: Target) {
        switch target {
        case .name(let name, _): bound.insert(name)
        case .tuple(let items, _): for item in items { bind(item) }
        case .starred(let inner, _): bind(inner)
        case .attribute(let base, _, _): visit(base)
        case .index(let base, let index, _):
            visit(base)
            visit(index)
        }
    }

    private mutating func visitParts(of function: FunctionSyntax) {
        for formal in function.parameters { formal.standard.map { visit($0) } }
        nestedFree.formUnion(Symbols(function).free)
    }

    // MARK: Expressions

    private mutating func visit(_ expression: Expression) {
        switch expression.kind {
        case .name(let name): uses.insert(name)
        case .named(let name, _, let value):
            bound.insert(name)
            visit(value)
        case .lambda(let function): visitParts(of: function)
        case .comprehension(let comprehension): visit(comprehension)
        case .call(let callee, let arguments)
        where (arguments.isEmpty || arguments.count == 2) && callee.isName("super"):
            uses.formUnion(["super", "__class__"])
        case .yield, .yieldFrom:
            yields = true
            for child in expression.kind.children { visit(child) }
        default: for child in expression.kind.children { visit(child) }
        }
    }

    private mutating func visit(_ comprehension: Comprehension) {
        visit(comprehension.clauses[0].source)
        let inner = Symbols(inside: comprehension)
        let names = Set(comprehension.names)
        // `:=` inside a comprehension binds in the function around it.
        let assigned = inner.bound.subtracting(names)
        bound.formUnion(assigned)
        if comprehension.result == .generator {
            nestedFree.formUnion(inner.free)
            nestedFree.formUnion(assigned)
        } else {
            uses.formUnion(inner.uses.subtracting(names))
            nestedFree.formUnion(inner.nestedFree.subtracting(names))
        }
    }

    private mutating func visitInside(_ comprehension: Comprehension) {
        for (index, clause) in comprehension.clauses.enumerated() {
            if index > 0 { visit(clause.source) }
            bind(clause.target)
            for condition in clause.conditions { visit(condition) }
        }
        visit(comprehension.element)
        comprehension.value.map { visit($0) }
    }
}

extension Comprehension {
    /// The names that its targets bind.
    var names: [String] { clauses.flatMap { $0.target.names } }
}

extension Target {
    /// The names that it binds.
    public var names: [String] {
        switch self {
        case .name(let name, _): [name]
        case .tuple(let items, _): items.flatMap(\.names)
        case .starred(let inner, _): inner.names
        case .attribute, .index: []
        }
    }
}

extension Expression {
    func isName(_ text: String) -> Bool {
        if case .name(let name) = kind { name == text } else { false }
    }
}
