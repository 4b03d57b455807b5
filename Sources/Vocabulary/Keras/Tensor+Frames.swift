import Autograd

extension Tensor {
    /// With zeros before and after along an axis.
    func framed(_ axis: Int, _ before: Int, _ after: Int) throws -> Tensor {
        guard before > 0 || after > 0 else { return self }
        func zeros(_ length: Int) throws -> [Tensor] {
            guard length > 0 else { return [] }
            var shape = shape
            shape[axis] = length
            return [try recorder.full(shape, 0, dtype)]
        }
        return try Tensor.joined(zeros(before) + [self] + zeros(after), along: axis)
    }

    /// With `step − 1` zeros between neighbours along an axis.
    func spread(_ axis: Int, _ step: Int) throws -> Tensor {
        guard step > 1 else { return self }
        let apart = try unsqueezed(axis + 1).framed(axis + 1, 0, step - 1).contiguous()
        var merged = shape
        merged[axis] *= step
        return try apart.reshaped(merged).narrowed(axis, 0, merged[axis] - step + 1)
    }

    /// Every place of an axis so many times.
    func repeatedAlong(_ axis: Int, _ times: Int) throws -> Tensor {
        var (wide, merged) = (shape, shape)
        wide.insert(times, at: axis + 1)
        merged[axis] *= times
        return try unsqueezed(axis + 1).expanded(wide).contiguous().reshaped(merged)
    }
}
