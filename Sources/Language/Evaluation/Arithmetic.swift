import Answers

/// + - * / // % ** & | << >> on values, as in Python: `1/2` is 0.5, `7//2` is 3, `-7 % 3` is 2. A whole number that outgrows
/// 64 bits goes on as a `BigInt`.
enum Arithmetic {
    static func apply(_ operation: BinaryOperator, _ left: Value, _ right: Value, _ context: Context) throws -> Value {
        switch (left, right) {
        case (.number(let a), .number(let b)): return try result(operation, a, b)
        case (.int(let a), .int(let b)): return try apply(operation, a, b)
        case (.int(let a), .number(let b)): return try result(operation, Double(a), b)
        case (.number(let a), .int(let b)): return .number(try apply(operation, a, Double(b)))
        default: return try applyRest(operation, left, right, context)
        }
    }

    static func apply(_ operation: UnaryOperator, _ operand: Value, _ context: Context) throws -> Value {
        switch (operation, operand) {
        case (.minus, .int(let value)):
            let (negative, overflow) = value.multipliedReportingOverflow(by: -1)
            return overflow ? .whole(-BigInt(value)) : .int(negative)
        case (.minus, .big(let value)): return .whole(-value)
        case (.invert, .int(let value)): return .int(~value)
        case (.invert, .big(let value)): return .whole(-value - BigInt(1))
        case (.minus, .number(let value)): return .number(-value)
        case (.plus, .int), (.plus, .number), (.plus, .big): return operand
        case (_, .object(let object)):
            guard let number = object as? ComplexObject, let found = ComplexArithmetic.apply(operation, number) else {
                throw unfit(operation, operand)
            }
            return found
        case (_, .bool(let flag)): return try apply(operation, .int(flag ? 1 : 0), context)
        case (.plus, .dict(let counts)) where counts.typeName == "Counter",
            (.minus, .dict(let counts)) where counts.typeName == "Counter":
            let signed = try counters(operation == .plus ? .add : .subtract, Value.Dictionary(), counts, context)
            guard let signed else { throw unfit(operation, operand) }
            return .dict(signed)
        case (_, .thing(let thing as any Operable)):
            if let found = try thing.applying(operation) { return found }
            return try applyToThing(operation, operand, context)
        case (_, .thing): return try applyToThing(operation, operand, context)
        default: throw unfit(operation, operand)
        }
    }

    private static func applyToThing(
        _ operation: UnaryOperator, _ operand: Value, _ context: Context
    ) throws -> Value {
        if operation != .invert {
            return try apply(.multiply, .int(operation == .minus ? -1 : 1), operand, context)
        }
        if let comparing = operand.asThing((any Comparing).self),
            let found = try comparing.comparing(.equal, .int(0), isRight: false, work: context.work)
        {
            return found
        }
        throw unfit(operation, operand)
    }

    private static func unfit(_ operation: UnaryOperator, _ operand: Value) -> Mistake {
        Mistake(
            "\(operation.rawValue) before \(Phrase.indefinite(operand.kind)): \(operand.brief)",
            expected: "a number", try: operand.elements == nil ? nil : "[-v for v in values]"
        ).raised(as: "TypeError", "bad operand type for unary \(operation.rawValue): '\(operand.pythonType)'")
    }

    /// −1, 0 or 1 as left is smaller, equal or larger, exactly, whatever their sizes; nil for anything but numbers, and where one is NaN.
    static func order(_ left: Value, _ right: Value) -> Int? {
        switch (left.boolAsInt, right.boolAsInt) {
        case (.int(let a)?, .int(let b)?): return a == b ? 0 : a < b ? -1 : 1
        case (.number(let a)?, .number(let b)?): return a.isNaN || b.isNaN ? nil : a == b ? 0 : a < b ? -1 : 1
        case (.some(let a), .number(let b)?): return order(a, b)
        case (.number(let a)?, .some(let b)): return order(b, a).map { -$0 }
        case (.some(let a), .some(let b)):
            guard let x = a.asBig, let y = b.asBig else { return nil }
            return x == y ? 0 : x < y ? -1 : 1
        default: return nil
        }
    }

    static func order(_ whole: Value, _ number: Double) -> Int? {
        guard !number.isNaN else { return nil }
        if case .int(let value) = whole, value.magnitude <= 1 << 53 {
            let a = Double(value)
            return a == number ? 0 : a < number ? -1 : 1
        }
        guard number.isFinite, let floor = BigInt(truncating: number), let big = whole.asBig else {
            return number > 0 ? -1 : 1
        }
        if big == floor {
            let fraction = number - number.rounded(.towardZero)
            return fraction == 0 ? 0 : fraction > 0 ? -1 : 1
        }
        return big < floor ? -1 : 1
    }

    // MARK: Numbers

    /// What two numbers give, one of them of floating point: a power of a negative number is complex where the exponent is not whole.
    static func result(_ operation: BinaryOperator, _ a: Double, _ b: Double) throws -> Value {
        if operation == .power, a < 0, a.isFinite, b.isFinite, b != b.rounded() {
            return try ComplexArithmetic.apply(.power, .complex(a, 0), .number(b)) ?? .number(.nan)
        }
        return .number(try apply(operation, a, b))
    }

