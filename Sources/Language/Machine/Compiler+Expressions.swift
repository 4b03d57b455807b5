import Answers

/// Expressions. `operand` gives a register or a constant that holds the value; `value(_:to:)` puts it where it is wanted.
extension Compiler {
    func value(_ expression: Expression, to target: Int) throws {
        let mark = unit.nextRegister
        let found = try operand(expression, target)
        if found != Int32(target) {
            unit.range = expression.range
            unit.emit(.move, target, found)
        }
        unit.nextRegister = mark
    }

    /// - Parameter wanted: a register that may be written last of all, when everything else has been read.
    func operand(_ expression: Expression, _ wanted: Int? = nil) throws -> Int32 {
        unit.range = expression.range
        switch expression.kind {
        case .none: return unit.constant(.none)
        case .bool(let flag): return unit.constant(.bool(flag))
        case .int(let value): return unit.constant(.int(value))
        case .big(let value): return unit.constant(.big(value))
        case .number(let value): return unit.constant(.number(value))
        case .text(let text): return unit.constant(.text(text))
        case .name(let name): return load(name, expression.range, into: wanted)
        case .unary(.minus, let operand):
            // A negative literal is a constant.
            if case .int(let value) = operand.kind { return unit.constant(.int(-value)) }
            if case .number(let value) = operand.kind { return unit.constant(.number(-value)) }
            return try one(.negate, operand, expression, wanted)
        case .unary(let operation, let operand):
            return try one(.unary, operand, expression, wanted, d: operation == .plus ? 0 : 1)
        case .not(let operand): return try one(.not, operand, expression, wanted)
        case .binary(let operation, let left, let right):
            if let amount = Compiler.smallChange(operation, right) {
                return try one(.addSmall, left, expression, wanted, c: amount, d: operation.code)
            }
            return try two(Compiler.arithmetic(operation), left, right, expression, wanted, d: operation.code)
        case .comparison(let first, let links):
            guard links.count == 1 else { return try chain(first, links, expression) }
            let (operation, d) = Compiler.comparison(links[0].operator)
            return try two(operation, first, links[0].operand, expression, wanted, d: d)
        case .and(let left, let right): return try either(.jumpIfFalse, left, right)
        case .or(let left, let right): return try either(.jumpIfTrue, left, right)
        case .conditional(let then, let condition, let otherwise):
            let target = unit.register()
            let mark = unit.nextRegister
            let before = unit.assigned
            let elsewhere = try jumps(unless: condition)
            try value(then, to: target)
            let assigned = unit.assigned
            let end = unit.emit(.jump)
            elsewhere.forEach(unit.land)
            unit.assigned = before
            try value(otherwise, to: target)
            unit.land(end)
            unit.assigned = Compiler.merge(assigned, unit.assigned)
            unit.nextRegister = mark
            return Int32(target)
        case .attribute(let base, let name, let nameRange):
            let mark = unit.nextRegister
            let object = try operand(base)
            unit.nextRegister = mark
            unit.range = expression.range
            let target = wanted ?? unit.register()
            unit.emit(.attribute, target, object, unit.cache(name, nameRange))
            return Int32(target)
        case .index(let base, let index): return try two(.index, base, index, expression, wanted)
        case .call(let callee, let arguments): return try call(callee, arguments, expression)
        case .lambda(let syntax): return Int32(try makeFunction("lambda", syntax))
        case .comprehension(let comprehension): return try self.comprehension(comprehension, expression)
        case .named(let name, let range, let value):
            let found = try operand(value)
            store(name, range, found)
            return found
        case .format(let pieces): return try format(pieces, expression)
        case .list(let items): return try collection(.list, .append, items, expression, wanted)
        case .tuple(let items):
            let constants = items.compactMap(\.constant)
            if constants.count == items.count { return unit.constant(.tuple(constants)) }
            return try collection(.tuple, .append, items, expression, wanted)
        case .set(let items): return try collection(.set, .insert, items, expression, wanted)
        case .dict(let entries): return try dictionary(entries, expression)
        case .slice(let lower, let upper, let step):
            let mark = unit.nextRegister
            let first = unit.register()
            let parts = [lower, upper, step]
            for (index, part) in parts.enumerated() {
                let place = index == 0 ? first : unit.register()
                if let part { try value(part, to: place) } else { unit.emit(.move, place, unit.constant(.none)) }
            }
            unit.nextRegister = mark + 1
            unit.range = expression.range
            unit.emit(.slice, first, Int32(first))
            return Int32(first)
        case .yield(let value):
            guard unit.kind == .function else {
                throw failure("yield stands outside a function", expression.range, expected: "it inside a def")
            }
            let found = try value.map { try operand($0) } ?? unit.constant(.none)
            let target = unit.register()
            unit.range = expression.range
            unit.emit(.yield, target, found)
            return Int32(target)
        case .yieldFrom(let values):
            let base = unit.register()
            _ = unit.register()
            _ = unit.register()
            let found = try operand(values)
            unit.range = expression.range
            unit.emit(.begin, base, found, d: 1)
            let item = unit.register()
            let top = unit.here
            unit.emit(.next, item, Int32(base))
            unit.emit(.yield, unit.register(), Int32(item))
            unit.emit(.loop, top)
            unit.land(top)
            unit.nextRegister = base + 1
            return Int32(base)
        case .starred:
            throw failure("* stands in a list, a tuple or a call", expression.range, expected: "[*values]")
        }
    }

