import Answers

/// Syntax to instructions. One compiler serves a text; `unit` is the function, class body or statement at work.
final class Compiler {
    let source: Source
    let globals: Namespace
    var unit: Unit
    /// The registers of the exceptions whose `except` blocks are being compiled, innermost last.
    var caught: [Int] = []

    init(source: Source, globals: Namespace) {
        self.source = source
        self.globals = globals
        unit = Unit(.statement, "", parent: nil)
    }

    /// One statement of a session. The value of an expression is returned.
    func statement(_ statement: Statement) throws -> Code {
        unit = Unit(.statement, "", parent: nil)
        unit.range = statement.range
        if case .expression(let expression) = statement.kind {
            let value = try operand(expression)
            unit.emit(.return, 0, value)
        } else {
            try compile(statement)
        }
        return try finish(statement.range)
    }

    /// `f(x, y) = …` with values for some free names; the others are looked up when it is called.
    func formula(_ name: String, _ syntax: FunctionSyntax, captured: Set<String>) throws -> Code {
        let outer = Unit(.function, "", parent: nil)
        for name in captured { outer.variables[name] = .cell(0) }
        unit = outer
        return try function(name, syntax)
    }

    private func finish(_ range: SourceRange) throws -> Code {
        guard !unit.isTooLong else {
            throw failure("this function is too long", range, expected: "several shorter ones")
        }
        unit.emit(.return, 0, unit.constant(.none))
        return Code(unit, source: source, range: range)
    }

    func failure(
        _ problem: String, _ range: SourceRange, expected: String? = nil, try suggestion: String? = nil
    ) -> Diagnostic {
        Diagnostic(
            Mistake(problem, expected: expected, try: suggestion).raised(as: "SyntaxError"), source: source,
            range: range)
    }

    // MARK: Functions

    func function(_ name: String, _ syntax: FunctionSyntax) throws -> Code {
        let symbols = Symbols(syntax)
        let inner = Unit(.function, name, parent: unit)
        let outer = (unit, caught)
        unit = inner
        caught = []
        defer { (unit, caught) = outer }
        // Plain parameters, those given by keyword, *rest, **keywords: as the machine lays them out.
        let order: [FunctionSyntax.Formal.Kind] = [.plain, .keywordOnly, .rest, .keywords]
        inner.parameters = order.flatMap { kind in syntax.parameters.filter { $0.kind == kind } }
        for name in inner.parameters.map(\.name) { inner.variables[name] = .register(inner.register()) }
        prepare(symbols)
        inner.isGenerator = symbols.yields
        switch syntax.body {
        case .formula(let expression):
            inner.range = expression.range
            inner.formula = ([], expression)
            try returning(expression)
            return try finish(expression.range)
        case .block(let statements):
            inner.formula = Compiler.formula(statements)
            if case .expression(let first)? = statements.first?.kind, case .text(let text) = first.kind {
                inner.documentation = text
            }
            for statement in statements { try compile(statement) }
            let range = statements.first?.range.union(statements[statements.count - 1].range) ?? inner.range
            return try finish(range)
        }
    }

    /// Lays out the variables of the unit at work, whose parameters have their registers.
    private func prepare(_ symbols: Symbols) {
        let captured = symbols.captured
        unit.declaredGlobal = symbols.globals
        for (place, formal) in unit.parameters.enumerated() where captured.contains(formal.name) {
            unit.sharedParameters.append(place)
            unit.variables[formal.name] = .cell(place)
        }
        unit.freeNames = symbols.free.filter { unit.parent?.shares($0) == true }.sorted()
        for (place, name) in unit.freeNames.enumerated() { unit.variables[name] = .free(place) }
        unit.assigned = Set(0..<unit.nextRegister)
        for name in symbols.bound.sorted() where unit.variables[name] == nil {
            let place = unit.register()
            unit.variables[name] = captured.contains(name) ? .cell(place) : .register(place)
            if captured.contains(name) { unit.emit(.makeCell, place) }
        }
    }

