import Answers
import Autograd
public import Language
import Networks
public import Training

/// `model.layers[1](x)`: a layer of a model, called again with the weights that it has there.
extension LayerHandle: Callable, MadeByWord {
    /// Keras's class: `Dense`.
    public var madeBy: String { layer?.className ?? "InputLayer" }
    /// `keras.layers.Layer`
    public var baseClass: NativeClass? { KerasLayerClass.layer }
    /// The inputs, and whether it is in training.
    public var callParameters: [Parameter] { layer.map(AttentionCalls.parameters) ?? LayerValue.parameters }

    /// The layer in another model, or its output for numbers.
    ///
    /// - Throws: `Mistake` for an input, and for what the layer cannot read.
    public func call(_ arguments: Arguments, _ context: Context) throws -> Value {
        guard case .layer(let index) = place, model.architecture.nodes.indices.contains(index) else {
            throw Mistake("an input computes nothing", expected: "a layer behind it", try: "model.layers[1]")
        }
        let node = model.architecture.nodes[index]
        if let attention = node.layer as? AttentionLayer {
            let identity = SymbolicGraph.of(model).calls[index].identity ?? LayerIdentity()
            return try AttentionCalls.call(attention, arguments, context) { layer, inputs in
                .thing(try SymbolicTensor.calling(layer, identity, on: inputs, context))
            } place: { _ in
                self
            }
        }
        try AttentionCalls.check(node.layer, arguments)
        if let inputs = try LayerValue.symbolic(arguments, summary) {
            let identity = SymbolicGraph.of(model).calls[index].identity ?? LayerIdentity()
            let layer = try StateParts.begun(node.layer, arguments)
            return StateParts.parted(try SymbolicTensor.calling(layer, identity, on: inputs, context), layer)
        }
        let inputs = try context.eagerInputs(arguments["inputs"])
        let whole = try model.build(work: context.work)
        let part = try whole.part(index, inputShapes: inputs.map { Array($0.shape.dropFirst()) })
        return .thing(
            try EagerNetwork.of(part, named: "", context.kerasRecorder).run(
                inputs, isTraining: context.isTraining(arguments), context))
    }
}
