public import Arrays
public import Answers

/// A number with a dtype, as arrays give their elements and sums: `np.float64(2.5)`. It is a number like any other, prints as one, and
/// says its dtype when it is spelled in a list.
public final class ScalarObject: Object, @unchecked Sendable {
    /// The number; of float32 in double precision, rounded to single.
    @exclusivity(unchecked) public private(set) var number: ArrayNumber
    /// What it is an element of.
    @exclusivity(unchecked) public private(set) var dtype: DType

    /// A number of a dtype.
    public init(_ number: ArrayNumber, _ dtype: DType) {
        self.number = number
        self.dtype = dtype
        super.init(.scalar)
    }

    /// Takes another number, for whoever alone refers to it.
    func become(_ number: ArrayNumber, _ dtype: DType) {
        self.number = number
        self.dtype = dtype
    }

    override var kindName: String { dtype == .bool ? "bool" : "number" }
    override var pythonType: String { dtype == .bool ? "numpy.bool" : "numpy." + dtype.name }
    override var spelled: String {
        dtype == .bool
            ? "np.\(ArrayText.spelled(number, dtype))_" : "np.\(dtype.name)(\(ArrayText.spelled(number, dtype)))"
    }

    /// As `print` writes it.
    var text: String { ArrayText.spelled(number, dtype) }

    /// The same as a number of Python's.
    var plain: Value { Value(number) }
}

extension Value {
    /// A number of Python's.
    public init(_ number: ArrayNumber) {
        self =
            switch number {
            case .bool(let flag): .bool(flag)
            case .int(let value): .int(value)
            case .float(let value): .number(value)
            }
    }

    /// An array; one without axes is a number with a dtype.
    @inlinable public init(_ array: NDArray) {
        self = array.ndim == 0 ? .object(ScalarObject(array.number(at: 0), array.dtype)) : .thing(array)
    }

    /// The array, when the value is one.
    @inline(__always) public var array: NDArray? {
        guard case .thing(let thing) = self, type(of: thing) == NDArray.self else { return nil }
        // A reference is the first word of its existential; a cast would look the type up again.
        return withUnsafeBytes(of: thing) { $0.load(as: NDArray.self) }
    }

    /// The number with a dtype, when the value is one.
    @inline(__always) var scalar: ScalarObject? {
        guard case .object(let object) = self, object.tag == .scalar else { return nil }
        return unsafeDowncast(object, to: ScalarObject.self)
    }

    /// Whether an operator on it is NumPy's.
    @inline(__always) var isArrayLike: Bool {
        switch self {
        case .thing(let thing): type(of: thing) == NDArray.self
        case .object(let object): object.tag == .scalar
        default: false
        }
    }

    /// A number with a dtype as a number of Python's; everything else is itself.
    @inline(__always) public var plain: Value { scalar?.plain ?? self }

    /// The number as an element of a dtype, when the value is one: Python's must fit into it, NumPy's whole numbers wrap around.
    ///
    /// - Throws: `Mistake` (an OverflowError or a ValueError) where it does not fit.
    public func element(of dtype: DType) throws -> ArrayNumber? {
        if let scalar, scalar.dtype.isInteger { return scalar.number.wrapped(to: dtype) }
        if case .big = self, dtype.isInteger {
            throw Mistake("\(brief) is out of bounds for \(dtype.name)", try: "a.astype(float) first").raised(
                as: "OverflowError", "Python int too large to convert to C long")
        }
        let number = arrayNumber
        try number?.check(as: dtype)
        return number
    }

    /// The number, when the value is one of Python's or of NumPy's.
    public var arrayNumber: ArrayNumber? {
        switch self {
        case .bool(let flag): .bool(flag)
        case .int(let value): .int(value)
        case .number(let value): .float(value)
        case .big(let value): .float(value.asDouble)
        default: scalar?.number
        }
    }
}

/// Arrays from lists of numbers, however deep.
public enum ArrayMaking {
    /// The value as an array: an array itself, a number, or a nested list, tuple or range of them; nil for anything else.
    ///
    /// - Throws: `Mistake` where the rows have different lengths, or there are texts.
    public static func array(_ value: Value, _ dtype: DType? = nil, _ context: Context) throws -> NDArray? {
        try array(value, dtype, context, level: 0)
    }

