import Answers
import Arrays
import Language

/// `np.linalg`, and what sets how arrays are printed.
enum LinearAlgebraWords {
    private typealias W = NumPyWord

    static let words: [Word] =
        operations
        + eigen(
            "eigh", "eigvalsh", record: "EighResult", "eigenvalues of a symmetric matrix in ascending order",
            "eigenvalues of a symmetric matrix in ascending order, and eigenvectors as columns"
        ) { try LinearAlgebra.symmetricEigen($0, withVectors: $1, $2) }
        + eigen(
            "eig", "eigvals", record: "EigResult", "eigenvalues of a matrix whose eigenvalues are real",
            "eigenvalues and eigenvectors (as columns) of a matrix whose eigenvalues are real"
        ) { try LinearAlgebra.eigen($0, withVectors: $1, $2) }

    /// Eigenvalues with their vectors, and alone.
    private static func eigen(
        _ both: String, _ alone: String, record: String, _ values: String, _ pairs: String,
        _ solve:
            @escaping @Sendable (_ a: NDArray, _ withVectors: Bool, Work) throws -> (
                values: NDArray, vectors: NDArray
            )
    ) -> [Word] {
        let matrix = "([[2.0, 0], [0, 1]])"
        return [
            W.word("linalg.\(both)", pairs, "a", returns: "tuple", "np.linalg.\(both)\(matrix)") {
                let (values, vectors) = try solve($0.array(0, "a", .float64), true, $0.work)
                return named(record, ["eigenvalues", "eigenvectors"], [values, vectors])
            },
            W.word("linalg.\(alone)", values, "a", "np.linalg.\(alone)\(matrix)") {
                Value(try solve($0.array(0, "a", .float64), false, $0.work).values)
            },
        ]
    }

