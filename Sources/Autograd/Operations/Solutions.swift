import Answers
import Arrays

/// Matrices solved and taken apart, by the array's own algorithms in double precision.
extension Tensor {
    private func matrix(_ word: String, square: Bool = true) throws -> Tensor {
        guard ndim == 2 else {
            let mistake = Mistake(
                "\(word) of shape \(shape.listText)", expected: "one matrix",
                try: ndim > 2 ? "torch.stack([torch.linalg.\(word)(a) for a in A])" : nil)
            guard ndim < 2 else { throw mistake.raised(as: "NotImplementedError") }
            throw mistake.raised(
                as: "RuntimeError", "linalg.\(word): The input tensor A must have at least 2 dimensions.")
        }
        guard !square || shape[0] == shape[1] else {
            throw Mistake("\(word) of a matrix of shape \(shape.listText)", expected: "as many rows as columns").raised(
                as: "RuntimeError",
                "linalg.\(word): A must be batches of square matrices, but they are \(shape[0]) by \(shape[1]) matrices"
            )
        }
        guard dtype.isFloat else {
            throw Mistake("\(word) of \(dtype.torchName)", expected: "floating-point numbers", try: ".float()").raised(
                as: "RuntimeError",
                "linalg.\(word): Expected a floating point or complex tensor as input. Got \(dtype.torchKind)")
        }
        return self
    }

    private func exact() throws -> NDArray { try array.converted(to: .float64, recorder.work) }

    private func tensor(_ array: NDArray) throws -> Tensor {
        recorder.tensor(try array.converted(to: dtype, recorder.work))
    }

    /// PyTorch's words for a matrix without an inverse.
    private static func saying<Result>(_ message: String, _ body: () throws -> Result) throws -> Result {
        do { return try body() } catch let mistake as Mistake where mistake.pythonMessage == "Singular matrix" {
            throw Mistake(mistake.problem, expected: mistake.expected, try: "torch.linalg.lstsq").raised(
                as: "RuntimeError", message)
        }
    }

    /// The solution of A·x = b for a vector, or for the columns of a matrix.
    public func solved(_ right: Tensor) throws -> Tensor {
        let a = try matrix("solve")
        guard right.ndim == 1 || right.ndim == 2, right.shape[0] == a.shape[0] else {
            let width = right.ndim > 1 ? right.shape[right.ndim - 1] : 1
            let height = right.ndim > 1 ? right.shape[right.ndim - 2] : right.shape.first ?? 1
            throw Mistake(
                "solve of shapes \(a.shape.listText) and \(right.shape.listText)",
                expected: "as many rows on the right as the matrix has"
            ).raised(
                as: "RuntimeError",
                "linalg.solve: Incompatible shapes of A and B for the equation AX = B "
                    + "(\(a.shape[0])x\(a.shape[1]) and \(height)x\(width))")
        }
        try Tensor.checkKinds(a, right)
        let out = try Tensor.saying(
            "torch.linalg.solve: The solver failed because the input matrix is singular."
        ) {
            try a.tensor(
                LinearAlgebra.solve(a.exact(), right.exact(), recorder.work)
            ).array
        }
        return made("LinalgSolveExBackward0", out, [a, right]) { g, node in
            let slope = try a.turned().solved(g)
            guard node.needs(0) else { return [nil, slope] }
            let x = g.recorder.isRecording ? try a.solved(right) : g.recorder.tensor(out)
            let product =
                right.ndim == 1
                ? try slope.unsqueezed(1).matmul(x.unsqueezed(0)) : try slope.matmul(x.turned())
            return [try -product, node.needs(1) ? slope : nil]
        }
    }

    /// A⁻¹
    public func inverse() throws -> Tensor {
        let a = try matrix("inv")
        let out = try Tensor.saying(
            "linalg.inv: The diagonal element \(a.shape[0]) is zero, the inversion could not be completed because the "
                + "input matrix is singular."
        ) { try a.tensor(LinearAlgebra.inverse(a.exact(), recorder.work)).array }
        return made("LinalgInvExBackward0", out, of: a) { g, y in
            let turned = try y.turned()
            return try -(turned.matmul(g).matmul(turned))
        }
    }

