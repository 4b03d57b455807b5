import Answers
import Arrays
import Language

/// `numpy.polynomial.Polynomial`: a polynomial by its coefficients from the constant one on, of a variable that is first moved from a
/// domain to a window, so that fits stay exact.
struct PowerSeries: Sendable, MadeByWord, PrintedOtherwise {
    static let kind = "Polynomial"
    var madeBy: String { "numpy.polynomial.Polynomial" }

    let coefficients: [Double]
    var domain = [-1.0, 1.0]
    var window = [-1.0, 1.0]
    var symbol = "x"

    /// The variable of the coefficients is offset + scale·x.
    var map: (offset: Double, scale: Double) {
        let (old, new) = (domain[1] - domain[0], window[1] - window[0])
        return ((domain[1] * window[0] - domain[0] * window[1]) / old, new / old)
    }

    /// The same domain and window with other coefficients.
    func with(_ coefficients: [Double]) -> PowerSeries {
        PowerSeries(
            coefficients: coefficients.isEmpty ? [0] : coefficients, domain: domain, window: window, symbol: symbol)
    }

    func value(at x: NDArray, _ call: NumPyCall) throws -> Value {
        let (offset, scale) = map
        var inner = try x.converted(to: x.dtype.inexact, call.work)
        if offset != 0 || scale != 1 {
            inner = try call.apply(
                .add, .number(.float(offset)), .array(call.apply(.multiply, .number(.float(scale)), .array(inner))))
        }
        return try PolynomialArithmetic.value(NDArray(Array(coefficients.reversed())), at: inner, call)
    }

    /// In a variable that is not moved.
    func converted() throws -> PowerSeries {
        PowerSeries(
            coefficients: Polynomials.trimmed(try Polynomials.composed(coefficients, with: [map.offset, map.scale])),
            symbol: symbol)
    }

    // MARK: Text

    var summary: String {
        func list(_ numbers: [Double]) -> String {
            ((try? NDArray(numbers)).map { ArrayText().repr($0) } ?? "").dropFirst("array(".count).dropLast()
                .description
        }
        return "Polynomial(\(list(coefficients)), domain=\(list(domain)), window=\(list(window)), symbol='\(symbol)')"
    }

    var printed: String {
        let (offset, scale) = map
        let variable: String =
            switch (offset == 0, scale == 1) {
            case (true, true): symbol
            case (false, true): "(\(PowerSeries.written(offset)) + \(symbol))"
            case (true, false): "(\(PowerSeries.written(scale))\(symbol))"
            case (false, false): "(\(PowerSeries.written(offset)) + \(PowerSeries.written(scale))\(symbol))"
            }
        var (out, line) = (PowerSeries.written(coefficients[0]), 0)
        line = out.count
        for (power, number) in coefficients.enumerated().dropFirst() {
            out += " "
            line += 1
            var term = (number >= 0 ? "+ " : "- ") + PowerSeries.written(number.magnitude, isBracketed: true)
            term += "·" + variable + (power == 1 ? "" : PowerSeries.raised(power))
            if line + term.count + (power < coefficients.count - 1 ? 2 : 0) >= 75 {
                term = "\n" + term.dropFirst(2)
                term = (number >= 0 ? "+" : "-") + term
                line = term.count - 2
            } else {
                line += term.count
            }
            out += term
        }
        return out
    }

    private static func raised(_ power: Int) -> String {
        let digits = Array("⁰¹²³⁴⁵⁶⁷⁸⁹")
        return String(String(power).compactMap { $0.wholeNumberValue.map { digits[$0] } })
    }