    private static let operations: [Word] = [
        W.word(
            "linalg.norm", "the length of a vector, or of the rows or columns of a matrix",
            "x, ord=None, axis=None, keepdims=False", "np.linalg.norm([3, 4])"
        ) {
            Value(try norm($0))
        },
        W.word("linalg.inv", "the inverse of a matrix", "a", "np.linalg.inv([[2.0, 0], [0, 4]])") {
            Value(try LinearAlgebra.inverse($0.array(0, "a", .float64), $0.work))
        },
        W.word("linalg.solve", "x with a @ x = b", "a, b", "np.linalg.solve([[2.0, 0], [0, 4]], [2, 4])") {
            Value(try LinearAlgebra.solve($0.array(0, "a", .float64), $0.array(1, "b", .float64), $0.work))
        },
        W.word("linalg.det", "the determinant", "a", returns: "number", "np.linalg.det([[2.0, 1], [1, 3]])") {
            .object(ScalarObject(.float(try LinearAlgebra.determinant($0.array(0, "a", .float64), $0.work)), .float64))
        },
        W.word(
            "linalg.slogdet", "the sign of the determinant, and the logarithm of its magnitude", "a", returns: "tuple",
            "np.linalg.slogdet([[2.0, 1], [1, 3]])"
        ) {
            let (sign, logarithm) = try LinearAlgebra.logDeterminant($0.array(0, "a", .float64), $0.work)
            return named(
                "SlogdetResult", ["sign", "logabsdet"], [try NDArray(.float(sign)), try NDArray(.float(logarithm))])
        },
        W.word(
            "linalg.multi_dot", "the product of several matrices, one after the other", "arrays",
            "np.linalg.multi_dot([np.eye(2), [[1, 2], [3, 4]], [1, 1]])"
        ) { call in
            let arrays = try call.arrays(0, "arrays")
            guard arrays.count > 1, let first = arrays.first else {
                throw Mistake("multi_dot of \(arrays.count) arrays", expected: "two or more").raised(
                    as: "ValueError", "Expecting at least two arrays.")
            }
            return Value(try arrays.dropFirst().reduce(first) { try $0.dot($1, work: call.work) })
        },
        W.word("linalg.svdvals", "the singular values of a matrix", "x", "np.linalg.svdvals([[2.0, 0], [0, 1]])") {
            Value(try LinearAlgebra.singular($0.array(0, "x", .float64), .values, $0.work).values)
        },
        W.word(
            "linalg.svd", "U, the singular values and Vᵀ", "a, full_matrices=True, compute_uv=True", returns: "tuple",
            "np.linalg.svd([[2.0, 0], [0, 1]])"
        ) {
            let a = try $0.array(0, "a", .float64)
            guard try $0.flag(2, "compute_uv", true) else {
                return Value(try LinearAlgebra.singular(a, .values, $0.work).values)
            }
            let (u, values, vt) = try LinearAlgebra.singular(
                a, $0.flag(1, "full_matrices", true) ? .full : .thin, $0.work)
            return named("SVDResult", ["U", "S", "Vh"], [u, values, vt])
        },
        W.word("linalg.pinv", "the pseudo-inverse", "a, rcond=1e-15", "np.linalg.pinv([[1.0, 0], [0, 0]])") {
            Value(
                try LinearAlgebra.pseudoInverse(
                    $0.array(0, "a", .float64), rcond: $0.double(1, "rcond", 1e-15), $0.work))
        },
        W.word(
            "linalg.lstsq", "x for which a @ x comes nearest to b, the residual sum, the rank and the singular values",
            "a, b, rcond=None", returns: "tuple", "np.linalg.lstsq([[1.0, 0], [1, 1], [1, 2]], [1.0, 2, 4])[0]"
        ) {
            let found = try LinearAlgebra.leastSquares($0.array(0, "a", .float64), $0.array(1, "b", .float64), $0.work)
            return .tuple([.thing(found.x), .thing(found.residuals), .int(found.rank), .thing(found.singular)])
        },
        W.word("linalg.cholesky", "L with L @ L.T = a", "a", "np.linalg.cholesky([[4.0, 2], [2, 3]])") {
            Value(try LinearAlgebra.cholesky($0.array(0, "a", .float64), $0.work))
        },
        W.word(
            "linalg.qr", "Q with orthonormal columns and R above the diagonal, with Q @ R = a", "a", returns: "tuple",
            "np.linalg.qr([[1.0, 2], [3, 4]])"
        ) {
            let (q, r) = try LinearAlgebra.qr($0.array(0, "a", .float64), $0.work)
            return named("QRResult", ["Q", "R"], [q, r])
        },
        W.word(
            "linalg.matrix_rank", "how many rows are independent", "a", returns: "number",
            "np.linalg.matrix_rank([[1.0, 2], [2, 4]])"
        ) {
            let a = try $0.array(0, "a", .float64)
            let values = try LinearAlgebra.singular(
                a.ndim == 1 ? a.reshaped([1, -1], $0.work) : a, .values, $0.work
            ).values.doubles()
            let limit = (values.max() ?? 0) * Double(a.shape.max() ?? 1) * Double.ulpOfOne
            return .object(ScalarObject(.int(values.count { $0 > limit }), .int64))
        },
        W.word(
            "linalg.cond", "the ratio of the largest singular value to the smallest", "a", returns: "number",
            "np.linalg.cond([[2.0, 0], [0, 1]])"
        ) {
            let values = try LinearAlgebra.singular($0.array(0, "a", .float64), .values, $0.work).values.doubles()
            return .object(ScalarObject(.float((values.first ?? 0) / (values.last ?? 0)), .float64))
        },
        W.word(
            "linalg.matrix_power", "a matrix multiplied by itself", "a, n",
            "np.linalg.matrix_power([[1, 1], [0, 1]], 3)"
        ) {
            var base = try $0.array(0, "a")
            let exponent = try $0.int(1, "n", 1)
            var rest = exponent.magnitude
            guard base.ndim == 2, base.shape[0] == base.shape[1] else {
                throw Mistake("Last 2 dimensions of the array must be square").raised(as: "LinAlgError")
            }
            if exponent < 0 { base = try LinearAlgebra.inverse(base.converted(to: .float64, $0.work), $0.work) }
            var out = try NDArray.eye(base.shape[0], base.shape[0], 0, base.dtype, work: $0.work)
            while rest > 0 {
                if rest & 1 == 1 { out = try out.matmul(base, work: $0.work) }
                rest >>= 1
                if rest > 0 { base = try base.matmul(base, work: $0.work) }
            }
            return Value(out)
        },
        W.word(
            "array2string", aliases: ["array_str"], "an array as text",
            "a, precision=None, suppress_small=None, separator= ", returns: "string", "np.array2string(np.arange(3))"
        ) {
            var options = $0.context.session.printOptions
            if let digits = try $0.int(1, "precision") { options.precision = Swift.max(0, Swift.min(300, digits)) }
            if $0.value(2, "suppress_small") != nil { options.suppressesSmall = try $0.flag(2, "suppress_small") }
            options.separator = $0.text(3, "separator", " ")
            let text = ArrayText(options, work: $0.work).str(try $0.array(0, "a"))
            if $0.work.isCancelled { throw Stopped() }
            return .text(text)
        },
        W.word("array_repr", "an array as it would be typed", "a", returns: "string", "np.array_repr(np.arange(3))") {
            .text(ArrayText($0.context.session.printOptions).repr(try $0.array(0, "a")))
        },
        W.word(
            "seterr", "has no effect: remarks on division by zero come once",
            "all=None, divide=None, over=None, under=None, invalid=None", returns: "None", "np.seterr(all=\"ignore\")"
        ) { _ in .none },
        W.word(
            "errstate", "a scope; it has no effect here", "all=None, divide=None, over=None, under=None, invalid=None",
            returns: "scope", "with np.errstate(divide=\"ignore\"): 1"
        ) { _ in .thing(NumPyScope()) },
        W.word(
            "vectorize", "a function of numbers, for arrays: element by element", "function, otypes=None",
            returns: "function", "np.vectorize(lambda x: x + 1)([1, 2])"
        ) {
            let function = try $0.required(0, "function")
            return .thing(Vectorized(function: function))
        },
        W.word(
            "apply_along_axis", "a function of every row along an axis", "func1d, axis, arr",
            "np.apply_along_axis(sum, 1, [[1, 2], [3, 4]])"
        ) { call in
            let a = try call.array(2, "arr")
            let axis = try NDArray.axis(call.int(1, "axis", 0), a.ndim)
            let rows = try a.withLast(axis).copy(call.work).reshaped([-1, a.shape[axis]], call.work)
            let results = try (0..<rows.shape[0]).map(stoppedBy: call.work) {
                try call.array(call.context.call(call.required(0, "func1d"), [.thing(rows.at($0))]), "result")
            }
            var kept = a.shape
            kept.remove(at: axis)
            let made = try NDArray.stacked(results, work: call.work)
            guard let width = made.shape.dropFirst().first else { return Value(try made.reshaped(kept, call.work)) }
            return Value(try made.reshaped(kept + [width], call.work).withLastMoved(to: axis))
        },
    ]

