import Answers
import Arrays
import Language

/// `numpy.polynomial`: polynomials by their coefficients from the constant one on.
enum PowerSeriesWords {
    private static let first = "from numpy.polynomial import Polynomial\n"

    static let words: [Word] = [
        word(
            "Polynomial", "a polynomial by its coefficients, the constant one first",
            "coef, domain=None, window=None, symbol=x", returns: PowerSeries.kind, "Polynomial([1, 2, 3])(2)"
        ) { call in
            .thing(
                PowerSeries(
                    coefficients: try numbers(call, 0, "coef") ?? [0], domain: try ends(call, 1, "domain") ?? [-1, 1],
                    window: try ends(call, 2, "window") ?? [-1, 1], symbol: call.text(3, "symbol", "x")))
        },
        word(
            "Polynomial.fit", "the polynomial of a degree that fits points best, its variable moved to [-1, 1]",
            "cls, x, y, deg, domain=None, rcond=None, full=False, w=None", returns: PowerSeries.kind,
            "Polynomial.fit([0, 1, 2], [1, 3, 7], 2).convert()"
        ) { call in
            let (x, y) = (try call.array(1, "x", .float64), try call.array(2, "y", .float64))
            var domain = try ends(call, 4, "domain") ?? [x.doubles().min() ?? -1, x.doubles().max() ?? 1]
            if domain[0] == domain[1] { domain = [domain[0] - 1, domain[1] + 1] }
            let plain = PowerSeries(coefficients: [0], domain: domain)
            let moved = try PowerSeries(coefficients: [0, 1], domain: domain).value(at: x, call)
            return .thing(
                plain.with(
                    try fitted(call.array(moved, "x"), y, call.int(3, "deg", 1), call.optionalArray(7, "w"), call)))
        },
        word(
            "Polynomial.fromroots", "the polynomial that is 0 at some places", "cls, roots", returns: PowerSeries.kind,
            "Polynomial.fromroots([1, 2])"
        ) { call in
            let roots = try numbers(call, 1, "roots") ?? []
            return .thing(PowerSeries(coefficients: try Polynomials.vanishing(at: roots)))
        },
        word(
            "polynomial.polyval", "a polynomial at these places", "x, c", returns: "number",
            "np.polynomial.polynomial.polyval(2, [1, 2, 3])"
        ) { call in
            try PowerSeries(coefficients: numbers(call, 1, "c") ?? [0]).value(at: call.array(0, "x"), call)
        },
        word(
            "polynomial.polyfit", "the coefficients of the polynomial that fits best, the constant one first",
            "x, y, deg, rcond=None, full=False, w=None", "np.polynomial.polynomial.polyfit([0, 1, 2], [1, 3, 7], 2)"
        ) { call in
            .thing(
                try NDArray(
                    fitted(
                        call.array(0, "x", .float64), call.array(1, "y", .float64), call.int(2, "deg", 1),
                        call.optionalArray(5, "w"), call)))
        },
        word(
            "polynomial.polyroots", "where a polynomial is 0; real places only", "c",
            "np.polynomial.polynomial.polyroots([2, -3, 1])"
        ) { call in
            .thing(try roots(numbers(call, 0, "c") ?? [0], call.work))
        },
        both("polyadd", "the sum of two polynomials") { Polynomials.trimmed(Polynomials.sum($0, $1)) },
        both("polysub", "the difference of two polynomials") {
            Polynomials.trimmed(Polynomials.sum($0, $1, sign: -1))
        },
        both("polymul", "the product of two polynomials") { Polynomials.trimmed(try Polynomials.product($0, $1)) },
        word(
            "polynomial.polyder", "the derivative of a polynomial, m times", "c, m=1",
            "np.polynomial.polynomial.polyder([1, 2, 3])"
        ) { call in
            .thing(try NDArray(derived(numbers(call, 0, "c") ?? [0], times(call, 1))))
        },
        word(
            "polynomial.polyint", "the integral of a polynomial, m times", "c, m=1",
            "np.polynomial.polynomial.polyint([1, 2, 3])"
        ) { call in
            .thing(
                try NDArray(
                    (0..<times(call, 1)).reduce(numbers(call, 0, "c") ?? [0]) { c, _ in Polynomials.integral(c, 0) }))
        },
    ]

