import Answers
import Arrays

/// Elements along one axis by a tensor of places: read from there, and put there.
extension Tensor {
    /// out[…, i, …] = self[…, index[…, i, …], …] along an axis.
    public func gathered(_ dim: Int, _ index: Tensor) throws -> Tensor {
        let axis = try ownAxis(dim)
        guard index.ndim == ndim else {
            throw Mistake(
                "gather from shape \(shape.listText) with indices of shape \(index.shape.listText)",
                expected: "as many axes"
            ).raised(
                as: "RuntimeError", "Index tensor must have the same number of dimensions as input tensor")
        }
        for other in shape.indices where other != axis && index.shape[other] > shape[other] {
            throw Mistake(
                "gather from shape \(shape.listText) with indices of shape \(index.shape.listText)",
                expected: "no more indices than elements on every other axis"
            ).raised(
                as: "RuntimeError",
                "Size does not match at dimension \(other) expected index \(index.shape.listText) to be no larger than "
                    + "self \(shape.listText) apart from dimension \(axis)")
        }
        let source = try array.contiguous(recorder.work)
        let out = try NDArray(uninitialised: index.shape, dtype)
        let size = dtype.size
        try ArrayKernels.forEachGathered(shape, axis, index.array, recorder.work) { from, to in
            (out.data + to * size).copyMemory(from: source.data + from * size, byteCount: size)
        }
        let from = shape
        return made("GatherBackward0", out, [self], keeps: false) { g, _ in
            [try g.scattered(axis, index, into: from)]
        }
    }

    /// Zeros of a shape, to which the elements are added where the index says.
    func scattered(_ axis: Int, _ index: Tensor, into shape: [Int]) throws -> Tensor {
        let out = try NDArray.zeros(shape, dtype, work: recorder.work)
        try ArrayKernels.scatter(array, axis, index.array, into: out, adds: true, recorder.work)
        return made("ScatterAddBackward0", out, [self], keeps: false) { g, _ in [try g.gathered(axis, index)] }
    }

    /// A copy with these values where the index says.
    public func scatter(_ dim: Int, _ index: Tensor, _ values: TensorOperand, adds: Bool = false) throws -> Tensor {
        let axis = try ownAxis(dim)
        // A number without axes is one place of a vector.
        let index = index.ndim == 0 && ndim == 1 ? try index.unsqueezed(0) : index
        guard index.ndim == ndim, index.shape.indices.allSatisfy({ $0 == axis || index.shape[$0] <= shape[$0] }) else {
            throw Mistake(
                "scatter into shape \(shape.listText) with indices of shape \(index.shape.listText)",
                expected: "as many axes, and no more indices than elements"
            ).raised(
                as: "RuntimeError", "Index tensor must have the same number of dimensions as self tensor")
        }
        let source: NDArray
        switch values {
        case .number(let number): source = try NDArray.full(index.shape, number, dtype, work: recorder.work)
        case .tensor(let given): source = try scattered(given, index, axis)
        }
        let out = try array.copy(recorder.work)
        try ArrayKernels.scatter(source, axis, index.array, into: out, adds: adds, recorder.work)
        let name = adds ? "ScatterAddBackward0" : "ScatterBackward0"
        guard case .tensor(let given) = values else {
            return made(name, out, [self], keeps: false) { g, _ in
                [adds ? g : try g.scatter(axis, index, .number(.float(0)))]
            }
        }
        return made(name, out, [self, given], keeps: false) { g, node in
            [
                node.needs(0) ? (adds ? g : try g.scatter(axis, index, .number(.float(0)))) : nil,
                node.needs(1) ? try g.gathered(axis, index) : nil,
            ]
        }
    }

    /// The values that have a place: those at the front of every axis, as many as there are indices.
    private func scattered(_ given: Tensor, _ index: Tensor, _ axis: Int) throws -> NDArray {
        guard given.dtype == dtype else {
            throw Mistake(
                "values of \(given.dtype.torchName) for a tensor of \(dtype.torchName)", expected: "the tensor's dtype",
                try: "src.to(\(dtype.torchName))"
            ).raised(as: "RuntimeError", "scatter(): Expected self.dtype to be equal to src.dtype")
        }
        let source = given.ndim == 0 && ndim == 1 ? try given.array.reshaped([1], recorder.work) : given.array
        guard source.ndim == ndim, index.shape.indices.allSatisfy({ index.shape[$0] <= source.shape[$0] }) else {
            throw Mistake(
                "values of shape \(given.shape.listText) for indices of shape \(index.shape.listText)",
                expected: "as many axes, and no more indices than values"
            ).raised(
                as: "RuntimeError",
                "Expected index \(index.shape.listText) to be no larger than self \(shape.listText) apart from dimension "
                    + "\(axis) and to be no larger size than src \(given.shape.listText)")
        }
        let front = index.shape.indices.reduce(source) {
            $0.sliced(axis: $1, start: 0, step: 1, length: index.shape[$1])
        }
        return try front.contiguous(recorder.work)
    }
}
