import Answers
import Arrays
import Language

/// Arrays put together and taken apart.
extension ShapeWords {
    static let joining: [Word] = [
        NumPyWord.word(
            "concatenate", aliases: ["concat"], "arrays one after the other along an axis", "arrays, axis=0",
            "np.concatenate([[1, 2], [3]])"
        ) {
            let arrays = try $0.arrays(0, "arrays")
            if $0.isNone(1, "axis") { return Value(try NDArray.concatenated(arrays.map { try $0.reshaped([-1]) })) }
            return Value(try NDArray.concatenated(arrays, axis: $0.int(1, "axis", 0), work: $0.work))
        },
        NumPyWord.word(
            "stack", "arrays of one shape beside each other along a new axis", "arrays, axis=0",
            "np.stack([[1, 2], [3, 4]], axis=1)"
        ) {
            Value(try NDArray.stacked($0.arrays(0, "arrays"), axis: $0.int(1, "axis", 0), work: $0.work))
        },
        NumPyWord.word(
            "vstack", aliases: ["row_stack"], "arrays below each other", "arrays", "np.vstack([[1, 2], [3, 4]])"
        ) {
            Value(
                try NDArray.concatenated(
                    $0.arrays(0, "arrays").map { $0.ndim < 2 ? try $0.reshaped([1, -1]) : $0 }, work: $0.work))
        },
        NumPyWord.word(
            "shares_memory", aliases: ["may_share_memory"], "whether two arrays look at the same memory", "a, b",
            "np.shares_memory([1, 2], [1, 2])"
        ) {
            .bool(try $0.array(0, "a").storage === $0.array(1, "b").storage)
        },
        NumPyWord.word("hstack", "arrays beside each other", "arrays", "np.hstack([[1, 2], [3, 4]])") {
            let arrays = try $0.arrays(0, "arrays").map { $0.ndim == 0 ? try $0.reshaped([1]) : $0 }
            return Value(try NDArray.concatenated(arrays, axis: arrays.first?.ndim == 1 ? 0 : 1, work: $0.work))
        },
        NumPyWord.word(
            "column_stack", "vectors as the columns of a matrix", "arrays", "np.column_stack([[1, 2], [3, 4]])"
        ) {
            Value(
                try NDArray.concatenated(
                    $0.arrays(0, "arrays").map { $0.ndim < 2 ? try $0.reshaped([-1, 1]) : $0 }, axis: 1, work: $0.work))
        },
        NumPyWord.word("append", "an array with values behind it", "a, values, axis=None", "np.append([1, 2], 3)") {
            let (a, more) = (try $0.array(0, "a"), try $0.array(1, "values"))
            guard let axis = try $0.int(2, "axis") else {
                return Value(
                    try NDArray.concatenated([a.reshaped([-1], $0.work), more.reshaped([-1], $0.work)], work: $0.work))
            }
            return Value(try NDArray.concatenated([a, more], axis: axis, work: $0.work))
        },
        NumPyWord.word(
            "insert", "an array with values before a place", "a, indices, values, axis=None", "np.insert([1, 3], 1, 2)"
        ) {
            var (a, axis) = (try $0.array(0, "a"), try $0.int(3, "axis") ?? 0)
            if $0.value(3, "axis") == nil { a = try a.reshaped([-1], $0.work) }
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
                    [
                        parts[0], values.reshaped(values.count == 1 ? [] : values.shape, $0.work).broadcast(to: shape),
                        parts[1],
                    ],
                    axis: axis, work: $0.work))
        },
        NumPyWord.word("delete", "an array without some places", "a, indices, axis=None", "np.delete([1, 2, 3], 1)") {
            call in
            var a = try call.array(0, "a")
            let axis = try NDArray.axis(call.int(2, "axis") ?? 0, call.value(2, "axis") == nil ? 1 : a.ndim)
            if call.value(2, "axis") == nil { a = try a.reshaped([-1], call.work) }
            let length = a.shape[axis]
            let gone = Set(try call.shape(1, "indices").map { $0 < 0 ? $0 + length : $0 })
            if let outside = gone.first(where: { $0 < 0 || $0 >= length }) {
                throw Mistake("index \(outside) is out of bounds for axis \(axis) with size \(length)").raised(
                    as: "IndexError")
            }
            return Value(
                try a.taken(
                    NDArray((0..<length).filter(stoppedBy: call.work) { !gone.contains($0) }), axis: axis,
                    work: call.work))
        },
        split("split", isStrict: true, axis: nil), split("array_split", isStrict: false, axis: nil),
        split("vsplit", isStrict: true, axis: 0), split("hsplit", isStrict: true, axis: 1),
        NumPyWord.word("tile", "an array over and over", "a, reps", "np.tile([1, 2], 2)") {
            Value(try $0.array(0, "a").tiled($0.shape(1, "reps"), work: $0.work))
        },
        NumPyWord.word("repeat", "every element so many times", "a, repeats, axis=None", "np.repeat([1, 2], 2)") {
            Value(try $0.array(0, "a").repeated($0.shape(1, "repeats"), axis: $0.int(2, "axis"), work: $0.work))
        },
        NumPyWord.word(
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
                        try border.broadcast(to: [a.ndim, 2]).element([.place(axis), .place(0)], work: call.work)
                            .number(at: 0),
                        try border.broadcast(to: [a.ndim, 2]).element([.place(axis), .place(1)], work: call.work)
                            .number(at: 0)
                    )
                    out = try .concatenated(
                        [.full(x, first, a.dtype), out, .full(y, last, a.dtype)], axis: axis, work: call.work)
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
                    out = try out.taken(NDArray(places), axis: axis, work: call.work)
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
        NumPyWord.word(
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
}
