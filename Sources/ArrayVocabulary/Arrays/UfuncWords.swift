import Answers
import Arrays
import Language

/// What NumPy's functions of elements have after their point: `np.add.reduce`, `np.add.at`. The function comes first among the
/// arguments, as the array does among those of an array's methods.
enum UfuncWords {
    private typealias W = NumPyWord

    static let words: [Word] = [
        method(
            "at", "changes the elements at some places one after the other; a place that comes twice changes twice",
            "a, indices, b=None", returns: "None", "np.add.at(np.zeros(3), [0, 0, 2], 1)"
        ) { call in
            guard let a = try call.required(1, "a").array else {
                throw Mistake("\(try call.required(1, "a").brief) is changed in place", expected: "an array").raised(
                    as: "TypeError", "first operand must be array")
            }
            let indices = try call.context.indices(call.required(2, "indices"), of: a)
            if let function = try unary(call) {
                try a.store(indices, .array(a.element(indices, work: call.work).apply(function)), work: call.work)
            } else {
                try a.update(binary(call, "at"), at: indices, call.operand(3, "b"), work: call.work)
            }
            return .none
        },
        method(
            "reduce", "an axis joined into one element: the sum, for np.add",
            "array, axis=0, dtype=None, out=None, keepdims=False, initial=None, where=True",
            "np.multiply.reduce([[1, 2], [3, 4]], axis=1)"
        ) { call in
            let function = try binary(call, "reduce")
            let a = try call.array(1, "array", call.dtype(3))
            let axes = try call.isNone(2, "axis") ? Array(0..<a.ndim) : call.axes(2) ?? (a.ndim == 0 ? [] : [0])
            let found = try reduced(
                function, a, axes.map { try NDArray.axis($0, a.ndim) }, keepsAxes: call.flag(5, "keepdims"),
                initial: call.optionalOperand(6, "initial"), mask: call.optionalArray(7, "where"), call)
            return try call.finished(found, out: 4)
        },
        method(
            "accumulate", "the joined elements so far along an axis: running sums, for np.add",
            "array, axis=0, dtype=None, out=None", "np.maximum.accumulate([3, 1, 4, 1, 5])"
        ) { call in
            let function = try binary(call, "accumulate")
            let a = try call.array(1, "array", call.dtype(3))
            guard a.ndim > 0 else {
                throw Mistake("\(call.name) of one number", expected: "an array with an axis").raised(
                    as: "TypeError", "cannot accumulate on a scalar")
            }
            let axis = try call.int(2, "axis", 0)
            let found =
                switch function {
                case .add: try a.cumulative(.sum, axis: axis, work: call.work)
                case .multiply: try a.cumulative(.prod, axis: axis, work: call.work)
                default: try a.accumulated(function, axis: axis, work: call.work)
                }
            return try call.finished(found, out: 4)
        },
        method(
            "reduceat", "pieces of an axis joined, each from one place to before the next",
            "array, indices, axis=0, dtype=None, out=None", "np.add.reduceat([1, 2, 3, 4], [0, 2])"
        ) { call in
            let function = try binary(call, "reduceat")
            let a = try call.array(1, "array", call.dtype(4))
            let axis = try NDArray.axis(call.int(3, "axis", 0), a.ndim)
            let (places, length) = (try call.ints(call.required(2, "indices"), "indices"), a.shape[axis])
            if let wrong = places.first(where: { !(0..<length).contains($0) }) {
                throw Mistake("place \(wrong) of an axis of length \(length)", expected: "0 to \(length - 1)").raised(
                    as: "IndexError",
                    "index \(wrong) out-of-bounds in \(function.rawValue).reduceat [0, \(length))")
            }
            let pieces = try places.indices.map { index in
                let end = index + 1 < places.count ? places[index + 1] : length
                let piece = a.sliced(
                    axis: axis, start: places[index], step: 1, length: Swift.max(1, end - places[index]))
                return try reduced(function, piece, [axis], keepsAxes: true, initial: nil, mask: nil, call)
            }
            guard !pieces.isEmpty else {
                var shape = a.shape
                shape[axis] = 0
                return try call.finished(NDArray.zeros(shape, a.dtype, work: call.work), out: 5)
            }
            return try call.finished(NDArray.concatenated(pieces, axis: axis, work: call.work), out: 5)
        },
        method(
            "outer", "the function of every element of A with every one of B", "A, B", "np.add.outer([1, 2], [10, 20])"
        ) { call in
            let function = try binary(call, "outer")
            let (a, b) = (try call.array(1, "A"), try call.array(2, "B"))
            let seen = try a.reshaped(a.shape + [Int](repeating: 1, count: b.ndim), call.work)
            return Value(try call.apply(function, .array(seen), .array(b)))
        },
    ]

    private static func method(
        _ name: String, _ summary: String, _ signature: String, returns: String = "array", _ example: String,
        _ body: @escaping @Sendable (NumPyCall) throws -> Value
    ) -> Word {
        W.word("ufunc." + name, summary, "ufunc, " + signature, returns: returns, example, body)
    }

