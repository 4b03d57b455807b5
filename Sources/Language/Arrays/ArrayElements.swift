import Answers
public import Arrays

/// `...`, and what stands between the square brackets of an array.
final class EllipsisObject: Object, @unchecked Sendable {
    override var kindName: String { "ellipsis" }
    override var spelled: String { "Ellipsis" }
}

/// `np.r_` and `np.c_`: what stands between their brackets is joined.
public final class JoinerObject: Object, @unchecked Sendable {
    let makesColumns: Bool

    /// Joins rows one after the other, or columns beside each other.
    public init(columns: Bool) {
        makesColumns = columns
        super.init()
    }

    override var kindName: String { "joiner" }
}

extension Machine {
    func joined(_ joiner: JoinerObject, _ index: Value) throws -> Value {
        let items: [Value] = if case .tuple(let items) = index { items } else { [index] }
        let parts = try items.map { item -> NDArray in
            var part: NDArray?
            if case .object(let slice as SliceObject) = item {
                part = try NDArray.arange(
                    slice.lower.arrayNumber ?? .int(0), slice.upper.arrayNumber ?? .int(0),
                    slice.step.arrayNumber ?? .int(1), work: work)
            } else {
                part = try ArrayMaking.array(item, context)
            }
            guard let part else {
                throw Mistake("\(item.brief) is no array", expected: "arrays, numbers or slices").raised(
                    as: "TypeError")
            }
            if part.ndim == 0 { return try part.reshaped(joiner.makesColumns ? [1, 1] : [1]) }
            return joiner.makesColumns && part.ndim == 1 ? try part.reshaped([-1, 1]) : part
        }
        let axis = joiner.makesColumns ? (parts.first?.ndim ?? 1) - 1 : 0
        return .thing(try NDArray.concatenated(parts, axis: axis, work: work))
    }

    func element(of array: NDArray, at index: Value) throws -> Value {
        if let place = array.place(index) { return .object(ScalarObject(array.number(at: place), array.dtype)) }
        if case .int(let place) = index { return Value(try array.at(place)) }
        return Value(try array.element(indices(index, array), work: context.work))
    }

    func store(_ value: Value, in array: NDArray, at index: Value) throws {
        let operand: Operand
        if let number = try value.element(of: array.dtype) {
            operand = .number(number)
        } else if let made = try value.array ?? ArrayMaking.array(value, array.dtype, context) {
            operand = .array(made)
        } else {
            throw Mistake(
                "\(value.brief) is \(Phrase.indefinite(value.kind)), and the array holds \(array.dtype.name)",
                expected: "a number or an array"
            ).raised(
                as: value.asText == nil ? "TypeError" : "ValueError",
                value.asText == nil
                    ? "float() argument must be a string or a real number, not '\(value.pythonType)'"
                    : "could not convert string to float: \(value.repr)")
        }
        try array.store(indices(index, array), operand, work: context.work)
    }

    fileprivate func indices(_ index: Value, _ array: NDArray) throws -> [ArrayIndex] {
        guard case .tuple(let items) = index else { return [try one(index)] }
        return try items.map { try one($0) }
    }

    private func one(_ index: Value) throws -> ArrayIndex {
        switch index {
        case .int(let place): return .place(place)
        case .none: return .newAxis
        case .bool(let flag): return .array(try NDArray(.bool(flag)))
        case .object(let slice as SliceObject):
            return .slice(lower: try bound(slice.lower), upper: try bound(slice.upper), step: try bound(slice.step))
        case .object(is EllipsisObject): return .ellipsis
        default: break
        }
        if let scalar = index.scalar {
            switch scalar.number {
            case .int(let place): return .place(place)
            case .bool: return .array(try NDArray(scalar.number))
            case .float: break
            }
        } else if let array = try ArrayMaking.array(index, context), !array.dtype.isFloat || array.count == 0,
            index.asDouble == nil
        {
            return .array(array.count == 0 && array.dtype.isFloat ? try array.cast(to: .int64) : array)
        }
        throw Mistake(
            "\(index.brief) cannot be an index",
            expected: "whole numbers, slices, None, ... or arrays of whole numbers or bools",
            try: index.asDouble == nil ? nil : "int(…), or // for whole results"
        ).raised(
            as: "IndexError",
            "only integers, slices (`:`), ellipsis (`...`), numpy.newaxis (`None`) and integer or boolean arrays are valid "
                + "indices")
    }
}

extension Context {
    /// What stands between the brackets of `array[index]`, as places.
    ///
    /// - Throws: `Mistake` (an IndexError) for what is no index.
    public func indices(_ index: Value, of array: NDArray) throws -> [ArrayIndex] {
        try machine.indices(index, array)
    }
}
