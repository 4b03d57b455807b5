import Answers
import Arrays

extension Node {
    /// The gradient of an input as it goes on to it: in the input's dtype, and summed where it was broadcast.
    ///
    /// - Throws: `Mistake` (PyTorch's RuntimeError) for a gradient that does not fit the input.
    func checked(_ gradient: Tensor, _ input: Int, for shape: [Int], _ dtype: DType) throws -> Tensor {
        let gradient = try gradient.cast(to: dtype)
        if gradient.shape == shape { return gradient }
        guard (try? NDArray.broadcast(shape, gradient.shape)) == gradient.shape else {
            throw Mistake(
                "\(name) gives a gradient of shape \(gradient.shape.listText) for an input of shape \(shape.listText)",
                expected: "the input's shape"
            ).raised(
                as: "RuntimeError",
                "Function \(name) returned an invalid gradient at index \(input) - got \(gradient.shape.listText) but "
                    + "expected shape compatible with \(shape.listText)")
        }
        return try gradient.summed(to: shape)
    }
}
