import Answers

/// Statements. Whatever stands between a jump out of a block and the end of that block (`finally`, the end of a `with`) is emitted
/// where the jump leaves.
extension Compiler {
    func compile(_ statements: [Statement]) throws { for statement in statements { try compile(statement) } }

    func compile(_ statement: Statement) throws {
        let mark = unit.nextRegister
        defer { unit.nextRegister = mark }
        unit.range = statement.range
        switch statement.kind {
        case .expression(let expression): _ = try operand(expression)
        case .assign(let targets, let expression): try assignment(targets, expression)
        case .augmented(let target, let operation, let expression):
            try augmented(target, operation, expression, statement.range)
        case .define(let name, let range, let syntax):
            let place = try unit.kind == .statement ? formula(name, syntax) : makeFunction(name, syntax)
            store(name, range, Int32(place))
        case .function(let name, let range, let syntax, let decorators):
            try decorated(decorators, name, range) { try makeFunction(name, syntax) }
        case .class(let name, let range, let base, let body, let decorators):
            try decorated(decorators, name, range) { try classStatement(name, range, base, body) }
        case .import(let names): imports(names)
        case .delete(let targets): for target in targets { try delete(target) }
        case .if(let branches, let otherwise): try conditional(branches, otherwise)
        case .while(let condition, let body, let otherwise): try whileLoop(condition, body, otherwise)
        case .for(let target, let source, let body, let otherwise): try forLoop(target, source, body, otherwise)
        case .return(let value): try returning(value)
        case .break: try leave(byContinuing: false)
        case .continue: try leave(byContinuing: true)
        case .with(let items, let body): try with(items[...], body)
        case .try(let body, let handlers, let otherwise, let finally):
            try trying(body, handlers, otherwise, finally, statement.range)
        case .raise(let value, let cause): try raise(value, cause)
        case .assert(let condition, let message):
            let failing = try jumps(unless: condition)
            let end = unit.emit(.jump)
            failing.forEach(unit.land)
            let found = try message.map { try operand($0) }
            unit.range = condition.range
            unit.emit(.failAssertion, 0, found ?? 0, d: found == nil ? 0 : 1)
            unit.land(end)
        case .match(let subject, let cases): try match(subject, cases)
        case .pass, .global: break
        case .nonlocal(let names, let range):
            for name in names where unit.parent?.shares(name) != true {
                throw failure(
                    "no function around this one has a variable \(name)", range,
                    expected: "a name that one of them binds",
                    try: "global \(name), for a variable outside all functions")
            }
        }
    }

    // MARK: Functions

    /// `f(x, y) = …` in a session: free names keep the values that they have now.
    private func formula(_ name: String, _ syntax: FunctionSyntax) throws -> Int {
        let captured = Symbols(syntax).free
        let shared = captured.sorted().filter { $0 == name || globals[$0] != nil && !(globals[$0]?.isModule ?? false) }
        var scope: [String: Unit.Variable] = [:]
        for free in shared {
            let place = unit.register()
            unit.emit(.makeCell, place)
            if free != name {
                unit.emit(.storeCell, place, load(free, unit.range))
            }
            scope[free] = .cell(place)
        }
        unit.inner.append(scope)
        let result: Int
        do {
            defer { unit.inner.removeLast() }
            result = try makeFunction(name, syntax)
        }
        if case .cell(let own)? = scope[name] { unit.emit(.storeCell, own, Int32(result)) }
        return result
    }

    private func decorated(
        _ decorators: [Expression], _ name: String, _ range: SourceRange, _ make: () throws -> Int
    ) throws {
        var bases: [(base: Int, range: SourceRange)] = []
        for decorator in decorators {
            let base = unit.register()
            try value(decorator, to: base)
            bases.append((base, decorator.range))
        }
        var found = try make()
        for (base, decoratorRange) in bases.reversed() {
            unit.range = decoratorRange
            let call = unit.register()
            unit.emit(.move, call, Int32(base))
            unit.emit(.move, unit.register(), Int32(found))
            unit.emit(.call, call, 1, -1)
            found = call
        }
        store(name, range, Int32(found))
    }

    func returning(_ value: Expression?) throws {
        if case .conditional(let then, let condition, let otherwise)? = value?.kind {
            let before = unit.assigned
            let elsewhere = try jumps(unless: condition)
            try returning(then)
            elsewhere.forEach(unit.land)
            unit.assigned = before
            return try returning(otherwise)
        }
        var found = try value.map { try operand($0) } ?? unit.constant(.none)
        if unit.unwinders.contains(where: { if case .loop = $0.kind { false } else { true } }) {
            let own = unit.register()
            unit.emit(.move, own, found)
            found = Int32(own)
        }
        try unwind(to: 0)
        unit.emit(.return, 0, found)
        reopen(from: 0)
        unit.assigned = nil
    }
}
