import Answers
import Arrays

/// A function that sees the gradients that arrive at a tensor, until it is removed.
public final class Hook {
    /// What messages call it.
    let name: String
    private(set) var body: ((Tensor) throws -> Tensor?)?

    init(_ name: String, _ body: @escaping (Tensor) throws -> Tensor?) {
        self.name = name
        self.body = body
    }

    /// From here on it sees nothing.
    public func remove() { body = nil }

    /// The gradient, or what the function puts in its place.
    ///
    /// - Throws: `Mistake` (PyTorch's RuntimeError) for a replacement of another shape or dtype.
    func passed(_ gradient: Tensor) throws -> Tensor {
        guard let given = try body?(gradient) else { return gradient }
        guard given.shape == gradient.shape else {
            throw Mistake(
                "a hook makes shape \(given.shape.listText) of a gradient of shape \(gradient.shape.listText)",
                expected: "a gradient of the same shape"
            ).raised(as: "RuntimeError", "hook '\(name)' has changed the size of value")
        }
        guard given.dtype == gradient.dtype else {
            throw Mistake(
                "a hook makes \(given.dtype.torchName) of a gradient of \(gradient.dtype.torchName)",
                expected: "a gradient of the same dtype", try: "return g.to(…)"
            ).raised(
                as: "RuntimeError",
                "hook '\(name)' has changed the type of value (was torch.\(gradient.dtype.torchKind)Tensor got "
                    + "torch.\(given.dtype.torchKind)Tensor)")
        }
        return given
    }
}
