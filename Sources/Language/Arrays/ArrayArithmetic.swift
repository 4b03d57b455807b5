import Arrays
import Answers

/// Operators between arrays, numbers with a dtype, and what can become one beside them.
enum ArrayArithmetic {
    private static func function(_ operation: BinaryOperator) -> BinaryFunction? {
        switch operation {
        case .add: .add
        case .subtract: .subtract
        case .multiply: .multiply
        case .divide: .divide
        case .floorDivide: .floorDivide
        case .remainder: .remainder
        case .power: .power
        case .and: .and
        case .or: .or
        case .xor: .xor
        case .shiftLeft: .shiftLeft
        case .shiftRight: .shiftRight
        case .matrixProduct: nil
        }
    }

    static func function(_ operation: ComparisonOperator) -> BinaryFunction? {
        switch operation {
        case .less: .less
        case .lessOrEqual: .lessEqual
        case .greater: .greater
        case .greaterOrEqual: .greaterEqual
        case .equal: .equal
        case .notEqual: .notEqual
        default: nil
        }
    }

    /// The result; nil where the other side is nothing that an array is combined with.
    static func apply(
        _ operation: BinaryOperator, _ left: Value, _ right: Value, _ context: Context
    ) throws -> Value? {
        if operation == .multiply,
            let repeated = try repeated(left, right, context) ?? repeated(right, left, context)
        {
            return repeated
        }
        guard let function = function(operation) else {
            guard let a = try array(left, context), let b = try array(right, context) else { return nil }
            return Value(try a.matmul(b, work: context.work))
        }
        return try apply(function, left, right, context)
    }

    /// A list, tuple or string times a whole number with a dtype is repeated, as by a whole number of Python's.
    private static func repeated(_ sequence: Value, _ count: Value, _ context: Context) throws -> Value? {
        guard case .int(let count)? = count.scalar?.number else { return nil }
        switch sequence {
        case .list, .tuple, .text: return try Arithmetic.apply(.multiply, sequence, .int(count), context)
        default: return nil
        }
    }

    static func apply(
        _ function: BinaryFunction, _ left: Value, _ right: Value, _ context: Context
    ) throws -> Value? {
        let (a, b) = (left.array, right.array)
        if !function.isComparison {
            try checkSize(left, beside: b?.dtype ?? right.scalar?.dtype)
            try checkSize(right, beside: a?.dtype ?? left.scalar?.dtype)
        }
        if a == nil, b == nil {
            guard let x = left.arrayNumber, let y = right.arrayNumber else {
                // A number with a dtype beside a complex one is a plain number.
                if left.complex != nil || right.complex != nil { return nil }
                // A list beside a number with a dtype becomes an array.
                guard let x = try operand(left, context), let y = try operand(right, context) else { return nil }
                return Value(try NDArray.apply(function, x, y, work: context.work))
            }
            return try scalars(function, x, left.scalar?.dtype, y, right.scalar?.dtype, context)
        }
        guard let x = try operand(left, beside: b, context), let y = try operand(right, beside: a, context) else {
            return nil
        }
        var chosen = function
        // `^` is read as a power; between bools it can only be NumPy's "exclusive or".
        if function == .power, (a?.dtype ?? .bool) == .bool, (b?.dtype ?? .bool) == .bool, a != nil, b != nil {
            chosen = .xor
        }
        return Value(try NDArray.apply(chosen, x, y, work: context.work))
    }

    /// `left op= right` in place; false where the right side is nothing for it.
    static func update(_ operation: BinaryOperator, _ array: NDArray, _ right: Value, _ context: Context) throws -> Bool
    {
        guard let function = function(operation) else { return false }
        try checkSize(right, beside: array.dtype)
        guard let other = try operand(right, beside: array, context) else { return false }
        try array.update(function == .power && array.dtype == .bool ? .xor : function, other, work: context.work)
        return true
    }

    static func compare(
        _ operation: ComparisonOperator, _ left: Value, _ right: Value, _ context: Context
    ) throws -> Value? {
        guard let function = function(operation) else { return nil }
        // What is no number is equal to none.
        if operation == .equal || operation == .notEqual {
            switch (left.array == nil && left.scalar == nil ? left : right) {
            case .none, .text:
                if left.array == nil && right.array == nil { return .bool(operation == .notEqual) }
                let shape = (left.array ?? right.array)?.shape ?? []
                return Value(try NDArray.full(shape, .bool(operation == .notEqual), .bool, work: context.work))
            default: break
            }
        }
        return try apply(function, left, right, context)
    }

    // MARK: Operands

    /// A whole number beyond 64 bits is combined with floating-point numbers only.
    private static func checkSize(_ value: Value, beside dtype: DType?) throws {
        if case .big = value, let dtype, !dtype.isFloat { _ = try value.element(of: .int64) }
    }

