import Answers
import Datasets
public import Language
import Networks
public import Training

/// `model(x)`: what the model gives, dropout off.
extension Model: Callable {
    /// The inputs, and whether it is in training.
    public var callParameters: [Parameter] {
        [
            Parameter("inputs", aliases: ["x"], .any, .required, "an array, or a list of arrays for several inputs"),
            Parameter("training", .any, .value(.none), "has no effect: dropout is off", isKeywordOnly: true),
        ]
    }

    /// The output for each row.
    public func call(_ arguments: Arguments, _ context: Context) throws -> Value {
        if arguments["inputs"].asThing(SymbolicTensor.self) != nil {
            throw arguments.mistake(
                "inputs", "a model is called as a layer of another", expected: "its layers, called one after the other",
                try: "for layer in model.layers: x = layer(x)"
            )
        }
        let parts = arguments["inputs"].elements ?? []
        let isSeveral = architecture.inputShapes.count > 1 && parts.count == architecture.inputShapes.count
        let inputs =
            try isSeveral
            ? parts.compactMap { try ArrayWords.samples($0, work: context.work) }
            : [ArrayWords.samples(arguments, "inputs")]
        return try .array(predict(inputs, work: context.work))
    }
}

/// Keras's functions for layers that join: `layers.concatenate([a, b])`.
enum JoiningWords {
    static let words: [Word] = [
        ("add", MergeLayer.Kind.add), ("multiply", .multiply), ("concatenate", .concatenate),
    ].map { name, kind in
        Word(
            "keras.layers.\(name)", aliases: ["tensorflow.keras.layers.\(name)"], family: "layers",
            summary: "The layer that joins tensors, called on them",
            parameters: [
                Parameter("inputs", .list(of: .thing([SymbolicTensor.kind])), .required, "the tensors"),
                Parameter("axis", .int(), .value(.int(-1)), "the last axis; another is refused"), LayerParameter.name,
            ], returns: "tensor",
            examples: ["import keras; x = Input(shape=(2,)); keras.layers.\(name)([x, x])"],
            seeAlso: ["Concatenate", "Add"],
            meaning: .call { arguments, _ in
                let inputs = try arguments.things("inputs", as: SymbolicTensor.self)
                let layer = MergeLayer(kind, name: arguments.optionalText("name"))
                return .thing(SymbolicTensor(layer: layer, identity: LayerIdentity(), inputs: inputs))
            })
    }
}
