/// Which names a function's body takes from outside: they are captured when the function is made.
extension FunctionSyntax {
    init(parameters: [Formal], body: Expression) {
        self.parameters = parameters
        self.body = body
        var finder = FreeNameFinder()
        finder.bound = parameters.map(\.name)
        finder.visit(body)
        freeNames = finder.found
    }
}

private struct FreeNameFinder {
    var bound: [String] = []
    var found: [FunctionSyntax.FreeName] = []
    private var seen: Set<String> = []

    mutating func visit(_ expression: Expression) {
        switch expression.kind {
        case .name(let name): use(name, expression.range)
        case .lambda(let function):
            for formal in function.parameters { formal.standard.map { visit($0) } }
            for free in function.freeNames { use(free.name, free.range) }
        case .comprehension(let comprehension): visit(comprehension)
        default: for child in expression.kind.children { visit(child) }
        }
    }

    private mutating func use(_ name: String, _ range: SourceRange) {
        guard !bound.contains(name), seen.insert(name).inserted else { return }
        found.append(.init(name: name, range: range))
    }

    private mutating func visit(_ comprehension: Comprehension) {
        let outer = bound
        for clause in comprehension.clauses {
            visit(clause.source)
            bind(clause.target)
            for condition in clause.conditions { visit(condition) }
        }
        visit(comprehension.element)
        comprehension.value.map { visit($0) }
        bound = outer
    }

    private mutating func bind(_ target: Target) {
        switch target {
        case .name(let name, _): bound.append(name)
        case .tuple(let items, _): for item in items { bind(item) }
        case .attribute, .index: break
        }
    }
}