    /// What a function is as a formula: names for formulas, then one that is returned.
    private static func formula(_ statements: [Statement]) -> (
        steps: [(name: String, value: Expression)], result: Expression
    )? {
        var steps: [(name: String, value: Expression)] = []
        for (index, statement) in statements.enumerated() {
            switch statement.kind {
            case .expression(let value):
                guard index == 0, case .text = value.kind else { return nil }
            case .assign(let targets, let value):
                guard targets.count == 1 else { return nil }
                switch (targets[0], value.kind) {
                case (.name(let name, _), _): steps.append((name, value))
                case (.tuple(let names, _), .tuple(let values)) where names.count == values.count:
                    // `a, b = b, a` binds at once; one after the other would not.
                    let bound = Set(targets[0].names)
                    guard values.allSatisfy({ !$0.uses(bound) }) else { return nil }
                    for (target, value) in zip(names, values) {
                        guard case .name(let name, _) = target else { return nil }
                        steps.append((name, value))
                    }
                default: return nil
                }
            case .return(let value?): return index == statements.count - 1 ? (steps, value) : nil
            default: return nil
            }
        }
        return nil
    }

    /// Emits a function made of code, with its defaults, into a new register.
    func makeFunction(_ name: String, _ syntax: FunctionSyntax) throws -> Int {
        let mark = unit.nextRegister
        let base = unit.register()
        let plain = syntax.parameters.filter { $0.kind == .plain && $0.standard != nil }
        let keyword = syntax.parameters.filter { $0.kind == .keywordOnly }
        for formal in plain { if let standard = formal.standard { try value(standard, to: unit.register()) } }
        for formal in keyword {
            let place = unit.register()
            if let standard = formal.standard {
                try value(standard, to: place)
            } else {
                unit.emit(.deleteLocal, place)
            }
        }
        let code = try function(name, syntax)
        unit.codes.append(code)
        let cells = try closure(of: code)
        unit.emit(.function, base, Int32(plain.count), Int32(unit.codes.count - 1), d: cells)
        unit.nextRegister = mark + 1
        return base
    }

    /// Puts the cells that code wants into registers one after the other, behind what is there.
    private func closure(of code: Code) throws -> Int {
        for name in code.freeNames {
            guard share(name, into: unit.register()) else {
                throw failure("\(name) cannot be shared here", unit.range)
            }
        }
        return code.freeNames.count
    }

    /// Puts the cell of a variable into a register; false where it has none.
    func share(_ name: String, into place: Int) -> Bool {
        switch variable(name, forSharing: true) {
        case .cell(let cell): unit.emit(.move, place, Int32(cell))
        case .free(let cell): unit.emit(.shareFree, place, Int32(cell))
        default: return false
        }
        return true
    }

    func classStatement(
        _ name: String, _ nameRange: SourceRange, _ base: Expression?, _ body: [Statement]
    ) throws -> Int {
        let mark = unit.nextRegister
        let result = unit.register()
        let baseRegister = unit.register()
        if let base { try value(base, to: baseRegister) } else { unit.emit(.deleteLocal, baseRegister) }
        // The class body is a function without parameters that gives its names: register 0 is the dict of them, register 1
        // the cell through which `super()` finds the class.
        let inner = Unit(.classBody, name, parent: unit)
        let outer = unit
        unit = inner
        let code: Code
        do {
            defer { unit = outer }
            inner.range = nameRange
            _ = inner.register()
            inner.variables["__class__"] = .cell(inner.register())
            let symbols = Symbols(block: body)
            inner.declaredGlobal = symbols.globals
            inner.freeNames = symbols.freeOfClass.filter { $0 != "__class__" && outer.shares($0) }.sorted()
            for (place, name) in inner.freeNames.enumerated() {
                if symbols.bound.contains(name) {
                    inner.passedOn[name] = place
                } else {
                    inner.variables[name] = .free(place)
                }
            }
            inner.assigned = Set(0..<inner.nextRegister)
            inner.emit(.makeCell, 1)
            for name in symbols.bound where inner.variables[name] == nil { inner.variables[name] = .member }
            if case .expression(let first)? = body.first?.kind, case .text(let text) = first.kind {
                inner.variables["__doc__"] = .member
                store("__doc__", first.range, inner.constant(.text(text)))
            }
            for statement in body { try compile(statement) }
            inner.range = nameRange
            guard !inner.isTooLong else { throw failure("this class is too long", nameRange) }
            inner.emit(.return, 0, 1)
            code = Code(inner, source: source, range: nameRange)
        }
        unit.codes.append(code)
        let cells = try closure(of: code)
        unit.emit(.type, result, Int32(baseRegister), Int32(unit.codes.count - 1), d: cells)
        unit.nextRegister = mark + 1
        return result
    }

