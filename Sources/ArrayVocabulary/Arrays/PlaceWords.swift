import Answers
import Arrays
import Language

/// Elements by their places: parts in order, choices along an axis, places as one number.
enum PlaceWords {
    private typealias W = NumPyWord

    static let words: [Word] = [
        W.word(
            "partition", "the elements so that the one at kth stands where a sort would put it, smaller ones before it",
            "a, kth, axis=-1", "np.partition([3, 1, 2], 1)", details: ordered
        ) { call in
            let (a, axis) = try parted(call)
            return Value(try a.sorted(axis: axis, work: call.work))
        },
        W.word(
            "argpartition", "the places of the elements in the order of np.partition", "a, kth, axis=-1",
            "np.argpartition([3, 1, 2], 1)", details: ordered
        ) { call in
            let (a, axis) = try parted(call)
            return Value(try a.argsorted(axis: axis, work: call.work))
        },
        W.word(
            "take_along_axis", "elements by places along an axis, as argsort and argmax give them",
            "arr, indices, axis=-1", "np.take_along_axis(np.array([[3, 1], [2, 5]]), np.array([[1], [0]]), axis=1)"
        ) { call in
            let along = try Along(call)
            return Value(try along.back(call.work))
        },
        W.word(
            "put_along_axis", "puts values at places along an axis", "arr, indices, values, axis=-1", returns: "None",
            "np.put_along_axis(np.zeros((2, 2)), np.array([[1], [0]]), 9, axis=1)"
        ) { call in
            guard try call.required(0, "arr").array != nil else {
                throw Mistake("arr is no array that can be written", expected: "an array").raised(as: "TypeError")
            }
            let along = try Along(call, place: 3)
            try along.put(call.array(2, "values"), call.work)
            return .none
        },
        W.word(
            "ravel_multi_index", "the number, counted row by row, of the element with these indices along each axis",
            "multi_index, dims", "np.ravel_multi_index((1, 2), (2, 3))"
        ) { call in
            let dims = try call.shape(1, "dims")
            if let negative = dims.first(where: { $0 < 0 }) {
                throw Mistake("an axis of length \(negative)", expected: "lengths of at least 0").raised(
                    as: "ValueError")
            }
            let parts = try call.arrays(0, "multi_index")
            guard parts.count == dims.count else {
                throw Mistake("\(parts.count) indices for \(dims.count) axes", expected: "one for each axis").raised(
                    as: "ValueError", "parameter multi_index must be a sequence of length \(dims.count)")
            }
            let shape = try parts.reduce([]) { try NDArray.broadcast($0, $1.shape) }
            var found = [Int](repeating: 0, count: try NDArray.count(of: shape))
            var check = StopCheck(call.work)
            for (part, length) in zip(parts, dims) {
                for (place, index) in try whole(part.broadcast(to: shape), "multi_index").elements(
                    as: Int.self, stoppedBy: call.work
                ).enumerated() {
                    try check.pass()
                    guard (0..<length).contains(index) else {
                        throw Mistake("index \(index) along an axis of \(length)", expected: "from 0 to \(length - 1)")
                            .raised(as: "ValueError", "invalid entry in coordinates array")
                    }
                    found[place] = found[place] * length + index
                }
            }
            return Value(try NDArray(found, shape: shape))
        },
    ]

    private static let ordered =
        "Here all elements stand in order, which is one of the orders that NumPy may give: it promises only what stands at kth."

    /// The array and the axis (None for all elements in one row), once kth is seen to be in it.
    private static func parted(_ call: NumPyCall) throws -> (NDArray, Int?) {
        let a = try call.array(0, "a")
        let axis = call.isNone(2, "axis") ? nil : try call.int(2, "axis", -1)
        let length = try axis.map { a.shape[try NDArray.axis($0, a.ndim)] } ?? a.count
        for place in try call.shape(1, "kth") where !(-length..<length).contains(place) {
            throw Mistake("kth = \(place) of \(length) elements", expected: "a place in it").raised(
                as: "ValueError", "kth(=\(place)) out of bounds (\(length))")
        }
        return (a, axis)
    }

