import Answers

/// Calls: what is called, then its arguments, in the registers where the function wants them.
extension Compiler {
    func call(_ callee: Expression, _ arguments: [ArgumentSyntax], _ whole: Expression) throws -> Int32 {
        // `super(Net, self)` of older Python is the same.
        if arguments.isEmpty || arguments.count == 2, callee.isName("super"), variable("super") == nil {
            return try superclass(whole)
        }
        let base = unit.register()
        var isMethod = false
        switch callee.kind {
        case .attribute(let object, let name, let range):
            _ = unit.register()
            let mark = unit.nextRegister
            let found = try operand(object)
            unit.nextRegister = mark
            unit.range = callee.range
            unit.emit(.method, base, found, unit.cache(name, range))
            isMethod = true
        default: try value(callee, to: base)
        }
        var labels: [CallSite.Label] = []
        var isPlain = true
        for argument in arguments {
            labels.append(.init(form: argument.form, range: argument.value.range))
            if case .positional = argument.form { continue }
            isPlain = false
        }
        unit.sites.append(CallSite(labels: labels, place: callee.range, isPlain: isPlain))
        let site = Int32(unit.sites.count - 1)
        unit.range = whole.range
        if arguments.contains(where: \.value.calls) { unit.emit(.precheck, base, 0, site, d: isMethod ? 1 : 0) }
        for (place, argument) in arguments.enumerated() { try self.argument(argument, place, base, isMethod) }
        unit.range = whole.range
        unit.emit(isMethod ? .callMethod : .call, base, Int32(arguments.count), site, d: isPlain ? 0 : 1)
        unit.nextRegister = base + 1
        return Int32(base)
    }

    func argument(_ argument: ArgumentSyntax, _ place: Int, _ base: Int, _ isMethod: Bool) throws {
        let target = unit.register()
        let mark = unit.nextRegister
        defer { unit.nextRegister = mark }
        var keyword: String?
        switch argument.form {
        case .positional: break
        case .keyword(let name, _): keyword = name
        case .spread, .spreadKeywords: return try value(argument.value, to: target)
        }
        func site(_ name: String, _ range: SourceRange, _ slot: Int32) -> Int32 {
            unit.argumentSites.append(
                ArgumentSite(name: name, nameRange: range, place: place, keyword: keyword, slot: slot))
            return Int32(unit.argumentSites.count - 1)
        }
        switch argument.value.kind {
        case .name(let name):
            switch variable(name) {
            case .global, nil:
                unit.range = argument.value.range
                unit.globalNames.insert(name)
                let slot = Int32(globals.place(of: name))
                unit.emit(.argument, target, Int32(base), site(name, argument.value.range, slot), d: isMethod ? 1 : 0)
            default: try value(argument.value, to: target)
            }
        case .attribute(let object, let name, let range):
            try value(object, to: target)
            unit.range = argument.value.range
            unit.emit(.argumentAttribute, target, Int32(base), site(name, range, -1), d: isMethod ? 1 : 0)
        default: try value(argument.value, to: target)
        }
    }

    /// `super()` in a method: the class comes by the cell that class bodies share, the receiver is the first parameter.
    private func superclass(_ whole: Expression) throws -> Int32 {
        let target = unit.register()
        guard unit.kind == .function, let first = unit.parameters.first, share("__class__", into: target) else {
            throw failure("super() stands outside a method", whole.range, expected: "it inside a def of a class")
        }
        let receiver = load(first.name, whole.range)
        unit.range = whole.range
        unit.emit(.superclass, target, Int32(target), receiver)
        return Int32(target)
    }
}