    private static func named(_ type: String, _ fields: [String], _ arrays: [NDArray]) -> Value {
        .record(type, fields, arrays.map { Value($0) })
    }

    /// Norms of the matrices that two axes make.
    private static func norm(
        ofMatrices a: NDArray, _ axes: [Int], _ kind: Value?, _ keeps: Bool, _ call: NumPyCall
    ) throws -> NDArray {
        let (row, column) = (try NDArray.axis(axes[0], a.ndim), try NDArray.axis(axes[1], a.ndim))
        guard row != column else { throw Mistake("Duplicate axes given.", expected: "two axes") }
        let others = (0..<a.ndim).filter { $0 != row && $0 != column }
        let matrices = try a.transposed(others + [row, column]).contiguous(call.work)
        let text = kind?.asText
        let order = text == nil ? try call.double(1, "ord", 2) : 0
        let found: NDArray
        switch (text, order) {
        case (nil, 1), (nil, -1), (nil, .infinity), (nil, -.infinity):
            let sums = try matrices.apply(.absolute, work: call.work).reduce(
                .sum, axes: [order.isInfinite ? -1 : -2], work: call.work)
            found = try sums.reduce(order > 0 ? .max : .min, axes: [-1], work: call.work)
        case (nil, 2), (nil, -2), ("nuc", _):
            // Of the singular values the largest, the smallest, or all.
            let (rows, columns) = (a.shape[row], a.shape[column])
            let stack = try matrices.reshaped([-1, rows, columns], call.work).converted(to: .float64, call.work)
            let numbers = try (0..<stack.shape[0]).map { index in
                try LinearAlgebra.singular(stack.at(index), .values, call.work).values.reduce(
                    text != nil ? .sum : order > 0 ? .max : .min)
            }
            found = try NDArray.stacked(numbers, work: call.work).reshaped(others.map { a.shape[$0] }, call.work)
                .converted(to: a.dtype, call.work)
        default:
            throw Mistake("Invalid norm order for matrices.", expected: "1, -1, 2, -2, inf, -inf, 'fro' or 'nuc'")
        }
        return keeps
            ? try found.reshaped((0..<a.ndim).map { $0 == row || $0 == column ? 1 : a.shape[$0] }, call.work) : found
    }