    private static func name(_ call: NumPyCall) throws -> String {
        let value = try call.required(0, "ufunc")
        guard case .word(let word) = value, word.methods == "numpy.ufunc" else {
            throw Mistake("\(value.brief) is no function of elements", expected: "np.add, np.maximum, …").raised(
                as: "TypeError", "descriptor requires a 'numpy.ufunc' object but received a '\(value.typeName)'")
        }
        return String(word.name.dropFirst("numpy.".count))
    }

    private static func unary(_ call: NumPyCall) throws -> UnaryFunction? { MathArrayWords.unaryByName[try name(call)] }

    /// The function of two elements.
    private static func binary(_ call: NumPyCall, _ method: String) throws -> BinaryFunction {
        let name = try name(call)
        guard let function = MathArrayWords.binaryByName[name] else {
            throw Mistake("np.\(name) takes one element", expected: "a function of two, such as np.add").raised(
                as: "ValueError", "\(method) only supported for binary functions")
        }
        // What gives True and False joins nothing but those.
        if function.isComparison, function != .logicalAnd, function != .logicalOr, function != .logicalXor,
            method != "outer", method != "at"
        {
            throw Mistake("np.\(name) compares two numbers, and not what came of it with a third").raised(
                as: "TypeError", "No loop matching the specified signature and casting was found for ufunc \(name)")
        }
        return function
    }

    /// What changes nothing when it is joined: 0 for a sum; nil where there is no such element.
    private static func identity(_ function: BinaryFunction, _ dtype: DType) throws -> NDArray? {
        switch function {
        case .add, .or, .xor, .hypot: try NDArray.zeros([], dtype)
        case .multiply: try NDArray.full([], .int(1), dtype)
        case .and: try NDArray.zeros([], dtype).apply(.invert)
        case .logaddexp: try NDArray.full([], .float(-.infinity), dtype.inexact)
        case .logicalAnd: try NDArray(.bool(true))
        case .logicalOr, .logicalXor: try NDArray(.bool(false))
        default: nil
        }
    }

    private static func reduced(
        _ function: BinaryFunction, _ array: NDArray, _ axes: [Int], keepsAxes: Bool, initial: Operand?,
        mask: NDArray?, _ call: NumPyCall
    ) throws -> NDArray {
        var a = array
        if let mask {
            var rest = try identity(function, a.dtype).map { Operand.array($0) } ?? initial
            if case .number(let number)? = rest { rest = .array(try NDArray(number)) }
            guard let rest else {
                throw Mistake("\(call.name) with where", expected: "initial, which stands for what is left out").raised(
                    as: "ValueError",
                    "reduction operation '\(function.rawValue)' does not have an identity, so to use a where mask one has "
                        + "to specify 'initial'")
            }
            a = try mask.cast(to: .bool, call.work).choosing(.array(a), rest, work: call.work)
        }
        let quick: Reduction? =
            switch function {
            case .add: .sum
            case .multiply: .prod
            case .maximum: .max
            case .minimum: .min
            case .logicalAnd: .all
            case .logicalOr: .any
            default: nil
            }
        var found: NDArray
        if let quick, a.count > 0 || initial == nil {
            found = try a.reduce(quick, axes: axes, keepsAxes: keepsAxes, work: call.work)
        } else {
            found = try folded(function, a, axes, initial: initial, call)
            if keepsAxes {
                var shape = a.shape
                for axis in axes { shape[axis] = 1 }
                found = try found.reshaped(shape, call.work)
            }
        }
        if let initial, a.count > 0 { found = try call.apply(function, initial, .array(found)) }
        return found
    }

    /// Any function along axes, from the front; of no elements what it begins with.
    private static func folded(
        _ function: BinaryFunction, _ a: NDArray, _ axes: [Int], initial: Operand?, _ call: NumPyCall
    ) throws -> NDArray {
        let isFree: Bool =
            switch function {
            case .and, .or, .xor, .logicalXor, .hypot, .logaddexp, .fmax, .fmin, .add, .multiply, .maximum, .minimum,
                .logicalAnd, .logicalOr:
                true
            default: false
            }
        guard axes.count < 2 || isFree else {
            throw Mistake(
                "what np.\(function.rawValue) gives over \(axes.count) axes depends on their order",
                expected: "one axis"
            ).raised(
                as: "ValueError",
                "reduction operation '\(function.rawValue)' is not reorderable, so at most one axis may be specified")
        }
        let stay = (0..<a.ndim).filter { !axes.contains($0) }
        let shape = stay.map { a.shape[$0] }
        if axes.isEmpty { return a }
        let length = axes.reduce(1) { $0 * a.shape[$1] }
        if length == 0 {
            var start = try identity(function, a.dtype)
            switch initial {
            case .number(let number)?: start = try NDArray(number)
            case .array(let array)?: start = array
            case nil: break
            }
            guard let start else {
                throw Mistake(
                    "zero-size array to reduction operation \(function.rawValue) which has no identity",
                    expected: "an array with elements, or initial")
            }
            return try start.broadcast(to: shape).copy(call.work)
        }
        return try a.transposed(axes.sorted() + stay).reshaped([length] + shape, call.work).folded(
            function, axis: 0, work: call.work)
    }
}
