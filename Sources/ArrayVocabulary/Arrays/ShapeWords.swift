import Answers
import Arrays
import Language

/// Arrays put together, taken apart and turned, and what is a method of arrays alone.
enum ShapeWords {
    private typealias W = NumPyWord

    static let words: [Word] = joining + turning + methods

    private static let joining: [Word] = [
        W.word(
            "concatenate", aliases: ["concat"], "arrays one after the other along an axis", "arrays, axis=0",
            "np.concatenate([[1, 2], [3]])"
        ) {
            let arrays = try $0.arrays(0, "arrays")
            if $0.isNone(1, "axis") { return Value(try NDArray.concatenated(arrays.map { try $0.reshaped([-1]) })) }
            return Value(try NDArray.concatenated(arrays, axis: $0.int(1, "axis", 0), work: $0.work))
        },
        W.word(
            "stack", "arrays of one shape beside each other along a new axis", "arrays, axis=0",
            "np.stack([[1, 2], [3, 4]], axis=1)"
        ) {
            Value(try NDArray.stacked($0.arrays(0, "arrays"), axis: $0.int(1, "axis", 0), work: $0.work))
        },
        W.word("vstack", aliases: ["row_stack"], "arrays below each other", "arrays", "np.vstack([[1, 2], [3, 4]])") {
            Value(
                try NDArray.concatenated(
                    $0.arrays(0, "arrays").map { $0.ndim < 2 ? try $0.reshaped([1, -1]) : $0 }, work: $0.work))
        },
        W.word(
            "shares_memory", aliases: ["may_share_memory"], "whether two arrays look at the same memory", "a, b",
            "np.shares_memory([1, 2], [1, 2])"
        ) {
            .bool(try $0.array(0, "a").storage === $0.array(1, "b").storage)
        },
        W.word("hstack", "arrays beside each other", "arrays", "np.hstack([[1, 2], [3, 4]])") {
            let arrays = try $0.arrays(0, "arrays").map { $0.ndim == 0 ? try $0.reshaped([1]) : $0 }
            return Value(try NDArray.concatenated(arrays, axis: arrays.first?.ndim == 1 ? 0 : 1, work: $0.work))
        },
        W.word("column_stack", "vectors as the columns of a matrix", "arrays", "np.column_stack([[1, 2], [3, 4]])") {
            Value(
                try NDArray.concatenated(
                    $0.arrays(0, "arrays").map { $0.ndim < 2 ? try $0.reshaped([-1, 1]) : $0 }, axis: 1, work: $0.work))
        },
        W.word("append", "an array with values behind it", "a, values, axis=None", "np.append([1, 2], 3)") {
            let (a, more) = (try $0.array(0, "a"), try $0.array(1, "values"))
            guard let axis = try $0.int(2, "axis") else {
                return Value(try NDArray.concatenated([a.reshaped([-1]), more.reshaped([-1])], work: $0.work))
            }
            return Value(try NDArray.concatenated([a, more], axis: axis, work: $0.work))
        },
        W.word(
            "insert", "an array with values before a place", "a, indices, values, axis=None", "np.insert([1, 3], 1, 2)"
        ) {
            var (a, axis) = (try $0.array(0, "a"), try $0.int(3, "axis") ?? 0)
            if $0.value(3, "axis") == nil { a = try a.reshaped([-1]) }
            axis = try NDArray.axis(axis, a.ndim)
            if let several = try $0.optionalArray(1, "indices"), several.ndim > 0 {
                return Value(try inserted(several, $0.array(2, "values", a.dtype), into: a, axis, $0.work))
            }
            let place = try $0.int(1, "indices", 0)
            guard place >= -a.shape[axis], place <= a.shape[axis] else {
                throw Mistake(
                    "index \(place) is out of bounds for axis \(axis) with size \(a.shape[axis])",
                    expected: "a place in it, or its end"
                ).raised(as: "IndexError")
            }
            let parts = try a.split(at: [place < 0 ? place + a.shape[axis] : place], axis: axis)
            var shape = a.shape
            let values = try $0.array(2, "values", a.dtype)
            shape[axis] = a.ndim == 1 ? Swift.max(1, values.count) : 1
            return Value(
                try NDArray.concatenated(
                    [parts[0], values.reshaped(values.count == 1 ? [] : values.shape).broadcast(to: shape), parts[1]],
                    axis: axis))
        },
        W.word("delete", "an array without some places", "a, indices, axis=None", "np.delete([1, 2, 3], 1)") { call in
            var a = try call.array(0, "a")
            let axis = try NDArray.axis(call.int(2, "axis") ?? 0, call.value(2, "axis") == nil ? 1 : a.ndim)
            if call.value(2, "axis") == nil { a = try a.reshaped([-1]) }
            let length = a.shape[axis]
            let gone = Set(try call.shape(1, "indices").map { $0 < 0 ? $0 + length : $0 })
            if let outside = gone.first(where: { $0 < 0 || $0 >= length }) {
                throw Mistake("index \(outside) is out of bounds for axis \(axis) with size \(length)").raised(
                    as: "IndexError")
            }
            return Value(try a.taken(NDArray((0..<length).filter { !gone.contains($0) }), axis: axis))
        },
        split("split", isStrict: true, axis: nil), split("array_split", isStrict: false, axis: nil),
        split("vsplit", isStrict: true, axis: 0), split("hsplit", isStrict: true, axis: 1),
        W.word("tile", "an array over and over", "a, reps", "np.tile([1, 2], 2)") {
            Value(try $0.array(0, "a").tiled($0.shape(1, "reps"), work: $0.work))
        },
        W.word("repeat", "every element so many times", "a, repeats, axis=None", "np.repeat([1, 2], 2)") {
            Value(try $0.array(0, "a").repeated($0.shape(1, "repeats"), axis: $0.int(2, "axis"), work: $0.work))
        },
        W.word(
            "pad", "an array with a border around it", "a, pad_width, mode=constant, constant_values=0",
            "np.pad([1, 2], 1)"
        ) { call in
            let a = try call.array(0, "a")
            let widths = try call.array(1, "pad_width", .int64).broadcast(to: [a.ndim, 2]).numbers().map(\.asInt)
            let mode = call.text(2, "mode", "constant")
            guard ["constant", "edge", "reflect", "wrap"].contains(mode) else {
                throw Mistake("mode '\(mode)' is not supported", expected: "constant, edge, reflect or wrap")
            }
            var out = a
            for axis in 0..<a.ndim {
                let (before, after, length) = (widths[2 * axis], widths[2 * axis + 1], a.shape[axis])
                guard before >= 0, after >= 0 else { throw Mistake("index can't contain negative values") }
                let (more, overflow) = before.addingReportingOverflow(after)
                var shape = out.shape
                let (whole, isBeyond) = length.addingReportingOverflow(more)
                shape[axis] = overflow || isBeyond ? .max : whole
                _ = try NDArray.count(of: shape)
                try MemoryRoom.check(Double(shape[axis]) * 16, for: "\(shape[axis].grouped) elements") { _ in nil }
                guard mode == "constant" || length > 0 || more == 0 else {
                    throw Mistake("can't extend empty axis \(axis) using modes other than 'constant' or 'empty'")
                }
                if mode == "constant" {
                    var (x, y) = (out.shape, out.shape)
                    (x[axis], y[axis]) = (before, after)
                    let border = try call.optionalArray(3, "constant_values") ?? NDArray(.int(0))
                    let (first, last) = (
                        try border.broadcast(to: [a.ndim, 2]).element([.place(axis), .place(0)]).number(at: 0),
                        try border.broadcast(to: [a.ndim, 2]).element([.place(axis), .place(1)]).number(at: 0)
                    )
                    out = try .concatenated([.full(x, first, a.dtype), out, .full(y, last, a.dtype)], axis: axis)
                } else {
                    let places = try (-before..<(length + after)).map(stoppedBy: call.work) { place -> Int in
                        switch mode {
                        case "edge": return Swift.min(length - 1, Swift.max(0, place))
                        case "wrap": return ((place % length) + length) % length
                        default:
                            let period = Swift.max(1, 2 * (length - 1))
                            let turned = ((place % period) + period) % period
                            return turned < length ? turned : period - turned
                        }
                    }
                    out = try out.taken(NDArray(places), axis: axis)
                }
            }
            return Value(out)
        },
    ]

