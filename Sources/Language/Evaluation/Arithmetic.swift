public import Answers

/// A thing that takes part in arithmetic: `0.5 * schedule`, `f + g`.
public protocol Operable: Presentable {
    /// The result of `self op other` (or `other op self` when `isRight`), or nil when there is none.
    func applying(_ operation: BinaryOperator, _ other: Value, isRight: Bool, _ context: Context) throws -> Value?
}

/// + - * / // % ** on values, as in Python: `1/2` is 0.5, `7//2` is 3, `-7 % 3` is 2. A whole number that outgrows
/// 63 bits goes on as a floating-point number.
enum Arithmetic {
    static func apply(_ operation: BinaryOperator, _ left: Value, _ right: Value, _ context: Context) throws -> Value {
        switch (left, right) {
        case (.number(let a), .number(let b)): return .number(try apply(operation, a, b))
        case (.int(let a), .int(let b)): return try apply(operation, a, b)
        case (.int(let a), .number(let b)): return .number(try apply(operation, Double(a), b))
        case (.number(let a), .int(let b)): return .number(try apply(operation, a, Double(b)))
        default: return try applyRest(operation, left, right, context)
        }
    }

    static func apply(_ operation: UnaryOperator, _ operand: Value, _ context: Context) throws -> Value {
        switch operand {
        case .int(let value) where operation == .minus:
            let (negative, overflow) = value.multipliedReportingOverflow(by: -1)
            return overflow ? .number(-Double(value)) : .int(negative)
        case .number(let value): return .number(operation == .minus ? -value : value)
        case .int: return operand
        case .bool(let flag): return .int(flag ? (operation == .minus ? -1 : 1) : 0)
        case .thing:
            return try apply(.multiply, .int(operation == .minus ? -1 : 1), operand, context)
        default:
            throw Mistake(
                "\(operation.rawValue) before \(Phrase.indefinite(operand.kind)): \(operand.brief)",
                expected: "a number", try: operand.elements == nil ? nil : "[-v for v in values]")
        }
    }

    // MARK: Numbers

    private static func apply(_ operation: BinaryOperator, _ a: Double, _ b: Double) throws -> Double {
        switch operation {
        case .add: return a + b
        case .subtract: return a - b
        case .multiply: return a * b
        case .divide:
            guard b != 0 else { throw divisionByZero("\(a.short(17)) / 0") }
            return a / b
        case .floorDivide:
            guard b != 0 else { throw divisionByZero("\(a.short(17)) // 0") }
            return (a / b).rounded(.down)
        case .remainder:
            guard b != 0 else { throw divisionByZero("\(a.short(17)) % 0") }
            let rest = a.truncatingRemainder(dividingBy: b)
            return rest != 0 && (rest < 0) != (b < 0) ? rest + b : rest
        case .power:
            guard a != 0 || b >= 0 else { throw divisionByZero("0 to the power \(b.short(17))") }
            return power(a, b)
        case .matrixProduct: throw Mistake("@ multiplies matrices, not numbers", try: "*")
        }
    }

    private static func apply(_ operation: BinaryOperator, _ a: Int, _ b: Int) throws -> Value {
        let exact: (partialValue: Int, overflow: Bool)
        switch operation {
        case .add: exact = a.addingReportingOverflow(b)
        case .subtract: exact = a.subtractingReportingOverflow(b)
        case .multiply: exact = a.multipliedReportingOverflow(by: b)
        case .floorDivide where b != 0:
            guard !(b == -1 && a == .min) else { return .number(-Double(a)) }
            return .int(a / b - (a % b != 0 && (a < 0) != (b < 0) ? 1 : 0))
        case .remainder where b != 0:
            guard b != -1 else { return .int(0) }
            let rest = a % b
            return .int(rest != 0 && (rest < 0) != (b < 0) ? rest + b : rest)
        case .power where b >= 0: return power(a, b)
        default: return .number(try apply(operation, Double(a), Double(b)))
        }
        if !exact.overflow { return .int(exact.partialValue) }
        return .number(try apply(operation, Double(a), Double(b)))
    }

    private static func power(_ base: Int, _ exponent: Int) -> Value {
        var result = 1
        var factor = base
        var rest = exponent
        var overflow = false
        while rest > 0, !overflow {
            if rest & 1 == 1 {
                let next = result.multipliedReportingOverflow(by: factor)
                result = next.partialValue
                overflow = next.overflow
            }
            rest >>= 1
            if rest > 0, !overflow {
                let next = factor.multipliedReportingOverflow(by: factor)
                factor = next.partialValue
                overflow = next.overflow
            }
        }
        return overflow ? .number(power(Double(base), Double(exponent))) : .int(result)
    }

