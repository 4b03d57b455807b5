import Answers
import Autograd
public import Language
import Networks
public import Training

extension Model: OfDeclaredClass {
    /// Keras's class: `Sequential`, or `Functional` of a model that was composed.
    public var declaredClass: NativeClass {
        architecture.isComposed ? ModelClasses.functional : ModelClasses.sequential
    }
}

/// Keras's classes of models, as `type(model)` tells them.
private enum ModelClasses {
    static let functional = NativeClass(
        "Functional", module: "keras.src.models.functional", base: KerasModelClass.model, methods: [])
    static let sequential = NativeClass(
        "Sequential", module: "keras.src.models.sequential", base: KerasModelClass.model, methods: [])
}

/// `model(x)`: what the model gives, dropout off.
extension Model: Callable {
    /// The inputs, and whether it is in training.
    public var callParameters: [Parameter] {
        [
            Parameter("inputs", aliases: ["x"], .any, .required, "an array, or a list of arrays for several inputs"),
            Parameter("training", .any, .value(.none), "whether dropout drops; not unless it is said"),
            Parameter("mask", .any, .value(.none), "has no effect here", isKeywordOnly: true),
        ]
    }

    /// The output for each row, which a tape can go back through.
    public func call(_ arguments: Arguments, _ context: Context) throws -> Value {
        try context.ownLayers.within(context) { try called(arguments, context) }
    }

    private func called(_ arguments: Arguments, _ context: Context) throws -> Value {
        if let symbolic = try LayerValue.symbolic(arguments, "the model \(name)") {
            let whole = try SymbolicTensor.calling(ModelLayer(model: self), identity, on: symbolic, context)
            guard architecture.outputSources != nil else { return .thing(whole) }
            return try ModelOutputs.parted(whole, of: self, context.work)
        }
        var inputs = try context.eagerInputs(arguments["inputs"])
        if inputs.count == 1, inputs[0].ndim == 1 { inputs = [try inputs[0].unsqueezed(1)] }
        _ = try build(inputShapes: inputs.map { Array($0.shape.dropFirst()) }, work: context.work)
        let isTraining = try context.isTraining(arguments)
        return try ModelOutputs.answer(eager(context).run(inputs, isTraining: isTraining, context), of: self)
    }
}

/// Keras's functions for layers that join: `layers.concatenate([a, b])`.
enum JoiningWords {
    static let words: [Word] =
        ["Add", "Multiply", "Average", "Maximum", "Minimum", "Subtract"].map { word($0, []) }
        + [
            word("Concatenate", [Parameter("axis", .int(), .value(.int(-1)), "the axis; the rows are axis 0")]),
            word(
                "Dot",
                [
                    Parameter("axes", .any, .required, "the axis of both, or of each; the rows are axis 0"),
                    Parameter("normalize", .bool, .value(.bool(false)), "whether both are given length 1 first"),
                ]),
        ]

    /// The function of the same name in small letters: the layer, made and called.
    private static func word(_ layer: String, _ settings: [Parameter]) -> Word {
        let name = layer.lowercased()
        return Word(
            "keras.layers.\(name)", aliases: ["tensorflow.keras.layers.\(name)"], family: "layers",
            summary: "The layer \(layer), called on tensors",
            parameters: [
                Parameter("inputs", .list(of: .thing([SymbolicTensor.kind])), .required, "the tensors")
            ] + settings + [LayerParameter.name], returns: "tensor",
            examples: [
                "import keras; x = Input(shape=(2,)); keras.layers.\(name)([x, x]\(layer == "Dot" ? ", axes=1" : ""))"
            ],
            seeAlso: ["Concatenate", "Add"],
            meaning: .call { arguments, context in
                let inputs = try arguments.things("inputs", as: SymbolicTensor.self)
                guard let maker = context.registry.word(layer) else { return .none }
                let given = settings.filter { arguments.isGiven($0.name) }.map {
                    (name: $0.name, value: arguments[$0.name])
                }
                let named = arguments["name"].isNone ? [] : [(name: "name", value: arguments["name"])]
                guard let value = try context.call(.word(maker), [], given + named).asThing(LayerValue.self) else {
                    return .none
                }
                return .thing(
                    try SymbolicTensor.calling(value.layer, value.identity, on: inputs, seat: value.seat, context))
            })
    }
}
