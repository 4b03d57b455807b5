import Answers
import Arrays
import Autograd
import Language

/// Matrices: solved, inverted, taken apart.
extension TensorFunctions {
    private static let matrix = "torch.tensor([[2.0, 1.0], [1.0, 3.0]])"

    static let matrices: [TensorFunction] = [
        .init(
            "solve", "the x with A @ x = b, of a vector b or of the columns of a matrix",
            [Parameter("B", .any, .required, "the right side")], example: "\(matrix), torch.ones(2))", isMethod: false,
            in: ["torch.linalg"]
        ) { x, args, context in .thing(try x.solved(args.tensor("B", context))) },
        .init("inv", "the inverse of a matrix", example: "\(matrix))", isMethod: false, in: ["torch.linalg"]) {
            x, _, _ in .thing(try x.inverse())
        },
        .init("inverse", "the inverse of a matrix", example: "\(matrix))") { x, _, _ in .thing(try x.inverse()) },
        .init("det", "the determinant of a matrix", example: "\(matrix))", in: ["torch", "torch.linalg"]) { x, _, _ in
            .thing(try x.determinant())
        },
        .init(
            "svd", "U, the singular values and Vᵀ of a matrix; the values alone have a gradient",
            [Parameter("full_matrices", .bool, true, "whether U and Vᵀ are square")], example: "\(matrix))",
            isMethod: false, in: ["torch.linalg"]
        ) { x, args, _ in
            let found = try x.singularParts(isFull: args.bool("full_matrices"))
            return .record(
                "torch.return_types.linalg_svd", ["U", "S", "Vh"],
                [.thing(found.u), .thing(found.values), .thing(found.vt)])
        },
        .init(
            "svdvals", "the singular values of a matrix in descending order", example: "\(matrix))", isMethod: false,
            in: ["torch.linalg"]
        ) { x, _, _ in .thing(try x.singularValues()) },
        .init(
            "eigvalsh", "the eigenvalues of a symmetric matrix in ascending order; the lower triangle counts",
            example: "\(matrix))", isMethod: false, in: ["torch.linalg"]
        ) { x, _, _ in .thing(try x.symmetricEigenvalues()) },
        .init(
            "eigh", "eigenvalues and eigenvectors of a symmetric matrix; the values alone have a gradient",
            example: "\(matrix))", isMethod: false, in: ["torch.linalg"]
        ) { x, _, _ in
            let found = try x.symmetricEigen()
            return .record(
                "torch.return_types.linalg_eigh", ["eigenvalues", "eigenvectors"],
                [.thing(found.values), .thing(found.vectors)])
        },
        .init(
            "lstsq", "the x with the smallest ‖A @ x − b‖, which has no gradient here, and the rank of A",
            [Parameter("B", .any, .required, "the right side")], example: "\(matrix), torch.ones(2, 1))",
            isMethod: false, in: ["torch.linalg"]
        ) { x, args, context in
            let found = try x.leastSquares(args.tensor("B", context))
            func empty() throws -> Value { .thing(x.recorder.tensor(try NDArray.zeros([0], x.dtype))) }
            return .record(
                "torch.return_types.linalg_lstsq", ["solution", "residuals", "rank", "singular_values"],
                [
                    .thing(found.solution), try empty(), .thing(x.recorder.tensor(try NDArray(.int(found.rank)))),
                    try empty(),
                ])
        },
        .init(
            "logit", "log(x/(1 − x))",
            [
                Parameter(
                    "eps", .optional(.number(.init(0, 0.5))), .value(.none), "x counts as between it and 1 − it")
            ], example: "torch.tensor([0.1, 0.5]))", in: ["torch", "torch.special"]
        ) { x, args, _ in .thing(try x.logit(args["eps"].asDouble)) },
        .init(
            "dist", "(Σ|x − y|ᵖ)^(1/p)",
            [TensorFunction.other, Parameter("p", .number(.nonNegative), .value(.number(2)), "the power")],
            example: "torch.zeros(2), torch.ones(2))"
        ) { x, args, context in .thing(try x.distance(from: args.tensor("other", context), args.number("p"))) },
        .init(
            "mode", "the most frequent element along an axis, the smallest of several, and where it stands last",
            [Parameter("dim", .int(), -1, "an axis"), TensorFunction.keepdim], example: "torch.tensor([1, 2, 2]))"
        ) { x, args, _ in
            let axis = try x.ownAxis(args.int("dim"))
            let places = try mostFrequent(x, axis)
            let values = x.ndim == 0 ? x : try x.gathered(axis, places)
            let keeps = try args.bool("keepdim") || x.ndim == 0
            return .record(
                "torch.return_types.mode", ["values", "indices"],
                [
                    .thing(keeps ? values : try values.squeezed([axis])),
                    .thing(keeps ? places : try places.squeezed([axis])),
                ])
        },
    ]

    /// Where the most frequent element of each row along an axis stands last.
    private static func mostFrequent(_ x: Tensor, _ axis: Int) throws -> Tensor {
        if x.ndim == 0 { return x.recorder.tensor(try NDArray.zeros([], .int64)) }
        guard x.shape[axis] > 0 else {
            throw Mistake("the mode along an empty axis", expected: "an axis with elements").raised(
                as: "IndexError", "mode(): Expected reduction dim \(axis) to have non-zero size.")
        }
        let work = x.recorder.work
        let last = try x.detached().transposed(axis, -1).array.contiguous(work)
        let (length, numbers) = (x.shape[axis], try last.elements(as: Double.self, stoppedBy: work))
        let order = try last.argsorted(work: work).elements(as: Int.self, stoppedBy: work)
        var out: [Int] = []
        var check = StopCheck(work)
        for row in stride(from: 0, to: numbers.count, by: length) {
            var (best, most, run) = (order[row], 0, 0)
            for i in 0..<length {
                try check.pass()
                let (here, before) = (order[row + i], i > 0 ? order[row + i - 1] : -1)
                run = i > 0 && numbers[row + here] == numbers[row + before] ? run + 1 : 1
                // Equal elements stand in order, so that the last of the longest run is found.
                if run > most { (best, most) = (here, run) }
            }
            out.append(best)
        }
        var shape = last.shape
        shape[shape.count - 1] = 1
        return try x.recorder.tensor(NDArray(out, shape: shape)).transposed(axis, -1).contiguous()
    }
}