    private static func power(_ x: Double, _ y: Double) -> Double { Language.power(x, y) }

    private static func divisionByZero(_ quotient: String) -> Mistake {
        Mistake("division by zero: \(quotient)")
    }

    // MARK: Everything else

    private static func applyRest(
        _ operation: BinaryOperator, _ left: Value, _ right: Value, _ context: Context
    ) throws -> Value {
        if let a = left.boolAsInt, let b = right.boolAsInt { return try apply(operation, a, b, context) }
        let operable = (any Operable).self
        if let result = try left.asThing(operable)?.applying(operation, right, isRight: false, context)
            ?? right.asThing(operable)?.applying(operation, left, isRight: true, context)
        {
            return result
        }
        switch (operation, left, right) {
        case (.add, .text(let a), .text(let b)):
            try Limits.checkText(a.utf8.count + b.utf8.count)
            return .text(a + b)
        case (.add, .list(let a), .list(let b)):
            try Limits.checkCount(a.count + b.count)
            return .list(a + b)
        case (.add, .tuple(let a), .tuple(let b)):
            try Limits.checkCount(a.count + b.count)
            return .tuple(a + b)
        case (.multiply, let sequence, .int(let count)), (.multiply, .int(let count), let sequence):
            if let repeated = try repeated(sequence, count, context) { return repeated }
        default: break
        }
        throw mismatch(operation, left, right)
    }

    private static func repeated(_ sequence: Value, _ count: Int, _ context: Context) throws -> Value? {
        let count = Swift.max(0, count)
        func total(_ length: Int) -> Int {
            let (product, overflow) = length.multipliedReportingOverflow(by: count)
            return overflow ? .max : product
        }
        switch sequence {
        case .text(let text):
            try Limits.checkText(total(text.utf8.count))
            return .text(text.isEmpty ? "" : String(repeating: text, count: count))
        case .list(let items), .tuple(let items):
            try Limits.checkCount(total(items.count))
            var out: [Value] = []
            out.reserveCapacity(items.count * (items.isEmpty ? 0 : count))
            var check = StopCheck(context.work)
            for _ in 0..<(items.isEmpty ? 0 : count) {
                try check.pass(items.count)
                out += items
            }
            if case .tuple = sequence { return .tuple(out) }
            return .list(out)
        default: return nil
        }
    }

    private static func mismatch(_ operation: BinaryOperator, _ left: Value, _ right: Value) -> Mistake {
        let sign = operation.rawValue
        let problem =
            "\(Phrase.indefinite(left.kind)) \(sign) \(Phrase.indefinite(right.kind)) has no meaning: "
            + "\(left.brief) \(sign) \(right.brief)"
        var suggestion: String?
        switch (left, right) {
        case (_, _) where left.elements != nil && right.elements != nil && operation != .matrixProduct:
            suggestion = "[a \(sign) b for a, b in zip(…, …)] works element by element"
        case (_, _) where left.elements != nil:
            suggestion = "[v \(sign) \(right.brief) for v in …] works element by element"
        case (_, _) where right.elements != nil:
            suggestion = "[\(left.brief) \(sign) v for v in …] works element by element"
        case (.text, _) where operation == .remainder: suggestion = "f\"… {value:.3f}\" puts values into a string"
        case (.text, _), (_, .text): suggestion = "f\"… {value}\" puts values into a string; float(text) reads a number"
        case (.function, _), (_, .function): suggestion = "h(x) = f(x) \(sign) g(x) combines functions"
        case (.word(let word), _): suggestion = "\(word.name)(…) with its arguments"
        case (_, .word(let word)): suggestion = "\(word.name)(…) with its arguments"
        default: break
        }
        return Mistake(
            problem,
            expected: suggestion == nil ? "numbers, or two values of one kind that \(sign) puts together" : nil,
            try: suggestion)
    }
}

extension Value {
    /// In arithmetic True counts as 1 and False as 0; other values are themselves when they are numbers.
    fileprivate var boolAsInt: Value? {
        switch self {
        case .bool(let flag): .int(flag ? 1 : 0)
        case .int, .number: self
        default: nil
        }
    }
}
