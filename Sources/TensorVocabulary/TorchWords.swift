import Answers
import Arrays
import Autograd
import Language

/// The words of `torch` itself: making tensors, putting them together, settings.
enum TorchWords {
    static let members: [Member] = [
        .attribute("type", of: TorchDevice.self, "cpu") { _ in .text("cpu") }
    ]

    /// A word of torch; the example is what follows the name.
    static func word(
        _ name: String, _ summary: String, _ parameters: [Parameter] = [], returns: String = "tensor", example: String,
        _ body: @escaping @Sendable (Arguments, Context) throws -> Value
    ) -> Word {
        Word(
            "torch.\(name)", family: "torch", summary: summary, parameters: parameters, returns: returns,
            examples: ["import torch\ntorch.\(name)\(example)"], meaning: .call(body))
    }

    static let wanted = Parameter(
        "requires_grad", .bool, false, "whether a gradient is wanted", isKeywordOnly: true)
    static let device = Parameter("device", .any, .value(.none), "there is one here: cpu", isKeywordOnly: true)
    static let options = [TensorFunction.dtype, wanted, device]

    static func finished(_ array: NDArray, _ args: Arguments, _ context: Context) throws -> Value {
        let tensor = context.recorder.tensor(array)
        if try args.bool("requires_grad") { try tensor.requireGrad() }
        return .thing(tensor)
    }
}
