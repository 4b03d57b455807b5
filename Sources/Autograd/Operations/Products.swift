import Answers
import Arrays

/// Products of matrices and vectors.
extension Tensor {
    /// a @ b: vectors, matrices, and stacks of matrices whose other axes are broadcast.
    public func matmul(_ other: Tensor) throws -> Tensor {
        let (a, b) = (self, other)
        guard a.ndim > 0, b.ndim > 0 else {
            throw Mistake(
                "@ between shapes \(a.shape.listText) and \(b.shape.listText)", expected: "axes on both sides",
                try: "a * b"
            ).raised(
                as: "RuntimeError",
                "both arguments to matmul need to be at least 1D, but they are \(a.ndim)D and \(b.ndim)D")
        }
        try Tensor.checkKinds(a, b)
        let inner = (a.shape[a.ndim - 1], b.shape[Swift.max(0, b.ndim - 2)])
        guard inner.0 == inner.1 else { throw Tensor.unfit(a, b) }
        if a.ndim == 2, b.ndim == 2 { return try Tensor.matrixProduct(a, b, "MmBackward0") }
        if a.ndim == 1, b.ndim == 1 {
            return a.made(
                "DotBackward0", try a.array.matmul(b.array, work: recorder.work), [a, b], saving: Tensor.factors(a, b)
            ) { g, node in [node.needs(0) ? try g * b : nil, node.needs(1) ? try g * a : nil] }
        }
        if a.ndim == 2, b.ndim == 1 {
            return a.made(
                "MvBackward0", try a.array.matmul(b.array, work: recorder.work), [a, b], saving: Tensor.factors(a, b)
            ) { g, node in
                [
                    node.needs(0) ? try g.unsqueezed(1) * b.unsqueezed(0) : nil,
                    node.needs(1) ? try a.turned().matmul(g) : nil,
                ]
            }
        }
        if a.ndim == 1 {
            let out = try a.unsqueezed(0).matmul(b)
            return try out.squeezed([out.ndim - 2])
        }
        if b.ndim == 1 {
            let out = try a.matmul(b.unsqueezed(1))
            return try out.squeezed([out.ndim - 1])
        }
        try Tensor.checkBroadcast(Array(a.shape.dropLast(2)), Array(b.shape.dropLast(2)))
        let out = try translated { try a.array.matmul(b.array, work: recorder.work) }
        return a.made(
            a.ndim == 3 && b.ndim == 3 ? "BmmBackward0" : "UnsafeViewBackward0", out, [a, b],
            saving: Tensor.factors(a, b)
        ) { g, node in
            [
                node.needs(0) ? try g.matmul(b.transposed(-1, -2)).summed(to: a.shape) : nil,
                node.needs(1) ? try a.transposed(-1, -2).matmul(g).summed(to: b.shape) : nil,
            ]
        }
    }

    /// The product of two matrices.
    static func matrixProduct(_ a: Tensor, _ b: Tensor, _ name: String) throws -> Tensor {
        let out: NDArray
        if a.dtype == .float32, b.array.isContiguous, let (row, column) = a.array.denseStrides {
            out = try ArrayKernels.product(
                a.array, aRow: row, aColumn: column, b.array, rows: a.shape[0], inner: a.shape[1], columns: b.shape[1],
                a.recorder.work)
        } else {
            out = try a.array.matmul(b.array, work: a.recorder.work)
        }
        return a.made(name, out, [a, b], saving: factors(a, b)) { g, node in
            [
                node.needs(0) ? try g.matmul(b.turned()) : nil,
                node.needs(1) ? try a.turned().matmul(g) : nil,
            ]
        }
    }