    /// Values before several places of the array as it was, in the order of the places.
    private static func inserted(
        _ places: NDArray, _ values: NDArray, into a: NDArray, _ axis: Int, _ work: Work
    ) throws -> NDArray {
        let (length, wanted) = (a.shape[axis], places.numbers().map(\.asInt))
        if let outside = wanted.first(where: { $0 < -length || $0 > length }) {
            throw Mistake(
                "index \(outside) is out of bounds for axis \(axis) with size \(length)", expected: "places in it"
            ).raised(as: "IndexError")
        }
        let order = wanted.map { $0 < 0 ? $0 + length : $0 }.enumerated().sorted {
            $0.element == $1.element ? $0.offset < $1.offset : $0.element < $1.element
        }
        var shape = a.shape
        shape[axis] = wanted.count
        let seen = try values.broadcast(to: shape)
        var (parts, start): ([NDArray], Int) = ([], 0)
        for (index, place) in order {
            parts.append(a.sliced(axis: axis, start: start, step: 1, length: place - start))
            parts.append(seen.sliced(axis: axis, start: index, step: 1, length: 1))
            start = place
        }
        parts.append(a.sliced(axis: axis, start: start, step: 1, length: length - start))
        return try .concatenated(parts, axis: axis, work: work)
    }

    private static func split(_ name: String, isStrict: Bool, axis fixed: Int?) -> Word {
        W.word(
            name, "an array cut into parts", fixed == nil ? "a, parts, axis=0" : "a, parts", returns: "list",
            "np.\(name)(np.arange(4).reshape(2, 2), 2)"
        ) { call in
            let a = try call.array(0, "a")
            let axis = try NDArray.axis(fixed ?? call.int(2, "axis", 0), a.ndim)
            let length = a.shape[axis]
            let given = try call.required(1, "parts")
            var places: [Int]
            if case .int(let count) = given.plain {
                guard count > 0 else {
                    throw Mistake("\(count) parts", expected: "1 or more").raised(
                        as: "ValueError", "number sections must be larger than 0.")
                }
                guard count <= 10_000_000 else {
                    throw Mistake("\(count.grouped) parts are too many", expected: "at most 10,000,000")
                }
                guard !isStrict || length % count == 0 else {
                    throw Mistake(
                        "array split does not result in an equal division: \(length) in \(count) parts",
                        try: "np.array_split"
                    ).raised(
                        as: "ValueError", "array split does not result in an equal division")
                }
                let (each, more) = (length / count, length % count)
                var end = 0
                places = (0..<(count - 1)).map {
                    end += each + ($0 < more ? 1 : 0)
                    return end
                }
            } else {
                places = try call.ints(given, "parts")
            }
            return .list(try a.split(at: places, axis: axis).map { .thing($0) })
        }
    }

