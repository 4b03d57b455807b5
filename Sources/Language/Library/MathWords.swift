import Answers
import Glibc

/// Functions of `math` that landscapes do without: of floating-point numbers as such, of whole numbers, and special ones.
enum MathWords {
    static let words: [Word] =
        [
            function("acosh", "the number whose hyperbolic cosine is x", "2.0", isDefined: { $0 >= 1 }) {
                Glibc.acosh($0)
            },
            function("asinh", "the number whose hyperbolic sine is x", "1.0") { Glibc.asinh($0) },
            function("atanh", "the number whose hyperbolic tangent is x", "0.5", isDefined: { Swift.abs($0) < 1 }) {
                Glibc.atanh($0)
            },
            function("exp2", "2ˣ", "3.0") { Glibc.exp2($0) },
            function("erfc", "1 − erf(x)", "0.5") { Glibc.erfc($0) },
            function("gamma", "Γ(x), which is 1·2·…·(x − 1) of whole numbers", "5.0", isDefined: hasGamma, gamma),
            function(
                "lgamma", "the logarithm of |Γ(x)|", "5.0", isDefined: { $0 > 0 || $0 != $0.rounded() || $0.isInfinite }
            ) {
                $0.isInfinite ? .infinity : Glibc.lgamma($0)
            },
            function("ulp", "the distance from x to the next larger number of its size", "1.0") {
                $0.isNaN ? $0 : $0.magnitude.isInfinite ? .infinity : $0.magnitude.ulp
            },
            pair("copysign", "the size of x with the sign of y", "1.0, -0.0") { Double(signOf: $1, magnitudeOf: $0) },
            pair("fmod", "what division of x by y leaves, with the sign of x", "-5.0, 3.0", isDefined: canBeDivided) {
                Glibc.fmod($0, $1)
            },
            pair(
                "remainder", "x less the multiple of y that is nearest to it", "5.0, 3.0", isDefined: canBeDivided
            ) { Glibc.remainder($0, $1) },
            pair("nextafter", "the number next to x on the way to y", "1.0, 2.0") { Glibc.nextafter($0, $1) },
            fraction, mantissa, scaled, distance, permutations, leastMultiple,
        ]

    private static let family = "numbers"
    private static let x = Parameter("x", .any, .required, "a number")
    private static let y = Parameter("y", .any, .required, "a number")

    private static func number(_ value: Value) throws -> Double {
        if let number = value.asNumber { return number }
        throw Mistake("\(value.brief) is \(Phrase.indefinite(value.kind))", expected: "a number").raised(
            as: "TypeError", "must be real number, not \(value.pythonType)")
    }

    private static func domain(_ word: String) -> Mistake {
        Mistake("math.\(word) has no value there", expected: "a number in the domain of \(word)").raised(
            as: "ValueError", "math domain error")
    }

    private static func range(_ word: String) -> Mistake {
        Mistake("math.\(word) is larger there than the largest number", expected: "a result of at most 1.797e308")
            .raised(
                as: "OverflowError", "math range error")
    }

    // MARK: One number

    private static func function(
        _ name: String, _ summary: String, _ example: String,
        isDefined: @escaping @Sendable (Double) -> Bool = { _ in true },
        _ body: @escaping @Sendable (Double) -> Double
    ) -> Word {
        Word.native(
            "math.\(name)", family: family, summary, [x], returns: "number",
            examples: ["import math\nmath.\(name)(\(example))"]
        ) { given, _ in
            let x = try number(given.required(0, "x", name))
            guard x.isNaN || isDefined(x) else { throw domain(name) }
            let result = body(x)
            guard result.isFinite || !x.isFinite else { throw range(name) }
            return .number(result)
        }
    }

    private static let hasGamma: @Sendable (Double) -> Bool = { $0 > 0 || $0.isFinite && $0 != $0.rounded() }

    private static let gamma: @Sendable (Double) -> Double = { x in
        guard x == x.rounded(), x >= 1, x <= 23 else { return Glibc.tgamma(x) }
        return (1..<Int(x)).reduce(1.0) { $0 * Double($1) }
    }

    // MARK: Two numbers

    private static func pair(
        _ name: String, _ summary: String, _ example: String,
        isDefined: @escaping @Sendable (Double, Double) -> Bool = { _, _ in true },
        _ body: @escaping @Sendable (Double, Double) -> Double
    ) -> Word {
        Word.native(
            "math.\(name)", family: family, summary, [x, y], returns: "number",
            examples: ["import math\nmath.\(name)(\(example))"]
        ) { given, _ in
            let (x, y) = (try number(given.required(0, "x", name)), try number(given.required(1, "y", name)))
            guard x.isNaN || y.isNaN || isDefined(x, y) else { throw domain(name) }
            return .number(body(x, y))
        }
    }

    private static let canBeDivided: @Sendable (Double, Double) -> Bool = { x, y in !x.isInfinite && y != 0 }

    // MARK: Parts of a number