    static func apply(_ operation: BinaryOperator, _ a: Double, _ b: Double) throws -> Double {
        switch operation {
        case .add: return a + b
        case .subtract: return a - b
        case .multiply: return a * b
        case .divide:
            guard b != 0 else { throw divisionByZero("\(a.short(17)) / 0", "float division by zero") }
            return a / b
        case .floorDivide:
            guard b != 0 else { throw divisionByZero("\(a.short(17)) // 0", "float floor division by zero") }
            return floorDivide(a, b)
        case .remainder:
            guard b != 0 else { throw divisionByZero("\(a.short(17)) % 0", "float modulo") }
            return remainder(a, b)
        case .power:
            guard a != 0 || b >= 0 else {
                throw divisionByZero("0 to the power \(b.short(17))", "0.0 cannot be raised to a negative power")
            }
            let result = Language.power(a, b)
            if result.isInfinite, a.isFinite, b.isFinite {
                throw Mistake(
                    "\(a.short(17)) to the power \(b.short(17)) is larger than the largest number",
                    expected: "a result of at most 1.797e308"
                ).raised(
                    as: "OverflowError", "(34, 'Numerical result out of range')")
            }
            return result
        case .matrixProduct: throw Mistake("@ multiplies matrices, not numbers", try: "*").raised(as: "TypeError")
        case .and, .or, .xor, .shiftLeft, .shiftRight:
            throw Mistake(
                "\(operation.rawValue) works on the bits of whole numbers: \(a.pythonRepr) \(operation.rawValue) \(b.pythonRepr)",
                expected: "whole numbers",
                try: operation == .and ? "and" : operation == .or ? "or" : operation == .xor ? "**" : nil
            ).raised(as: "TypeError", "unsupported operand type(s) for \(operation.rawValue): 'float' and 'float'")
        }
    }

    /// The rest has the sign of the divisor, as in CPython's `float_rem`.
    static func remainder(_ a: Double, _ b: Double) -> Double {
        let rest = a.truncatingRemainder(dividingBy: b)
        guard rest != 0 else { return b.sign == .minus ? -0.0 : 0.0 }
        return (rest < 0) != (b < 0) ? rest + b : rest
    }

    /// By way of the rest, so that no rounding of the quotient reaches a whole number too far (CPython's `float_floor_div`).
    static func floorDivide(_ a: Double, _ b: Double) -> Double {
        let rest = a.truncatingRemainder(dividingBy: b)
        var quotient = (a - rest) / b
        if rest != 0, (rest < 0) != (b < 0) { quotient -= 1 }
        guard quotient != 0 else { return (a / b).sign == .minus ? -0.0 : 0.0 }
        let floor = quotient.rounded(.down)
        return quotient - floor > 0.5 ? floor + 1 : floor
    }

    static func apply(_ operation: BinaryOperator, _ a: Int, _ b: Int) throws -> Value {
        let exact: (partialValue: Int, overflow: Bool)
        switch operation {
        case .add: exact = a.addingReportingOverflow(b)
        case .subtract: exact = a.subtractingReportingOverflow(b)
        case .multiply: exact = a.multipliedReportingOverflow(by: b)
        case .floorDivide where b != 0 && b != -1:
            return .int(a / b - (a % b != 0 && (a < 0) != (b < 0) ? 1 : 0))
        case .remainder where b != 0:
            guard b != -1 else { return .int(0) }
            let rest = a % b
            return .int(rest != 0 && (rest < 0) != (b < 0) ? rest + b : rest)
        case .divide where b != 0 && a.magnitude <= 1 << 53 && b.magnitude <= 1 << 53:
            return .number(Double(a) / Double(b))
        case .and: return .int(a & b)
        case .or: return .int(a | b)
        case .xor: return .int(a ^ b)
        case .shiftRight where b >= 0: return .int(a >> b)
        case .shiftLeft where (0..<62).contains(b) && (a << b) >> b == a: return .int(a << b)
        default: return try apply(operation, BigInt(a), BigInt(b))
        }
        return exact.overflow ? try apply(operation, BigInt(a), BigInt(b)) : .int(exact.partialValue)
    }

    static func divisionByZero(_ quotient: String, _ message: String) -> Mistake {
        Mistake("division by zero: \(quotient.count > 60 ? "x" + quotient.suffix(5) : quotient)").raised(
            as: "ZeroDivisionError", message)
    }
}

extension Value {
    /// A whole number and 1; anything else is itself.
    var successor: Value {
        guard case .int(let value) = self, value < .max else { return asBig.map { .whole($0 + BigInt(1)) } ?? self }
        return .int(value + 1)
    }

    /// In arithmetic True counts as 1 and False as 0; other values are themselves when they are numbers.
    var boolAsInt: Value? {
        switch self {
        case .bool(let flag): .int(flag ? 1 : 0)
        case .int, .number, .big: self
        case .object(let object) where object.tag == .scalar: plain.boolAsInt
        default: nil
        }
    }

    var isBig: Bool {
        if case .big = self { true } else { false }
    }

    /// A whole number as one of any size.
    var asBig: BigInt? {
        switch self {
        case .int(let value): BigInt(value)
        case .big(let value): value
        case .bool(let flag): BigInt(flag ? 1 : 0)
        case .object(let object) where object.tag == .scalar: plain.asBig
        default: nil
        }
    }

    /// A whole number, in the shortest of its two forms.
    static func whole(_ value: BigInt) -> Value { value.asInt.map { .int($0) } ?? .big(value) }
}
