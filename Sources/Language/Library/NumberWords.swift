import Answers
import Arrays

/// Whole numbers and rounding.
enum NumberWords {
    static let words: [Word] = [
        absolute, round, edge("floor", "the largest whole number that is not above x", .down),
        edge("ceil", "the smallest whole number that is not below x", .up),
        edge("trunc", "the number without its fraction", .towardZero), pow, divmod,
        greatestDivisor,
        factorial, combinations, integerRoot, isClose, isNaN, isFinite, isInfinite, degrees, radians, product, exactSum,
    ]

    private static let family = "numbers"
    private static let x = Parameter("x", .any, .required, "a number")

    private static func number(_ value: Value, _ word: String) throws -> Double {
        if let number = value.asNumber { return number }
        throw Mistake("\(word) of \(value.brief), which is \(Phrase.indefinite(value.kind))", expected: "a number")
            .raised(
                as: "TypeError", "must be real number, not \(value.pythonType)")
    }

    private static let absolute = Word.native(
        "abs", aliases: ["fabs"], family: family, "the number without its sign", [x], returns: "number",
        examples: ["abs(-3)"]
    ) { given, context in
        let value = try given.required(0, "x", "abs")
        if let array = try value.array ?? value.scalar.map({ try NDArray($0.number, $0.dtype) }) {
            return Value(try array.apply(.absolute, work: context.work))
        }
        switch value {
        case .number(let number): return .number(number.magnitude)
        case .int(let number): return number == .min ? .whole(-BigInt(number)) : .int(Swift.abs(number))
        case .big(let number): return .big(BigInt(number.words, isNegative: false))
        case .bool(let flag): return .int(flag ? 1 : 0)
        default:
            let named = ["abs", "__abs__"].lazy.compactMap { context.registry.member($0, of: value) }.first
            if case .thing(let thing) = value, let member = named {
                return try context.call(.object(NativeMethod(.member(member, thing), value)), [])
            }
            if let instance = value.instance, let method = instance.type.lookUp("__abs__") {
                return try context.machine.call(method, [value])
            }
            if let complex = value.complex { return .number(try ComplexArithmetic.size(complex)) }
            throw Mistake("x = \(value.brief) is \(Phrase.indefinite(value.kind))", expected: "a number").raised(
                as: "TypeError", "bad operand type for abs(): '\(value.pythonType)'")
        }
    }

    private static let round = Word.native(
        "round", family: family, "the nearest whole number, or the nearest with so many digits",
        details: "Halves go to the even neighbour, as in Python: round(2.5) is 2.",
        [x, Parameter("ndigits", .optional(.int()), .value(.none), "digits after the point")],
        returns: "number", examples: ["round(2.5)", "round(3.14159, 2)"], seeAlso: ["floor", "ceil", "format"]
    ) { given, context in
        let value = try given.required(0, "x", "round")
        let digits = try given.int(1, "ndigits")
        if let array = value.array { return Value(try array.rounded(digits ?? 0, work: context.work)) }
        if let scalar = value.scalar, digits != nil || scalar.dtype.isFloat {
            guard let digits else { return scalar.plain.nearest }
            return Value(try NDArray(scalar.number, scalar.dtype).rounded(digits, work: context.work))
        }
        if let instance = value.instance, let method = instance.type.lookUp("__round__") {
            return try context.machine.call(method, [value] + (digits.map { [.int($0)] } ?? []))
        }
        if let big = value.asBig {
            guard let digits, digits < 0 else { return .whole(big) }
            // A number has at least as many bits as digits.
            guard digits.magnitude <= big.bitWidth,
                let unit = try context.machine.binary(.power, .int(10), .int(-digits)).asBig
            else { return .int(0) }
            // To the nearest multiple of the unit, halves to the even one.
            let (quotient, rest) = big.dividedDown(by: unit)
            let double = rest + rest
            let isUp = double > unit || (double == unit && !quotient.isEven)
            return .whole((isUp ? quotient + BigInt(1) : quotient) * unit)
        }
        guard let number = value.asNumber else {
            throw Mistake("round of \(value.brief), which is \(Phrase.indefinite(value.kind))", expected: "a number")
                .raised(as: "TypeError", "type \(value.pythonType) doesn't define __round__ method")
        }
        guard let digits else {
            return try whole(number.rounded(.toNearestOrEven))
        }
        guard number.isFinite else { return .number(number) }
        guard digits > -400 else { return .number(number.sign == .minus ? -0.0 : 0) }
        if digits >= 0 {
            // Through the decimal digits, which are exact: 2.675 lies below the half.
            return .number(digits > 330 ? number : Double(formatC(number, "f", precision: digits)) ?? number)
        }
        // Through the digits as well, of which so many count as stand before the place that is rounded to.
        let shown = formatC(number, "e", precision: 330)
        let exponent = shown.lastIndex(of: "e").flatMap { Int(shown[shown.index(after: $0)...]) } ?? 0
        guard exponent + digits >= -1 else { return .number(number.sign == .minus ? -0.0 : 0) }
        guard exponent + digits >= 0 else {
            let unit = power(10, Double(-digits))
            return .number((number / unit).rounded(.toNearestOrEven) * unit)
        }
        return .number(Double(formatC(number, "e", precision: exponent + digits)) ?? number)
    }

