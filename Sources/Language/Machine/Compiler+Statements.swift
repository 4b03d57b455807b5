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

    // MARK: Assignment

    private func assignment(_ targets: [Target], _ expression: Expression) throws {
        if targets.count == 1, case .name(let name, _) = targets[0], case .register(let place)? = variable(name) {
            // Straight into the register of the variable.
            try value(expression, to: place)
            unit.assigned?.insert(place)
            return
        }
        if targets.count == 1, case .tuple(let names, _) = targets[0], case .tuple(let values) = expression.kind,
            names.count == values.count,
            !(names.contains { if case .starred = $0 { true } else { false } }
                || values.contains { if case .starred = $0.kind { true } else { false } })
        {
            // `a, b = b, a` without making the tuple.
            var places: [Int] = []
            for value in values {
                places.append(unit.register())
                try self.value(value, to: places[places.count - 1])
            }
            for (target, place) in zip(names, places) { try assign(target, Int32(place)) }
            return
        }
        var found = try operand(expression)
        if targets.count > 1 {
            let own = unit.register()
            unit.emit(.move, own, found)
            found = Int32(own)
        }
        for target in targets { try assign(target, found) }
    }

    func assign(_ target: Target, _ value: Int32) throws {
        let mark = unit.nextRegister
        defer { unit.nextRegister = mark }
        switch target {
        case .name(let name, let range): store(name, range, value)
        case .starred(let inner, _): try assign(inner, value)
        case .tuple(let items, let range):
            let star = items.firstIndex { if case .starred = $0 { true } else { false } }
            let first = unit.nextRegister
            for _ in items { _ = unit.register() }
            unit.range = range
            unit.emit(.unpack, first, value, Int32(items.count), d: star.map { $0 + 1 } ?? 0)
            for (index, item) in items.enumerated() { try assign(item, Int32(first + index)) }
        case .attribute(let base, let name, let range):
            let object = try operand(base)
            unit.range = range
            unit.emit(.storeAttribute, 0, object, value, d: Int(unit.cache(name, range)))
        case .index(let base, let index, let range):
            let object = try operand(base)
            let place = try operand(index)
            unit.range = range
            unit.emit(.storeIndex, Int(register(object)), place, value)
        }
    }

    private func augmented(
        _ target: Target, _ operation: BinaryOperator, _ expression: Expression, _ range: SourceRange
    ) throws {
        func change(_ old: Int32, _ result: Int) throws {
            if let amount = Compiler.smallChange(operation, expression) {
                unit.range = range
                unit.emit(.addSmall, result, old, amount, d: operation.code | 0x100)
                return
            }
            let value = try operand(expression)
            unit.range = range
            if operation == .add || operation == .subtract || operation == .multiply {
                // The plain operators, marked as changing: lists are extended in place.
                unit.emit(Compiler.arithmetic(operation), result, old, value, d: operation.code | 0x100)
            } else {
                unit.emit(.augment, result, old, value, d: operation.code)
            }
        }
        switch target {
        case .name(let name, let nameRange):
            if case .register(let place)? = variable(name) {
                _ = load(name, nameRange)
                return try change(Int32(place), place)
            }
            let old = load(name, nameRange)
            let result = unit.register()
            try change(old, result)
            store(name, nameRange, Int32(result))
        case .attribute(let base, let name, let nameRange):
            let object = try operand(base)
            let old = unit.register()
            unit.range = nameRange
            unit.emit(.attribute, old, object, unit.cache(name, nameRange))
            try change(Int32(old), old)
            unit.range = nameRange
            unit.emit(.storeAttribute, 0, object, Int32(old), d: Int(unit.cache(name, nameRange)))
        case .index(let base, let index, let indexRange):
            let container = unit.register()
            try value(base, to: container)
            let place = unit.register()
            try value(index, to: place)
            let old = unit.register()
            unit.range = indexRange
            unit.emit(.index, old, Int32(container), Int32(place))
            try change(Int32(old), old)
            unit.range = indexRange
            unit.emit(.storeIndex, container, Int32(place), Int32(old))
        case .tuple(_, let range), .starred(_, let range):
            throw failure("a tuple cannot be changed as one", range, expected: "one name at a time")
        }
    }

    /// The register that holds an operand, a new one for a constant.
    private func register(_ operand: Int32) -> Int32 {
        guard operand < 0 else { return operand }
        let own = unit.register()
        unit.emit(.move, own, operand)
        return Int32(own)
    }

    private func delete(_ target: Target) throws {
        switch target {
        case .name(let name, let range): delete(name, range)
        case .tuple(let items, _): for item in items { try delete(item) }
        case .starred(let inner, _): try delete(inner)
        case .attribute(let base, let name, let range):
            let object = try operand(base)
            unit.range = range
            unit.emit(.deleteAttribute, 0, object, unit.cache(name, range))
        case .index(let base, let index, let range):
            let object = try operand(base)
            let place = try operand(index)
            unit.range = range
            unit.emit(.deleteIndex, 0, object, place)
        }
    }

    private func imports(_ names: [ImportedName]) {
        for item in names {
            unit.imports.append(item)
            let place = unit.register()
            unit.range = item.range
            let isGlobal = unit.kind == .statement
            unit.emit(.importName, place, 0, Int32(unit.imports.count - 1), d: isGlobal ? 1 : 0)
            if item.name == "*" { continue }
            if isGlobal {
                unit.emit(.storeGlobal, globals.place(of: item.local), Int32(place), d: 1)
            } else {
                store(item.local, item.range, Int32(place))
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

    // MARK: Conditions and loops

    private func conditional(_ branches: [Statement.Branch], _ otherwise: [Statement]) throws {
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

    private func whileLoop(_ condition: Expression, _ body: [Statement], _ otherwise: [Statement]) throws {
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

    private func forLoop(
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

    private func land(continuesOf loop: Unit.Unwinder) {
        if case .loop(_, let continues, _) = loop.kind { continues.forEach(unit.land) }
    }

    private func land(breaksOf loop: Unit.Unwinder) {
        if case .loop(let breaks, _, _) = loop.kind { breaks.forEach(unit.land) }
    }

    private func leave(byContinuing isContinue: Bool) throws {
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

    // MARK: The way out

    /// Emits what stands between here and the end of the blocks from a level upwards, innermost first, outside their own protection.
    private func unwind(to level: Int) throws {
        let all = unit.unwinders
        for index in all.indices.reversed() where index >= level {
            let here = all[index]
            close(here)
            unit.unwinders = Array(all[..<index])
            switch here.kind {
            case .loop(_, _, let base): if base >= 0 { unit.emit(.abandon, base) }
            case .finally(let statements): try compile(statements)
            case .with(let exit): unit.emit(.leave, exit)
            case .handler(let name?):
                store(name, unit.range, unit.constant(.none), isBrief: true)
                delete(name, unit.range, isSpent: true)
            case .handler(nil): break
            }
        }
        unit.unwinders = all
    }

    private func close(_ unwinder: Unit.Unwinder) {
        guard let start = unwinder.openedAt else { return }
        if start < unit.here { unwinder.regions.append((start, unit.here)) }
        unwinder.openedAt = nil
    }

    /// The protection of the blocks goes on behind what was emitted on a way out.
    private func reopen(from level: Int) {
        for unwinder in unit.unwinders[level...] where unwinder.isProtecting { unwinder.openedAt = unit.here }
    }

    private func protect(_ unwinder: Unit.Unwinder, _ body: () throws -> Void) throws {
        unwinder.openedAt = unit.here
        unwinder.isProtecting = true
        unit.unwinders.append(unwinder)
        try body()
        unit.unwinders.removeLast()
        unwinder.isProtecting = false
        close(unwinder)
    }

    private func handle(_ unwinder: Unit.Unwinder) {
        for region in unwinder.regions {
            unit.handlers.append(.init(from: region.from, to: region.to, target: unit.here))
        }
    }

    // MARK: with, try, raise

    private func with(_ items: ArraySlice<Statement.WithItem>, _ body: [Statement]) throws {
        guard let item = items.first else { return try compile(body) }
        let exit = unit.register()
        let entered = unit.register()
        let manager = try operand(item.manager)
        unit.range = item.manager.range
        unit.emit(.enter, exit, manager)
        let before = unit.assigned
        let unwinder = Unit.Unwinder(.with(exit: exit))
        try protect(unwinder) {
            if let target = item.target { try assign(target, Int32(entered)) }
            try with(items.dropFirst(), body)
        }
        unit.range = item.manager.range
        unit.emit(.leave, exit)
        let end = unit.emit(.jump)
        handle(unwinder)
        let error = unit.register()
        unit.emit(.caught, error)
        // Goes on behind the block when `__exit__` answers that the error is dealt with.
        let swallowed = unit.emit(.leaveWithException, 0, Int32(exit), Int32(error))
        unit.emit(.reraise, 0, Int32(error))
        unit.land(swallowed)
        unit.land(end)
        unit.assigned = Compiler.merge(before, unit.assigned)
    }

    private func trying(
        _ body: [Statement], _ handlers: [Statement.Handler], _ otherwise: [Statement], _ finally: [Statement],
        _ range: SourceRange
    ) throws {
        guard finally.isEmpty else {
            let before = unit.assigned
            let unwinder = Unit.Unwinder(.finally(finally))
            try protect(unwinder) {
                if handlers.isEmpty { try compile(body) } else { try trying(body, handlers, otherwise, [], range) }
            }
            let after = unit.assigned
            try compile(finally)
            let done = unit.assigned
            let end = unit.emit(.jump)
            handle(unwinder)
            unit.assigned = before
            let error = unit.register()
            unit.emit(.caught, error)
            unit.unwinders.append(Unit.Unwinder(.handler(name: nil)))
            try compile(finally)
            unit.unwinders.removeLast()
            unit.emit(.reraise, 0, Int32(error))
            unit.land(end)
            unit.assigned = after == nil ? nil : done
            return
        }
        let before = unit.assigned
        let unwinder = Unit.Unwinder(.handler(name: nil))
        try protect(unwinder) { try compile(body) }
        try compile(otherwise)
        var after = unit.assigned
        var ends = [unit.emit(.jump)]
        handle(unwinder)
        let error = unit.register()
        unit.emit(.caught, error)
        caught.append(error)
        defer { caught.removeLast() }
        for handler in handlers {
            unit.assigned = before
            unit.range = handler.range
            var next: Int?
            if let type = handler.type {
                let mark = unit.nextRegister
                let wanted = try operand(type)
                unit.nextRegister = mark
                unit.range = type.range
                next = unit.emit(.matches, 0, Int32(error), wanted)
            }
            if let name = handler.name {
                store(name, handler.range, Int32(error), isBrief: true)
                try protect(Unit.Unwinder(.handler(name: name))) { try compile(handler.body) }
                let isReached = unit.assigned
                store(name, handler.range, unit.constant(.none), isBrief: true)
                delete(name, handler.range, isSpent: true)
                unit.assigned = isReached == nil ? nil : unit.assigned
            } else {
                try compile(handler.body)
            }
            after = Compiler.merge(after, unit.assigned)
            ends.append(unit.emit(.jump))
            if let next { unit.land(next) }
        }
        unit.range = range
        unit.emit(.reraise, 0, Int32(error))
        ends.forEach(unit.land)
        unit.assigned = after
    }

    private func raise(_ value: Expression?, _ cause: Expression?) throws {
        guard let value else {
            guard let error = caught.last else {
                throw failure(
                    "raise alone stands outside except", unit.range, expected: "it in the block of an except",
                    try: "raise ValueError(\"what is wrong\")")
            }
            unit.emit(.reraise, 0, Int32(error))
            unit.assigned = nil
            return
        }
        let range = unit.range
        let found = try operand(value)
        let reason = try cause.map { try operand($0) } ?? 0
        unit.range = range
        unit.emit(.raise, 0, found, reason, d: cause == nil ? 0 : 1)
        unit.assigned = nil
    }
}
