import Language
import Answers

#if canImport(Glibc)
import Glibc
#elseif canImport(Musl)
import Musl
#else
import Darwin
#endif

/// Functions of a number, and the constants. They go by the names of Python's `math`.
enum MathWords {
    static let words: [Word] =
        elementary + [sign, logarithm, hypotenuse, arcTangent] + constants

    private static let family = "numbers"
    private static let x = Parameter("x", .number(.real), "a number")

    private static func function(
        _ name: String, aliases: [String] = [], _ summary: String, example: String, domain: String? = nil,
        _ body: @escaping @Sendable (Double) -> Double
    ) -> Word {
        Word(
            name, aliases: aliases, family: family, summary: summary, parameters: [x], returns: "number",
            examples: [example],
            meaning: .native { values, keywords, context in
                let given = values.first ?? keywords.first?.value ?? .none
                guard let x = given.asNumber else {
                    throw Mistake("x = \(given.brief) is \(Phrase.indefinite(given.kind))", expected: "a number")
                        .raised(
                            as: "TypeError", "must be real number, not \(given.typeName)")
                }
                if x.isInfinite, let (share, exponent) = given.large {
                    guard name.hasPrefix("log"), name != "log1p", share > 0 else {
                        throw Mistake(
                            "this whole number is larger than the largest floating-point number",
                            expected: "a number up to 1.797e308"
                        ).raised(as: "OverflowError", "int too large to convert to float")
                    }
                    return .number(body(share) + body(2) * Double(exponent))
                }
                let y = body(x)
                if y.isNaN, !x.isNaN, let domain {
                    context.note("\(name)(\(x.short(6))) is not a real number (it needs \(domain)): nan")
                }
                return .number(y)
            })
    }

    private static let elementary: [Word] = [
        function("sin", "sine of an angle in radians", example: "sin(pi/2)") { sin($0) },
        function("cos", "cosine of an angle in radians", example: "cos(pi)") { cos($0) },
        function("tan", "tangent of an angle in radians", example: "tan(pi/4)") { tan($0) },
        function("asin", aliases: ["arcsin"], "angle whose sine is x", example: "asin(1)", domain: "-1 to 1") {
            asin($0)
        },
        function("acos", aliases: ["arccos"], "angle whose cosine is x", example: "acos(-1)", domain: "-1 to 1") {
            acos($0)
        },
        function("atan", aliases: ["arctan"], "angle whose tangent is x", example: "atan(1)") { atan($0) },
        function("sinh", "hyperbolic sine", example: "sinh(1)") { sinh($0) },
        function("cosh", "hyperbolic cosine", example: "cosh(0)") { cosh($0) },
        function("tanh", "hyperbolic tangent", example: "tanh(0.5)") { tanh($0) },
        function("exp", "e to the power x", example: "exp(1)") { exp($0) },
        function("expm1", "exp(x) - 1, exact near 0", example: "expm1(1e-10)") { expm1($0) },
        function("log10", "logarithm to base 10", example: "log10(1000)", domain: "x > 0") { log10($0) },
        function("log2", "logarithm to base 2", example: "log2(8)", domain: "x > 0") { log2($0) },
        function("log1p", "log(1 + x), exact near 0", example: "log1p(1e-10)", domain: "x > -1") { log1p($0) },
        function("sqrt", "square root", example: "sqrt(2)", domain: "x ≥ 0") { $0.squareRoot() },
        function("cbrt", "cube root", example: "cbrt(27)") { cbrt($0) },
        function("erf", "error function, 2/√π ∫₀ˣ exp(-t²) dt", example: "erf(1)") { erf($0) },
    ]

    private static let logarithm = Word(
        "log", aliases: ["ln"], family: family, summary: "natural logarithm, or the logarithm to a base",
        parameters: [
            x, Parameter("base", .number(.positive), .otherwise("e"), "the base of the logarithm"),
        ], returns: "number", examples: ["log(10)", "log(8, 2)"], seeAlso: ["exp", "log10", "log2"],
        meaning: .call { arguments, context in
            let x = try arguments.number("x")
            if x < 0 { context.note("log(\(x.short(6))) is not a real number (it needs x > 0): nan") }
            var natural = log(x)
            if x == .infinity, let (share, exponent) = arguments["x"].large {
                natural = log(share) + log(2) * Double(exponent)
            }
            guard arguments.isGiven("base") else { return .number(natural) }
            let base = try arguments.number("base")
            guard base != 1 else {
                throw arguments.mistake(
                    "base", "there is no logarithm to base 1", expected: "a base above 0 other than 1")
            }
            if base == 2, x.isFinite { return .number(log2(x)) }
            return .number(base == 10 && x.isFinite ? log10(x) : natural / log(base))
        })

    private static let sign = Word(
        "sign", family: family, summary: "1, 0 or -1: the sign of a number", parameters: [x], returns: "number",
        examples: ["sign(-0.2)"],
        meaning: .call { arguments, _ in
            if case .int(let value) = arguments["x"] { return .int(value.signum()) }
            let x = try arguments.number("x")
            return .number(x > 0 ? 1 : (x < 0 ? -1 : x))
        })

    private static let hypotenuse = Word(
        "hypot", family: family, summary: "√(x² + y²), without overflow",
        parameters: [x, Parameter("y", .number(.real), "a number")], returns: "number",
        examples: ["hypot(3, 4)"],
        meaning: .call { arguments, _ in .number(hypot(try arguments.number("x"), try arguments.number("y"))) })

    private static let arcTangent = Word(
        "atan2", aliases: ["arctan2"], family: family, summary: "the angle of the point (x, y), from -π to π",
        parameters: [
            Parameter("y", .number(.real), "the second coordinate"),
            Parameter("x", .number(.real), "the first coordinate"),
        ], returns: "number", examples: ["atan2(1, -1)"],
        meaning: .call { arguments, _ in .number(atan2(try arguments.number("y"), try arguments.number("x"))) })

    private static func constant(_ name: String, aliases: [String] = [], _ value: Double, _ summary: String) -> Word {
        Word(
            name, aliases: aliases, family: family, summary: summary, returns: "number", examples: [name],
            meaning: .value { .number(value) })
    }

    private static let constants: [Word] = [
        constant("pi", aliases: ["π"], .pi, "circumference of a circle over its diameter"),
        constant("tau", 2 * .pi, "2π, a full turn in radians"),
        constant("e", M_E, "base of the natural logarithm"),
        constant("inf", aliases: ["∞"], .infinity, "infinity"),
        constant("nan", .nan, "not a number: the result of 0·∞ and its like"),
    ]
}