    private static let fraction = Word.native(
        "math.modf", family: family, "the fraction of x and its whole part, both with its sign", [x], returns: "tuple",
        examples: ["import math\nmath.modf(3.75)"]
    ) { given, _ in
        let x = try number(given.required(0, "x", "modf"))
        if x.isInfinite { return .tuple([.number(Double(signOf: x, magnitudeOf: 0)), .number(x)]) }
        let whole = x.rounded(.towardZero)
        return .tuple([.number(Double(signOf: x, magnitudeOf: x - whole)), .number(whole)])
    }

    private static let mantissa = Word.native(
        "math.frexp", family: family, "m and e with x = m·2ᵉ and m from 0.5 to 1", [x], returns: "tuple",
        examples: ["import math\nmath.frexp(8.0)"]
    ) { given, _ in
        let x = try number(given.required(0, "x", "frexp"))
        guard x.isFinite, x != 0 else { return .tuple([.number(x), .int(0)]) }
        let exponent = Int(x.exponent) + 1
        return .tuple([.number(Double(signOf: x, magnitudeOf: x.significand / 2)), .int(exponent)])
    }

    private static let scaled = Word.native(
        "math.ldexp", family: family, "x·2ⁱ", [x, Parameter("i", .int(), .required, "the exponent")], returns: "number",
        examples: ["import math\nmath.ldexp(0.5, 4)"]
    ) { given, _ in
        let x = try number(given.required(0, "x", "ldexp"))
        let i = try given.int(1, "i") ?? 0
        let result = scalbn(x, Int32(clamping: i))
        guard result.isFinite || !x.isFinite else { throw range("ldexp") }
        return .number(result)
    }

    private static let distance = Word.native(
        "math.dist", family: family, "the distance of two points",
        [
            Parameter("p", .any, .required, "the numbers of one point"),
            Parameter("q", .any, .required, "those of the other"),
        ], returns: "number", examples: ["import math\nmath.dist([1, 2], [4, 6])"]
    ) { given, context in
        func numbers(_ place: Int, _ name: String) throws -> [Double] {
            try context.machine.elements(of: given.required(place, name, "dist")).map(number)
        }
        let (p, q) = (try numbers(0, "p"), try numbers(1, "q"))
        guard p.count == q.count else {
            throw Mistake("points of \(p.count) and \(q.count) numbers", expected: "as many in both").raised(
                as: "ValueError", "both points must have the same number of dimensions")
        }
        return .number(zip(p, q).reduce(0.0) { Glibc.hypot($0, $1.0 - $1.1) })
    }

    // MARK: Whole numbers

    private static let permutations = Word.native(
        "math.perm", family: family, "how many ways there are to choose k of n in order",
        [
            Parameter("n", .int(), .required, "how many there are"),
            Parameter("k", .optional(.int()), .value(.none), "how many are chosen; all without"),
        ], returns: "number", examples: ["import math\nmath.perm(5, 2)"], seeAlso: ["comb", "factorial"]
    ) { given, context in
        let n = try given.int(0, "n") ?? 0
        let chosen = try given.int(1, "k")
        guard n >= 0 || chosen != nil else {
            throw Mistake("perm of \(n)", expected: "a whole number from 0").raised(
                as: "ValueError", "factorial() not defined for negative values")
        }
        let k = chosen ?? n
        for (name, number) in [("n", n), ("k", k)] where number < 0 {
            throw Mistake("\(name) = \(number)", expected: "a whole number from 0").raised(
                as: "ValueError", "\(name) must be a non-negative integer")
        }
        guard k <= n else { return .int(0) }
        var result = BigInt(1)
        for step in 0..<k {
            try context.machine.poll()
            result = result * BigInt(n - step)
            guard result.words.count <= BigInt.maximumWords else { throw Arithmetic.tooLarge }
        }
        return .whole(result)
    }

    private static let leastMultiple = Word.native(
        "math.lcm", family: family, "the least common multiple",
        [Parameter("integers", .any, .otherwise("none, which gives 1"), "whole numbers", isVariadic: true)],
        returns: "number", examples: ["import math\nmath.lcm(4, 6)"], seeAlso: ["gcd"]
    ) { given, context in
        var result = BigInt(1)
        for value in given.values {
            guard let number = value.asBig else {
                throw Mistake("\(value.brief) is \(Phrase.indefinite(value.kind))", expected: "whole numbers").raised(
                    as: "TypeError", "'\(value.pythonType)' object cannot be interpreted as an integer")
            }
            let size = BigInt(number.words, isNegative: false)
            guard !size.isZero else { return .int(0) }
            var (a, b) = (result, size)
            while !b.isZero {
                try context.machine.poll()
                (a, b) = (b, a.dividedDown(by: b).rest)
            }
            result = result * size.dividedDown(by: a).quotient
            guard result.words.count <= BigInt.maximumWords else { throw Arithmetic.tooLarge }
        }
        return .whole(result)
    }
}