    private func one(
        _ operation: Operation, _ inner: Expression, _ whole: Expression, _ wanted: Int?, c: Int32 = 0, d: Int = 0
    ) throws -> Int32 {
        let mark = unit.nextRegister
        let found = try operand(inner)
        unit.nextRegister = mark
        unit.range = whole.range
        let target = wanted ?? unit.register()
        unit.emit(operation, target, found, c, d: d)
        return Int32(target)
    }

    /// What `+ 1` and `- 1` add; nil for everything that is no such change. Zero is none: -0.0 - 0 stays what it is.
    static func smallChange(_ operation: BinaryOperator, _ right: Expression) -> Int32? {
        guard operation == .add || operation == .subtract, case .int(let value) = right.kind, value != 0 else {
            return nil
        }
        return Int32(exactly: operation == .subtract ? -value : value)
    }

    private func two(
        _ operation: Operation, _ left: Expression, _ right: Expression, _ whole: Expression, _ wanted: Int?, d: Int = 0
    ) throws -> Int32 {
        let mark = unit.nextRegister
        let first = try stable(left, before: right)
        let second = try operand(right)
        unit.nextRegister = mark
        unit.range = whole.range
        let target = wanted ?? unit.register()
        unit.emit(operation, target, first, second, d: d)
        return Int32(target)
    }

    /// The operand, in a register of its own where what follows assigns the name that it is.
    private func stable(_ expression: Expression, before next: Expression) throws -> Int32 {
        if case .name = expression.kind, next.assignsNames {
            let own = unit.register()
            try value(expression, to: own)
            return Int32(own)
        }
        return try operand(expression)
    }

    static func arithmetic(_ operation: BinaryOperator) -> Operation {
        switch operation {
        case .add: .add
        case .subtract: .subtract
        case .multiply: .multiply
        case .divide: .divide
        case .floorDivide: .floorDivide
        case .remainder: .remainder
        case .power: .power
        default: .binary
        }
    }

    static func comparison(_ operation: ComparisonOperator) -> (Operation, Int) {
        switch operation {
        case .less: (.less, operation.code)
        case .lessOrEqual: (.lessOrEqual, operation.code)
        case .greater: (.greater, operation.code)
        case .greaterOrEqual: (.greaterOrEqual, operation.code)
        case .equal: (.equal, operation.code)
        case .notEqual: (.notEqual, operation.code)
        default: (.compare, operation.code)
        }
    }

    static func merge(_ a: Set<Int>?, _ b: Set<Int>?) -> Set<Int>? {
        guard let a else { return b }
        return b.map { a.intersection($0) } ?? a
    }