    // MARK: Variables

    func variable(_ name: String, forSharing: Bool = false) -> Unit.Variable? {
        for scope in unit.inner.reversed() { if let found = scope[name] { return found } }
        if unit.declaredGlobal.contains(name) { return nil }
        if forSharing || unit.hidesMembers, case .member? = unit.variables[name] {
            return unit.passedOn[name].map { .free($0) }
        }
        return unit.variables[name]
    }

    private func global(_ name: String) -> Int32 {
        unit.globalNames.insert(name)
        return Int32(globals.place(of: name))
    }

    /// The operand that holds the value of a name: its register, or one that it is loaded into.
    func load(_ name: String, _ range: SourceRange, into wanted: Int? = nil) -> Int32 {
        unit.range = range
        switch variable(name) {
        case .register(let place):
            if unit.assigned?.contains(place) == false {
                unit.unset.insert(place)
                unit.emit(.checkLocal, place, 0, unit.nameIndex(name))
            }
            return Int32(place)
        case .cell(let place):
            let target = wanted ?? unit.register()
            unit.emit(.loadCell, target, Int32(place), unit.nameIndex(name))
            return Int32(target)
        case .free(let place):
            let target = wanted ?? unit.register()
            unit.emit(.loadFree, target, Int32(place), unit.nameIndex(name))
            return Int32(target)
        case .member:
            let target = wanted ?? unit.register()
            unit.emit(.loadName, target, global(name), unit.nameIndex(name))
            return Int32(target)
        case .global, nil:
            let target = wanted ?? unit.register()
            unit.emit(.loadGlobal, target, global(name))
            return Int32(target)
        }
    }

    /// - Parameter isBrief: the name is bound for a block only, so that nothing is said of a word that has it too.
    func store(_ name: String, _ range: SourceRange, _ value: Int32, isBrief: Bool = false) {
        unit.range = range
        switch variable(name) {
        case .register(let place):
            if value != Int32(place) { unit.emit(.move, place, value) }
            unit.assigned?.insert(place)
        case .cell(let place): unit.emit(.storeCell, place, value)
        case .free(let place): unit.emit(.storeFree, place, value)
        case .member: unit.emit(.storeName, 0, value, unit.nameIndex(name))
        case .global, nil: unit.emit(.storeGlobal, Int(global(name)), value, d: isBrief ? 1 : 0)
        }
    }

    /// - Parameter isSpent: the block ends for which the name was bound, so that it does not mean a word of the same name either.
    func delete(_ name: String, _ range: SourceRange, isSpent: Bool = false) {
        unit.range = range
        switch variable(name) {
        case .register(let place):
            _ = load(name, range)
            unit.emit(.deleteLocal, place)
            unit.assigned?.remove(place)
        case .cell(let place): unit.emit(.deleteCell, place, 0, unit.nameIndex(name))
        case .free(let place): unit.emit(.deleteFree, place, 0, unit.nameIndex(name))
        case .member: unit.emit(.deleteName, 0, 0, unit.nameIndex(name))
        case .global, nil: unit.emit(.deleteGlobal, Int(global(name)), d: isSpent ? 1 : 0)
        }
    }
}

extension Expression {
    /// Whether one of the names stands in it.
    func uses(_ names: Set<String>) -> Bool {
        if case .name(let name) = kind { return names.contains(name) }
        return kind.children.contains { $0.uses(names) }
    }
}
