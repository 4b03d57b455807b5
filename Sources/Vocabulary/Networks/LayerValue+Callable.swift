import Answers
import Autograd
import Language
import Networks
import Training

/// `Dense(8)(x)`: composes where the input is symbolic, else computes.
extension LayerValue: Callable, MadeByWord {
    var madeBy: String { layer.className }
    var baseClass: NativeClass? { KerasLayerClass.layer }

    var callParameters: [Parameter] { AttentionCalls.parameters(of: layer) }

    func call(_ arguments: Arguments, _ context: Context) throws -> Value {
        if let attention = layer as? AttentionLayer {
            return try AttentionCalls.call(attention, arguments, context) { layer, inputs in
                .thing(try SymbolicTensor.calling(layer, identity, on: inputs, seat: seat, context))
            } place: { shapes in
                try seat.build(self, shapes, context)
                return seat.handle
            }
        }
        try AttentionCalls.check(layer, arguments)
        let layer = try begun(arguments)
        if let inputs = try LayerValue.symbolic(arguments, summary) {
            return StateParts.parted(
                try SymbolicTensor.calling(layer, identity, on: inputs, seat: seat, context), layer)
        }
        let isTraining = try context.isTraining(arguments)
        let inputs = try context.eagerInputs(arguments["inputs"])
        if let recurrence = layer as? TensorLayer, recurrence.states > 0 {
            let states = try StateParts.initial(arguments).map { try context.kerasTensor($0) }
            return try seat.call(
                with(recurrence), recurrence, inputs + states, isTraining: isTraining, context)
        }
        return .thing(try seat.call(self, inputs, isTraining: isTraining, context))
    }

    /// The layer as it is called: one that is given its first states goes through the steps by itself.
    private func begun(_ arguments: Arguments) throws -> any Layer { try StateParts.begun(layer, arguments) }

    /// The symbolic tensors among the inputs of a call; nil where they are numbers.
    static func symbolic(_ arguments: Arguments, _ summary: String) throws -> [SymbolicTensor]? {
        let given = arguments["inputs"]
        let inputs: [Value] = if case .thing = given { [given] } else { given.elements ?? [given] }
        let items = inputs + StateParts.initial(arguments)
        guard items.contains(where: { $0.asThing(SymbolicTensor.self) != nil }) else { return nil }
        return try items.map { value in
            guard let tensor = value.asThing(SymbolicTensor.self) else {
                throw arguments.mistake(
                    "inputs", "\(summary) is called on \(value.brief)", expected: "a tensor made by Input(shape=…)")
            }
            return tensor
        }
    }
}
