public import Answers

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
    func computing(_ dtype: DType) throws -> DType {
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

/// One side of an operation: an array, or a plain number that takes on the array's dtype.
public enum Operand {
    case array(NDArray)
    case number(ArrayNumber)
}

extension NDArray {
    /// `function(a, b)` element by element, broadcast; at least one of them is an array.
    ///
    /// - Throws: `Mistake` where the shapes do not fit (both are named, and the axis), or the dtypes do not.
    public static func apply(
        _ function: BinaryFunction, _ a: Operand, _ b: Operand, work: Work = Work()
    ) throws -> NDArray {
        switch (a, b) {
        case (.array(let x), .array(let y)):
            let dtype = try function.computing(x.dtype.promoted(with: y.dtype))
            if function == .power, dtype == .int64 || dtype == .int32, y.count > 0,
                try y.reduce(.min, work: work).number(at: 0).asInt < 0
            {
                throw NDArray.negativePower
            }
            let result = function.isComparison ? DType.bool : dtype
            let out: NDArray
            if x.shape == y.shape {
                out =
                    try x.isContiguous || !y.isContiguous
                    ? NDArray(uninitialisedLike: x, result) : NDArray(uninitialisedLike: y, result)
            } else {
                out = try NDArray(uninitialised: broadcast(x.shape, y.shape), result)
            }
            try Loop.binary(
                x.converted(to: dtype), y.converted(to: dtype), out, BinaryKernels.kernel(function, dtype), work)
            return out
        case (.array(let x), .number(let number)):
            return try x.apply(function, number, isRight: false, work)
        case (.number(let number), .array(let y)): return try y.apply(function, number, isRight: true, work)
        case (.number(let x), .number(let y)):
            return try apply(function, .array(NDArray(x)), .array(NDArray(y)), work: work)
        }
    }

    /// An array without axes that holds one number.
    ///
    /// - Throws: `Mistake` where the number is no element of the dtype.
    public convenience init(_ number: ArrayNumber, _ dtype: DType? = nil) throws {
        try self.init(uninitialised: [], dtype ?? number.dtype)
        try number.check(as: self.dtype)
        set(number, at: 0)
    }

    private func apply(
        _ function: BinaryFunction, _ number: ArrayNumber, isRight: Bool, _ work: Work
    ) throws -> NDArray {
        var dtype = try function.computing(self.dtype.promoted(with: number))
        // Compared can be what could not be an element.
        if function.isComparison, !dtype.holds(number) { dtype = .int64 }
        try number.check(as: dtype)
        if function == .power, !isRight {
            if dtype.isFloat, let short = try shortPower(number.asDouble, dtype, work) { return short }
            if dtype.isInteger, number.asInt < 0 { throw NDArray.negativePower }
        }
        let out = try NDArray(uninitialisedLike: self, function.isComparison ? .bool : dtype)
        let array = try converted(to: dtype)
        let kernel = BinaryKernels.kernel(function, dtype)
        try withUnsafeTemporaryAllocation(byteCount: 8, alignment: 8) { memory in
            guard let place = memory.baseAddress else { return }
            NDArray.store(number, dtype, place)
            if array.isContiguous, array.count <= 1 << 16 {
                if isRight {
                    kernel(place, 0, array.data, 1, out.data, 1, array.count)
                } else {
                    kernel(array.data, 1, place, 0, out.data, 1, array.count)
                }
                return
            }
            try Loop.unary(
                array, out,
                { a, aStep, o, oStep, count in
                    if isRight {
                        kernel(place, 0, a, aStep, o, oStep, count)
                    } else {
                        kernel(a, aStep, place, 0, o, oStep, count)
                    }
                }, work)
        }
        return out
    }

    static var negativePower: Mistake {
        Mistake("Integers to negative integer powers are not allowed.", try: "a floating-point array: a.astype(float)")
    }

    private static func store(_ number: ArrayNumber, _ dtype: DType, _ place: UnsafeMutableRawPointer) {
        switch dtype {
        case .bool: place.storeBytes(of: number.converted(to: Flag.self), as: Flag.self)
        case .uint8: place.storeBytes(of: number.converted(to: UInt8.self), as: UInt8.self)
        case .int32: place.storeBytes(of: number.converted(to: Int32.self), as: Int32.self)
        case .int64: place.storeBytes(of: number.converted(to: Int.self), as: Int.self)
        case .float32: place.storeBytes(of: number.converted(to: Float.self), as: Float.self)
        case .float64: place.storeBytes(of: number.asDouble, as: Double.self)
        }
    }

    /// NumPy's short ways for common powers, which also round as it does.
    private func shortPower(_ exponent: Double, _ dtype: DType, _ work: Work) throws -> NDArray? {
        switch exponent {
        case 2: try converted(to: dtype).apply(.square, work: work)
        case 0.5: try converted(to: dtype).apply(.sqrt, work: work)
        case -1: try converted(to: dtype).apply(.reciprocal, work: work)
        case 3 where dtype == .float64: try converted(to: dtype).apply(.cube, work: work)
        case 4 where dtype == .float64: try converted(to: dtype).apply(.fourthPower, work: work)
        case 1: try cast(to: dtype, work)
        default: nil
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
