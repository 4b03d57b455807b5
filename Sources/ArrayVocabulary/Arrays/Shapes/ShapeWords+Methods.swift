import Answers
import Arrays
import Language

/// What is a method of arrays alone.
extension ShapeWords {
    private static func method(
        _ name: String, _ summary: String, _ signature: String, returns: String = "array", _ example: String,
        _ body: @escaping @Sendable (NumPyCall) throws -> Value
    ) -> Word {
        NumPyWord.word(
            "ndarray." + name, summary, signature.isEmpty ? "a" : "a, " + signature, returns: returns, example, body)
    }

    /// Lengths given one by one, or in one tuple.
    private static func lengths(_ call: NumPyCall, _ name: String) throws -> [Int] {
        guard let first = call.value(1, name) else { return [] }
        if first.elements != nil { return try call.ints(first, name) }
        return try ([first] + call.rest(from: 2)).flatMap { try call.ints($0, name) }
    }

    static let methods: [Word] = [
        method(
            "reshape", "the same elements under another shape; -1 is worked out", "*shape, order=C",
            "np.arange(6).reshape(2, -1)"
        ) {
            let a = try $0.array(0, "a")
            return Value(try reshaped(a, lengths($0, "shape"), byColumns: $0.isByColumns(.max, of: a)))
        },
        method("transpose", "the axes in another order", "*axes", "np.zeros((2, 3)).transpose(1, 0).shape") {
            let axes = try lengths($0, "axes")
            let a = try $0.array(0, "a")
            return Value(axes.isEmpty ? a.transposed : try a.transposed(axes))
        },
        method("flatten", "the elements along one axis, copied", "order=C", "np.zeros((2, 2)).flatten()") {
            let a = try $0.array(0, "a")
            return Value(try ($0.isByColumns(1, of: a) ? a.transposed : a).copy($0.work).reshaped([-1], $0.work))
        },
        method("copy", "a copy that shares nothing with the array", "order=C", "np.arange(3).copy()") {
            Value(try $0.array(0, "a").copy($0.work))
        },
        method("astype", "the elements as another dtype", "dtype, copy=True", "np.array([1.7, 2]).astype(int)") {
            let wanted = try $0.required(1, "dtype")
            if case .word(let word) = wanted, word.name == "str" {
                return .thing(try TextArray(spelling: $0.array(0, "a")))
            }
            return Value(try $0.array(0, "a").cast(to: $0.dtype(1) ?? .float64, $0.work))
        },
        method("tolist", "the elements as numbers in lists", "", returns: "list", "np.eye(2).tolist()") {
            func list(_ array: NDArray, _ work: Work) throws -> Value {
                if array.ndim == 0 { return Value(array.number(at: 0)) }
                let rows = 0..<array.shape[0]
                if array.ndim > 1 { return .list(try rows.map(stoppedBy: work) { try list(array.at($0), work) }) }
                return .list(try rows.map(stoppedBy: work) { Value(array.number(at: $0 * array.strides[0])) })
            }
            return try list($0.array(0, "a"), $0.work)
        },
        method(
            "toarray", "the array itself: what scikit-learn gives as a sparse one is a full one here", "",
            "np.eye(2).toarray()"
        ) { try $0.required(0, "a") },
        method(
            "item", "the only element, or the one at a place, as a number", "*place", returns: "number",
            "np.array([3.5]).item()"
        ) {
            let a = try $0.array(0, "a")
            let place = try lengths($0, "place")
            if place.isEmpty {
                guard let only = a.only else {
                    throw Mistake(
                        "can only convert an array of size 1 to a Python scalar", expected: "an array of one element",
                        try: ".tolist()")
                }
                return Value(only)
            }
            let found =
                place.count == 1
                ? try a.reshaped([-1], $0.work).element([.place(place[0])], work: $0.work)
                : try a.element(place.map { .place($0) })
            return Value(found.number(at: 0))
        },
        method("fill", "sets every element to a number", "value", returns: "None", "np.zeros(2).fill(3)") {
            let a = try $0.array(0, "a")
            try a.assign($0.array(1, "value", a.dtype), $0.work)
            return .none
        },
        method(
            "sort", "puts the elements in order where they are", "axis=-1", returns: "None", "np.array([3, 1]).sort()"
        ) {
            let a = try $0.array(0, "a")
            try a.assign(a.sorted(axis: $0.int(1, "axis", -1), work: $0.work), $0.work)
            return .none
        },
        method("view", "the same memory", "", "np.arange(3).view()") {
            let a = try $0.array(0, "a")
            return Value(a.view(shape: a.shape, strides: a.strides, offset: a.offset))
        },
        method("conj", "itself: the elements are real", "", "np.arange(3).conj()") { Value(try $0.array(0, "a")) },
        method("ptp", "the largest minus the smallest", "axis=None", "np.arange(3).ptp()") {
            let a = try $0.array(0, "a")
            return Value(
                try $0.apply(
                    .subtract, .array(a.reduce(.max, axes: $0.axes(1), work: $0.work)),
                    .array(a.reduce(.min, axes: $0.axes(1), work: $0.work))))
        },
    ]
}
