import Answers
import Arrays
import Language

/// NumPy's polynomials by their coefficients from the highest power on.
enum PolynomialWords {
    private typealias W = NumPyWord

    static let words: [Word] = [
        W.word(
            "poly1d", "a polynomial that can be called, added, multiplied and derived",
            "c_or_r, r=False, variable=None",
            returns: "poly1d", "np.poly1d([1, -3, 2])(2)",
            details: "The coefficients go from the highest power on; with r they are the places where it is 0."
        ) { call in
            let variable = call.text(2, "variable", "x")
            if let own = try call.required(0, "c_or_r").asThing(Poly1D.self) {
                return .thing(try Poly1D(own.coefficients, variable: call.text(2, "variable", own.variable)))
            }
            let given = try call.array(0, "c_or_r")
            guard try call.flag(1, "r") else { return .thing(try Poly1D(given, variable: variable)) }
            return .thing(
                try Poly1D(rising: try Polynomials.vanishing(at: given.doubles()), isWhole: false, variable: variable))
        },
        W.word(
            "poly", "the coefficients of the polynomial that is 0 at some places", "seq_of_zeros", "np.poly([1, 2])"
        ) { call in
            let roots = try call.array(0, "seq_of_zeros", .float64)
            guard roots.ndim < 2 else {
                throw Mistake(
                    "a matrix, of which the characteristic polynomial is asked for", expected: "a list of places"
                )
                .raised(as: "ValueError", "input must be 1d or non-empty square 2d array.")
            }
            return .thing(try NDArray(Polynomials.vanishing(at: roots.doubles()).reversed()))
        },
        both("polyadd", "the sum of two polynomials", "np.polyadd([1, 2], [9, 5, 4])") { Polynomials.sum($0, $1) },
        both("polysub", "the difference of two polynomials", "np.polysub([2, 10, -2], [3, 10, -4])") {
            Polynomials.sum($0, $1, sign: -1)
        },
        both("polymul", "the product of two polynomials", "np.polymul([1, 2, 3], [9, 5, 1])") {
            try Polynomials.product(Polynomials.trimmed($0), Polynomials.trimmed($1))
        },
        W.word(
            "polydiv", "the quotient of two polynomials, and what is left over", "u, v", returns: "tuple",
            "np.polydiv([3, 5, 2], [2, 1])"
        ) { call in
            let values = try [call.required(0, "u"), call.required(1, "v")]
            let (u, v) = (try Poly1D.polynomial(values[0], call), try Poly1D.polynomial(values[1], call))
            let (quotient, rest) = try PolynomialArithmetic.divided(u.rising, v.rising)
            return .tuple(try [quotient, rest].map { try made($0, isWhole: false, values) })
        },
        W.word("polyder", "the derivative of a polynomial, m times", "p, m=1", "np.polyder([1, 1, 1, 1])") { call in
            let value = try call.required(0, "p")
            return try made(
                repeated(Poly1D.polynomial(value, call), call.int(1, "m", 1)) { Polynomials.derivative($0) },
                isWhole: Poly1D.polynomial(value, call).isWhole, [value])
        },
        W.word("polyint", "the integral of a polynomial, m times", "p, m=1, k=None", "np.polyint([1, 1, 1])") { call in
            let value = try call.required(0, "p")
            var constants = try call.optionalArray(2, "k")?.reshaped([-1], call.work).doubles() ?? []
            let times = try call.int(1, "m", 1)
            if constants.count == 1, times > 1 { constants = [Double](repeating: constants[0], count: times) }
            guard constants.isEmpty || constants.count == times else {
                throw Mistake("\(constants.count) constants for \(times) integrals", expected: "one for each").raised(
                    as: "ValueError", "k must be a scalar or a rank-1 array of length 1 or >m.")
            }
            var place = 0
            return try made(
                repeated(Poly1D.polynomial(value, call), times) {
                    place += 1
                    return Polynomials.integral($0, place <= constants.count ? constants[place - 1] : 0)
                }, isWhole: false, [value])
        },
    ]

    static let members: [Member] =
        [("coeffs", ["c", "coef", "coefficients"])].map { name, aliases in
            Member.attribute(name, aliases: aliases, of: Poly1D.self, "the coefficients, the highest power first") {
                .thing($0.coefficients)
            }
        } + [
            .attribute("order", aliases: ["o"], of: Poly1D.self, "the highest power") { .int($0.order) },
            .attribute("roots", aliases: ["r"], of: Poly1D.self, "where it is 0; real places only") {
                .thing(try PieceWords.roots(of: $0.coefficients.doubles(), Work()))
            },
            .attribute("variable", of: Poly1D.self, "the letter that it is written in") { .text($0.variable) },
            TableMember.method("deriv", of: Poly1D.self, "the derivative, m times", "m=1", returns: Poly1D.kind) {
                p, call in
                .thing(
                    try Poly1D(
                        rising: repeated(p, call.int(0, "m", 1)) { Polynomials.derivative($0) }, isWhole: p.isWhole,
                        variable: p.variable))
            },
            TableMember.method("integ", of: Poly1D.self, "the integral, m times", "m=1, k=0", returns: Poly1D.kind) {
                p, call in
                let constant = try call.double(1, "k", 0)
                return .thing(
                    try Poly1D(
                        rising: repeated(p, call.int(0, "m", 1)) { Polynomials.integral($0, constant) }, isWhole: false,
                        variable: p.variable))
            },
        ]

    private static func repeated(_ p: Poly1D, _ times: Int, _ step: ([Double]) -> [Double]) throws -> [Double] {
        guard (0...1000).contains(times) else {
            throw Mistake("\(times) times", expected: "0 to 1,000 times", argument: "m").raised(
                as: "ValueError", "Order of derivative must be positive (see polyint)")
        }
        return (0..<times).reduce(p.rising) { found, _ in step(found) }
    }

    /// An array of coefficients, or a polynomial where one was given.
    private static func made(_ rising: [Double], isWhole: Bool, _ given: [Value]) throws -> Value {
        if given.contains(where: { $0.asThing(Poly1D.self) != nil }) {
            return .thing(try Poly1D(rising: rising, isWhole: isWhole))
        }
        let array = try NDArray(Array(rising.reversed()))
        return .thing(isWhole ? try array.cast(to: .int64) : array)
    }

    private static func both(
        _ name: String, _ summary: String, _ example: String,
        _ body: @escaping @Sendable ([Double], [Double]) throws -> [Double]
    ) -> Word {
        W.word(name, summary, "a1, a2", example) { call in
            let values = try [call.required(0, "a1"), call.required(1, "a2")]
            let (a, b) = (
                try call.array(values[0], "a1").reshaped([-1], call.work),
                try call.array(values[1], "a2").reshaped([-1], call.work)
            )
            return try made(
                body(a.doubles().reversed(), b.doubles().reversed()), isWhole: !a.dtype.isFloat && !b.dtype.isFloat,
                values)
        }
    }
}