    private func either(_ jump: Operation, _ left: Expression, _ right: Expression) throws -> Int32 {
        let target = unit.register()
        let mark = unit.nextRegister
        try value(left, to: target)
        unit.range = left.range
        let end = unit.emit(jump, 0, Int32(target))
        let before = unit.assigned
        try value(right, to: target)
        unit.assigned = Compiler.merge(before, unit.assigned)
        unit.land(end)
        unit.nextRegister = mark
        return Int32(target)
    }

    /// `a < b < c`: each is evaluated once, and no further than needed.
    private func chain(_ first: Expression, _ links: [ComparisonLink], _ whole: Expression) throws -> Int32 {
        let target = unit.register()
        let mark = unit.nextRegister
        var left = try stable(first, before: links[0].operand)
        var ends: [Int] = []
        for (index, link) in links.enumerated() {
            let right: Int32
            if index + 1 < links.count {
                right = try stable(link.operand, before: links[index + 1].operand)
            } else {
                right = try operand(link.operand)
            }
            let (operation, d) = Compiler.comparison(link.operator)
            unit.range = whole.range
            // The upper bit says that it is a chain, which arrays have no meaning for.
            unit.emit(operation, target, left, right, d: d | 0x100)
            if index + 1 < links.count { ends.append(unit.emit(.jumpIfFalse, 0, Int32(target))) }
            left = right
        }
        ends.forEach(unit.land)
        unit.nextRegister = mark
        return Int32(target)
    }

    /// Jumps that are taken where the condition does not hold; simple comparisons jump themselves.
    func jumps(unless condition: Expression) throws -> [Int] {
        let mark = unit.nextRegister
        defer { unit.nextRegister = mark }
        switch condition.kind {
        case .comparison(let first, let links) where links.count == 1:
            let (operation, d) = Compiler.comparison(links[0].operator)
            guard let jump = Compiler.jumping[operation] else { break }
            let left = try stable(first, before: links[0].operand)
            let right = try operand(links[0].operand)
            unit.range = condition.range
            return [unit.emit(jump, 0, left, right, d: d)]
        case .and(let left, let right):
            let first = try jumps(unless: left)
            let before = unit.assigned
            let second = try jumps(unless: right)
            // Where both held, all of the names are bound; where not, only the first ones. Only the first may be relied on.
            unit.assigned = Compiler.merge(before, unit.assigned)
            return first + second
        case .not(let inner):
            let found = try operand(inner)
            unit.range = inner.range
            return [unit.emit(.jumpIfTrue, 0, found)]
        default: break
        }
        let found = try operand(condition)
        unit.range = condition.range
        return [unit.emit(.jumpIfFalse, 0, found)]
    }

    private static let jumping: [Operation: Operation] = [
        .less: .jumpLess, .lessOrEqual: .jumpLessOrEqual, .greater: .jumpGreater, .greaterOrEqual: .jumpGreaterOrEqual,
        .equal: .jumpEqual, .notEqual: .jumpNotEqual,
    ]

    // MARK: Collections

    private func collection(
        _ make: Operation, _ add: Operation, _ items: [Expression], _ whole: Expression, _ wanted: Int?
    ) throws -> Int32 {
        let mark = unit.nextRegister
        let isPlain = items.count <= 64 && !items.contains { if case .starred = $0.kind { true } else { false } }
        if isPlain {
            let first = unit.register()
            for (index, item) in items.enumerated() { try value(item, to: index == 0 ? first : unit.register()) }
            unit.nextRegister = mark
            unit.range = whole.range
            let target = wanted ?? unit.register()
            unit.emit(make, target, Int32(first), Int32(items.count))
            return Int32(target)
        }
        // A long one, or one with `*values`, grows as a list.
        let target = unit.register()
        unit.emit(make == .set ? .set : .list, target, 0, 0)
        for item in items {
            let inner = unit.nextRegister
            if case .starred(let values) = item.kind {
                let found = try operand(values)
                unit.range = values.range
                unit.emit(.extend, target, found)
            } else {
                let found = try operand(item)
                unit.range = item.range
                unit.emit(add, target, found)
            }
            unit.nextRegister = inner
        }
        unit.range = whole.range
        if make == .tuple { unit.emit(.tuple, target, Int32(target), -1) }
        return Int32(target)
    }

