import Answers

/// Comprehensions, which are loops inside an expression, and generators, which are loops that wait.
extension Compiler {
    func comprehension(_ comprehension: Comprehension, _ whole: Expression) throws -> Int32 {
        if comprehension.result == .generator { return try generator(comprehension, whole) }
        let target = unit.register()
        let mark = unit.nextRegister
        let start = unit.here
        let first = try operand(comprehension.clauses[0].source)
        switch comprehension.result {
        case .dict: unit.emit(.dict, target)
        case .set: unit.emit(.set, target, 0, 0)
        default: unit.emit(.list, target, 0, 0)
        }
        let begun = unit.here
        try clauses(comprehension, first: first, in: unit) {
            let value = try self.operand(comprehension.element)
            self.unit.range = comprehension.element.range
            switch comprehension.result {
            case .dict:
                let second = try comprehension.value.map { try self.operand($0) } ?? value
                self.unit.range = comprehension.element.range
                self.unit.emit(.put, target, value, second)
            case .set: self.unit.emit(.insert, target, value)
            default: self.unit.emit(.append, target, value)
            }
        }
        unit.comprehensions.append(.init(from: Swift.max(start, begun), to: unit.here, target: target))
        unit.nextRegister = mark
        return Int32(target)
    }

    /// The loops of a comprehension around its body. Its names have registers of their own.
    private func clauses(_ comprehension: Comprehension, first: Int32, in unit: Unit, _ body: () throws -> Void) throws
    {
        let shared = Symbols(inside: comprehension).nestedFree
        var scope: [String: Unit.Variable] = [:]
        for name in Set(comprehension.names).sorted() {
            let place = unit.register()
            if shared.contains(name) {
                unit.emit(.makeCell, place)
                scope[name] = .cell(place)
            } else {
                scope[name] = .register(place)
                unit.assigned?.remove(place)
            }
        }
        let (before, hidden) = (unit.assigned, unit.hidesMembers)
        unit.inner.append(scope)
        unit.hidesMembers = true
        defer {
            unit.inner.removeLast()
            unit.hidesMembers = hidden
        }
        var loops: [(top: Int, exit: Int)] = []
        // Jumps of conditions, which go on with the next turn of a loop.
        var turns: [(jump: Int, level: Int)] = []
        for (index, clause) in comprehension.clauses.enumerated() {
            let base = unit.register()
            _ = unit.register()
            _ = unit.register()
            let source = index == 0 ? first : try operand(clause.source)
            unit.range = clause.source.range
            unit.emit(.begin, base, source)
            let top = unit.here
            let exit = try bindNext(clause.target, base)
            loops.append((top, exit))
            for condition in clause.conditions {
                for jump in try jumps(unless: condition) { turns.append((jump, loops.count - 1)) }
            }
        }
        try body()
        for (index, loop) in loops.enumerated().reversed() {
            for turn in turns where turn.level == index { unit.land(turn.jump) }
            unit.emit(.loop, loop.top)
            unit.land(loop.exit)
        }
        unit.assigned = before
    }

    /// `next` into the target of a loop.
    ///
    /// - Returns: the instruction that jumps at the end.
    func bindNext(_ target: Target, _ base: Int) throws -> Int {
        if case .name(let name, let range) = target, case .register(let place)? = variable(name) {
            unit.range = range
            let next = unit.emit(.next, place, Int32(base))
            unit.assigned?.insert(place)
            return next
        }
        let item = unit.register()
        let next = unit.emit(.next, item, Int32(base))
        try assign(target, Int32(item))
        return next
    }

    /// A generator expression is a function of its first source.
    private func generator(_ comprehension: Comprehension, _ whole: Expression) throws -> Int32 {
        let base = unit.register()
        let inner = Unit(.function, "<genexpr>", parent: unit)
        let outer = unit
        let argument = FunctionSyntax.Formal(name: ".0", range: comprehension.clauses[0].source.range)
        unit = inner
        let code: Code
        do {
            defer { unit = outer }
            inner.parameters = [argument]
            inner.isGenerator = true
            inner.range = whole.range
            _ = inner.register()
            let symbols = Symbols(inside: comprehension)
            let free = symbols.free.union(symbols.bound.subtracting(comprehension.names)).subtracting(
                comprehension.names)
            inner.freeNames = free.filter { outer.shares($0) }.sorted()
            for (place, name) in inner.freeNames.enumerated() { inner.variables[name] = .free(place) }
            inner.assigned = Set(0..<inner.nextRegister)
            try clauses(comprehension, first: 0, in: inner) {
                let value = try self.operand(comprehension.element)
                self.unit.range = comprehension.element.range
                self.unit.emit(.yield, self.unit.register(), value)
            }
            inner.emit(.return, 0, inner.constant(.none))
            code = Code(inner, source: source, range: whole.range)
        }
        unit.codes.append(code)
        let mark = unit.nextRegister
        for name in code.freeNames { _ = share(name, into: unit.register()) }
        unit.range = whole.range
        unit.emit(.function, base, 0, Int32(unit.codes.count - 1), d: code.freeNames.count)
        unit.nextRegister = mark
        let first = unit.register()
        let source = unit.nextRegister
        try value(comprehension.clauses[0].source, to: first)
        unit.nextRegister = source
        unit.range = comprehension.clauses[0].source.range
        // Asked for its elements where it stands, as in Python.
        unit.emit(.begin, first, Int32(first), d: 1)
        unit.emit(.call, base, 1, -1)
        unit.nextRegister = base + 1
        return Int32(base)
    }
}