    /// The determinant; its derivative is asked for only of matrices that have an inverse.
    public func determinant() throws -> Tensor {
        let a = try matrix("det")
        let value = try LinearAlgebra.determinant(a.exact(), byLogarithms: false, recorder.work)
        return made("LinalgDetBackward0", try NDArray(.float(value), a.dtype), of: a) { g, y in
            try a.inverse().turned() * (g * y)
        }
    }

    /// The eigenvalues of a symmetric matrix in ascending order; the lower triangle counts.
    public func symmetricEigenvalues() throws -> Tensor {
        let a = try matrix("eigvalsh")
        let found = try LinearAlgebra.symmetricEigen(
            a.exact(), withVectors: requiresGrad, recorder.work)
        let vectors = requiresGrad ? try a.tensor(found.vectors) : nil
        return made("LinalgEighBackward0", try a.tensor(found.values).array, [a]) { g, _ in
            try Tensor.refuseSecond(g, "eigvalsh")
            return [try vectors.map { try ($0 * g).matmul($0.turned()) }]
        }
    }

    /// The eigenvalues of a symmetric matrix and its eigenvectors as columns, which have no derivative here.
    public func symmetricEigen() throws -> (values: Tensor, vectors: Tensor) {
        let a = try matrix("eigh")
        let found = try LinearAlgebra.symmetricEigen(a.exact(), recorder.work)
        return (
            try a.symmetricEigenvalues(),
            underivable(
                "LinalgEighBackward0", try a.tensor(found.vectors).array, [a],
                Tensor.refusal("the eigenvectors of torch.linalg.eigh", "torch.linalg.eigvalsh, whose values have one"))
        )
    }

    /// The singular values in descending order.
    public func singularValues() throws -> Tensor {
        let a = try matrix("svdvals", square: false)
        let found = try LinearAlgebra.singular(
            a.exact(), requiresGrad ? .thin : .values, recorder.work)
        let sides = requiresGrad ? (try a.tensor(found.u), try a.tensor(found.vt)) : nil
        return made("LinalgSvdBackward0", try a.tensor(found.values).array, [a]) { g, _ in
            try Tensor.refuseSecond(g, "svdvals")
            return [try sides.map { try ($0.0 * g).matmul($0.1) }]
        }
    }

    /// U, the singular values and Vᵀ, of which U and Vᵀ have no derivative here.
    public func singularParts(isFull: Bool) throws -> (u: Tensor, values: Tensor, vt: Tensor) {
        let a = try matrix("svd", square: false)
        let found = try LinearAlgebra.singular(a.exact(), isFull ? .full : .thin, recorder.work)
        func side(_ array: NDArray) throws -> Tensor {
            underivable(
                "LinalgSvdBackward0", try a.tensor(array).array, [a],
                Tensor.refusal("U and Vh of torch.linalg.svd", "torch.linalg.svdvals, whose values have one"))
        }
        return (try side(found.u), try a.singularValues(), try side(found.vt))
    }

    /// The least-squares solution of A·x ≈ b, without a derivative, and the rank of A.
    public func leastSquares(_ right: Tensor) throws -> (solution: Tensor, rank: Int) {
        let a = try matrix("lstsq", square: false)
        guard right.ndim == 1 || right.ndim == 2, right.shape[0] == a.shape[0] else {
            throw Mistake(
                "lstsq of shapes \(a.shape.listText) and \(right.shape.listText)",
                expected: "as many rows on the right as the matrix has"
            ).raised(as: "RuntimeError", "torch.linalg.lstsq: input.size(-2) should match other.size(-2)")
        }
        try Tensor.checkKinds(a, right)
        let found = try LinearAlgebra.leastSquares(a.exact(), right.exact(), recorder.work)
        let solution = underivable(
            "LinalgLstsqBackward0", try a.tensor(found.x).array, [a, right],
            Tensor.refusal("torch.linalg.lstsq", "torch.linalg.solve(A.T @ A, A.T @ b), which has one"))
        return (solution, found.rank)
    }

    private static func refusal(_ what: String, _ instead: String) -> Mistake {
        Mistake(
            "a gradient arrives at \(what), and there is none here", expected: "a result that is only looked at",
            try: instead
        ).raised(as: "NotImplementedError")
    }

    private static func refuseSecond(_ gradient: Tensor, _ word: String) throws {
        guard gradient.recorder.isRecording else { return }
        throw Mistake(
            "torch.linalg.\(word) is differentiated with create_graph=True", expected: "first derivatives of it",
            try: "create_graph=False"
        ).raised(as: "NotImplementedError")
    }
}