    private func dictionary(_ entries: [DictEntry], _ whole: Expression) throws -> Int32 {
        let target = unit.register()
        let mark = unit.nextRegister
        unit.emit(.dict, target)
        for entry in entries {
            if let key = entry.key {
                let first = try operand(key)
                let second = try operand(entry.value)
                unit.range = key.range
                unit.emit(.put, target, first, second)
            } else {
                let found = try operand(entry.value)
                unit.range = entry.value.range
                unit.emit(.merge, target, found)
            }
            unit.nextRegister = mark
        }
        return Int32(target)
    }

    private func format(_ pieces: [FormatPiece], _ whole: Expression) throws -> Int32 {
        let mark = unit.nextRegister
        let first = unit.register()
        for (index, piece) in pieces.enumerated() {
            let place = index == 0 ? first : unit.register()
            switch piece {
            case .text(let text): unit.emit(.move, place, unit.constant(.text(text)))
            case .value(let expression, let spec, let echo, let asRepr, let asText):
                let inner = unit.nextRegister
                let found = try operand(expression)
                let format: Int32
                if spec.isEmpty {
                    format = unit.constant(.text(""))
                } else if spec.count == 1, case .text(let text) = spec[0] {
                    format = unit.constant(.text(text))
                } else {
                    format = try self.format(spec, expression)
                }
                unit.range = expression.range
                unit.emit(
                    .format, place, found, format,
                    d: asRepr || (echo != nil && spec.isEmpty && !asText) ? 1 : asText ? 2 : 0)
                unit.nextRegister = inner
                if let echo {
                    let pair = unit.register()
                    unit.emit(.move, pair, unit.constant(.text(echo)))
                    unit.emit(.move, unit.register(), Int32(place))
                    unit.emit(.join, place, Int32(pair), 2)
                    unit.nextRegister = inner
                }
            }
        }
        unit.nextRegister = mark + 1
        unit.range = whole.range
        unit.emit(.join, first, Int32(first), Int32(pieces.count))
        return Int32(first)
    }

    // MARK: Comprehensions

    private func comprehension(_ comprehension: Comprehension, _ whole: Expression) throws -> Int32 {
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

    // MARK: Calls

    private func call(_ callee: Expression, _ arguments: [ArgumentSyntax], _ whole: Expression) throws -> Int32 {
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

    private func argument(_ argument: ArgumentSyntax, _ place: Int, _ base: Int, _ isMethod: Bool) throws {
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

extension Expression {
    /// Whether something is called in it, so that evaluating it may take long.
    fileprivate var calls: Bool {
        if case .call = kind { return true }
        if case .comprehension = kind { return true }
        if case .lambda = kind { return false }
        return kind.children.contains(where: \.calls)
    }

    /// The plain value that it is wherever it stands; nil for everything else.
    fileprivate var constant: Value? {
        switch kind {
        case .none: Value.none
        case .bool(let flag): .bool(flag)
        case .int(let value): .int(value)
        case .number(let value): .number(value)
        case .text(let text): .text(text)
        case .unary(.minus, let operand):
            switch operand.kind {
            case .int(let value): .int(-value)
            case .number(let value): .number(-value)
            default: nil
            }
        default: nil
        }
    }

    /// Whether `:=` stands in it.
    fileprivate var assignsNames: Bool {
        if case .named = kind { return true }
        return kind.children.contains(where: \.assignsNames)
    }
}

extension BinaryOperator {
    static let ordered: [BinaryOperator] = [
        .add, .subtract, .multiply, .divide, .floorDivide, .remainder, .power, .matrixProduct, .and, .or, .xor,
        .shiftLeft, .shiftRight,
    ]
    var code: Int { BinaryOperator.ordered.firstIndex(of: self) ?? 0 }
}

extension ComparisonOperator {
    static let ordered: [ComparisonOperator] = [
        .less, .lessOrEqual, .greater, .greaterOrEqual, .equal, .notEqual, .isIn, .isNotIn, .is, .isNot,
    ]
    var code: Int { ComparisonOperator.ordered.firstIndex(of: self) ?? 0 }
}