    private static func edge(_ name: String, _ summary: String, _ rule: FloatingPointRoundingRule) -> Word {
        Word.native(name, family: family, summary, [x], returns: "number", examples: ["\(name)(-1.5)"]) { given, _ in
            let value = try given.required(0, "x", name)
            if let whole = value.asBig { return .whole(whole) }
            let rounded = try number(value, name).rounded(rule)
            return BigInt(exactly: rounded).map { .whole($0) } ?? .number(rounded)
        }
    }

    /// - Throws: a `Mistake` for what is infinite or no number.
    static func whole(_ number: Double) throws -> Value {
        guard let whole = BigInt(exactly: number) else {
            throw Mistake("\(number.pythonRepr) has no nearest whole number", expected: "a finite number").raised(
                as: number.isNaN ? "ValueError" : "OverflowError",
                number.isNaN ? "cannot convert float NaN to integer" : "cannot convert float infinity to integer")
        }
        return .whole(whole)
    }

    /// `math.pow`: floating-point numbers, whatever it is given.
    static let realPower = Word.native(
        "math.pow", family: family, "x to a power, as a floating-point number",
        [x, Parameter("y", .any, .required, "the exponent")], returns: "number", examples: ["math.pow(2, 10)"]
    ) { given, _ in
        let base = try number(given.required(0, "x", "math.pow"), "math.pow")
        let exponent = try number(given.required(1, "y", "math.pow"), "math.pow")
        let result = power(base, exponent)
        guard !result.isFinite, base.isFinite, exponent.isFinite else { return .number(result) }
        let call = "math.pow(\(base.pythonRepr), \(exponent.pythonRepr))"
        guard !result.isNaN, base != 0 else {
            throw Mistake("\(call) has no value", expected: "a base above 0, or a whole exponent").raised(
                as: "ValueError", "math domain error")
        }
        throw Mistake("\(call) is larger than the largest number", expected: "a result of at most 1.797e308").raised(
            as: "OverflowError", "math range error")
    }

    private static let pow = Word.native(
        "pow", family: family, "x to a power, or the rest of that by a whole number",
        [
            x, Parameter("exp", .any, .required, "the exponent"), Parameter("mod", .any, .value(.none), "the divisor"),
        ], returns: "number", examples: ["pow(2, 10)", "pow(3, 100, 7)"]
    ) { given, context in
        let (base, exponent) = (try given.required(0, "x", "pow"), try given.required(1, "exp", "pow"))
        switch given.value(2, "mod") {
        case nil, .some(.none): return try context.machine.binary(.power, base, exponent)
        case .some(let divisor):
            guard var factor = base.asBig, let count = exponent.asBig, let modulus = divisor.asBig, !modulus.isZero
            else {
                throw Mistake("pow with three arguments takes whole numbers, the third not 0").raised(
                    as: "ValueError", "pow() 3rd argument cannot be 0")
            }
            if count.isNegative { factor = try inverse(of: factor, modulo: modulus) }
            var result = BigInt(1).dividedDown(by: modulus).rest
            for bit in 0..<count.bitWidth {
                try context.machine.poll()
                if count.words[bit / 32] >> UInt32(bit % 32) & 1 == 1 {
                    result = (result * factor).dividedDown(by: modulus).rest
                }
                factor = (factor * factor).dividedDown(by: modulus).rest
            }
            return .whole(result)
        }
    }

