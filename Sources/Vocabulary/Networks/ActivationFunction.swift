import Answers
import Autograd
import Language
import Networks
import Training

/// The activation of a layer: a function with a name.
struct ActivationFunction: Callable {
    static let kind = "activation function"
    let name: String

    var summary: String { "<function \(name)>" }
    var callParameters: [Parameter] {
        [Parameter("x", .any, .required, "a tensor, an array or numbers")]
    }

    func call(_ arguments: Arguments, _ context: Context) throws -> Value {
        guard let activation = Activation(name: name) else { return arguments["x"] }
        let x = try context.kerasTensor(arguments["x"])
        let rows = x.ndim < 2 ? try x.reshaped([1, Swift.max(1, x.count)]) : x
        let layer = LayerValue(layer: ActivationLayer(activation, name: nil))
        return .thing(
            try layer.seat.call(layer, [rows], isTraining: false, context).reshaped(x.shape))
    }

    static let members: [Member] = [
        .attribute("__name__", of: ActivationFunction.self, "what it is called") { .text($0.name) }
    ]
}
