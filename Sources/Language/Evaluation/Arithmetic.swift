public import Answers

/// A thing that takes part in arithmetic: `0.5 * schedule`, `f + g`.
public protocol Operable: Presentable {
    /// The result of `self op other` (or `other op self` when `isRight`), or nil when there is none.
    func applying(_ operation: BinaryOperator, _ other: Value, isRight: Bool, _ context: Context) throws -> Value?
    /// The result of `op self`, or nil where it is that of a product with 1 or −1, or a comparison with 0.
    func applying(_ operation: UnaryOperator) throws -> Value?
}

extension Operable {
    /// As a product, or a comparison.
    public func applying(_ operation: UnaryOperator) throws -> Value? { nil }
}

/// + - * / // % ** & | << >> on values, as in Python: `1/2` is 0.5, `7//2` is 3, `-7 % 3` is 2. A whole number that outgrows
/// 64 bits goes on as a `BigInt`.
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
        switch (operation, operand) {
        case (.minus, .int(let value)):
            let (negative, overflow) = value.multipliedReportingOverflow(by: -1)
            return overflow ? .whole(-BigInt(value)) : .int(negative)
        case (.minus, .big(let value)): return .whole(-value)
        case (.invert, .int(let value)): return .int(~value)
        case (.invert, .big(let value)): return .whole(-value - BigInt(1))
        case (.minus, .number(let value)): return .number(-value)
        case (.plus, .int), (.plus, .number), (.plus, .big): return operand
        case (_, .bool(let flag)): return try apply(operation, .int(flag ? 1 : 0), context)
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

    private static func order(_ whole: Value, _ number: Double) -> Int? {
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

    private static func apply(_ operation: BinaryOperator, _ a: Double, _ b: Double) throws -> Double {
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
            guard a >= 0 || b.rounded() == b || a.isNaN || b.isNaN || a.isInfinite else {
                throw Mistake(
                    "\(a.short(17)) to the power \(b.short(17)) is a complex number, and this language does without them",
                    expected: "a base from 0, or a whole exponent", try: "abs(x)**\(b.short(17))")
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
    private static func remainder(_ a: Double, _ b: Double) -> Double {
        let rest = a.truncatingRemainder(dividingBy: b)
        guard rest != 0 else { return b.sign == .minus ? -0.0 : 0.0 }
        return (rest < 0) != (b < 0) ? rest + b : rest
    }

    /// By way of the rest, so that no rounding of the quotient reaches a whole number too far (CPython's `float_floor_div`).
    private static func floorDivide(_ a: Double, _ b: Double) -> Double {
        let rest = a.truncatingRemainder(dividingBy: b)
        var quotient = (a - rest) / b
        if rest != 0, (rest < 0) != (b < 0) { quotient -= 1 }
        guard quotient != 0 else { return (a / b).sign == .minus ? -0.0 : 0.0 }
        let floor = quotient.rounded(.down)
        return quotient - floor > 0.5 ? floor + 1 : floor
    }

    private static func apply(_ operation: BinaryOperator, _ a: Int, _ b: Int) throws -> Value {
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

    private static func apply(_ operation: BinaryOperator, _ a: BigInt, _ b: BigInt) throws -> Value {
        switch operation {
        case .add: return .whole(a + b)
        case .subtract: return .whole(a - b)
        case .multiply:
            try checkSize(a.words.count + b.words.count)
            return .whole(a * b)
        case .divide:
            guard !b.isZero else { throw divisionByZero("\(a.text()) / 0", "division by zero") }
            let quotient = quotient(a, b)
            guard quotient.isFinite else {
                throw Mistake("this quotient is larger than the largest floating-point number", try: "//").raised(
                    as: "OverflowError", "integer division result too large for a float")
            }
            return .number(quotient)
        case .floorDivide:
            guard !b.isZero else { throw divisionByZero("\(a.text()) // 0", "integer division or modulo by zero") }
            return .whole(a.dividedDown(by: b).quotient)
        case .remainder:
            guard !b.isZero else { throw divisionByZero("\(a.text()) % 0", "integer modulo by zero") }
            return .whole(a.dividedDown(by: b).rest)
        case .power:
            guard !b.isNegative else { return .number(try apply(.power, a.asDouble, b.asDouble)) }
            return try power(a, b)
        case .matrixProduct: throw Mistake("@ multiplies matrices, not numbers", try: "*").raised(as: "TypeError")
        case .shiftLeft, .shiftRight:
            guard !b.isNegative else {
                throw Mistake("a shift by \(b.text()) places", expected: "0 or more").raised(
                    as: "ValueError", "negative shift count")
            }
            let count = b.asInt ?? .max
            if operation == .shiftRight {
                // Rounds down, also below 0.
                let divisor = BigInt(1).shiftedLeft(Swift.min(count, a.bitWidth + 1))
                return .whole(a.dividedDown(by: divisor).quotient)
            }
            try checkSize(a.words.count + count / 32)
            return .whole(a.shiftedLeft(count))
        case .and, .or, .xor:
            let count = Swift.max(a.words.count, b.words.count) + 1
            let (x, y) = (a.twosComplement(count), b.twosComplement(count))
            return .whole(BigInt(twosComplement: zip(x, y).map { bits(operation, $0, $1) }))
        }
    }

    private static func bits(_ operation: BinaryOperator, _ a: UInt32, _ b: UInt32) -> UInt32 {
        operation == .and ? a & b : operation == .or ? a | b : a ^ b
    }

    private static func checkSize(_ words: Int) throws {
        guard words <= BigInt.maximumWords else { throw tooLarge }
    }

    static var tooLarge: Mistake {
        Mistake(
            "this whole number has more than \((BigInt.maximumWords * 32).grouped) bits",
            expected: "a smaller one", try: "a floating-point number: 2.0 instead of 2"
        ).raised(as: "MemoryError")
    }

    /// By squaring; the bits of the result are known before.
    private static func power(_ base: BigInt, _ exponent: BigInt) throws -> Value {
        if exponent.isZero { return .int(1) }
        if base.isZero { return .int(0) }
        if base.words == [1] { return .int(base.isNegative && exponent.words[0] & 1 == 1 ? -1 : 1) }
        guard let count = exponent.asInt, count < BigInt.maximumWords * 32 else {
            try checkSize(.max)
            return .none
        }
        try checkSize(base.bitWidth * count / 32)
        var result = BigInt(1)
        var factor = base
        var rest = count
        while rest > 0 {
            if rest & 1 == 1 { result = result * factor }
            rest >>= 1
            if rest > 0 { factor = factor * factor }
        }
        return .whole(result)
    }

    /// a / b, correctly rounded: a quotient of at least 64 bits, with one bit for what is left.
    private static func quotient(_ a: BigInt, _ b: BigInt) -> Double {
        guard !a.isZero else { return 0 }
        if a.bitWidth - b.bitWidth < -1020 {
            // Below the smallest normal number: how often its unit, which is rounded once.
            let (whole, rest) = BigInt.divideMagnitudes(
                BigInt(a.words, isNegative: false).shiftedLeft(1074).words, b.words)
            let (count, twice) = (BigInt(whole, isNegative: false), BigInt(rest, isNegative: false).shiftedLeft(1))
            let divisor = BigInt(b.words, isNegative: false)
            let isUp = twice > divisor || twice == divisor && !count.isEven
            let units = (isUp ? count + BigInt(1) : count).asDouble
            return Double(
                sign: a.isNegative != b.isNegative ? .minus : .plus, exponent: 0,
                significand: units * Double.leastNonzeroMagnitude)
        }
        let shift = Swift.max(0, 66 - (a.bitWidth - b.bitWidth))
        let (magnitude, rest) = BigInt.divideMagnitudes(
            BigInt(a.words, isNegative: false).shiftedLeft(shift).words, b.words)
        var words = magnitude
        if rest.contains(where: { $0 != 0 }) { words[0] |= 1 }
        let head = BigInt(words, isNegative: a.isNegative != b.isNegative)
        return Double(sign: .plus, exponent: -shift, significand: head.asDouble)
    }

    private static func divisionByZero(_ quotient: String, _ message: String) -> Mistake {
        Mistake("division by zero: \(quotient.count > 60 ? "x" + quotient.suffix(5) : quotient)").raised(
            as: "ZeroDivisionError", message)
    }

    // MARK: Everything else

    private static func applyRest(
        _ operation: BinaryOperator, _ left: Value, _ right: Value, _ context: Context
    ) throws -> Value {
        if case .bool(let a) = left, case .bool(let b) = right, [.and, .or, .xor].contains(operation) {
            return .bool(operation == .and ? a && b : operation == .or ? a || b : a != b)
        }
        if let a = left.boolAsInt, let b = right.boolAsInt {
            switch (a, b) {
            case (.number, .big), (.big, .number):
                let (x, y) = (a.asDouble ?? .nan, b.asDouble ?? .nan)
                guard x.isFinite || !a.isBig, y.isFinite || !b.isBig else {
                    throw Mistake("this whole number is larger than the largest floating-point number").raised(
                        as: "OverflowError", "int too large to convert to float")
                }
                return .number(try apply(operation, x, y))
            default:
                if a.isBig || b.isBig, let x = a.asBig, let y = b.asBig { return try apply(operation, x, y) }
                return try apply(operation, a, b, context)
            }
        }
        if case .thing(let thing) = left, let operable = thing as? any Operable,
            let result = try operable.applying(operation, right, isRight: false, context)
        {
            return result
        }
        if case .thing(let thing) = right, let operable = thing as? any Operable,
            let result = try operable.applying(operation, left, isRight: true, context)
        {
            return result
        }
        let work = context.work
        switch (operation, left, right) {
        case (.add, .text(let a), .text(let b)):
            try Limits.checkText(a.utf8.count + b.utf8.count)
            return .text(a + b)
        case (.add, .list(let a), .list(let b)):
            try Limits.checkCount(a.items.count + b.items.count)
            return .list(try Array(joining: [a.items, b.items], stoppedBy: work))
        case (.or, .set(let a), .set(let b)): return .set(try ValueSet(a.elements + b.elements, stoppedBy: work))
        case (.and, .set(let a), .set(let b)): return .set(try a.filter(stoppedBy: work) { try b.contains($0) })
        case (.subtract, .set(let a), .set(let b)): return .set(try a.filter(stoppedBy: work) { try !b.contains($0) })
        // Where `^` is read as a power: of sets it is what only one of them has.
        case (.power, .set(let a), .set(let b)), (.xor, .set(let a), .set(let b)):
            return .set(try a.symmetricDifference(b, stoppedBy: work))
        case (_, .dict(let a), .dict(let b)) where a.typeName == "Counter" && b.typeName == "Counter":
            if let counted = try counters(operation, a, b, context) { return .dict(counted) }
        case (.or, .dict(let a), .dict(let b)):
            let union = a.copy()
            try union.insert(b, stoppedBy: work)
            return .dict(union)
        case (_, .object(let view as DictView), _) where view.part != .values:
            var other = right
            switch right {
            case .set: break
            case .object(let second as DictView) where second.part != .values: break
            default: other = .set(try ValueSet(context.machine.elements(of: right), stoppedBy: work))
            }
            return try applyRest(operation, .set(try ValueSet(view.elements, stoppedBy: work)), other, context)
        case (_, .set, .object(let view as DictView)) where view.part != .values:
            return try applyRest(operation, left, .set(try ValueSet(view.elements, stoppedBy: work)), context)
        case (.add, .object(let a as RecordObject), _): return try applyRest(operation, .tuple(a.items), right, context)
        case (.add, .tuple(let a), .tuple(let b)):
            try Limits.checkCount(a.count + b.count)
            return .tuple(try Array(joining: [a, b], stoppedBy: work))
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
        case .list, .tuple:
            let items = sequence.elements ?? []
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

    /// Counters add and subtract count by count; what is not above 0 is left out.
    private static func counters(
        _ operation: BinaryOperator, _ a: Value.Dictionary, _ b: Value.Dictionary, _ context: Context
    ) throws -> Value.Dictionary? {
        let out = Value.Dictionary()
        out.makesMissing = .missing
        out.typeName = "Counter"
        for key in a.entries.map(\.key) + b.entries.map(\.key).filter({ a[$0] == nil }) {
            let (x, y) = (a[key] ?? .int(0), b[key] ?? .int(0))
            guard let order = order(x, y) else { return nil }
            let count: Value
            switch operation {
            case .add, .subtract: count = try apply(operation, x, y, context)
            case .and: count = order <= 0 ? x : y
            case .or: count = order >= 0 ? x : y
            default: return nil
            }
            if let sign = Arithmetic.order(count, .int(0)), sign > 0 { try out.set(key, count) }
        }
        return out
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
        let message: String
        switch (operation, left, right) {
        case (.add, .text, _): message = "can only concatenate str (not \"\(right.pythonType)\") to str"
        case (.add, .list, _): message = "can only concatenate list (not \"\(right.pythonType)\") to list"
        case (.add, .tuple, _): message = "can only concatenate tuple (not \"\(right.pythonType)\") to tuple"
        case (.multiply, .text, _), (.multiply, .list, _), (.multiply, .tuple, _):
            message = "can't multiply sequence by non-int of type '\(right.pythonType)'"
        case (.multiply, _, .text), (.multiply, _, .list), (.multiply, _, .tuple):
            message = "can't multiply sequence by non-int of type '\(left.pythonType)'"
        default:
            let name = operation == .power ? "** or pow()" : sign
            message = "unsupported operand type(s) for \(name): '\(left.pythonType)' and '\(right.pythonType)'"
        }
        return Mistake(
            problem,
            expected: suggestion == nil ? "numbers, or two values of one kind that \(sign) puts together" : nil,
            try: suggestion
        ).raised(as: "TypeError", message)
    }
}

extension Value {
    /// A whole number and 1; anything else is itself.
    var successor: Value {
        guard case .int(let value) = self, value < .max else { return asBig.map { .whole($0 + BigInt(1)) } ?? self }
        return .int(value + 1)
    }

    /// In arithmetic True counts as 1 and False as 0; other values are themselves when they are numbers.
    fileprivate var boolAsInt: Value? {
        switch self {
        case .bool(let flag): .int(flag ? 1 : 0)
        case .int, .number, .big: self
        case .object(let object) where object.tag == .scalar: plain.boolAsInt
        default: nil
        }
    }

    fileprivate var isBig: Bool {
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