    private static func turn(_ name: String, _ summary: String, _ axis: Int?, _ example: String) -> Word {
        W.word(name, summary, axis == nil ? "a, axis=None" : "a", example) {
            Value(try $0.array(0, "a").flipped(axis.map { [$0] } ?? $0.axes(1)))
        }
    }

    private static let turning: [Word] = [
        W.word(
            "reshape", "the same elements under another shape; -1 is worked out", "a, shape, order=C",
            "np.reshape(np.arange(6), (2, -1))"
        ) {
            let a = try $0.array(0, "a")
            return Value(try reshaped(a, $0.shape(1, "shape"), byColumns: $0.isByColumns(2, of: a)))
        },
        W.word("ravel", "the elements along one axis", "a, order=C", "np.ravel([[1, 2], [3, 4]])") {
            let a = try $0.array(0, "a")
            return Value(try ($0.isByColumns(1, of: a) ? a.transposed : a).reshaped([-1]))
        },
        W.word(
            "ndenumerate", "pairs of a place and the element there, the last axis fastest", "a", returns: "list",
            "list(np.ndenumerate([[1, 2], [3, 4]]))"
        ) { call in
            let a = try call.array(0, "a")
            var place = [Int](repeating: 0, count: a.ndim)
            let flat = try a.reshaped([-1])
            return .list(
                try (0..<a.count).map(stoppedBy: call.work) { number in
                    defer {
                        for axis in place.indices.reversed() {
                            place[axis] += 1
                            if place[axis] < a.shape[axis] { break }
                            place[axis] = 0
                        }
                    }
                    return .tuple([.tuple(place.map { .int($0) }), Value(try flat.element([.place(number)]))])
                })
        },
        W.word(
            "transpose", aliases: ["permute_dims"], "the axes in another order, reversed where none is given",
            "a, axes=None", "np.transpose([[1, 2], [3, 4]])"
        ) {
            let a = try $0.array(0, "a")
            return Value(try $0.optionalShape(1, "axes").map { try a.transposed($0) } ?? a.transposed)
        },
        W.word("swapaxes", "two axes exchanged", "a, axis1, axis2", "np.swapaxes(np.zeros((2, 3)), 0, 1).shape") {
            let a = try $0.array(0, "a")
            var order = Array(0..<a.ndim)
            order.swapAt(
                try NDArray.axis($0.int(1, "axis1", 0), a.ndim), try NDArray.axis($0.int(2, "axis2", 1), a.ndim))
            return Value(try a.transposed(order))
        },
        W.word(
            "moveaxis", "an axis moved to another place", "a, source, destination",
            "np.moveaxis(np.zeros((2, 3, 4)), 0, -1).shape"
        ) {
            let a = try $0.array(0, "a")
            var order = Array(0..<a.ndim)
            let moved = order.remove(at: try NDArray.axis($0.int(1, "source", 0), a.ndim))
            order.insert(moved, at: try NDArray.axis($0.int(2, "destination", 0), a.ndim))
            return Value(try a.transposed(order))
        },
        W.word("expand_dims", "a new axis of length 1", "a, axis", "np.expand_dims([1, 2], 0)") {
            var a = try $0.array(0, "a")
            for axis in try $0.shape(1, "axis") {
                a = a.expanded(try NDArray.axis(axis, a.ndim + 1))
                _ = try NDArray.count(of: a.shape)
            }
            return Value(a)
        },
        W.word("squeeze", "without the axes of length 1", "a, axis=None", "np.squeeze([[1, 2]])") {
            Value(try $0.array(0, "a").squeezed($0.axes(1)))
        },
        W.word(
            "broadcast_to", "an array as it is seen in a larger shape", "a, shape", "np.broadcast_to([1, 2], (2, 2))"
        ) {
            Value(try $0.array(0, "a").broadcast(to: $0.shape(1, "shape")))
        },
        W.word("atleast_1d", "an array with one axis or more", "a", "np.atleast_1d(3)") {
            let a = try $0.array(0, "a")
            return Value(a.ndim == 0 ? try a.reshaped([1]) : a)
        },
        W.word("atleast_2d", "an array with two axes or more", "a", "np.atleast_2d([1, 2])") {
            let a = try $0.array(0, "a")
            return Value(a.ndim < 2 ? try a.reshaped([1, -1]) : a)
        },
        turn("flip", "the axes turned around", nil, "np.flip([1, 2, 3])"),
        turn("flipud", "the rows in reverse order", 0, "np.flipud([[1, 2], [3, 4]])"),
        turn("fliplr", "the columns in reverse order", 1, "np.fliplr([[1, 2], [3, 4]])"),
        W.word("rot90", "a matrix turned by a right angle", "a, k=1", "np.rot90([[1, 2], [3, 4]])") {
            var a = try $0.array(0, "a")
            for _ in 0..<((try $0.int(1, "k", 1) % 4 + 4) % 4) { a = try a.transposed.flipped([0]) }
            return Value(a)
        },
        W.word(
            "roll", "moved along an axis; what leaves at one end comes in at the other", "a, shift, axis=None",
            "np.roll([1, 2, 3], 1)"
        ) {
            Value(try $0.array(0, "a").rolled($0.int(1, "shift", 1), axis: $0.int(2, "axis"), work: $0.work))
        },
        W.word("take", "the elements at some places", "a, indices, axis=None", "np.take([10, 20, 30], [0, 2])") {
            let a = try $0.array(0, "a")
            let axis = try $0.int(2, "axis")
            return Value(
                try (axis == nil ? a.reshaped([-1]) : a).taken(
                    $0.array(1, "indices", .int64), axis: axis ?? 0, work: $0.work))
        },
        W.word("diagonal", "the diagonal of a matrix", "a, offset=0", "np.diagonal(np.eye(2))") {
            let found = try $0.array(0, "a").diagonal($0.int(1, "offset", 0))
            return Value(
                found.view(shape: found.shape, strides: found.strides, offset: found.offset, isReadOnly: true))
        },
        W.word("shape", "the lengths of the axes", "a", returns: "tuple", "np.shape([[1, 2]])") {
            .tuple(try $0.array(0, "a").shape.map { .int($0) })
        },
        W.word("ndim", "how many axes there are", "a", returns: "number", "np.ndim([[1, 2]])") {
            .int(try $0.array(0, "a").ndim)
        },
        W.word("size", "how many elements there are", "a", returns: "number", "np.size([[1, 2]])") {
            .int(try $0.array(0, "a").count)
        },
    ]