    private static func array(_ value: Value, _ dtype: DType?, _ context: Context, level: Int) throws -> NDArray? {
        guard level <= NDArray.mostAxes else {
            throw Mistake(
                "lists inside lists go deeper than \(NDArray.mostAxes) levels", expected: "at most that many axes"
            ).raised(
                as: "ValueError",
                "setting an array element with a sequence. The requested array would exceed the maximum number of "
                    + "dimension of \(NDArray.mostAxes).")
        }
        if let array = value.array { return try dtype.map { try array.converted(to: $0, context.work) } ?? array }
        if case .big(let number) = value, dtype == nil { throw tooLarge(number) }
        if let own = dtype ?? value.scalar?.dtype ?? value.arrayNumber?.dtype, let number = try value.element(of: own) {
            return try NDArray(number, own)
        }
        var items: [Value]
        switch value {
        case .list(let list): items = list.items
        case .tuple(let tuple): items = tuple
        case .thing(let thing as any ArrayConvertible):
            let array = try thing.asArray
            return try array.converted(to: dtype ?? array.dtype, context.work)
        case .object(let object)
        where object is RangeObject || object is RecordObject || object is DequeObject:
            items = try context.machine.elements(of: value)
        case .object(let object) where object.tag == .complex: throw ComplexArithmetic.refusal(value)
        default: return nil
        }
        if items.isEmpty { return try NDArray.zeros([0], dtype ?? .float64) }
        if let flat = try flat(items, dtype, context.work) { return flat }
        if let table = try table(items, dtype, context.work) { return table }
        var parts: [NDArray] = []
        parts.reserveCapacity(items.count)
        defer { if parts.count > 10_000 { LargeValue.leaveBehind(&parts) } }
        for (index, item) in items.enumerated() {
            if context.work.isCancelled { throw Stopped() }
            guard let part = try array(item, dtype, context, level: level + 1) else {
                throw Mistake(
                    "element \(index) is \(Phrase.indefinite(item.kind)): \(item.brief)",
                    expected: "numbers, or lists of numbers of equal length"
                ).raised(as: item.asText == nil ? "TypeError" : "ValueError", text(item))
            }
            if let first = parts.first, first.shape != part.shape {
                let common = zip(first.shape, part.shape).prefix { $0 == $1 }.count
                let found = [items.count] + first.shape.prefix(common)
                throw Mistake(
                    "row \(index) has the shape \(part.shape.shapeText), row 0 has \(first.shape.shapeText)",
                    expected: "rows of equal length"
                ).raised(
                    as: "ValueError",
                    "setting an array element with a sequence. The requested array has an inhomogeneous shape after "
                        + "\(found.count) dimensions. The detected shape was \(found.shapeText) + inhomogeneous part.")
            }
            parts.append(part)
        }
        let common = dtype ?? parts.dropFirst().reduce(parts[0].dtype) { $0.promoted(with: $1.dtype) }
        let out = try NDArray(uninitialised: [items.count] + parts[0].shape, common)
        for (index, part) in parts.enumerated() { try out.at(index).assign(part, context.work) }
        return out
    }

    /// The same, of the dtype that the numbers have.
    ///
    /// - Throws: `Mistake` where the rows have different lengths, or there are texts.
    public static func array(_ value: Value, _ context: Context) throws -> NDArray? { try array(value, nil, context) }

    private static func tooLarge(_ number: BigInt) -> Mistake {
        Mistake(
            "\(Value.big(number).brief) does not fit into int64; NumPy would make an array of Python's objects, or of uint64, "
                + "of it",
            expected: "whole numbers of at most 64 bits", try: "dtype=float"
        ).raised(as: "OverflowError", "Python int too large to convert to C long")
    }

    private static func text(_ item: Value) -> String? {
        item.asText.map { "could not convert string to float: \(Value.text($0).repr)" }
    }

    /// Numbers alone; nil where there is anything else among them.
    private static func flat(_ items: [Value], _ dtype: DType?, _ work: Work) throws -> NDArray? {
        var check = StopCheck(work)
        guard let own = try dtype ?? common(items, nil, &check) else { return nil }
        let out = try NDArray(uninitialised: [items.count], own)
        return try put(items, into: out, at: 0, &check) ? out : nil
    }

    /// Rows of numbers, each as long as the first; nil where there is anything else among them. No row becomes an array of its own:
    /// there may be a million.
    private static func table(_ items: [Value], _ dtype: DType?, _ work: Work) throws -> NDArray? {
        func row(_ item: Value) -> [Value]? {
            switch item {
            case .list(let list): list.items
            case .tuple(let items): items
            default: nil
            }
        }
        guard let width = row(items[0])?.count, width > 0 else { return nil }
        var check = StopCheck(work)
        var own = dtype
        for item in items {
            guard let row = row(item), row.count == width else { return nil }
            guard dtype == nil else {
                try check.pass()
                continue
            }
            guard let joint = try common(row, own, &check) else { return nil }
            own = joint
        }
        guard let own else { return nil }
        let out = try NDArray(uninitialised: [items.count, width], own)
        for (index, item) in items.enumerated() {
            guard let row = row(item), try put(row, into: out, at: index * width, &check) else { return nil }
        }
        return out
    }

    /// The dtype that numbers have together, and with those before them; nil where there is anything else among them.
    private static func common(_ items: [Value], _ earlier: DType?, _ check: inout StopCheck) throws -> DType? {
        var common = earlier
        for item in items {
            try check.pass()
            let one: DType
            switch item {
            case .int: one = .int64
            case .number: one = .float64
            case .big(let number): throw tooLarge(number)
            case .bool: one = .bool
            default:
                guard let scalar = item.scalar else { return nil }
                one = scalar.dtype
            }
            if one != common { common = common?.promoted(with: one) ?? one }
        }
        return common
    }

    /// Writes numbers into an array from a place on; false where one of them is none.
    private static func put(_ items: [Value], into out: NDArray, at start: Int, _ check: inout StopCheck) throws -> Bool
    {
        if out.dtype == .float64 {
            let o = out.pointer(Double.self) + start
            for (index, item) in items.enumerated() {
                try check.pass()
                if case .number(let value) = item {
                    o[index] = value
                } else {
                    guard let number = item.arrayNumber else { return false }
                    o[index] = number.asDouble
                }
            }
            return true
        }
        for (index, item) in items.enumerated() {
            try check.pass()
            guard let number = try item.element(of: out.dtype) else { return false }
            out.set(number, at: start + index)
        }
        return true
    }
}

/// A thing of the laboratory that `np.array` and the functions of NumPy take as an array: a dataset's column, a tensor.
public protocol ArrayConvertible: Presentable {
    /// The numbers as an array.
    var asArray: NDArray { get throws }
    /// Whether it, not NumPy, computes what an operator between it and an array gives.
    var isAheadOfArrays: Bool { get }
}

extension ArrayConvertible {
    /// Most leave it to NumPy.
    public var isAheadOfArrays: Bool { false }
}
