import Answers
import Arrays
import Language

/// Products of vectors, matrices, and arrays of any number of axes.
extension MathArrayWords {
    static let products: [Word] = [
        NumPyWord.word("dot", "the product of vectors or matrices", "a, b", "np.dot([[1, 2], [3, 4]], [1, 1])") {
            Value(try $0.array(0, "a").dot($0.array(1, "b"), work: $0.work))
        },
        NumPyWord.word("matmul", "the product of matrices, as a @ b", "x1, x2", "np.matmul(np.eye(2), [1, 2])") {
            Value(try $0.array(0, "x1").matmul($0.array(1, "x2"), work: $0.work))
        },
        NumPyWord.word("inner", "the products of the last axes, summed", "a, b", "np.inner([1, 2], [3, 4])") {
            let (a, b) = (try $0.array(0, "a"), try $0.array(1, "b"))
            return Value(try a.dot(b.ndim > 1 ? b.transposed : b, work: $0.work))
        },
        NumPyWord.word(
            "vdot", "the scalar product of all elements", "a, b", returns: "number", "np.vdot([1, 2], [3, 4])"
        ) {
            Value(
                try $0.array(0, "a").reshaped([-1], $0.work).dot(
                    $0.array(1, "b").reshaped([-1], $0.work), work: $0.work))
        },
        NumPyWord.word(
            "outer", "the products of every element of a with every one of b", "a, b", "np.outer([1, 2], [3, 4])"
        ) {
            Value(
                try $0.apply(
                    .multiply, .array($0.array(0, "a").reshaped([-1, 1], $0.work)),
                    .array($0.array(1, "b").reshaped([1, -1], $0.work))))
        },
        NumPyWord.word("cross", "the vector product in three dimensions", "a, b", "np.cross([1, 0, 0], [0, 1, 0])") {
            call in
            let (a, b) = (try call.array(0, "a"), try call.array(1, "b"))
            guard a.shape.last == 3, b.shape.last == 3 else {
                throw Mistake("incompatible dimensions for cross product", expected: "vectors of three numbers")
            }
            func part(_ i: Int, _ j: Int) throws -> NDArray {
                let first = try call.apply(
                    .multiply, .array(a.at(i, axis: a.ndim - 1)), .array(b.at(j, axis: b.ndim - 1)))
                let second = try call.apply(
                    .multiply, .array(a.at(j, axis: a.ndim - 1)), .array(b.at(i, axis: b.ndim - 1)))
                return try call.apply(.subtract, .array(first), .array(second))
            }
            return Value(try NDArray.stacked([part(1, 2), part(2, 0), part(0, 1)], axis: -1, work: call.work))
        },
        NumPyWord.word("kron", "the Kronecker product of two matrices", "a, b", "np.kron(np.eye(2), [[1, 2]])") {
            let (a, b) = (try $0.array(0, "a"), try $0.array(1, "b"))
            let (x, y) = (
                a.ndim == 1 ? try a.reshaped([1, -1], $0.work) : a, b.ndim == 1 ? try b.reshaped([1, -1], $0.work) : b
            )
            guard x.ndim == 2, y.ndim == 2 else { throw Mistake("np.kron takes vectors and matrices here") }
            let product = try $0.apply(
                .multiply, .array(x.reshaped([x.shape[0], 1, x.shape[1], 1], $0.work)),
                .array(y.reshaped([1, y.shape[0], 1, y.shape[1]], $0.work)))
            let whole = try product.reshaped([x.shape[0] * y.shape[0], x.shape[1] * y.shape[1]], $0.work)
            return Value(a.ndim == 1 && b.ndim == 1 ? try whole.reshaped([-1], $0.work) : whole)
        },
        NumPyWord.word(
            "tensordot", "the product over several axes", "a, b, axes=2",
            "np.tensordot(np.ones((2, 3)), np.ones((3, 2)), axes=1)"
        ) { call in
            let (a, b) = (try call.array(0, "a"), try call.array(1, "b"))
            var pairs: ([Int], [Int])
            if let items = call.value(2, "axes")?.elements, items.count == 2 {
                pairs = (try call.ints(items[0], "axes"), try call.ints(items[1], "axes"))
            } else {
                let count = Swift.max(0, try call.int(2, "axes", 2))
                guard count <= a.ndim, count <= b.ndim else {
                    throw Mistake(
                        "the last \(count) axes of an array with \(a.ndim), the first of one with \(b.ndim)",
                        expected: "axes that both have"
                    ).raised(as: "IndexError", "tuple index out of range")
                }
                pairs = (Array((a.ndim - count)..<a.ndim), Array(0..<count))
            }
            pairs = (try pairs.0.map { try NDArray.axis($0, a.ndim) }, try pairs.1.map { try NDArray.axis($0, b.ndim) })
            guard pairs.0.map({ a.shape[$0] }) == pairs.1.map({ b.shape[$0] }) else {
                throw Mistake("shape-mismatch for sum", expected: "axes of the same lengths")
            }
            let left = (0..<a.ndim).filter { !pairs.0.contains($0) }
            let right = (0..<b.ndim).filter { !pairs.1.contains($0) }
            let depth = pairs.0.reduce(1) { $0 * a.shape[$1] }
            let x = try a.transposed(left + pairs.0).reshaped([-1, depth], call.work)
            let y = try b.transposed(pairs.1 + right).reshaped([depth, -1], call.work)
            return Value(
                try x.matmul(y, work: call.work).reshaped(
                    left.map { a.shape[$0] } + right.map { b.shape[$0] }, call.work))
        },
        NumPyWord.word(
            "einsum", "sums of products, as letters for the axes say", "subscripts, *operands",
            "np.einsum(\"ij,jk->ik\", np.eye(2), np.ones((2, 2)))"
        ) { call in
            let arrays = try call.rest(from: 1).map { try call.array($0, "operands") }
            return Value(try Einsum(call.text(0, "subscripts", "")).apply(arrays, call.work))
        },
    ]
}
