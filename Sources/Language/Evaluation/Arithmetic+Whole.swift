import Answers

/// Whole numbers of any length.
extension Arithmetic {
    static func apply(_ operation: BinaryOperator, _ a: BigInt, _ b: BigInt) throws -> Value {
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

    static func bits(_ operation: BinaryOperator, _ a: UInt32, _ b: UInt32) -> UInt32 {
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
    static func power(_ base: BigInt, _ exponent: BigInt) throws -> Value {
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
    static func quotient(_ a: BigInt, _ b: BigInt) -> Double {
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
}
