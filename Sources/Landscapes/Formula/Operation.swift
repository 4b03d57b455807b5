import Numbers
import RealModule

/// A function of one argument that a formula may use.
public enum UnaryOperation: String, Sendable, CaseIterable {
    case negate = "-"
    /// 1 where the argument is 0, otherwise 0.
    case not
    case abs, sign, floor, ceil, round, sqrt, cbrt, exp, expm1, log, log1p, log2, log10
    case sin, cos, tan, asin, acos, atan, sinh, cosh, tanh, asinh, acosh, atanh, erf

    @inline(__always)
    func apply<S: Scalar>(_ a: S) -> S {
        switch self {
        case .negate: -a
        case .not: S(a.value == 0 ? 1.0 : 0.0)
        case .abs: S.abs(a)
        case .sign: S.sign(a)
        case .floor: S.floor(a)
        case .ceil: -S.floor(-a)
        case .round: S.round(a)
        case .sqrt: S.sqrt(a)
        case .cbrt: S.root(a, 3)
        case .exp: S.exp(a)
        case .expm1: S.expMinusOne(a)
        case .log: S.log(a)
        case .log1p: S.log(onePlus: a)
        case .log2: S.log(a) / 0.6931471805599453
        case .log10: S.log(a) / 2.302585092994046
        case .sin: S.sin(a)
        case .cos: S.cos(a)
        case .tan: S.tan(a)
        case .asin: S.asin(a)
        case .acos: S.acos(a)
        case .atan: S.atan(a)
        case .sinh: S.sinh(a)
        case .cosh: S.cosh(a)
        case .tanh: S.tanh(a)
        case .asinh: S.asinh(a)
        case .acosh: S.acosh(a)
        case .atanh: S.atanh(a)
        case .erf: S.erf(a)
        }
    }
}

/// A function of two arguments that a formula may use. Comparisons give 1 or 0.
public enum BinaryOperation: String, Sendable, CaseIterable {
    case add = "+"
    case subtract = "-"
    case multiply = "*"
    case divide = "/"
    case power = "**"
    /// Python's: the result has the sign of the divisor.
    case remainder = "%"
    case floorDivide = "//"
    case min, max, atan2, hypot
    case less = "<"
    case lessOrEqual = "<="
    case equal = "=="
    case notEqual = "!="
    case and, or

    @inline(__always)
    func apply<S: Scalar>(_ a: S, _ b: S) -> S {
        switch self {
        case .add: a + b
        case .subtract: a - b
        case .multiply: a * b
        case .divide: a / b
        case .power: power(a, b)
        case .remainder: a - S.floor(a / b) * b
        case .floorDivide: S.floor(a / b)
        case .min: S.min(a, b)
        case .max: S.max(a, b)
        case .atan2: S.atan2(a, b)
        case .hypot: S.hypot(a, b)
        case .less: truth(a.value < b.value)
        case .lessOrEqual: truth(a.value <= b.value)
        case .equal: truth(a.value == b.value)
        case .notEqual: truth(a.value != b.value)
        case .and: truth(a.value != 0 && b.value != 0)
        case .or: truth(a.value != 0 || b.value != 0)
        }
    }

    @inline(__always)
    private func power<S: Scalar>(_ a: S, _ b: S) -> S {
        // Swift-numerics' power of doubles is NaN for every negative base; people expect (−2)**3.
        if let a = a as? Double, let b = b as? Double { return S(realPower(a, b)) }
        return S.pow(a, b)
    }

    @inline(__always)
    private func truth<S: Scalar>(_ holds: Bool) -> S { S(holds ? 1.0 : 0.0) }
}