    /// Column after column is row after row with the axes turned around.
    private static func reshaped(_ a: NDArray, _ shape: [Int], byColumns: Bool) throws -> NDArray {
        byColumns ? try a.transposed.reshaped(shape.reversed()).transposed : try a.reshaped(shape)
    }

    private static func method(
        _ name: String, _ summary: String, _ signature: String, returns: String = "array", _ example: String,
        _ body: @escaping @Sendable (NumPyCall) throws -> Value
    ) -> Word {
        W.word("ndarray." + name, summary, signature.isEmpty ? "a" : "a, " + signature, returns: returns, example, body)
    }

    /// Lengths given one by one, or in one tuple.
    private static func lengths(_ call: NumPyCall, _ name: String) throws -> [Int] {
        guard let first = call.value(1, name) else { return [] }
        if first.elements != nil { return try call.ints(first, name) }
        var out: [Int] = []
        var place = 1
        while let next = call.value(place, place == 1 ? name : "") {
            out += try call.ints(next, name)
            place += 1
        }
        return out
    }

    private static let methods: [Word] = [
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
            return Value(try ($0.isByColumns(1, of: a) ? a.transposed : a).copy().reshaped([-1]))
        },
        method("copy", "a copy that shares nothing with the array", "order=C", "np.arange(3).copy()") {
            Value(try $0.array(0, "a").copy())
        },
        method("astype", "the elements as another dtype", "dtype, copy=True", "np.array([1.7, 2]).astype(int)") {
            let wanted = try $0.required(1, "dtype")
            if case .word(let word) = wanted, word.name == "str" {
                return .thing(try TextArray(spelling: $0.array(0, "a")))
            }
            return Value(try $0.array(0, "a").cast(to: $0.dtype(1) ?? .float64, $0.work))
        },
        method("tolist", "the elements as numbers in lists", "", returns: "list", "np.eye(2).tolist()") {
            func list(_ array: NDArray) throws -> Value {
                if array.ndim == 0 { return Value(array.number(at: 0)) }
                if array.ndim == 1 { return .list(array.numbers().map { Value($0) }) }
                return .list(try (0..<array.shape[0]).map { try list(array.at($0)) })
            }
            return try list($0.array(0, "a"))
        },
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
                ? try a.reshaped([-1]).element([.place(place[0])]) : try a.element(place.map { .place($0) })
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
                    .subtract, .array(a.reduce(.max, axes: $0.axes(1))), .array(a.reduce(.min, axes: $0.axes(1)))))
        },
    ]
}