    static let members: [Member] = [
        .attribute("coef", of: PowerSeries.self, "the coefficients, the constant one first") {
            .thing(try NDArray($0.coefficients))
        },
        .attribute("domain", of: PowerSeries.self, "where the variable comes from") { .thing(try NDArray($0.domain)) },
        .attribute("window", of: PowerSeries.self, "where it is moved to") { .thing(try NDArray($0.window)) },
        .attribute("symbol", of: PowerSeries.self, "the letter that it is written in") { .text($0.symbol) },
        TableMember.method("degree", of: PowerSeries.self, "the highest power") { p, _ in
            .int(p.coefficients.count - 1)
        },
        TableMember.method(
            "convert", of: PowerSeries.self, "the same polynomial in a variable that is not moved",
            returns: PowerSeries.kind
        ) { p, _ in .thing(try p.converted()) },
        TableMember.method("copy", of: PowerSeries.self, "a polynomial of its own", returns: PowerSeries.kind) { p, _ in
            .thing(p)
        },
        TableMember.method("roots", of: PowerSeries.self, "where it is 0; real places only") { p, call in
            let found = try roots(p.coefficients, call.work)
            let (offset, scale) = p.map
            return .thing(
                try call.apply(
                    .divide, .array(call.apply(.subtract, .array(found), .number(.float(offset)))),
                    .number(.float(scale))))
        },
        TableMember.method("deriv", of: PowerSeries.self, "the derivative, m times", "m=1", returns: PowerSeries.kind) {
            p, call in
            let count = try times(call, 0)
            let scale = (0..<count).reduce(1.0) { found, _ in found * p.map.scale }
            return .thing(p.with(derived(p.coefficients, count).map { $0 * scale }))
        },
        TableMember.method(
            "integ", of: PowerSeries.self, "the integral, m times, which begins with k at lbnd",
            "m=1, k=None, lbnd=None",
            returns: PowerSeries.kind
        ) { p, call in
            let count = try times(call, 0)
            let constants = try call.optionalArray(1, "k")?.reshaped([-1], call.work).doubles() ?? []
            let (offset, scale) = p.map
            let start = try call.double(2, "lbnd").map { offset + scale * $0 } ?? 0
            var found = p.coefficients
            for place in 0..<count {
                found = Polynomials.integral(found, 0).map { $0 / scale }
                found[0] = (place < constants.count ? constants[place] : 0) - Polynomials.value(found, at: start)
            }
            return .thing(p.with(found))
        },
        TableMember.method(
            "linspace", of: PowerSeries.self, "places spread over the domain, and the values there",
            "n=100, domain=None",
            returns: "tuple"
        ) { p, call in
            let domain = try ends(call, 1, "domain") ?? p.domain
            let count = try call.int(0, "n", 100)
            guard (0...100_000_000).contains(count) else {
                throw Mistake("n = \(count.grouped)", expected: "0 to 100,000,000", argument: "n")
            }
            let x = try NDArray.linspace(domain[0], domain[1], count, work: call.work)
            return .tuple([.thing(x), try p.value(at: x, call)])
        },
    ]

    private static func word(
        _ name: String, _ summary: String, _ signature: String, returns: String = "array", _ example: String,
        _ body: @escaping @Sendable (NumPyCall) throws -> Value
    ) -> Word {
        var word = Word.native(
            "numpy.polynomial." + name, family: "numpy", summary, NumPyWord.parameters(signature), returns: returns,
            examples: [(example.hasPrefix("np.") ? "import numpy as np\n" : first) + example]
        ) { given, context in try body(NumPyCall("numpy.polynomial." + name, given, context)) }
        if name == "Polynomial" { word.methods = "numpy.polynomial.Polynomial" }
        return word
    }

    private static func both(
        _ name: String, _ summary: String, _ body: @escaping @Sendable ([Double], [Double]) throws -> [Double]
    ) -> Word {
        word("polynomial." + name, summary, "c1, c2", "np.polynomial.polynomial.\(name)([1, 2], [3, 4])") { call in
            .thing(try NDArray(body(numbers(call, 0, "c1") ?? [0], numbers(call, 1, "c2") ?? [0])))
        }
    }

    private static func numbers(_ call: NumPyCall, _ place: Int, _ name: String) throws -> [Double]? {
        guard call.value(place, name) != nil else { return nil }
        let array = try call.array(place, name, .float64)
        guard array.ndim < 2, array.count > 0 else {
            throw Mistake(
                "\(name) has the shape \(array.shape.shapeText)", expected: "a list of coefficients", argument: name
            )
            .raised(
                as: "ValueError", array.count == 0 ? "Coefficient array is empty" : "Coefficient array is not 1-d")
        }
        return array.doubles()
    }

    private static func ends(_ call: NumPyCall, _ place: Int, _ name: String) throws -> [Double]? {
        guard let found = try numbers(call, place, name) else { return nil }
        guard found.count == 2, found.allSatisfy(\.isFinite), found[0] != found[1] else {
            throw Mistake("\(name) = \(found)", expected: "two finite numbers that differ", argument: name).raised(
                as: "ValueError", "Domain has wrong number of elements.")
        }
        return found
    }

    private static func times(_ call: NumPyCall, _ place: Int) throws -> Int {
        let count = try call.int(place, "m", 1)
        guard (0...1000).contains(count) else {
            throw Mistake("m = \(count)", expected: "0 to 1,000 times", argument: "m").raised(
                as: "ValueError", "The order of derivation must be non-negative")
        }
        return count
    }

    private static func derived(_ c: [Double], _ times: Int) -> [Double] {
        let found = (0..<times).reduce(c) { c, _ in Polynomials.derivative(c) }
        return found.isEmpty ? [0] : found
    }

    private static func roots(_ c: [Double], _ work: Work) throws -> NDArray {
        try PieceWords.roots(of: c.reversed(), work).sorted()
    }

    /// The coefficients of the best fit, from the constant one on.
    private static func fitted(_ x: NDArray, _ y: NDArray, _ degree: Int, _ weights: NDArray?, _ call: NumPyCall) throws
        -> [Double]
    {
        guard x.ndim == 1, y.ndim == 1, x.count == y.count else {
            throw Mistake("\(x.count) places and \(y.count) values", expected: "as many").raised(
                as: "TypeError", "expected x and y to have same length")
        }
        guard x.count > 0 else {
            throw Mistake("no points to fit", expected: "one or more").raised(
                as: "TypeError", "expected non-empty vector for x")
        }
        return Array(try MathArrayWords.fitted(x, y, degree, weights, call).doubles().reversed())
    }
}
