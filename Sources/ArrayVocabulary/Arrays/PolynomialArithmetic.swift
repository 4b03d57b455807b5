import Answers
import Arrays
import Language

/// Values and quotients of polynomials, with what NumPy says of them.
enum PolynomialArithmetic {
    /// The value at every element, by Horner's rule.
    static func value(_ p: NDArray, at x: NDArray, _ call: NumPyCall) throws -> Value {
        var y = try NDArray.zeros(x.shape, p.dtype.promoted(with: x.dtype), work: call.work)
        for place in 0..<p.count {
            y = try call.apply(
                .add, .array(call.apply(.multiply, .array(y), .array(x))),
                .number(p.number(at: place * (p.strides.first ?? 1))))
        }
        return Value(y)
    }

    /// The quotient and the rest, coefficients from the constant one on.
    ///
    /// - Throws: `Mistake` (a ZeroDivisionError) for a divisor that is 0 everywhere.
    static func divided(_ a: [Double], _ b: [Double]) throws -> (quotient: [Double], rest: [Double]) {
        guard (b.last ?? 0) != 0 else {
            throw Mistake("a polynomial divided by 0", expected: "one that is not 0 everywhere").raised(
                as: "ZeroDivisionError")
        }
        var (quotient, rest) = Polynomials.divided(a, by: b)
        while rest.count > 1, let last = rest.last, last.magnitude <= 1e-8 { rest.removeLast() }
        if rest.isEmpty { rest = [0] }
        return (quotient, rest)
    }
}
