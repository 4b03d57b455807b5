import Answers
import Glibc

/// `cmath`: the functions of `math` for complex numbers.
enum ComplexMathWords {
    static let words: [Word] =
        functions + [logarithm, phase, polar, rectangular, isClose]
        + [
            test("isfinite", "whether both parts are neither infinite nor nan") {
                $0.real.isFinite && $0.imaginary.isFinite
            },
            test("isinf", "whether a part is infinite") { $0.real.isInfinite || $0.imaginary.isInfinite },
            test("isnan", "whether a part is nan") { $0.real.isNaN || $0.imaginary.isNaN },
            constant("pi", "the half circumference of the unit circle", .number(.pi)),
            constant("e", "Euler's number", .number(Glibc.exp(1.0))),
            constant("tau", "the circumference of the unit circle", .number(2 * .pi)),
            constant("inf", "infinity", .number(.infinity)), constant("nan", "no number", .number(.nan)),
            constant("infj", "infinity times 1j", .complex(0, .infinity)),
            constant("nanj", "nan times 1j", .complex(0, .nan)),
        ]

    private typealias Parts = ComplexArithmetic.Parts
    private static let z = Parameter("z", .any, .required, "a number, real or complex, with finite parts")

    private static let functions: [Word] = [
        function("sqrt", "the square root with a real part that is not below 0", "-1", ComplexFunctions.squareRoot),
        function("exp", "e to the power z", "1j*cmath.pi", ComplexFunctions.exponential),
        function("log10", "the logarithm to base 10", "100j") { z in
            let found = ComplexFunctions.logarithm(z)
            return (found.real / Glibc.log(10.0), found.imaginary / Glibc.log(10.0))
        },
        function("sin", "the sine", "1+2j", ComplexFunctions.sine),
        function("cos", "the cosine", "1+2j", ComplexFunctions.cosine),
        function("tan", "the tangent", "1+2j", ComplexFunctions.tangent),
        function("asin", "the number whose sine is z", "2", ComplexFunctions.inverseSine),
        function("acos", "the number whose cosine is z", "2", ComplexFunctions.inverseCosine),
        function("atan", "the number whose tangent is z", "2j", ComplexFunctions.inverseTangent),
        function("sinh", "the hyperbolic sine", "1+2j", ComplexFunctions.hyperbolicSine),
        function("cosh", "the hyperbolic cosine", "1+2j", ComplexFunctions.hyperbolicCosine),
        function("tanh", "the hyperbolic tangent", "1+2j", ComplexFunctions.hyperbolicTangent),
        function("asinh", "the number whose hyperbolic sine is z", "2j", ComplexFunctions.inverseHyperbolicSine),
        function("acosh", "the number whose hyperbolic cosine is z", "0.5", ComplexFunctions.inverseHyperbolicCosine),
        function("atanh", "the number whose hyperbolic tangent is z", "2", ComplexFunctions.inverseHyperbolicTangent),
    ]

    // MARK: Arguments

    private static func number(_ value: Value, _ context: Context) throws -> Parts {
        if let parts = try ComplexWords.parts(value, context) { return parts }
        throw Mistake("\(value.brief) is \(Phrase.indefinite(value.kind))", expected: "a number").raised(
            as: "TypeError", "must be real number, not \(value.pythonType)")
    }

    private static func finite(_ value: Value, _ name: String, _ context: Context) throws -> Parts {
        let parts = try number(value, context)
        guard parts.real.isFinite, parts.imaginary.isFinite else {
            throw Mistake("cmath.\(name) of \(value.brief) is not used here", expected: "a number with finite parts")
                .raised(as: "ValueError", "math domain error")
        }
        return parts
    }

    private static func real(_ value: Value, _ name: String) throws -> Double {
        if let number = value.unmixed.asNumber { return number }
        throw Mistake("\(name) = \(value.brief) is \(Phrase.indefinite(value.kind))", expected: "a real number")
            .raised(as: "TypeError", "must be real number, not \(value.pythonType)")
    }

    /// A result with an infinite part is larger than the largest number; one that is no number is outside of the function's domain.
    private static func checked(_ parts: Parts, _ name: String, isOutside: Bool = false) throws -> Value {
        if !isOutside, parts.real.isInfinite || parts.imaginary.isInfinite {
            throw Mistake("cmath.\(name) is larger there than the largest number", expected: "parts up to 1.797e308")
                .raised(as: "OverflowError", "math range error")
        }
        guard !isOutside, !parts.real.isNaN, !parts.imaginary.isNaN else {
            throw Mistake("cmath.\(name) has no value there", expected: "a number in the domain of \(name)").raised(
                as: "ValueError", "math domain error")
        }
        return .complex(parts.real, parts.imaginary)
    }

    // MARK: Words

    private static func function(
        _ name: String, _ summary: String, _ example: String, _ body: @escaping @Sendable (Parts) -> Parts
    ) -> Word {
        Word.native(
            "cmath.\(name)", family: "numbers", summary, [z], returns: "complex number",
            examples: ["import cmath\ncmath.\(name)(\(example))"], seeAlso: ["complex"]
        ) { given, context in
            let parts = try finite(given.required(0, "z", name), name, context)
            let isPole = name == "atanh" && parts.real.magnitude == 1 && parts.imaginary == 0
            let isPoleOfTangent = name == "atan" && parts.imaginary.magnitude == 1 && parts.real == 0
            let isZero = name == "log10" && parts.real == 0 && parts.imaginary == 0
            return try checked(body(parts), name, isOutside: isPole || isPoleOfTangent || isZero)
        }
    }

