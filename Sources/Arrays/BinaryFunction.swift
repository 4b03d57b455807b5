import Answers

/// A function of two elements, named as NumPy names its ufunc.
public enum BinaryFunction: String, Sendable, CaseIterable {
    case add, subtract, multiply, divide
    case floorDivide = "floor_divide"
    case remainder, power, maximum, minimum, fmax, fmin, hypot, arctan2, logaddexp, copysign, fmod
    case and = "bitwise_and"
    case or = "bitwise_or"
    case xor = "bitwise_xor"
    case shiftLeft = "left_shift"
    case shiftRight = "right_shift"
    case less
    case lessEqual = "less_equal"
    case greater
    case greaterEqual = "greater_equal"
    case equal
    case notEqual = "not_equal"
    case logicalAnd = "logical_and"
    case logicalOr = "logical_or"
    case logicalXor = "logical_xor"

    /// Whether it gives a bool array.
    public var isComparison: Bool {
        switch self {
        case .less, .lessEqual, .greater, .greaterEqual, .equal, .notEqual, .logicalAnd, .logicalOr, .logicalXor: true
        default: false
        }
    }

    /// The dtype in which it computes, for operands of a common dtype.
    ///
    /// - Throws: `Mistake` (a TypeError) where the function has no meaning for it.
    public func computing(_ dtype: DType) throws -> DType {
        switch self {
        case .divide, .hypot, .arctan2, .logaddexp, .copysign: return dtype.inexact
        case .floorDivide, .remainder, .power, .fmod: return dtype == .bool ? .int64 : dtype
        case .subtract where dtype == .bool:
            throw Mistake("True and False are not subtracted", try: "a ^ b, or a != b").raised(
                as: "TypeError",
                "numpy boolean subtract, the `-` operator, is not supported, use the bitwise_xor, the `^` operator, or the "
                    + "logical_xor function instead.")
        case .and, .or, .xor, .shiftLeft, .shiftRight:
            guard !dtype.isFloat else {
                throw Mistake(
                    "ufunc '\(rawValue)' works on the bits of whole numbers, not on \(dtype.name)",
                    expected: "bool or integer arrays", try: "(a > 0) & (b > 0) with both comparisons in brackets"
                ).raised(
                    as: "TypeError",
                    "ufunc '\(rawValue)' not supported for the input types, and the inputs could not be safely coerced to "
                        + "any supported types according to the casting rule ''safe''")
            }
            return (self == .shiftLeft || self == .shiftRight) && dtype == .bool ? .int64 : dtype
        default: return dtype
        }
    }
}

extension BinaryFunction {
    /// As it is typed between two operands.
    public var sign: String {
        switch self {
        case .add: "+"
        case .subtract: "-"
        case .multiply: "*"
        case .divide: "/"
        case .floorDivide: "//"
        case .remainder: "%"
        case .power: "**"
        case .and: "&"
        case .or: "|"
        case .xor: "^"
        case .shiftLeft: "<<"
        case .shiftRight: ">>"
        case .less: "<"
        case .lessEqual: "<="
        case .greater: ">"
        case .greaterEqual: ">="
        case .equal: "=="
        case .notEqual: "!="
        default: rawValue
        }
    }
}
