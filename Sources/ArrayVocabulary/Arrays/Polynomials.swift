import Answers
import Language

/// Arithmetic of polynomials as lists of coefficients, the constant one first.
enum Polynomials {
    /// Without the zeros at the end; one coefficient stays.
    static func trimmed(_ c: [Double]) -> [Double] {
        guard let last = c.lastIndex(where: { $0 != 0 }) else { return [c.first ?? 0] }
        return Array(c[...last])
    }

    static func sum(_ a: [Double], _ b: [Double], sign: Double = 1) -> [Double] {
        (0..<Swift.max(a.count, b.count)).map {
            ($0 < a.count ? a[$0] : 0) + ($0 < b.count ? sign * b[$0] : 0)
        }
    }

    /// - Throws: `Mistake` where there would be more than a hundred million terms.
    static func product(_ a: [Double], _ b: [Double]) throws -> [Double] {
        guard !a.isEmpty, !b.isEmpty else { return [] }
        guard a.count.multipliedReportingOverflow(by: b.count).partialValue <= 100_000_000 else {
            throw Mistake(
                "a product of polynomials of \(a.count.grouped) and \(b.count.grouped) coefficients",
                expected: "at most 100,000,000 terms")
        }
        var out = [Double](repeating: 0, count: a.count + b.count - 1)
        for (i, x) in a.enumerated() { for (j, y) in b.enumerated() { out[i + j] += x * y } }
        return out
    }

    /// A polynomial times itself.
    ///
    /// - Parameters:
    ///   - size: how fast the powers grow, for the limit of 10,000 terms.
    ///   - refusal: NumPy's words for an exponent that is none.
    /// - Throws: `Mistake` (a ValueError) unless the exponent is a whole number of at least 0 on the right.
    static func power(_ c: [Double], _ exponent: Value, isRight: Bool, size: Int, _ refusal: String) throws -> [Double]
    {
        guard !isRight, let count = exponent.asInt, (0...10_000).contains(count), count * size <= 10_000 else {
            throw Mistake("a polynomial to the power \(exponent.brief)", expected: "a whole number from 0 on").raised(
                as: "ValueError", refusal)
        }
        return try (0..<count).reduce([1.0]) { found, _ in try product(found, c) }
    }

    /// The quotient, and what is left over; the divisor's last coefficient is not 0.
    static func divided(_ a: [Double], by b: [Double]) -> (quotient: [Double], rest: [Double]) {
        guard let top = b.last, a.count >= b.count else { return ([0], a) }
        var rest = a
        var quotient = [Double](repeating: 0, count: a.count - b.count + 1)
        for place in quotient.indices.reversed() {
            let factor = rest[place + b.count - 1] / top
            quotient[place] = factor
            for (shift, coefficient) in b.enumerated() { rest[place + shift] -= factor * coefficient }
        }
        return (quotient, b.count == 1 ? [0] : Array(rest[..<(b.count - 1)]))
    }

    static func derivative(_ c: [Double]) -> [Double] {
        c.count < 2 ? [] : (1..<c.count).map { Double($0) * c[$0] }
    }

    static func integral(_ c: [Double], _ constant: Double) -> [Double] {
        [constant] + c.enumerated().map { $1 / Double($0 + 1) }
    }

    static func value(_ c: [Double], at x: Double) -> Double { c.reversed().reduce(0) { $0 * x + $1 } }

    /// The polynomial of another one: c(inner(x)).
    static func composed(_ c: [Double], with inner: [Double]) throws -> [Double] {
        guard c.count * inner.count <= 10_000 else {
            throw Mistake(
                "a polynomial of one of degree \((c.count * inner.count).grouped)", expected: "at most 10,000")
        }
        return try c.reversed().reduce([]) { sum(try product($0, inner), [$1]) }
    }

    /// That is 0 at these places, the highest coefficient 1.
    static func vanishing(at roots: [Double]) throws -> [Double] {
        guard roots.count <= 10_000 else {
            throw Mistake("a polynomial of degree \(roots.count.grouped)", expected: "at most 10,000")
        }
        return try roots.reduce([1]) { try product($0, [-$1, 1]) }
    }
}