    /// The number y with x y = 1 modulo m, by Euclid's algorithm.
    private static func inverse(of x: BigInt, modulo m: BigInt) throws -> BigInt {
        var (old, new) = (x.dividedDown(by: m).rest, m)
        var (a, b) = (BigInt(1), BigInt(0))
        while !new.isZero {
            let (quotient, rest) = old.dividedDown(by: new)
            (old, new) = (new, rest)
            (a, b) = (b, a - quotient * b)
        }
        guard old == BigInt(1) || old == BigInt(-1) else {
            throw Mistake("x and the divisor share a factor: x has no inverse").raised(
                as: "ValueError", "base is not invertible for the given modulus")
        }
        return (old == BigInt(1) ? a : -a).dividedDown(by: m).rest
    }

    private static let divmod = Word.native(
        "divmod", family: family, "quotient and rest at once", [x, Parameter("y", .any, .required, "the divisor")],
        returns: "tuple", examples: ["divmod(7, 2)"]
    ) { given, context in
        let (a, b) = (try given.required(0, "x", "divmod"), try given.required(1, "y", "divmod"))
        return .tuple([try context.machine.binary(.floorDivide, a, b), try context.machine.binary(.remainder, a, b)])
    }

    private static let greatestDivisor = Word.native(
        "gcd", family: family, "the greatest common divisor",
        [Parameter("numbers", .any, .required, "whole numbers", isVariadic: true)],
        returns: "number", examples: ["gcd(12, 18)"]
    ) { given, context in
        var result = BigInt(0)
        for value in given.values {
            guard let number = value.asBig else {
                throw Mistake("\(value.brief) is \(Phrase.indefinite(value.kind))", expected: "whole numbers").raised(
                    as: "TypeError", "'\(value.pythonType)' object cannot be interpreted as an integer")
            }
            var (a, b) = (result, BigInt(number.words, isNegative: false))
            while !b.isZero {
                try context.machine.poll()
                (a, b) = (b, a.dividedDown(by: b).rest)
            }
            result = a
        }
        return .whole(result)
    }

    private static let factorial = Word.native(
        "factorial", family: family, "1·2·…·n", [Parameter("n", .int(), .required, "a whole number from 0")],
        returns: "number", examples: ["factorial(20)"]
    ) { given, context in
        let n = try given.int(0, "n") ?? 0
        guard n >= 0 else {
            throw Mistake("factorial of \(n)", expected: "a whole number from 0").raised(
                as: "ValueError", "factorial() not defined for negative values")
        }
        var result = BigInt(1)
        for factor in 1...Swift.max(1, n) {
            try context.machine.poll()
            result = result * BigInt(factor)
            guard result.words.count <= BigInt.maximumWords else { throw Arithmetic.tooLarge }
        }
        return .whole(result)
    }

    private static let combinations = Word.native(
        "comb", family: family, "how many ways there are to choose k of n",
        [
            Parameter("n", .int(), .required, "how many there are"),
            Parameter("k", .int(), .required, "how many are chosen"),
        ], returns: "number", examples: ["comb(5, 2)"]
    ) { given, context in
        let (n, k) = (try given.int(0, "n") ?? 0, try given.int(1, "k") ?? 0)
        for (name, number) in [("n", n), ("k", k)] where number < 0 {
            throw Mistake("\(name) = \(number)", expected: "a whole number from 0").raised(
                as: "ValueError", "\(name) must be a non-negative integer")
        }
        guard k <= n else { return .int(0) }
        var result = BigInt(1)
        for step in 0..<Swift.min(k, n - k) {
            try context.machine.poll()
            result = (result * BigInt(n - step)).dividedDown(by: BigInt(step + 1)).quotient
            guard result.words.count <= BigInt.maximumWords else { throw Arithmetic.tooLarge }
        }
        return .whole(result)
    }

    private static let integerRoot = Word.native(
        "isqrt", family: family, "the whole part of a square root",
        [Parameter("n", .any, .required, "a whole number from 0")],
        returns: "number", examples: ["isqrt(10)"]
    ) { given, context in
        guard let n = try given.required(0, "n", "isqrt").asBig, !n.isNegative else {
            throw Mistake("isqrt takes whole numbers from 0").raised(
                as: "ValueError", "isqrt() argument must be nonnegative")
        }
        guard !n.isZero else { return .int(0) }
        var root = BigInt(1).shiftedLeft((n.bitWidth + 1) / 2)
        while true {
            try context.machine.poll()
            let better = (root + n.dividedDown(by: root).quotient).dividedDown(by: BigInt(2)).quotient
            guard better < root else { return .whole(root) }
            root = better
        }
    }