    fileprivate static func whole(_ array: NDArray, _ name: String) throws -> NDArray {
        guard array.dtype.isInteger else {
            throw Mistake("\(name) are of dtype \(array.dtype.name)", expected: "whole numbers").raised(
                as: "IndexError", "`\(name)` must be an integer array")
        }
        return array
    }
}

/// An array and places in it along an axis, both with that axis last and the others of one shape.
private struct Along {
    /// The array, or a view of it, with the axis last.
    private let view: NDArray
    /// The same, whole: as many rows as there are places in.
    private let seen: NDArray
    /// The lengths of the other axes.
    private let others: [Int]
    private let axis: Int
    /// How long a row of the array is.
    private let width: Int
    /// Which elements the places name, counted row by row.
    private let numbers: NDArray

    init(_ call: NumPyCall, place: Int = 2) throws {
        var a = try call.array(0, "arr")
        var places = try call.array(1, "indices")
        if call.isNone(place, "axis") {
            a = try a.reshaped([-1], call.work)
            axis = 0
        } else {
            axis = try NDArray.axis(call.int(place, "axis", -1), a.ndim)
        }
        guard places.ndim == a.ndim else {
            throw Mistake(
                "places with \(Phrase.count(places.ndim, "axis", "axes")) in an array with \(a.ndim)",
                expected: "as many axes in both", try: "np.expand_dims(places, axis)"
            ).raised(as: "ValueError", "`indices` and `arr` must have the same number of dimensions")
        }
        let axes = (0..<a.ndim).filter { [axis] in $0 != axis } + [axis]
        view = try a.transposed(axes)
        places = try places.transposed(axes)
        width = view.shape[a.ndim - 1]
        let depth = places.shape[a.ndim - 1]
        others = try NDArray.broadcast(Array(view.shape.dropLast()), Array(places.shape.dropLast()))
        seen = try view.broadcast(to: others + [width]).contiguous(call.work)
        let found = try PlaceWords.whole(places.broadcast(to: others + [depth]), "indices").cast(to: .int64, call.work)
        var check = StopCheck(call.work)
        for index in 0..<found.count {
            try check.pass()
            let place = found.pointer(Int.self)[index]
            guard (-width..<width).contains(place) else {
                throw Mistake("place \(place) along an axis of \(width)", expected: "a place in it").raised(
                    as: "IndexError", "index \(place) is out of bounds for axis \(axis) with size \(width)")
            }
            found.pointer(Int.self)[index] = index / depth * width + (place < 0 ? place + width : place)
        }
        numbers = found
    }

    /// The elements at the places, the axis where it was.
    func back(_ work: Work) throws -> NDArray {
        let flat = try seen.reshaped([-1], work).taken(numbers.reshaped([-1], work), axis: 0, work: work)
        return try turned(flat.reshaped(numbers.shape, work)).contiguous(work)
    }

    private func turned(_ array: NDArray) throws -> NDArray {
        var axes = Array(0..<others.count)
        axes.insert(others.count, at: axis)
        return try array.transposed(axes)
    }

    /// Writes values at the places.
    func put(_ values: NDArray, _ work: Work) throws {
        guard view.shape == others + [width] else {
            throw Mistake("the places have more rows than the array", expected: "as many").raised(as: "ValueError")
        }
        var shape = others
        shape.insert(numbers.shape[others.count], at: axis)
        let order = (0..<shape.count).filter { $0 != axis } + [axis]
        let given = try values.broadcast(to: shape).transposed(order)
        let written = try view.copy(work)
        try written.reshaped([-1], work).store(
            [.array(numbers.reshaped([-1], work))], .array(given.reshaped([-1], work)), work: work)
        try view.assign(written, work)
    }
}