    /// x·Wᵀ + b for W[outputs, inputs].
    public func affine(_ weight: Tensor, _ bias: Tensor?) throws -> Tensor {
        let x = self
        try Tensor.checkKinds(x, weight)
        guard x.ndim > 0, weight.ndim == 2, x.shape[x.ndim - 1] == weight.shape[1] else {
            let rows = x.ndim > 0 ? x.count / Swift.max(1, x.shape[x.ndim - 1]) : 1
            let (inputs, outputs) = (weight.shape.last ?? 0, weight.shape.first ?? 0)
            throw Mistake(
                "a Linear layer of \(inputs) inputs gets \(x.shape.last ?? 0): shape \(x.shape.listText)",
                expected: "a last axis of \(inputs)"
            ).raised(
                as: "RuntimeError",
                "mat1 and mat2 shapes cannot be multiplied (\(rows)x\(x.shape.last ?? 0) and \(inputs)x\(outputs))")
        }
        let (inputs, outputs) = (weight.shape[1], weight.shape[0])
        if let bias, bias.shape != [outputs] || bias.dtype != x.dtype {
            throw Mistake(
                "a bias of shape \(bias.shape.listText) and \(bias.dtype.torchName) for \(outputs) outputs",
                expected: "\(outputs) numbers of \(x.dtype.torchName)"
            ).raised(
                as: "RuntimeError",
                "The expanded size of the tensor (\(outputs)) must match the existing size (\(bias.count)) at "
                    + "non-singleton dimension 1.")
        }
        if x.ndim != 2 {
            let rows = x.count / Swift.max(1, inputs)
            let flat = try x.reshaped([rows, inputs]).affine(weight, bias)
            return try flat.reshaped(Array(x.shape.dropLast()) + [outputs])
        }
        let rows = x.shape[0]
        let isFast = x.dtype == .float32 && inputs > 0
        let out: NDArray
        if isFast {
            out = try ArrayKernels.affine(
                x.array.contiguous(recorder.work), weight.array.contiguous(recorder.work),
                bias?.array.contiguous(recorder.work), rows: rows, inputs: inputs,
                outputs: outputs, recorder.work)
        } else {
            let product = try x.array.matmul(weight.array.transposed, work: recorder.work)
            if let bias { try product.update(.add, .array(bias.array), work: recorder.work) }
            out = product
        }
        return made(
            bias == nil ? "MmBackward0" : "AddmmBackward0", out, [x, weight] + (bias.map { [$0] } ?? []),
            saving: Tensor.factors(x, weight)
        ) { g, node in
            var out: [Tensor?] = [nil, nil, nil]
            if node.needs(0) { out[0] = try Tensor.matrixProduct(g, weight, "MmBackward0") }
            if node.needs(1) {
                out[1] = try Tensor.matrixProduct(g.turned(), x.contiguous(), "MmBackward0")
            }
            if bias != nil, node.needs(2) { out[2] = try g.columnSums() }
            return out
        }
    }

    /// The sum of the rows of a matrix.
    private func columnSums() throws -> Tensor {
        guard dtype == .float32, array.isContiguous, !recorder.isRecording else { return try sum([0]) }
        return recorder.tensor(try ArrayKernels.columnSums(array, rows: shape[0], columns: shape[1]))
    }

    static func checkKinds(_ a: Tensor, _ b: Tensor) throws {
        guard a.dtype != b.dtype else { return }
        throw Mistake(
            "a product of \(a.dtype.torchName) and \(b.dtype.torchName)", expected: "one dtype on both sides",
            try: a.dtype == .float64 || !a.dtype.isFloat ? ".float() on the first" : ".float() on the second"
        ).raised(
            as: "RuntimeError",
            "mat1 and mat2 must have the same dtype, but got \(a.dtype.torchKind) and \(b.dtype.torchKind)")
    }

    static func unfit(_ a: Tensor, _ b: Tensor) -> Mistake {
        let (n, k) = (a.ndim > 1 ? a.shape[a.ndim - 2] : 1, a.shape[a.ndim - 1])
        let (p, m) = b.ndim > 1 ? (b.shape[b.ndim - 2], b.shape[b.ndim - 1]) : (b.shape[0], 1)
        let message =
            a.ndim == 1 && b.ndim == 1
            ? "inconsistent tensor size, expected tensor \(a.shape.listText) and src \(b.shape.listText) to have the same "
                + "number of elements, but got \(k) and \(p) elements respectively"
            : "mat1 and mat2 shapes cannot be multiplied (\(n)x\(k) and \(p)x\(m))"
        return Mistake(
            "@ between shapes \(a.shape.listText) and \(b.shape.listText): the first has \(k) columns, the second \(p) rows",
            expected: "as many columns on the left as rows on the right",
            try: n == p ? "a.T @ b" : k == m ? "a @ b.T" : nil
        ).raised(as: "RuntimeError", message)
    }
}

extension NDArray {
    /// The steps from row to row and from column to column, where one of them is 1.
    var denseStrides: (Int, Int)? {
        guard ndim == 2 else { return nil }
        if strides[1] == 1, strides[0] >= Swift.max(1, shape[1]) { return (strides[0], 1) }
        if strides[0] == 1, strides[1] >= Swift.max(1, shape[0]) { return (1, strides[1]) }
        return nil
    }
}
