public import Answers
internal import Glibc

/// A function of one element, named as NumPy names its ufunc.
public enum UnaryFunction: String, Sendable, CaseIterable {
    case negative, absolute, sign, square, sqrt, cbrt, reciprocal
    case exp, exp2, expm1, log, log2, log10, log1p
    case sin, cos, tan, arcsin, arccos, arctan, sinh, cosh, tanh, arcsinh, arccosh, arctanh
    case floor, ceil, trunc, rint
    case isnan, isinf, isfinite, signbit
    case logicalNot = "logical_not"
    case invert
    case degrees, radians
    case sigmoid
    /// x³ and x⁴, of float64 only: what `**` does with these exponents.
    case cube
    case fourthPower = "fourth_power"

    /// What the result is, for elements of a dtype; nil where the function has no meaning for it.
    func result(_ dtype: DType) -> DType? {
        switch self {
        case .isnan, .isinf, .isfinite, .signbit, .logicalNot: .bool
        case .negative: dtype == .bool ? nil : dtype
        case .invert: dtype.isFloat ? nil : dtype
        case .absolute, .floor, .ceil, .trunc: dtype
        case .sign, .square: dtype == .bool ? .int64 : dtype
        case .rint: dtype.inexact
        case .reciprocal: dtype == .bool ? .float64 : dtype
        default: dtype.inexact
        }
    }
}

extension NDArray {
    /// The function of every element.
    ///
    /// - Throws: `Mistake` where it has no meaning for the dtype.
    public func apply(_ function: UnaryFunction, work: Work = Work()) throws -> NDArray {
        guard let result = function.result(dtype) else {
            throw Mistake(
                function == .invert
                    ? "~ turns the bits of whole numbers or True and False, not of \(dtype.name)"
                    : "- has no meaning for True and False",
                try: function == .invert ? "~(a > 0)" : "~a"
            ).raised(
                as: "TypeError",
                function == .invert
                    ? "ufunc 'invert' not supported for the input types, and the inputs could not be safely coerced to any "
                        + "supported types according to the casting rule ''safe''"
                    : "The numpy boolean negative, the `-` operator, is not supported, use the `~` operator or the "
                        + "logical_not function instead.")
        }
        // What gives a bool looks at the elements as they are; all else computes in the dtype of the result.
        let source = result == .bool ? self : try converted(to: result, work)
        let out = try NDArray(uninitialisedLike: source, result)
        try Loop.unary(source, out, UnaryKernels.kernel(function, source.dtype), work)
        return out
    }
}

/// The row loops of every function and dtype.
enum UnaryKernels {
    static func kernel(_ function: UnaryFunction, _ dtype: DType) -> UnaryKernel {
        switch dtype {
        case .float64: Double.kernels.unary(function) ?? floating(function, Double.self)
        case .float32: Float.kernels.unary(function) ?? floating(function, Float.self)
        case .int64: whole(function, Int.self)
        case .int32: whole(function, Int32.self)
        case .uint8: whole(function, UInt8.self)
        case .bool: truth(function)
        }
    }

