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
        case .imaginary(let value): return unit.constant(.complex(0, value))
        case .text(let text): return unit.constant(.text(text))
        case .bytes(let bytes): return unit.constant(.object(BytesObject(bytes)))
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
            return try ternary(then, condition, otherwise)
        case .attribute(let base, let name, let nameRange):
            return try attribute(name, nameRange, of: base, expression, wanted)
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
        case .slice(let lower, let upper, let step): return try slice([lower, upper, step], expression)
        case .yield(let value): return try yielding(value, expression)
        case .yieldFrom(let values): return try yielding(from: values, expression)
        case .starred:
            throw failure("* stands in a list, a tuple or a call", expression.range, expected: "[*values]")
        }
    }

    /// `then if condition else otherwise`
    private func ternary(_ then: Expression, _ condition: Expression, _ otherwise: Expression) throws -> Int32 {
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
    }

    private func attribute(
        _ name: String, _ nameRange: SourceRange, of base: Expression, _ whole: Expression, _ wanted: Int?
    ) throws -> Int32 {
        let mark = unit.nextRegister
        let object = try operand(base)
        unit.nextRegister = mark
        unit.range = whole.range
        let target = wanted ?? unit.register()
        unit.emit(.attribute, target, object, unit.cache(name, nameRange))
        return Int32(target)
    }

    /// `lower:upper:step`, which stand side by side and become one value in place of the first.
    private func slice(_ parts: [Expression?], _ whole: Expression) throws -> Int32 {
        let mark = unit.nextRegister
        let first = unit.register()
        for (index, part) in parts.enumerated() {
            let place = index == 0 ? first : unit.register()
            if let part { try value(part, to: place) } else { unit.emit(.move, place, unit.constant(.none)) }
        }
        unit.nextRegister = mark + 1
        unit.range = whole.range
        unit.emit(.slice, first, Int32(first))
        return Int32(first)
    }

    private func yielding(_ value: Expression?, _ whole: Expression) throws -> Int32 {
        guard unit.kind == .function else {
            throw failure("yield stands outside a function", whole.range, expected: "it inside a def")
        }
        let found = try value.map { try operand($0) } ?? unit.constant(.none)
        let target = unit.register()
        unit.range = whole.range
        unit.emit(.yield, target, found)
        return Int32(target)
    }

    /// `yield from values`: a loop that yields each of them.
    private func yielding(from values: Expression, _ whole: Expression) throws -> Int32 {
        let base = unit.register()
        _ = unit.register()
        _ = unit.register()
        let found = try operand(values)
        unit.range = whole.range
        unit.emit(.begin, base, found, d: 1)
        let item = unit.register()
        let top = unit.here
        unit.emit(.next, item, Int32(base))
        unit.emit(.yield, unit.register(), Int32(item))
        unit.emit(.loop, top)
        unit.land(top)
        unit.nextRegister = base + 1
        return Int32(base)
    }

    func one(
        _ operation: Opcode, _ inner: Expression, _ whole: Expression, _ wanted: Int?, c: Int32 = 0, d: Int = 0
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
        _ operation: Opcode, _ left: Expression, _ right: Expression, _ whole: Expression, _ wanted: Int?, d: Int = 0
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
    func stable(_ expression: Expression, before next: Expression) throws -> Int32 {
        if case .name = expression.kind, next.assignsNames {
            let own = unit.register()
            try value(expression, to: own)
            return Int32(own)
        }
        return try operand(expression)
    }

    static func arithmetic(_ operation: BinaryOperator) -> Opcode {
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

    static func comparison(_ operation: ComparisonOperator) -> (Opcode, Int) {
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
}

extension Expression {
    /// Whether something is called in it, so that evaluating it may take long.
    var calls: Bool {
        if case .call = kind { return true }
        if case .comprehension = kind { return true }
        if case .lambda = kind { return false }
        return kind.children.contains(where: \.calls)
    }

    /// The plain value that it is wherever it stands; nil for everything else.
    var constant: Value? {
        switch kind {
        case .none: Value.none
        case .bool(let flag): .bool(flag)
        case .int(let value): .int(value)
        case .number(let value): .number(value)
        case .imaginary(let value): .complex(0, value)
        case .text(let text): .text(text)
        case .bytes(let bytes): .object(BytesObject(bytes))
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
