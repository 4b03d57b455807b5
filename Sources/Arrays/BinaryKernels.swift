internal import Glibc

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
        case .add: { RowLoops.wide(T.self, $0, $1, $2, $3, $4, $5, $6, { $0 + $1 }, { $0 + $1 }) }
        case .subtract: { RowLoops.wide(T.self, $0, $1, $2, $3, $4, $5, $6, { $0 - $1 }, { $0 - $1 }) }
        case .multiply: { RowLoops.wide(T.self, $0, $1, $2, $3, $4, $5, $6, { $0 * $1 }, { $0 * $1 }) }
        case .floorDivide:
            { RowLoops.binary(T.self, $0, $1, $2, $3, $4, $5, $6) { T(from: floorDivide($0.asDouble, $1.asDouble)) } }
        case .remainder:
            { RowLoops.binary(T.self, $0, $1, $2, $3, $4, $5, $6) { T(from: remainder($0.asDouble, $1.asDouble)) } }
        case .fmod: { RowLoops.binary(T.self, $0, $1, $2, $3, $4, $5, $6) { $0.truncatingRemainder(dividingBy: $1) } }
        case .power: { RowLoops.binary(T.self, $0, $1, $2, $3, $4, $5, $6) { T(from: pow($0.asDouble, $1.asDouble)) } }
        case .maximum: { RowLoops.binary(T.self, $0, $1, $2, $3, $4, $5, $6) { $0 >= $1 || $0 != $0 ? $0 : $1 } }
        case .minimum: { RowLoops.binary(T.self, $0, $1, $2, $3, $4, $5, $6) { $0 <= $1 || $0 != $0 ? $0 : $1 } }
        case .fmax: { RowLoops.binary(T.self, $0, $1, $2, $3, $4, $5, $6) { $0 >= $1 || $1 != $1 ? $0 : $1 } }
        case .fmin: { RowLoops.binary(T.self, $0, $1, $2, $3, $4, $5, $6) { $0 <= $1 || $1 != $1 ? $0 : $1 } }
        case .hypot:
            { RowLoops.binary(T.self, $0, $1, $2, $3, $4, $5, $6) { T(from: hypot($0.asDouble, $1.asDouble)) } }
        case .arctan2:
            { RowLoops.binary(T.self, $0, $1, $2, $3, $4, $5, $6) { T(from: atan2($0.asDouble, $1.asDouble)) } }
        case .logaddexp:
            { RowLoops.binary(T.self, $0, $1, $2, $3, $4, $5, $6) { T(from: logaddexp($0.asDouble, $1.asDouble)) } }
        case .copysign:
            { RowLoops.binary(T.self, $0, $1, $2, $3, $4, $5, $6) { T(signOf: $1, magnitudeOf: $0) } }
        case .and, .or, .xor, .shiftLeft, .shiftRight: { _, _, _, _, _, _, _ in }
        default: comparison(function, T.self)
        }
    }

    private static func whole<T: ArrayElement & FixedWidthInteger>(
        _ function: BinaryFunction, _ type: T.Type
    ) -> BinaryKernel {
        switch function {
        case .add: { RowLoops.binary(T.self, $0, $1, $2, $3, $4, $5, $6) { $0 &+ $1 } }
        case .subtract: { RowLoops.binary(T.self, $0, $1, $2, $3, $4, $5, $6) { $0 &- $1 } }
        case .multiply: { RowLoops.binary(T.self, $0, $1, $2, $3, $4, $5, $6) { $0 &* $1 } }
        case .floorDivide: { RowLoops.binary(T.self, $0, $1, $2, $3, $4, $5, $6) { floorDivide($0, $1) } }
        case .remainder: { RowLoops.binary(T.self, $0, $1, $2, $3, $4, $5, $6) { remainder($0, $1) } }
        case .fmod:
            {
                RowLoops.binary(T.self, $0, $1, $2, $3, $4, $5, $6) {
                    $1 == 0 ? 0 : $0.remainderReportingOverflow(dividingBy: $1).partialValue
                }
            }
        case .power: { RowLoops.binary(T.self, $0, $1, $2, $3, $4, $5, $6) { power($0, $1) } }
        case .maximum, .fmax: { RowLoops.binary(T.self, $0, $1, $2, $3, $4, $5, $6) { $0 > $1 ? $0 : $1 } }
        case .minimum, .fmin: { RowLoops.binary(T.self, $0, $1, $2, $3, $4, $5, $6) { $0 < $1 ? $0 : $1 } }
        case .and: { RowLoops.binary(T.self, $0, $1, $2, $3, $4, $5, $6) { $0 & $1 } }
        case .or: { RowLoops.binary(T.self, $0, $1, $2, $3, $4, $5, $6) { $0 | $1 } }
        case .xor: { RowLoops.binary(T.self, $0, $1, $2, $3, $4, $5, $6) { $0 ^ $1 } }
        case .shiftLeft: { RowLoops.binary(T.self, $0, $1, $2, $3, $4, $5, $6) { $1 < 0 ? 0 : $0 << $1 } }
        case .shiftRight: { RowLoops.binary(T.self, $0, $1, $2, $3, $4, $5, $6) { $1 < 0 ? 0 : $0 >> $1 } }
        default: comparison(function, T.self)
        }
    }

    private static func truth(_ function: BinaryFunction) -> BinaryKernel {
        switch function {
        case .multiply, .minimum, .fmin, .and:
            { RowLoops.binary(Flag.self, $0, $1, $2, $3, $4, $5, $6) { Flag($0.isTrue && $1.isTrue) } }
        case .xor: { RowLoops.binary(Flag.self, $0, $1, $2, $3, $4, $5, $6) { Flag($0 != $1) } }
        case .add, .maximum, .fmax, .or:
            { RowLoops.binary(Flag.self, $0, $1, $2, $3, $4, $5, $6) { Flag($0.isTrue || $1.isTrue) } }
        default: comparison(function, Flag.self)
        }
    }

    private static func comparison<T: ArrayElement>(_ function: BinaryFunction, _ type: T.Type) -> BinaryKernel {
        switch function {
        case .less: { RowLoops.binary(T.self, $0, $1, $2, $3, $4, $5, $6) { Flag($0 < $1) } }
        case .lessEqual: { RowLoops.binary(T.self, $0, $1, $2, $3, $4, $5, $6) { Flag($0 <= $1) } }
        case .greater: { RowLoops.binary(T.self, $0, $1, $2, $3, $4, $5, $6) { Flag($0 > $1) } }
        case .greaterEqual: { RowLoops.binary(T.self, $0, $1, $2, $3, $4, $5, $6) { Flag($0 >= $1) } }
        case .notEqual: { RowLoops.binary(T.self, $0, $1, $2, $3, $4, $5, $6) { Flag($0 != $1) } }
        case .logicalAnd:
            { RowLoops.binary(T.self, $0, $1, $2, $3, $4, $5, $6) { Flag($0.asDouble != 0 && $1.asDouble != 0) } }
        case .logicalOr:
            { RowLoops.binary(T.self, $0, $1, $2, $3, $4, $5, $6) { Flag($0.asDouble != 0 || $1.asDouble != 0) } }
        case .logicalXor:
            { RowLoops.binary(T.self, $0, $1, $2, $3, $4, $5, $6) { Flag(($0.asDouble != 0) != ($1.asDouble != 0)) } }
        default: { RowLoops.binary(T.self, $0, $1, $2, $3, $4, $5, $6) { Flag($0 == $1) } }
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
