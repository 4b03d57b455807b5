import Answers
import Language

/// Steps of PyTorch's optimizers that have nothing to go by, or not what they need.
extension TorchReview {
    /// A step that comes before the gradients of its batch.
    static func late(_ backward: Listing.Call, _ step: Listing.Call, _ clears: [Listing.Call]) -> [Finding] {
        guard step.line < backward.line, step.blocks == backward.blocks else { return [] }
        let isCleared = clears.contains { $0.line < step.line && $0.blocks == step.blocks }
        return [
            Finding(
                line: step.line, weight: isCleared ? .wrong : .misleading,
                problem: "\(step.owner).step() comes before backward(): "
                    + (isCleared
                        ? "the gradients have just been set to zero, so nothing is learnt."
                        : "each step goes along the gradient of the batch before, and the first along none."),
                action: "First backward(), then \(step.owner).step().")
        ]
    }

    /// L-BFGS evaluates the loss several times in a step, and so has to be told how.
    static func closures(_ listing: Listing) -> [Finding] {
        let names = Set(listing.calls(of: "LBFGS").compactMap(\.target))
        return listing.calls(of: "step").filter { names.contains($0.owner) && $0.arguments.isEmpty }.prefix(1).map {
            Finding(
                line: $0.line, weight: .wrong,
                problem:
                    "LBFGS evaluates the loss several times in a step: TypeError: LBFGS.step() missing 1 required "
                    + "positional argument: 'closure'.",
                action: "def closure(): zero_grad, loss, backward, return loss; then \($0.owner).step(closure).")
        }
    }
}
