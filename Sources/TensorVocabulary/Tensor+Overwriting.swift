import Arrays
import Autograd

/// What modules and optimizers do to a tensor where it stands: a new gradient, other values.
extension Tensor {
    /// The gradient becomes None, or zeros.
    func clearGradient(toNone: Bool) throws {
        if toNone {
            grad = nil
        } else if let grad {
            grad.array.fill(.float(0))
            grad.noteChange()
        }
    }

    /// The values of another tensor, where these stand.
    func overwrite(_ other: Tensor) throws {
        try recorder.recording(false) { _ = try become { try $0.broadcastCopy(other) } }
    }

    private func broadcastCopy(_ other: Tensor) throws -> Tensor {
        other.detached().shape == shape ? other.detached() : try other.detached().expanded(shape)
    }
}