    private static func floating<T: ArrayElement & BinaryFloatingPoint>(
        _ function: UnaryFunction, _ type: T.Type
    ) -> UnaryKernel {
        switch function {
        case .negative: { RowLoops.unary(T.self, $0, $1, $2, $3, $4) { -$0 } }
        case .absolute: { RowLoops.unary(T.self, $0, $1, $2, $3, $4) { $0.magnitude } }
        case .sign: { RowLoops.unary(T.self, $0, $1, $2, $3, $4) { $0 > 0 ? 1 : $0 < 0 ? -1 : $0 == 0 ? 0 : $0 } }
        case .square: { RowLoops.unary(T.self, $0, $1, $2, $3, $4) { $0 * $0 } }
        case .reciprocal: { RowLoops.unary(T.self, $0, $1, $2, $3, $4) { 1 / $0 } }
        case .signbit: { RowLoops.unary(T.self, $0, $1, $2, $3, $4) { Flag($0.sign == .minus) } }
        case .logicalNot: { RowLoops.unary(T.self, $0, $1, $2, $3, $4) { Flag($0 == 0) } }
        case .cbrt: { RowLoops.unary(T.self, $0, $1, $2, $3, $4) { T(from: $0.asDouble.cubeRoot) } }
        case .exp: { RowLoops.unary(T.self, $0, $1, $2, $3, $4) { T(from: Glibc.exp($0.asDouble)) } }
        case .exp2: { RowLoops.unary(T.self, $0, $1, $2, $3, $4) { T(from: Glibc.exp2($0.asDouble)) } }
        case .expm1: { RowLoops.unary(T.self, $0, $1, $2, $3, $4) { T(from: Glibc.expm1($0.asDouble)) } }
        case .log: { RowLoops.unary(T.self, $0, $1, $2, $3, $4) { T(from: Glibc.log($0.asDouble)) } }
        case .log2: { RowLoops.unary(T.self, $0, $1, $2, $3, $4) { T(from: Glibc.log2($0.asDouble)) } }
        case .log10: { RowLoops.unary(T.self, $0, $1, $2, $3, $4) { T(from: Glibc.log10($0.asDouble)) } }
        case .log1p: { RowLoops.unary(T.self, $0, $1, $2, $3, $4) { T(from: Glibc.log1p($0.asDouble)) } }
        case .sin: { RowLoops.unary(T.self, $0, $1, $2, $3, $4) { T(from: Glibc.sin($0.asDouble)) } }
        case .cos: { RowLoops.unary(T.self, $0, $1, $2, $3, $4) { T(from: Glibc.cos($0.asDouble)) } }
        case .tan: { RowLoops.unary(T.self, $0, $1, $2, $3, $4) { T(from: Glibc.tan($0.asDouble)) } }
        case .arcsin: { RowLoops.unary(T.self, $0, $1, $2, $3, $4) { T(from: Glibc.asin($0.asDouble)) } }
        case .arccos: { RowLoops.unary(T.self, $0, $1, $2, $3, $4) { T(from: Glibc.acos($0.asDouble)) } }
        case .arctan: { RowLoops.unary(T.self, $0, $1, $2, $3, $4) { T(from: Glibc.atan($0.asDouble)) } }
        case .sinh: { RowLoops.unary(T.self, $0, $1, $2, $3, $4) { T(from: Glibc.sinh($0.asDouble)) } }
        case .cosh: { RowLoops.unary(T.self, $0, $1, $2, $3, $4) { T(from: Glibc.cosh($0.asDouble)) } }
        case .tanh: { RowLoops.unary(T.self, $0, $1, $2, $3, $4) { T(from: Glibc.tanh($0.asDouble)) } }
        case .arcsinh: { RowLoops.unary(T.self, $0, $1, $2, $3, $4) { T(from: Glibc.asinh($0.asDouble)) } }
        case .arccosh: { RowLoops.unary(T.self, $0, $1, $2, $3, $4) { T(from: Glibc.acosh($0.asDouble)) } }
        case .arctanh: { RowLoops.unary(T.self, $0, $1, $2, $3, $4) { T(from: Glibc.atanh($0.asDouble)) } }
        case .degrees: { RowLoops.unary(T.self, $0, $1, $2, $3, $4) { T(from: $0.asDouble * (180 / Double.pi)) } }
        case .radians: { RowLoops.unary(T.self, $0, $1, $2, $3, $4) { T(from: $0.asDouble * (Double.pi / 180)) } }
        case .sigmoid: { RowLoops.unary(T.self, $0, $1, $2, $3, $4) { T(from: 1 / (1 + Glibc.exp(-$0.asDouble))) } }
        case .cube: { RowLoops.unary(T.self, $0, $1, $2, $3, $4) { $0 * $0 * $0 } }
        case .fourthPower: { RowLoops.unary(T.self, $0, $1, $2, $3, $4) { $0 * $0 * ($0 * $0) } }
        // What is left has loops of its own, or no meaning.
        default: { _, _, _, _, _ in }
        }
    }

    private static func whole<T: ArrayElement & FixedWidthInteger>(
        _ function: UnaryFunction, _ type: T.Type
    ) -> UnaryKernel {
        switch function {
        case .negative: { RowLoops.unary(T.self, $0, $1, $2, $3, $4) { 0 &- $0 } }
        case .absolute: { RowLoops.unary(T.self, $0, $1, $2, $3, $4) { $0 < 0 ? 0 &- $0 : $0 } }
        case .sign: { RowLoops.unary(T.self, $0, $1, $2, $3, $4) { $0.signum() } }
        case .square: { RowLoops.unary(T.self, $0, $1, $2, $3, $4) { $0 &* $0 } }
        case .reciprocal:
            { RowLoops.unary(T.self, $0, $1, $2, $3, $4) { $0 == 1 ? 1 : $0.signum() == -1 && $0 &+ 1 == 0 ? $0 : 0 } }
        case .isnan, .isinf: { RowLoops.unary(T.self, $0, $1, $2, $3, $4) { _ in Flag(false) } }
        case .isfinite: { RowLoops.unary(T.self, $0, $1, $2, $3, $4) { _ in Flag(true) } }
        case .signbit: { RowLoops.unary(T.self, $0, $1, $2, $3, $4) { Flag($0 < 0) } }
        case .logicalNot: { RowLoops.unary(T.self, $0, $1, $2, $3, $4) { Flag($0 == 0) } }
        case .invert: { RowLoops.unary(T.self, $0, $1, $2, $3, $4) { ~$0 } }
        default: { RowLoops.unary(T.self, $0, $1, $2, $3, $4) { $0 } }
        }
    }

    private static func truth(_ function: UnaryFunction) -> UnaryKernel {
        switch function {
        case .invert, .logicalNot: { RowLoops.unary(Flag.self, $0, $1, $2, $3, $4) { Flag(!$0.isTrue) } }
        case .isnan, .isinf, .signbit: { RowLoops.unary(Flag.self, $0, $1, $2, $3, $4) { _ in Flag(false) } }
        case .isfinite: { RowLoops.unary(Flag.self, $0, $1, $2, $3, $4) { _ in Flag(true) } }
        default: { RowLoops.unary(Flag.self, $0, $1, $2, $3, $4) { $0 } }
        }
    }
}