    private static func operand(_ value: Value, beside other: NDArray? = nil, _ context: Context) throws -> Operand? {
        if let array = value.array { return .array(array) }
        if let scalar = value.scalar {
            // A number of the array's own dtype is as weak as a plain one.
            if let other, other.dtype.promoted(with: scalar.dtype) == other.dtype.promoted(with: scalar.number) {
                return .number(scalar.number)
            }
            return .array(try NDArray(scalar.number, scalar.dtype))
        }
        if let number = value.arrayNumber { return .number(number) }
        // A table or a column computes for itself, so that its rows keep their names.
        if case .thing(let thing) = value, thing is any Iterable, thing is any Operable { return nil }
        if isAhead(value) { return nil }
        return try ArrayMaking.array(value, context).map { .array($0) }
    }

    private static func isAhead(_ value: Value) -> Bool {
        if case .thing(let thing as any ArrayConvertible) = value { thing.isAheadOfArrays } else { false }
    }

    private static func array(_ value: Value, _ context: Context) throws -> NDArray? {
        if isAhead(value) { return nil }
        return try value.array ?? ArrayMaking.array(value, context)
    }

    // MARK: Numbers with a dtype

    private static func scalars(
        _ function: BinaryFunction, _ a: ArrayNumber, _ aType: DType?, _ b: ArrayNumber, _ bType: DType?,
        _ context: Context
    ) throws -> Value? {
        let common: DType
        switch (aType, bType) {
        case (let x?, let y?): common = x.promoted(with: y)
        case (let x?, nil): common = x.promoted(with: b)
        case (nil, let y?): common = y.promoted(with: a)
        default: return nil
        }
        if common == .float64 {
            let (x, y) = (a.asDouble, b.asDouble)
            let result: Double
            switch function {
            case .add: result = x + y
            case .subtract: result = x - y
            case .multiply: result = x * y
            case .divide:
                if y == 0 { warn(x == 0 || x.isNaN ? "invalid value" : "divide by zero", "scalar divide", context) }
                result = x / y
            case .power: result = y == 2 ? x * x : Language.power(x, y)
            case .less: return .object(ScalarObject(.bool(x < y), .bool))
            case .lessEqual: return .object(ScalarObject(.bool(x <= y), .bool))
            case .greater: return .object(ScalarObject(.bool(x > y), .bool))
            case .greaterEqual: return .object(ScalarObject(.bool(x >= y), .bool))
            case .equal: return .object(ScalarObject(.bool(x == y), .bool))
            case .notEqual: return .object(ScalarObject(.bool(x != y), .bool))
            default:
                return Value(
                    try NDArray.apply(function, .array(NDArray(a, .float64)), .array(NDArray(b, .float64))))
            }
            if result.isInfinite, x.isFinite, y.isFinite, function != .divide {
                warn("overflow", "scalar \(function.rawValue)", context)
            }
            return .object(ScalarObject(.float(result), .float64))
        }
        var weak = common
        for number in [aType == nil ? a : nil, bType == nil ? b : nil] {
            guard let number, !common.holds(number) else { continue }
            if function.isComparison { weak = .int64 } else { try number.check(as: common) }
        }
        let x = try NDArray(a, aType ?? weak)
        let y = try NDArray(b, bType ?? weak)
        if function == .power, common.isInteger, b.asInt < 0 {
            throw Mistake(
                "Integers to negative integer powers are not allowed.", try: "float(x) ** \(b.asInt)")
        }
        return Value(try NDArray.apply(function, .array(x), .array(y)))
    }

    private static func warn(_ what: String, _ place: String, _ context: Context) {
        context.noteOnce("RuntimeWarning: \(what) encountered in \(place)")
    }

    // MARK: One operand

    static func apply(_ operation: UnaryOperator, _ value: Value, _ context: Context) throws -> Value {
        let function: UnaryFunction
        switch operation {
        case .minus: function = .negative
        case .invert: function = .invert
        case .plus: return value
        }
        if let array = value.array { return Value(try array.apply(function, work: context.work)) }
        guard let scalar = value.scalar else { return value }
        if operation == .minus, case .float(let number) = scalar.number {
            return .object(ScalarObject(.float(-number), scalar.dtype))
        }
        return Value(try NDArray(scalar.number, scalar.dtype).apply(function, work: context.work))
    }

    /// NumPy's answer to `if a:`.
    static func truth(_ array: NDArray) throws -> Bool {
        if let only = array.only { return only.asDouble != 0 }
        throw array.count == 0
            ? Mistake(
                "The truth value of an empty array is ambiguous. Use `array.size > 0` to check that an array is not empty."
            )
            : Mistake(
                "The truth value of an array with more than one element is ambiguous. Use a.any() or a.all()",
                expected: "one True or False", try: "(a > 0).all(), or np.where(a > 0, x, y) element by element"
            ).raised(
                as: "ValueError",
                "The truth value of an array with more than one element is ambiguous. Use a.any() or a.all()")
    }
}
