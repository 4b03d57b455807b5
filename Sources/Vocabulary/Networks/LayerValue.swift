import Language
import Networks
import Answers

/// A layer as a value of the language, with the input shape that Keras lets the first layer carry.
///
/// Calling it on a tensor composes: `Dense(8)(x)`. Each call of the same value in a model uses the same weights.
struct LayerValue: Callable {
    static var kind: String { "layer" }

    let layer: any Layer
    /// Shape of one example, when `input_shape=` was given.
    var inputShape: [Int]?
    let identity = LayerIdentity()

    var summary: String { layer.summary }

    var json: JSON { .members(["kind": .string(Self.kind), "layer": .string(layer.summary)]) }

    var callParameters: [Parameter] {
        [
            Parameter(
                "inputs", .oneOf([.thing([SymbolicTensor.kind]), .list(of: .thing([SymbolicTensor.kind]))]),
                "a tensor, or a list of tensors for a layer that joins")
        ]
    }

    func call(_ arguments: Arguments, _ context: Context) throws -> Value {
        let inputs = try arguments.values("inputs").map { value -> SymbolicTensor in
            guard let tensor = value.asThing(SymbolicTensor.self) else {
                throw arguments.mistake(
                    "inputs", "\(summary) is called on \(value.brief)", expected: "a tensor made by Input(shape=…)")
            }
            return tensor
        }
        return .thing(SymbolicTensor(layer: layer, identity: identity, inputs: inputs))
    }
}

/// The output of a layer in a model that is being composed; carries no numbers.
final class SymbolicTensor: Presentable {
    static var kind: String { "tensor" }

    /// nil for an input of the model.
    let layer: (any Layer)?
    let identity: LayerIdentity?
    let inputs: [SymbolicTensor]
    /// Shape of one example, for an input.
    let shape: [Int]?

    init(shape: [Int]) {
        layer = nil
        identity = nil
        inputs = []
        self.shape = shape
    }

    init(layer: any Layer, identity: LayerIdentity, inputs: [SymbolicTensor]) {
        self.layer = layer
        self.identity = identity
        self.inputs = inputs
        shape = nil
    }

    var summary: String {
        guard let layer else { return "Input(\((shape ?? []).shapeText))" }
        return "\(layer.summary)(\(inputs.map { $0.layer?.kind ?? "input" }.joined(separator: ", ")))"
    }

    /// The layers between the inputs and this tensor, each after what it reads from.
    ///
    /// - Throws: `Mistake` when an input of the graph is not among `inputs`.
    func architecture(from inputs: [SymbolicTensor]) throws -> Architecture {
        var architecture = Architecture(inputShapes: inputs.map(\.shape))
        var placed: [ObjectIdentifier: Architecture.Source] = [:]
        for (index, input) in inputs.enumerated() { placed[ObjectIdentifier(input)] = .input(index) }
        // Depth first, with a stack of its own: a long chain must not exhaust the thread's.
        var open = [self]
        while let tensor = open.last {
            if placed[ObjectIdentifier(tensor)] != nil {
                open.removeLast()
                continue
            }
            guard let layer = tensor.layer else {
                throw Mistake(
                    "the outputs depend on an input that is not given to Model",
                    expected: "all inputs in Model(inputs, outputs)")
            }
            let waiting = tensor.inputs.filter { placed[ObjectIdentifier($0)] == nil }
            guard waiting.isEmpty else {
                open += waiting
                continue
            }
            let sources = tensor.inputs.compactMap { placed[ObjectIdentifier($0)] }
            placed[ObjectIdentifier(tensor)] = architecture.add(layer, identity: tensor.identity, reading: sources)
            open.removeLast()
        }
        architecture.output = placed[ObjectIdentifier(self)]
        return architecture
    }
}