    private static func norm(_ call: NumPyCall) throws -> NDArray {
        let x = try call.array(0, "x")
        let a = try x.converted(to: x.dtype.inexact, call.work)
        let keeps = try call.flag(3, "keepdims")
        var axes = try call.axes(2)
        let kind = call.value(1, "ord")
        let isOfMatrices = (axes?.count ?? a.ndim) == 2
        if kind == nil || kind?.asText == "fro" {
            guard kind == nil || isOfMatrices else {
                throw Mistake("'fro' is a norm of matrices", expected: "an array with two axes").raised(
                    as: "ValueError", "Invalid norm order 'fro' for vectors")
            }
            // A vector as BLAS has it: the scalar product with itself.
            if axes == nil, !keeps {
                let flat = try a.reshaped([-1], call.work)
                return try flat.dot(flat, work: call.work).apply(.sqrt, work: call.work)
            }
            let squares = try a.apply(.square, work: call.work)
            return try squares.reduce(.sum, axes: axes, keepsAxes: keeps, work: call.work).apply(.sqrt, work: call.work)
        }
        if isOfMatrices { return try norm(ofMatrices: a, axes ?? [0, 1], kind, keeps, call) }
        let order = try call.double(1, "ord", 2)
        guard axes.map({ $0.count == 1 }) ?? (a.ndim == 1) else {
            throw Mistake("Improper number of dimensions to norm.", expected: "one axis, or two")
        }
        if axes == nil { axes = [0] }
        let sizes = try a.apply(.absolute, work: call.work)
        switch order {
        case .infinity: return try sizes.reduce(.max, axes: axes, keepsAxes: keeps, work: call.work)
        case -.infinity: return try sizes.reduce(.min, axes: axes, keepsAxes: keeps, work: call.work)
        case 0:
            return try call.apply(.notEqual, .array(a), .number(.int(0))).cast(to: a.dtype, call.work).reduce(
                .sum, axes: axes, keepsAxes: keeps, work: call.work)
        case 1: return try sizes.reduce(.sum, axes: axes, keepsAxes: keeps, work: call.work)
        default:
            let powers = try call.apply(.power, .array(sizes), .number(.float(order)))
            return try call.apply(
                .power, .array(powers.reduce(.sum, axes: axes, keepsAxes: keeps, work: call.work)),
                .number(.float(1 / order)))
        }
    }
}

/// `np.errstate`: something to stand after `with`.
struct NumPyScope: Presentable {
    static let kind = "scope"
    var summary: String { "np.errstate()" }
}

/// `np.vectorize(f)`
struct Vectorized: Callable {
    static let kind = "function"
    let function: Value

    var summary: String { "np.vectorize(\(function.brief))" }

    var callParameters: [Parameter] { [Parameter("arrays", .any, "arrays or numbers", isVariadic: true)] }

    func call(_ arguments: Arguments, _ context: Context) throws -> Value {
        let inputs = try arguments.values("arrays").map { value in
            guard let array = try ArrayMaking.array(value, context) else {
                throw Mistake("\(value.brief) is no array", expected: "arrays or numbers").raised(as: "TypeError")
            }
            return array
        }
        let shape = try inputs.reduce([]) { try NDArray.broadcast($0, $1.shape) }
        let seen = try inputs.map { try $0.broadcast(to: shape).contiguous(context.work) }
        let count = try NDArray.count(of: shape)
        // A number of the language takes three words, and its array one.
        try MemoryRoom.check(Double(count) * 32, for: "\(count.grouped) results of a function") { _ in nil }
        let results = try (0..<count).map(stoppedBy: context.work) { place in
            try context.call(function, seen.map { .object(ScalarObject($0.number(at: place), $0.dtype)) })
        }
        guard let flat = try ArrayMaking.array(.list(results), context) else {
            throw Mistake(
                "the function gives no numbers: \(results.first?.brief ?? "")", expected: "a number for each element")
        }
        return Value(try flat.reshaped(shape, context.work))
    }
}
