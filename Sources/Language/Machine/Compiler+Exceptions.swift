import Answers

/// `with`, `try` and `raise`.
extension Compiler {
    func with(_ items: ArraySlice<Statement.WithItem>, _ body: [Statement]) throws {
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

    func trying(
        _ body: [Statement], _ handlers: [Statement.Handler], _ otherwise: [Statement], _ finally: [Statement],
        _ range: SourceRange
    ) throws {
        guard finally.isEmpty else {
            return try finishing(finally) {
                if handlers.isEmpty { try compile(body) } else { try trying(body, handlers, otherwise, [], range) }
            }
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

    /// A body behind which a block runs, however it is left.
    private func finishing(_ finally: [Statement], _ body: () throws -> Void) throws {
        let before = unit.assigned
        let unwinder = Unit.Unwinder(.finally(finally))
        try protect(unwinder, body)
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
    }

    func raise(_ value: Expression?, _ cause: Expression?) throws {
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