    private static let isClose = Word.native(
        "isclose", family: family, "whether two numbers are nearly equal",
        [
            Parameter("a", .number(), .required, "a number"), Parameter("b", .number(), .required, "another"),
            Parameter(
                "rel_tol", .number(.nonNegative), .value(.number(1e-9)), "relative to the larger", isKeywordOnly: true),
            Parameter("abs_tol", .number(.nonNegative), .value(.number(0)), "absolute", isKeywordOnly: true),
        ], returns: "bool", examples: ["isclose(0.1 + 0.2, 0.3)"]
    ) { given, _ in
        let a = try number(given.required(0, "a", "isclose"), "isclose")
        let b = try number(given.required(1, "b", "isclose"), "isclose")
        let relative = try given["rel_tol"].map { try number($0, "isclose") } ?? 1e-9
        let absolute = try given["abs_tol"].map { try number($0, "isclose") } ?? 0
        if a == b { return .bool(true) }
        guard a.isFinite, b.isFinite else { return .bool(false) }
        return .bool((a - b).magnitude <= Swift.max(relative * Swift.max(a.magnitude, b.magnitude), absolute))
    }

    private static func test(_ name: String, _ summary: String, _ holds: @escaping @Sendable (Double) -> Bool) -> Word {
        Word.native(name, family: family, summary, [x], returns: "bool", examples: ["\(name)(1.5)"]) { given, _ in
            .bool(holds(try number(given.required(0, "x", name), name)))
        }
    }

    private static let isNaN = test("isnan", "whether it is nan") { $0.isNaN }
    private static let isFinite = test("isfinite", "whether it is neither infinite nor nan") { $0.isFinite }
    private static let isInfinite = test("isinf", "whether it is infinite") { $0.isInfinite }

    private static func scaled(_ name: String, _ summary: String, _ factor: Double) -> Word {
        Word.native(name, family: family, summary, [x], returns: "number", examples: ["\(name)(1)"]) { given, _ in
            .number(try number(given.required(0, "x", name), name) * factor)
        }
    }

    private static let degrees = scaled("degrees", "an angle in radians, in degrees", 180 / .pi)
    private static let radians = scaled("radians", "an angle in degrees, in radians", .pi / 180)

    private static let product = Word.native(
        "prod", family: family, "all values multiplied",
        [
            Parameter("values", .any, .required, "what is multiplied"),
            Parameter("start", .any, .value(.int(1)), "what the product begins with", isKeywordOnly: true),
        ], returns: "number", examples: ["prod([1, 2, 3])"]
    ) { given, context in
        var total = given["start"] ?? .int(1)
        try context.machine.iterate(given.required(0, "values", "prod")) { element in
            total = try context.machine.binary(.multiply, total, element)
            return true
        }
        return total
    }

    private static let exactSum = Word.native(
        "fsum", family: family, "the sum of numbers without the rounding of its steps",
        [Parameter("values", .any, .required, "numbers")], returns: "number", examples: ["fsum([0.1, 0.2, 0.3])"]
    ) { given, context in
        // Shewchuk (1997): the partial sums do not overlap, so that nothing is lost before the end.
        var parts: [Double] = []
        try context.machine.iterate(given.required(0, "values", "fsum")) { element in
            var x = try number(element, "fsum")
            var kept: [Double] = []
            for part in parts {
                let (large, small) = x.magnitude < part.magnitude ? (part, x) : (x, part)
                let high = large + small
                let low = small - (high - large)
                if low != 0 { kept.append(low) }
                x = high
            }
            parts = kept + [x]
            return true
        }
        return .number(rounded(parts))
    }

    /// The sum of parts that do not overlap, from the largest down: where the first remainder lies half-way between two numbers, the
    /// parts below it decide to which one it goes.
    private static func rounded(_ parts: [Double]) -> Double {
        guard var sum = parts.last else { return 0 }
        var place = parts.count - 1
        var low = 0.0
        while place > 0, low == 0 {
            place -= 1
            let before = sum
            sum += parts[place]
            low = parts[place] - (sum - before)
        }
        guard place > 0, low * parts[place - 1] > 0 else { return sum }
        let further = sum + 2 * low
        return further - sum == 2 * low ? further : sum
    }
}

extension BigInt {
    var isEven: Bool { words.isEmpty || words[0] & 1 == 0 }
}

extension Value {
    /// The nearest whole number, where there is one.
    fileprivate var nearest: Value {
        asDouble.flatMap { BigInt(exactly: $0.rounded(.toNearestOrEven)) }.map { .whole($0) } ?? self
    }
}
