import Answers
import Arrays
import Language

/// `np.poly1d`: a polynomial by its coefficients from the highest power on, which can be called, added, multiplied and derived.
struct Poly1D: Sendable, MadeByWord, PrintedOtherwise {
    static let kind = "poly1d"
    var madeBy: String { "numpy.poly1d" }

    /// From the highest power on, without zeros in front.
    let coefficients: NDArray
    let variable: String

    init(_ given: NDArray, variable: String = "x") throws {
        let flat = try given.reshaped([-1])
        let numbers = flat.doubles()
        let first = numbers.firstIndex { $0 != 0 } ?? Swift.max(0, numbers.count - 1)
        coefficients =
            numbers.isEmpty
            ? try NDArray.zeros([1])
            : try flat.element([.slice(lower: first, upper: nil, step: nil)]).copy()
        self.variable = variable
    }

    /// Of coefficients from the constant one on; whole numbers stay whole where all of what they came from were.
    init(rising: [Double], isWhole: Bool, variable: String = "x") throws {
        let array = try NDArray(Array(rising.reversed()))
        try self.init(isWhole ? array.cast(to: .int64) : array, variable: variable)
    }

    var rising: [Double] { coefficients.doubles().reversed() }
    var order: Int { coefficients.count - 1 }
    var isWhole: Bool { !coefficients.dtype.isFloat }

    var summary: String { "poly1d" + ArrayText().repr(coefficients).dropFirst("array".count) }

    /// Powers stand a line above, as NumPy writes them.
    var printed: String {
        var text = ""
        let numbers = coefficients.doubles()
        for (place, number) in numbers.enumerated() {
            let power = numbers.count - 1 - place
            let digits = (try? FormatSpec(".4g").apply(.number(number), work: Work())) ?? number.short(4)
            var part = ""
            if digits != "0" || (power == 0 && place == 0) {
                part = power == 0 ? digits : power == 1 ? "\(digits) \(variable)" : "\(digits) \(variable)**\(power)"
            }
            if place == 0 {
                text = part
            } else if !part.isEmpty {
                text += part.hasPrefix("-") ? " - " + part.dropFirst() : " + " + part
            }
        }
        return Poly1D.raised(text)
    }

    /// `x**2` as `x` with a 2 on the line above; lines of at most 70 characters.
    private static func raised(_ text: String) -> String {
        var (above, below, out) = ("", "", " ")
        var rest = text[...]
        while let match = rest.firstMatch(of: /\*\*([0-9]*)/) {
            let power = String(match.output.1)
            let part = String(rest[..<match.range.lowerBound])
            rest = rest[match.range.upperBound...]
            let low = part + String(repeating: " ", count: Swift.max(0, power.count - 1))
            let high = String(repeating: " ", count: Swift.max(0, part.count - 1)) + power
            if below.count + low.count > 70 || above.count + high.count > 70 {
                out += above + "\n" + below + "\n "
                (above, below) = (high, low)
            } else {
                (above, below) = (above + high, below + low)
            }
        }
        return out + above + "\n" + below + rest
    }

    /// A polynomial, a number, or a list of coefficients.
    static func polynomial(_ value: Value, _ call: NumPyCall) throws -> Poly1D {
        if let own = value.asThing(Poly1D.self) { return own }
        return try Poly1D(call.array(value, "p"))
    }
}

extension Poly1D: Callable {
    var callParameters: [Parameter] { [Parameter("val", .any, "where it is asked for, or another polynomial")] }

    func call(_ arguments: Arguments, _ context: Context) throws -> Value {
        let call = NumPyCall("poly1d", arguments, context)
        let given = arguments["val"]
        if let inner = given.asThing(Poly1D.self) {
            return .thing(
                try Poly1D(
                    rising: try Polynomials.composed(rising, with: inner.rising), isWhole: isWhole && inner.isWhole,
                    variable: variable))
        }
        return try PolynomialArithmetic.value(coefficients, at: call.array(given, "val"), call)
    }
}

extension Poly1D: Operable, Comparing {
    func applying(_ operation: BinaryOperator, _ other: Value, isRight: Bool, _ context: Context) throws -> Value? {
        if operation == .power {
            let power = try Polynomials.power(
                rising, other, isRight: isRight, size: Swift.max(1, order), "Power to non-negative integers only.")
            return .thing(try Poly1D(rising: power, isWhole: isWhole, variable: variable))
        }
        guard let second = try? Poly1D.polynomial(other, NumPyCall("poly1d", context)) else { return nil }
        let (a, b) = isRight ? (second, self) : (self, second)
        let areWhole = a.isWhole && b.isWhole
        func made(_ rising: [Double]) throws -> Value {
            .thing(try Poly1D(rising: rising, isWhole: areWhole, variable: variable))
        }
        switch operation {
        case .add: return try made(Polynomials.sum(a.rising, b.rising))
        case .subtract: return try made(Polynomials.sum(a.rising, b.rising, sign: -1))
        case .multiply: return try made(Polynomials.product(a.rising, b.rising))
        case .divide:
            if other.asThing(Poly1D.self) == nil, !isRight, second.order == 0, let number = second.rising.first {
                return .thing(
                    try Poly1D(rising: rising.map { $0 / number }, isWhole: false, variable: variable))
            }
            let (quotient, rest) = try PolynomialArithmetic.divided(a.rising, b.rising)
            return .tuple([
                .thing(try Poly1D(rising: quotient, isWhole: false, variable: variable)),
                .thing(try Poly1D(rising: rest, isWhole: false, variable: variable)),
            ])
        default: return nil
        }
    }

    func applying(_ operation: UnaryOperator) throws -> Value? {
        switch operation {
        case .plus: .thing(self)
        case .minus: .thing(try Poly1D(coefficients.apply(.negative), variable: variable))
        case .invert: nil
        }
    }

    func comparing(_ operation: ComparisonOperator, _ other: Value, isRight: Bool, work: Work) throws -> Value? {
        guard operation == .equal || operation == .notEqual, let second = other.asThing(Poly1D.self) else { return nil }
        guard order == second.order else { return .bool(operation == .notEqual) }
        return Value(try NDArray(.bool((rising == second.rising) == (operation == .equal))))
    }
}

extension Poly1D: Iterable, ArrayConvertible {
    var length: Int { order }
    var passCount: Int { coefficients.count }
    var asArray: NDArray { get throws { coefficients } }

    /// `p[2]`: the coefficient of x², 0 beyond the order.
    func element(_ subscripts: [Subscript]) throws -> Value {
        guard subscripts.count == 1, case .index(let value) = subscripts[0], let power = value.asInt else {
            throw Mistake("a polynomial between square brackets", expected: "one power, as in p[2]").raised(
                as: "TypeError")
        }
        guard (0...order).contains(power) else { return Value(try NDArray.zeros([], coefficients.dtype)) }
        return Value(try coefficients.at(order - power))
    }

    func passed(_ place: Int) throws -> Value { Value(try coefficients.at(place)) }
    func holds(_ value: Value, _ work: Work) throws -> Bool {
        value.asDouble.map { coefficients.doubles().contains($0) } ?? false
    }
}
