import Answers
import Arrays
import Glibc

/// Operators of complex numbers, by the formulas of CPython 3.11 (`Objects/complexobject.c`), so that the last digit is the same: a real
/// number beside a complex one has the imaginary part 0.
enum ComplexArithmetic {
    typealias Parts = (real: Double, imaginary: Double)

    /// The result; nil where no side is complex, or the operator has no meaning for them.
    ///
    /// - Throws: `Mistake` for a division by 0, a result that is too large, and beside an array.
    static func apply(_ operation: BinaryOperator, _ left: Value, _ right: Value) throws -> Value? {
        guard left.complex != nil || right.complex != nil else { return nil }
        for side in [left, right] where side.array != nil { throw refusal(left.complex != nil ? left : right) }
        guard let a = try parts(left), let b = try parts(right) else { return nil }
        switch operation {
        case .add: return .complex(a.real + b.real, a.imaginary + b.imaginary)
        case .subtract: return .complex(a.real - b.real, a.imaginary - b.imaginary)
        case .multiply: return value(product(a, b))
        case .divide:
            guard let quotient = quotient(a, b) else {
                throw Arithmetic.divisionByZero("\(left.brief) / \(right.brief)", "complex division by zero")
            }
            return value(quotient)
        case .power: return value(try power(a, b))
        default: return nil
        }
    }

    /// The operand with a sign in front; nil for `~`.
    static func apply(_ operation: UnaryOperator, _ number: ComplexObject) -> Value? {
        switch operation {
        case .minus: .complex(-number.real, -number.imaginary)
        case .plus: .object(number)
        case .invert: nil
        }
    }

    private static func value(_ parts: Parts) -> Value { .complex(parts.real, parts.imaginary) }

    /// A number of any kind as a complex one; nil for everything else.
    ///
    /// - Throws: `Mistake` for a whole number beyond the floating-point ones.
    static func parts(_ value: Value) throws -> Parts? {
        if let number = value.complex { return (number.real, number.imaginary) }
        guard let number = value.boolAsInt else { return nil }
        if case .big(let big) = number, !big.asDouble.isFinite {
            throw Mistake("this whole number is larger than the largest floating-point number").raised(
                as: "OverflowError", "int too large to convert to float")
        }
        return number.asDouble.map { ($0, 0) }
    }

    /// Whether a complex number is equal to another number, or to a real one; nil where it is none of them.
    static func areEqual(_ left: Value, _ right: Value) -> Bool? {
        guard let number = left.complex else { return right.complex == nil ? nil : areEqual(right, left) }
        if let other = right.complex { return number.real == other.real && number.imaginary == other.imaginary }
        guard right.boolAsInt != nil else { return false }
        return number.imaginary == 0 && Arithmetic.order(.number(number.real), right) == 0
    }

    /// Complex numbers stand in no array.
    static func refusal(_ value: Value) -> Mistake {
        Mistake(
            "\(value.brief) is complex, and arrays hold real numbers here", expected: "real numbers in arrays",
            try: "two arrays, of real and of imaginary parts; cmath for one number"
        ).raised(as: "TypeError", "arrays of complex numbers are not used here")
    }

    // MARK: Formulas

    static func product(_ a: Parts, _ b: Parts) -> Parts {
        (a.real * b.real - a.imaginary * b.imaginary, a.real * b.imaginary + a.imaginary * b.real)
    }

    /// By the larger part of the divisor (Smith 1962); nil for a divisor of 0.
    static func quotient(_ a: Parts, _ b: Parts) -> Parts? {
        if b.real.magnitude >= b.imaginary.magnitude {
            guard b.real != 0 else { return nil }
            let ratio = b.imaginary / b.real
            let divisor = b.real + b.imaginary * ratio
            return ((a.real + a.imaginary * ratio) / divisor, (a.imaginary - a.real * ratio) / divisor)
        }
        guard b.imaginary.magnitude >= b.real.magnitude else { return (.nan, .nan) }
        let ratio = b.real / b.imaginary
        let divisor = b.real * ratio + b.imaginary
        return ((a.real * ratio + a.imaginary) / divisor, (a.imaginary * ratio - a.real) / divisor)
    }

    /// Small whole exponents by multiplications, all others by way of the polar form.
    static func power(_ a: Parts, _ b: Parts) throws -> Parts {
        let result: Parts?
        if b.imaginary == 0, b.real == b.real.rounded(.down), b.real.magnitude <= 100 {
            let raised = whole(a, Int(b.real.magnitude))
            result = b.real > 0 ? raised : quotient((1, 0), raised)
        } else {
            result = polar(a, b)
        }
        guard let result else {
            throw Arithmetic.divisionByZero(
                "0 to the power \(Value.complex(b.real, b.imaginary).brief)",
                "0.0 to a negative or complex power")
        }
        guard !result.real.isInfinite, !result.imaginary.isInfinite else {
            throw Mistake("this power is larger than the largest number", expected: "parts of at most 1.797e308")
                .raised(as: "OverflowError", "complex exponentiation")
        }
        return result
    }

    private static func whole(_ base: Parts, _ exponent: Int) -> Parts {
        var (result, factor, rest): (Parts, Parts, Int) = ((1, 0), base, exponent)
        while rest > 0 {
            if rest & 1 == 1 { result = product(result, factor) }
            factor = product(factor, factor)
            rest >>= 1
        }
        return result
    }

    /// nil for a power of 0 that has no value.
    private static func polar(_ a: Parts, _ b: Parts) -> Parts? {
        if b.real == 0, b.imaginary == 0 { return (1, 0) }
        if a.real == 0, a.imaginary == 0 { return b.imaginary != 0 || b.real < 0 ? nil : (0, 0) }
        let size = Glibc.hypot(a.real, a.imaginary)
        let angle = Glibc.atan2(a.imaginary, a.real)
        var length = Language.power(size, b.real)
        var phase = angle * b.real
        if b.imaginary != 0 {
            length *= Glibc.exp(-angle * b.imaginary)
            phase += b.imaginary * Glibc.log(size)
        }
        return (length * Glibc.cos(phase), length * Glibc.sin(phase))
    }

    /// The length of the arrow to the number.
    ///
    /// - Throws: `Mistake` where it is larger than the largest number.
    static func size(_ number: ComplexObject) throws -> Double {
        let size = Glibc.hypot(number.real, number.imaginary)
        guard size.isFinite || !number.real.isFinite || !number.imaginary.isFinite else {
            throw Mistake("abs(\(number.spelled)) is larger than the largest number").raised(
                as: "OverflowError", "absolute value too large")
        }
        return size
    }
}
