import Answers
import Autograd
public import Language
import Networks
public import Training

/// The tensors between the layers of a model: what further models can be made of, with the same layers.
final class SymbolicGraph {
    let inputs: [SymbolicTensor]
    /// The output of each call, in the order of the architecture's.
    let calls: [SymbolicTensor]

    init(inputs: [SymbolicTensor], calls: [SymbolicTensor]) { (self.inputs, self.calls) = (inputs, calls) }

    /// That of a model; made anew where layers were added since.
    static func of(_ model: Model) -> SymbolicGraph {
        let architecture = model.architecture
        if let known = model.companion as? SymbolicGraph, known.calls.count == architecture.nodes.count {
            return known
        }
        let inputs = architecture.openShapes.enumerated().map { number, shape in
            SymbolicTensor(
                shape: shape ?? model.network?.inputShapes[number].map(Optional.some),
                name: architecture.inputName(number))
        }
        var calls: [SymbolicTensor] = []
        for node in architecture.nodes {
            let sources = node.sources.map { source in
                switch source {
                case .input(let number): inputs[number]
                case .layer(let number): calls[number]
                }
            }
            calls.append(
                SymbolicTensor(layer: node.layer, identity: node.identity ?? LayerIdentity(), inputs: sources))
        }
        let made = SymbolicGraph(inputs: inputs, calls: calls)
        model.companion = made
        return made
    }

    func tensor(_ place: Architecture.Source) -> SymbolicTensor {
        switch place {
        case .input(let number): inputs[number]
        case .layer(let number): calls[number]
        }
    }
}

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
                .thing(SymbolicTensor(layer: layer, identity: identity, inputs: inputs))
            } place: { _ in
                self
            }
        }
        try AttentionCalls.check(node.layer, arguments)
        if let inputs = try LayerValue.symbolic(arguments, summary) {
            let identity = SymbolicGraph.of(model).calls[index].identity ?? LayerIdentity()
            let layer = try StateParts.begun(node.layer, arguments)
            return StateParts.parted(SymbolicTensor(layer: layer, identity: identity, inputs: inputs), layer)
        }
        let inputs = try context.eagerInputs(arguments["inputs"])
        let whole = try model.build(work: context.work)
        let part = try whole.part(index, inputShapes: inputs.map { Array($0.shape.dropFirst()) })
        return .thing(
            try EagerNetwork.of(part, named: "", context.kerasRecorder).run(
                inputs, isTraining: context.isTraining(arguments), context))
    }
}

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
