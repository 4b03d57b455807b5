public import Answers
internal import Glibc

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

    /// `self op= other`: the elements change where they lie, for everyone who sees them.
    ///
    /// - Throws: `Mistake` where the result is of a higher kind than the array (an int array that would get fractions), or of another shape.
    public func update(_ function: BinaryFunction, _ other: Operand, work: Work = Work()) throws {
        guard !isReadOnly else {
            throw Mistake("output array is read-only", try: ".copy() first")
        }
        let dtype: DType
        switch other {
        case .array(let y): dtype = try function.computing(self.dtype.promoted(with: y.dtype))
        case .number(let number): dtype = try function.computing(self.dtype.promoted(with: number))
        }
        let isSafe = self.dtype.isFloat || (self.dtype.isInteger && !dtype.isFloat) || dtype == .bool
        guard isSafe else {
            throw Mistake(
                "the result is \(dtype.name) and does not fit into an array of \(self.dtype.name)",
                try: "a = a \(function.sign) …, or a.astype(float) first"
            ).raised(
                as: "TypeError",
                "Cannot cast ufunc '\(function.rawValue)' output from dtype('\(dtype.name)') to dtype('\(self.dtype.name)') "
                    + "with casting rule 'same_kind'")
        }
        if case .array(let y) = other, try NDArray.broadcast(shape, y.shape) != shape {
            let result = try NDArray.broadcast(shape, y.shape)
            throw Mistake(
                "non-broadcastable output operand with shape \(shape.tightText) doesn't match the broadcast shape "
                    + result.tightText,
                expected: "a right side that can be repeated to \(shape.shapeText)", try: "a = a \(function.sign) b")
        }
        if dtype == self.dtype, !function.isComparison {
            switch other {
            case .array(var y):
                y = try y.converted(to: dtype)
                if y.storage === storage, y.offset != offset || y.strides != strides || y.shape != shape {
                    y = try y.copy()
                }
                return try Loop.binary(self, y, self, BinaryKernels.kernel(function, dtype), work)
            case .number(let number) where function != .power:
                let y = try NDArray(number, dtype)
                return try Loop.binary(self, y, self, BinaryKernels.kernel(function, dtype), work)
            case .number: break
            }
        }
        try assign(NDArray.apply(function, .array(self), other, work: work), work)
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

/// The row loops of every function and dtype.
enum BinaryKernels {
    static func kernel(_ function: BinaryFunction, _ dtype: DType) -> BinaryKernel {
        switch dtype {
        case .float64: Double.kernels.binary(function) ?? floating(function, Double.self)
        case .float32: Float.kernels.binary(function) ?? floating(function, Float.self)
        case .int64: whole(function, Int.self)
        case .int32: whole(function, Int32.self)
        case .uint8: whole(function, UInt8.self)
        case .bool: truth(function)
        }
    }

    private static func floating<T: VectorElement>(
        _ function: BinaryFunction, _ type: T.Type
    ) -> BinaryKernel {
        switch function {
        case .add: { Rows.wide(T.self, $0, $1, $2, $3, $4, $5, $6, { $0 + $1 }, { $0 + $1 }) }
        case .subtract: { Rows.wide(T.self, $0, $1, $2, $3, $4, $5, $6, { $0 - $1 }, { $0 - $1 }) }
        case .multiply: { Rows.wide(T.self, $0, $1, $2, $3, $4, $5, $6, { $0 * $1 }, { $0 * $1 }) }
        case .floorDivide:
            { Rows.binary(T.self, $0, $1, $2, $3, $4, $5, $6) { T(from: floorDivide($0.asDouble, $1.asDouble)) } }
        case .remainder:
            { Rows.binary(T.self, $0, $1, $2, $3, $4, $5, $6) { T(from: remainder($0.asDouble, $1.asDouble)) } }
        case .fmod: { Rows.binary(T.self, $0, $1, $2, $3, $4, $5, $6) { $0.truncatingRemainder(dividingBy: $1) } }
        case .power: { Rows.binary(T.self, $0, $1, $2, $3, $4, $5, $6) { T(from: pow($0.asDouble, $1.asDouble)) } }
        case .maximum: { Rows.binary(T.self, $0, $1, $2, $3, $4, $5, $6) { $0 >= $1 || $0 != $0 ? $0 : $1 } }
        case .minimum: { Rows.binary(T.self, $0, $1, $2, $3, $4, $5, $6) { $0 <= $1 || $0 != $0 ? $0 : $1 } }
        case .fmax: { Rows.binary(T.self, $0, $1, $2, $3, $4, $5, $6) { $0 >= $1 || $1 != $1 ? $0 : $1 } }
        case .fmin: { Rows.binary(T.self, $0, $1, $2, $3, $4, $5, $6) { $0 <= $1 || $1 != $1 ? $0 : $1 } }
        case .hypot: { Rows.binary(T.self, $0, $1, $2, $3, $4, $5, $6) { T(from: hypot($0.asDouble, $1.asDouble)) } }
        case .arctan2:
            { Rows.binary(T.self, $0, $1, $2, $3, $4, $5, $6) { T(from: atan2($0.asDouble, $1.asDouble)) } }
        case .logaddexp:
            { Rows.binary(T.self, $0, $1, $2, $3, $4, $5, $6) { T(from: logaddexp($0.asDouble, $1.asDouble)) } }
        case .copysign:
            { Rows.binary(T.self, $0, $1, $2, $3, $4, $5, $6) { T(signOf: $1, magnitudeOf: $0) } }
        case .and, .or, .xor, .shiftLeft, .shiftRight: { _, _, _, _, _, _, _ in }
        default: comparison(function, T.self)
        }
    }

    private static func whole<T: ArrayElement & FixedWidthInteger>(
        _ function: BinaryFunction, _ type: T.Type
    ) -> BinaryKernel {
        switch function {
        case .add: { Rows.binary(T.self, $0, $1, $2, $3, $4, $5, $6) { $0 &+ $1 } }
        case .subtract: { Rows.binary(T.self, $0, $1, $2, $3, $4, $5, $6) { $0 &- $1 } }
        case .multiply: { Rows.binary(T.self, $0, $1, $2, $3, $4, $5, $6) { $0 &* $1 } }
        case .floorDivide: { Rows.binary(T.self, $0, $1, $2, $3, $4, $5, $6) { floorDivide($0, $1) } }
        case .remainder: { Rows.binary(T.self, $0, $1, $2, $3, $4, $5, $6) { remainder($0, $1) } }
        case .fmod:
            {
                Rows.binary(T.self, $0, $1, $2, $3, $4, $5, $6) {
                    $1 == 0 ? 0 : $0.remainderReportingOverflow(dividingBy: $1).partialValue
                }
            }
        case .power: { Rows.binary(T.self, $0, $1, $2, $3, $4, $5, $6) { power($0, $1) } }
        case .maximum, .fmax: { Rows.binary(T.self, $0, $1, $2, $3, $4, $5, $6) { $0 > $1 ? $0 : $1 } }
        case .minimum, .fmin: { Rows.binary(T.self, $0, $1, $2, $3, $4, $5, $6) { $0 < $1 ? $0 : $1 } }
        case .and: { Rows.binary(T.self, $0, $1, $2, $3, $4, $5, $6) { $0 & $1 } }
        case .or: { Rows.binary(T.self, $0, $1, $2, $3, $4, $5, $6) { $0 | $1 } }
        case .xor: { Rows.binary(T.self, $0, $1, $2, $3, $4, $5, $6) { $0 ^ $1 } }
        case .shiftLeft: { Rows.binary(T.self, $0, $1, $2, $3, $4, $5, $6) { $1 < 0 ? 0 : $0 << $1 } }
        case .shiftRight: { Rows.binary(T.self, $0, $1, $2, $3, $4, $5, $6) { $1 < 0 ? 0 : $0 >> $1 } }
        default: comparison(function, T.self)
        }
    }

    private static func truth(_ function: BinaryFunction) -> BinaryKernel {
        switch function {
        case .multiply, .minimum, .fmin, .and:
            { Rows.binary(Flag.self, $0, $1, $2, $3, $4, $5, $6) { Flag($0.isTrue && $1.isTrue) } }
        case .xor: { Rows.binary(Flag.self, $0, $1, $2, $3, $4, $5, $6) { Flag($0 != $1) } }
        case .add, .maximum, .fmax, .or:
            { Rows.binary(Flag.self, $0, $1, $2, $3, $4, $5, $6) { Flag($0.isTrue || $1.isTrue) } }
        default: comparison(function, Flag.self)
        }
    }

    private static func comparison<T: ArrayElement>(_ function: BinaryFunction, _ type: T.Type) -> BinaryKernel {
        switch function {
        case .less: { Rows.binary(T.self, $0, $1, $2, $3, $4, $5, $6) { Flag($0 < $1) } }
        case .lessEqual: { Rows.binary(T.self, $0, $1, $2, $3, $4, $5, $6) { Flag($0 <= $1) } }
        case .greater: { Rows.binary(T.self, $0, $1, $2, $3, $4, $5, $6) { Flag($0 > $1) } }
        case .greaterEqual: { Rows.binary(T.self, $0, $1, $2, $3, $4, $5, $6) { Flag($0 >= $1) } }
        case .notEqual: { Rows.binary(T.self, $0, $1, $2, $3, $4, $5, $6) { Flag($0 != $1) } }
        case .logicalAnd:
            { Rows.binary(T.self, $0, $1, $2, $3, $4, $5, $6) { Flag($0.asDouble != 0 && $1.asDouble != 0) } }
        case .logicalOr:
            { Rows.binary(T.self, $0, $1, $2, $3, $4, $5, $6) { Flag($0.asDouble != 0 || $1.asDouble != 0) } }
        case .logicalXor:
            { Rows.binary(T.self, $0, $1, $2, $3, $4, $5, $6) { Flag(($0.asDouble != 0) != ($1.asDouble != 0)) } }
        default: { Rows.binary(T.self, $0, $1, $2, $3, $4, $5, $6) { Flag($0 == $1) } }
        }
    }

    // MARK: The functions that are no operator of the processor

    /// The rest has the sign of the divisor; NaN where that is 0.
    static func remainder(_ a: Double, _ b: Double) -> Double {
        let rest = a.truncatingRemainder(dividingBy: b)
        guard rest != 0 else { return b.sign == .minus ? -0.0 : 0.0 }
        return (rest < 0) != (b < 0) ? rest + b : rest
    }

    /// By way of the rest, so that no rounding of the quotient reaches a whole number too far.
    static func floorDivide(_ a: Double, _ b: Double) -> Double {
        guard b != 0 else { return a / b }
        let rest = a.truncatingRemainder(dividingBy: b)
        var quotient = (a - rest) / b
        if rest != 0, (rest < 0) != (b < 0) { quotient -= 1 }
        guard quotient != 0 else { return Double(signOf: a / b, magnitudeOf: 0) }
        let floor = quotient.rounded(.down)
        return quotient - floor > 0.5 ? floor + 1 : floor
    }

    static func logaddexp(_ a: Double, _ b: Double) -> Double {
        a == b ? a + log(2.0) : Swift.max(a, b) + log1p(exp(-(a - b).magnitude))
    }

    /// Rounded down; 0 where the divisor is 0, as NumPy has it after its warning.
    static func floorDivide<T: FixedWidthInteger>(_ a: T, _ b: T) -> T {
        guard b != 0 else { return 0 }
        let (quotient, overflow) = a.dividedReportingOverflow(by: b)
        guard !overflow else { return a }
        return quotient &* b != a && (a < 0) != (b < 0) ? quotient &- 1 : quotient
    }

    static func remainder<T: FixedWidthInteger>(_ a: T, _ b: T) -> T {
        guard b != 0 else { return 0 }
        let (rest, overflow) = a.remainderReportingOverflow(dividingBy: b)
        guard !overflow else { return 0 }
        return rest != 0 && (rest < 0) != (b < 0) ? rest &+ b : rest
    }

    /// By squaring, wrapping around.
    static func power<T: FixedWidthInteger>(_ base: T, _ exponent: T) -> T {
        var (result, factor, rest): (T, T, T) = (1, base, Swift.max(0, exponent))
        while rest > 0 {
            if rest & 1 == 1 { result = result &* factor }
            rest >>= 1
            if rest > 0 { factor = factor &* factor }
        }
        return result
    }
}