    /// At most eight digits after the point, at least one.
    private static func written(_ number: Double, isBracketed: Bool = false) -> String {
        guard number.isFinite else { return number.isNaN ? "nan" : number < 0 ? "-inf" : "inf" }
        let isLarge = number != 0 && (number.magnitude >= 1e8 || number.magnitude < 1e-4)
        let spelled = (try? FormatSpec(isLarge ? ".8e" : ".8f").apply(.number(number), work: Work())) ?? number.short(8)
        let parts = spelled.split(separator: "e", maxSplits: 1)
        var digits = String(parts.first ?? "")
        while digits.hasSuffix("0"), !digits.hasSuffix(".0") { digits.removeLast() }
        guard parts.count == 2 else { return digits }
        return isBracketed ? "(\(digits)e\(parts[1]))" : "\(digits)e\(parts[1])"
    }
}

extension PowerSeries: Callable {
    var callParameters: [Parameter] { [Parameter("arg", .any, "where it is asked for, or another polynomial")] }

    func call(_ arguments: Arguments, _ context: Context) throws -> Value {
        let call = NumPyCall("Polynomial", arguments, context)
        let given = arguments["arg"]
        if let inner = given.asThing(PowerSeries.self) {
            let (offset, scale) = map
            let moved = Polynomials.sum([offset], inner.coefficients.map { $0 * scale })
            return .thing(inner.with(try Polynomials.composed(coefficients, with: moved)))
        }
        return try value(at: call.array(given, "arg"), call)
    }
}

extension PowerSeries: Operable, Comparing {
    private func second(_ other: Value, _ context: Context) throws -> [Double]? {
        guard let own = other.asThing(PowerSeries.self) else {
            if let number = other.asNumber { return [number] }
            return (other.array ?? other.doubles.flatMap { try? NDArray($0) })?.doubles()
        }
        for (name, isSame) in [
            ("Domains", own.domain == domain), ("Windows", own.window == window), ("Symbols", own.symbol == symbol),
        ] where !isSame {
            throw Mistake(
                "two polynomials of other \(name.lowercased())", expected: "the same in both", try: "p.convert()"
            ).raised(
                as: name == "Symbols" ? "ValueError" : "TypeError",
                name == "Symbols" ? "Polynomial symbols differ" : "\(name) differ")
        }
        return own.coefficients
    }

    func applying(_ operation: BinaryOperator, _ other: Value, isRight: Bool, _ context: Context) throws -> Value? {
        if operation == .power {
            return .thing(
                with(
                    try Polynomials.power(
                        coefficients, other, isRight: isRight, size: coefficients.count,
                        "Power must be a non-negative integer.")))
        }
        guard let given = try second(other, context) else { return nil }
        let (a, b) = isRight ? (given, coefficients) : (coefficients, given)
        switch operation {
        case .add: return .thing(with(Polynomials.trimmed(Polynomials.sum(a, b))))
        case .subtract: return .thing(with(Polynomials.trimmed(Polynomials.sum(a, b, sign: -1))))
        case .multiply: return .thing(with(Polynomials.trimmed(try Polynomials.product(a, b))))
        case .divide:
            guard !isRight, let number = other.asNumber else {
                throw Mistake(
                    "/ divides a polynomial by a number", expected: "a number", try: "p // q, and p % q for the rest"
                ).raised(as: "TypeError", "unsupported types for true division: 'Polynomial', '\(other.typeName)'")
            }
            return .thing(with(coefficients.map { $0 / number }))
        case .floorDivide, .remainder:
            let top = Polynomials.trimmed(b)
            let (quotient, rest) = try PolynomialArithmetic.divided(a, top)
            return .thing(with(Polynomials.trimmed(operation == .floorDivide ? quotient : rest)))
        default: return nil
        }
    }

    func applying(_ operation: UnaryOperator) throws -> Value? {
        switch operation {
        case .plus: .thing(self)
        case .minus: .thing(with(coefficients.map { -$0 }))
        case .invert: nil
        }
    }

    func comparing(_ operation: ComparisonOperator, _ other: Value, isRight: Bool, work: Work) throws -> Value? {
        guard operation == .equal || operation == .notEqual, let second = other.asThing(PowerSeries.self) else {
            return nil
        }
        let isSame =
            coefficients == second.coefficients && domain == second.domain && window == second.window
            && symbol == second.symbol
        return .bool(isSame == (operation == .equal))
    }
}
