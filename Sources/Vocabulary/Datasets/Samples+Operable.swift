public import Datasets
public import Language
public import Answers
import RealModule

/// Arithmetic of arrays number by number, as NumPy has it for float32: `1 - y`, `x * 2`, `a + b` of one shape, and
/// comparisons, which give 1 where they hold and 0 elsewhere: `(predict(x) > 0.5).mean()`.
extension Samples: Operable, Comparing {
    /// The array of results, rounded to float32; nil for an operation or an operand that arrays do not take.
    ///
    /// - Throws: `Mistake` for other shapes and for a division by zero.
    public func applying(
        _ operation: BinaryOperator, _ other: Value, isRight: Bool, _ context: Context
    ) throws -> Value? {
        let function: (Float, Float) -> Float
        switch operation {
        case .add: function = { $0 + $1 }
        case .subtract: function = { $0 - $1 }
        case .multiply: function = { $0 * $1 }
        case .divide: function = { $0 / $1 }
        case .power: function = Samples.power
        // `(x > 0) & (x < 1)` of masks: 1 where both hold.
        case .and: function = { $0 != 0 && $1 != 0 ? 1 : 0 }
        case .or: function = { $0 != 0 || $1 != 0 ? 1 : 0 }
        case .floorDivide, .remainder, .matrixProduct, .shiftLeft, .shiftRight: return nil
        }
        guard let (left, right) = try operands(other, isRight, operation.rawValue) else { return nil }
        if operation == .divide, right.contains(0) {
            throw Mistake("division by zero: a number of the divisor is 0", expected: "numbers that are not 0")
        }
        return .thing(try combined(left, right, context.work, function))
    }

    /// 1 where the comparison holds, 0 elsewhere; nil for an operand that is no number or array.
    ///
    /// - Throws: `Mistake` for other shapes.
    public func comparing(
        _ operation: ComparisonOperator, _ other: Value, isRight: Bool, work: Work
    ) throws -> Value? {
        let holds: (Float, Float) -> Bool
        switch operation {
        case .less: holds = { $0 < $1 }
        case .lessOrEqual: holds = { $0 <= $1 }
        case .greater: holds = { $0 > $1 }
        case .greaterOrEqual: holds = { $0 >= $1 }
        // Two arrays are equal as a whole or not at all.
        case .equal where other.asDouble != nil: holds = { $0 == $1 }
        case .notEqual where other.asDouble != nil: holds = { $0 != $1 }
        default: return nil
        }
        guard let (left, right) = try operands(other, isRight, operation.rawValue) else { return nil }
        return .thing(try combined(left, right, work) { holds($0, $1) ? 1 : 0 })
    }

    /// xʸ; a base below 0 has whole powers only.
    private static func power(_ base: Float, _ exponent: Float) -> Float {
        if let whole = Int(exactly: exponent) { return Float.pow(base, whole) }
        return Float.pow(base, exponent)
    }

    /// One side of an operation.
    private enum Side {
        case number(Float)
        case array([Float])

        func contains(_ value: Float) -> Bool {
            switch self {
            case .number(let number): number == value
            case .array(let numbers): numbers.contains(value)
            }
        }

        subscript(_ index: Int) -> Float {
            switch self {
            case .number(let number): number
            case .array(let numbers): numbers[index]
            }
        }
    }

    /// Left and right; nil when the other value is neither a number nor an array.
    private func operands(_ other: Value, _ isRight: Bool, _ sign: String) throws -> (Side, Side)? {
        let second: Side
        if let number = other.asDouble {
            second = .number(Float(number))
        } else if let array = other.asThing(Samples.self) {
            guard array.shape == shape else {
                let (left, right) = isRight ? (array.shape, shape) : (shape, array.shape)
                throw Mistake(
                    "an array of shape \(left.shapeText) \(sign) one of shape \(right.shapeText)",
                    expected: "a number, or two arrays of the same shape",
                    try: array.values.count == values.count ? "x.reshape(\(shape.shapeText))" : nil)
            }
            second = .array(array.values)
        } else {
            return nil
        }
        return isRight ? (second, .array(values)) : (.array(values), second)
    }

    private func combined(
        _ left: Side, _ right: Side, _ work: Work, _ function: (Float, Float) -> Float
    ) throws -> Samples {
        var out = [Float](repeating: 0, count: values.count)
        for index in out.indices {
            if index & 0x3ffff == 0, work.isCancelled {
                throw Mistake("interrupted before all numbers were reached", expected: "to let it finish")
            }
            out[index] = function(left[index], right[index])
        }
        return try Samples(shape: shape, values: out)
    }
}
