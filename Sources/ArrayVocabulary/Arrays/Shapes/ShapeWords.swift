import Answers
import Arrays
import Language

/// Arrays turned and seen under other shapes; in the files beside it how they are put together and taken apart, and what is a method
/// of arrays alone.
enum ShapeWords {
    private typealias W = NumPyWord

    static let words: [Word] = joining + turning + methods

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
            return Value(try ($0.isByColumns(1, of: a) ? a.transposed : a).reshaped([-1], $0.work))
        },
        W.word(
            "ndenumerate", "pairs of a place and the element there, the last axis fastest", "a", returns: "list",
            "list(np.ndenumerate([[1, 2], [3, 4]]))"
        ) { call in
            let a = try call.array(0, "a")
            var place = [Int](repeating: 0, count: a.ndim)
            let flat = try a.reshaped([-1], call.work)
            return .list(
                try (0..<a.count).map(stoppedBy: call.work) { number in
                    defer {
                        for axis in place.indices.reversed() {
                            place[axis] += 1
                            if place[axis] < a.shape[axis] { break }
                            place[axis] = 0
                        }
                    }
                    return .tuple([
                        .tuple(place.map { .int($0) }), Value(try flat.element([.place(number)], work: call.work)),
                    ])
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
            return Value(a.ndim == 0 ? try a.reshaped([1], $0.work) : a)
        },
        W.word("atleast_2d", "an array with two axes or more", "a", "np.atleast_2d([1, 2])") {
            let a = try $0.array(0, "a")
            return Value(a.ndim < 2 ? try a.reshaped([1, -1], $0.work) : a)
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
                try (axis == nil ? a.reshaped([-1], $0.work) : a).taken(
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
    static func reshaped(_ a: NDArray, _ shape: [Int], byColumns: Bool) throws -> NDArray {
        if byColumns { return try reshaped(a.transposed, shape.reversed(), byColumns: false).transposed }
        return try a.seen(as: shape) ?? a.reshaped(shape)
    }
}