    private static let logarithm = Word.native(
        "cmath.log", family: "numbers", "the logarithm, natural without a base",
        [z, Parameter("base", .any, .otherwise("e"), "the base")], returns: "complex number",
        examples: ["import cmath\ncmath.log(-1)"], seeAlso: ["cmath.exp"]
    ) { given, context in
        let parts = try finite(given.required(0, "z", "log"), "log", context)
        let isZero = parts.real == 0 && parts.imaginary == 0
        var found = ComplexFunctions.logarithm(parts)
        if let base = given.value(1, "base") {
            let base = try finite(base, "log", context)
            let isWithout = base.real == 0 && base.imaginary == 0
            guard !isWithout, let quotient = ComplexArithmetic.quotient(found, ComplexFunctions.logarithm(base)) else {
                return try checked(found, "log", isOutside: true)
            }
            found = quotient
        }
        return try checked(found, "log", isOutside: isZero)
    }

    private static let phase = Word.native(
        "cmath.phase", family: "numbers", "the angle of the arrow to z, from -pi to pi", [z], returns: "number",
        examples: ["import cmath\ncmath.phase(-1)"], seeAlso: ["cmath.polar"]
    ) { given, context in
        let parts = try number(given.required(0, "z", "phase"), context)
        return .number(Glibc.atan2(parts.imaginary, parts.real))
    }

    private static let polar = Word.native(
        "cmath.polar", family: "numbers", "length and angle of the arrow to z", [z], returns: "tuple",
        examples: ["import cmath\ncmath.polar(1j)"], seeAlso: ["cmath.rect"]
    ) { given, context in
        let parts = try number(given.required(0, "z", "polar"), context)
        let size = Glibc.hypot(parts.real, parts.imaginary)
        guard size.isFinite || !parts.real.isFinite || !parts.imaginary.isFinite else {
            return try checked((size, 0), "polar")
        }
        return .tuple([.number(size), .number(Glibc.atan2(parts.imaginary, parts.real))])
    }

    private static let rectangular = Word.native(
        "cmath.rect", family: "numbers", "the number of a length and an angle",
        [
            Parameter("r", .any, .required, "the length, a finite number"),
            Parameter("phi", .any, .required, "the angle, a finite number"),
        ], returns: "complex number", examples: ["import cmath\ncmath.rect(2, cmath.pi/2)"], seeAlso: ["cmath.polar"]
    ) { given, context in
        let length = try real(given.required(0, "r", "rect"), "r")
        let angle = try real(given.required(1, "phi", "rect"), "phi")
        _ = try finite(.complex(length, angle), "rect", context)
        return try checked(ComplexFunctions.rectangular(length, angle), "rect")
    }

    private static let isClose = Word.native(
        "cmath.isclose", family: "numbers", "whether two numbers are nearly equal",
        [
            Parameter("a", .any, .required, "a number"), Parameter("b", .any, .required, "another"),
            Parameter(
                "rel_tol", .number(.nonNegative), .value(.number(1e-9)), "relative to the larger", isKeywordOnly: true),
            Parameter("abs_tol", .number(.nonNegative), .value(.number(0)), "absolute", isKeywordOnly: true),
        ], returns: "bool", examples: ["import cmath\ncmath.isclose(0.1j + 0.2j, 0.3j)"], seeAlso: ["isclose"]
    ) { given, context in
        let a = try number(given.required(0, "a", "isclose"), context)
        let b = try number(given.required(1, "b", "isclose"), context)
        let relative = try given["rel_tol"].map { try real($0, "rel_tol") } ?? 1e-9
        let absolute = try given["abs_tol"].map { try real($0, "abs_tol") } ?? 0
        guard relative >= 0, absolute >= 0 else {
            throw Mistake("a tolerance is below 0", expected: "0 or more").raised(
                as: "ValueError", "tolerances must be non-negative")
        }
        if a == b { return .bool(true) }
        if [a.real, a.imaginary, b.real, b.imaginary].contains(where: \.isInfinite) { return .bool(false) }
        let distance = Glibc.hypot(a.real - b.real, a.imaginary - b.imaginary)
        let larger = Swift.max(Glibc.hypot(a.real, a.imaginary), Glibc.hypot(b.real, b.imaginary))
        return .bool(distance <= relative * larger || distance <= absolute)
    }

    private static func test(_ name: String, _ summary: String, _ holds: @escaping @Sendable (Parts) -> Bool) -> Word {
        Word.native(
            "cmath.\(name)", family: "numbers", summary, [z], returns: "bool",
            examples: ["import cmath\ncmath.\(name)(1+2j)"]
        ) { given, context in .bool(holds(try number(given.required(0, "z", name), context))) }
    }

    private static func constant(_ name: String, _ summary: String, _ value: Value) -> Word {
        Word(
            "cmath.\(name)", family: "numbers", summary: summary, examples: ["import cmath\ncmath.\(name)"],
            meaning: .value { value })
    }
}
