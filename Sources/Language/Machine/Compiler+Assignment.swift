import Answers

/// Names, elements and attributes that get a value, lose it, or come from a module.
extension Compiler {
    func assignment(_ targets: [Target], _ expression: Expression) throws {
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

    func augmented(
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
    func register(_ operand: Int32) -> Int32 {
        guard operand < 0 else { return operand }
        let own = unit.register()
        unit.emit(.move, own, operand)
        return Int32(own)
    }

    func delete(_ target: Target) throws {
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

    func imports(_ names: [ImportedName]) {
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
}
