import Answers

/// `if`, `while` and `for`.
extension Compiler {
    func conditional(_ branches: [Statement.Branch], _ otherwise: [Statement]) throws {
        var ends: [Int] = []
        var after: Set<Int>?
        for (index, branch) in branches.enumerated() {
            let before = unit.assigned
            let elsewhere = try jumps(unless: branch.condition)
            try compile(branch.body)
            after = index == 0 ? unit.assigned : Compiler.merge(after, unit.assigned)
            if index + 1 < branches.count || !otherwise.isEmpty { ends.append(unit.emit(.jump)) }
            elsewhere.forEach(unit.land)
            unit.assigned = before
        }
        try compile(otherwise)
        ends.forEach(unit.land)
        unit.assigned = Compiler.merge(after, unit.assigned)
    }

    func whileLoop(_ condition: Expression, _ body: [Statement], _ otherwise: [Statement]) throws {
        let before = unit.assigned
        let loop = Unit.Unwinder(.loop(breaks: [], continues: [], base: -1))
        unit.unwinders.append(loop)
        // The condition stands at the end, so that a turn takes one jump.
        let entry = unit.emit(.jump)
        let top = unit.here
        try compile(body)
        unit.land(entry)
        land(continuesOf: loop)
        unit.assigned = before
        let exits = try jumps(unless: condition)
        unit.range = condition.range
        unit.emit(.loop, top)
        exits.forEach(unit.land)
        unit.unwinders.removeLast()
        unit.assigned = before
        try compile(otherwise)
        land(breaksOf: loop)
        unit.assigned = before
    }

    func forLoop(
        _ target: Target, _ source: Expression, _ body: [Statement], _ otherwise: [Statement]
    ) throws {
        let base = unit.register()
        _ = unit.register()
        _ = unit.register()
        let values = try operand(source)
        unit.nextRegister = base + 3
        unit.range = source.range
        unit.emit(.begin, base, values)
        let before = unit.assigned
        let loop = Unit.Unwinder(.loop(breaks: [], continues: [], base: base))
        unit.unwinders.append(loop)
        let top = unit.here
        let next = try bindNext(target, base)
        try compile(body)
        land(continuesOf: loop)
        unit.range = source.range
        unit.emit(.loop, top)
        unit.land(next)
        unit.unwinders.removeLast()
        unit.assigned = before
        try compile(otherwise)
        land(breaksOf: loop)
        unit.assigned = before
    }

    func land(continuesOf loop: Unit.Unwinder) {
        if case .loop(_, let continues, _) = loop.kind { continues.forEach(unit.land) }
    }

    func land(breaksOf loop: Unit.Unwinder) {
        if case .loop(let breaks, _, _) = loop.kind { breaks.forEach(unit.land) }
    }

    func leave(byContinuing isContinue: Bool) throws {
        guard let level = unit.unwinders.lastIndex(where: { if case .loop = $0.kind { true } else { false } }) else {
            return
        }
        let loop = unit.unwinders[level]
        try unwind(to: level + 1)
        if case .loop(var breaks, var continues, let base) = loop.kind {
            if !isContinue, base >= 0 { unit.emit(.abandon, base) }
            let jump = unit.emit(.jump)
            if isContinue { continues.append(jump) } else { breaks.append(jump) }
            loop.kind = .loop(breaks: breaks, continues: continues, base: base)
        }
        reopen(from: level + 1)
        unit.assigned = nil
    }
}
