import Answers
import Arrays

/// Changes in place, and what the record makes of them.
extension Tensor {
    /// Whether a change is to be recorded.
    ///
    /// - Throws: `Mistake` (PyTorch's RuntimeError) for a leaf that wants a gradient, and for a view of one.
    private func willRecord(_ other: Tensor?) throws -> Bool {
        guard recorder.isRecording else { return false }
        if isLeaf, isWanted {
            throw Mistake(
                "a tensor that wants a gradient is changed in place", expected: "changes inside torch.no_grad()",
                try: "with torch.no_grad(): …"
            ).raised(
                as: "RuntimeError",
                "a leaf Variable that requires grad is being used in an in-place operation.")
        }
        if let base, base.isLeaf, base.isWanted {
            throw Mistake(
                "a view of a tensor that wants a gradient is changed in place",
                expected: "changes inside torch.no_grad()", try: "with torch.no_grad(): …"
            ).raised(
                as: "RuntimeError",
                "a view of a leaf Variable that requires grad is being used in an in-place operation.")
        }
        return requiresGrad || other?.requiresGrad == true
    }

    /// Takes on the values of the result of an operation on itself: `x.add_(y)`, `x += y`.
    @discardableResult
    public func become(_ other: Tensor? = nil, _ operation: (Tensor) throws -> Tensor) throws -> Tensor {
        let isRecorded = try willRecord(other)
        // Backward reads the values as they were, also those that change now.
        let before =
            isRecorded
            ? Tensor(try array.copy(recorder.work), recorder, node: node) : Tensor(array, recorder, version: version)
        let result = try operation(before)
        guard result.shape == shape else {
            throw Mistake(
                "the result has shape \(result.shape.listText) and the tensor \(shape.listText)",
                expected: "a result of the same shape", try: "x = x + y"
            ).raised(
                as: "RuntimeError",
                "output with shape \(shape.listText) doesn't match the broadcast shape \(result.shape.listText)")
        }
        guard dtype.isFloat || !result.dtype.isFloat else {
            throw Mistake(
                "the result is \(result.dtype.torchName) and does not fit into \(dtype.torchName)",
                try: "x = x / y, or .float() first"
            ).raised(
                as: "RuntimeError",
                "result type \(result.dtype.torchKind) can't be cast to the desired output type \(dtype.torchKind)")
        }
        try array.assign(result.array, recorder.work)
        noteChange()
        guard isRecorded else { return self }
        let made = try result.cast(to: dtype)
        guard made.requiresGrad else {
            // Values that come from nowhere: the gradient ends here.
            adopt(Node("FillBackward0", of: array, [edge]) { g, _ in [try g.recorder.full(g.shape, 0, g.dtype)] })
            return self
        }
        guard let node = made.node else {
            adopt(Node("CopyBackwards", of: array, [made.edge]) { g, _ in [g] })
            return self
        }
        // What backward reads of the result is what stands here now.
        node.saved = node.saved.map { saved in
            guard saved.version === result.version else { return saved }
            return .init(
                version: version, expected: version.count, shape: saved.shape, dtype: saved.dtype,
                origin: saved.origin)
        }
        adopt(node)
        return self
    }

    /// `x[indices] = values`
    public func assign(_ indices: [TensorIndex], _ values: TensorOperand) throws {
        var given: Tensor?
        if case .tensor(let tensor) = values { given = tensor }
        let isRecorded = try willRecord(given)
        let plan = try IndexPlan(indices, self)
        var target = array
        for step in plan.steps { target = try step.apply(to: target) }
        let source: NDArray
        switch values {
        case .number(let number): source = try NDArray(number, dtype)
        case .tensor(let tensor):
            // Values of its own memory are those from before the change.
            source = tensor.array.storage === array.storage ? try tensor.array.copy(recorder.work) : tensor.array
        }
        if plan.advanced.isEmpty {
            guard (try? NDArray.broadcast(source.shape, target.shape)) == target.shape || source.count == 1 else {
                throw unfit(source.shape, target.shape)
            }
            try target.assign(source.count == 1 ? source.reshaped([]) : source, recorder.work)
        } else {
            let rows = try plan.rows(of: target.shape, recorder.work)
            let moved = try target.transposed(rows.order)
            let tail = Array(moved.shape.dropFirst(plan.advanced.count))
            let lengths = Array(moved.shape.prefix(plan.advanced.count))
            var shape = rows.shape + tail
            if rows.isInPlace { shape = rows.back.map { shape[$0] } }
            guard (try? NDArray.broadcast(source.shape, shape)) == shape else { throw unfit(source.shape, shape) }
            var seen = try source.broadcast(to: shape)
            if rows.isInPlace {
                var front = rows.back
                for (place, axis) in rows.back.enumerated() { front[axis] = place }
                seen = try seen.transposed(front)
            }
            seen = try seen.reshaped([rows.places.count] + tail)
            for (row, place) in rows.places.enumerated() {
                var (part, rest) = (moved, place)
                for length in lengths.reversed() {
                    let axis = part.ndim - tail.count - 1
                    part = try part.at(rest % length, axis: axis)
                    rest /= length
                }
                try part.assign(seen.at(row), recorder.work)
            }
        }
        noteChange()
        guard isRecorded else { return }
        let value = given
        adopt(
            Node("CopySlices", of: array, [edge, value?.edge ?? .none]) { g, node in
                [
                    node.needs(0) ? try g.without(indices) : nil,
                    try node.needs(1) ? value.map { try g.indexed(indices).summed(to: $0.shape) } : nil,
                ]
            })
    }

    /// Itself with zeros at the indices.
    private func without(_ indices: [TensorIndex]) throws -> Tensor {
        let copy = recorder.tensor(try array.copy(recorder.work))
        try recorder.recording(false) { try copy.assign(indices, .number(.float(0))) }
        return made("ZeroSlicesBackward", copy.array, [self], keeps: false) { g, _ in [try g.without(indices)] }
    }

    private func unfit(_ source: [Int], _ target: [Int]) -> Mistake {
        Mistake(
            "values of shape \(source.listText) do not fit into a part of shape \(target.listText)",
            expected: "a number, or values that can be broadcast to it"
        ).raised(
            as: "RuntimeError",
            "shape mismatch: value tensor of shape \(source.listText) cannot be broadcast to indexing result of shape "
                + target.listText)
    }
}
