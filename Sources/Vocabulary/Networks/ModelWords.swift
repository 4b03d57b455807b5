import Language
import Networks
import Answers
import Training
import Words

/// Making models: a chain of layers, or layers composed by calling them.
enum ModelWords {
    static let words: [Word] = [
        Word(
            "Sequential", family: "networks", summary: "A model that is a chain of layers",
            details:
                "The parameters are one flat vector, so that every optimizer, schedule and `explain` works on a network as "
                + "on a point. The same seed gives the same weights, the same shuffling and the same dropout.",
            parameters: [
                Parameter(
                    "layers", .list(of: .any), .value(.list([])),
                    "the layers in their order; an Input may come first"),
                LayerParameter.name,
                Parameter(
                    "seed", .int(.atLeast(0)), .otherwise("the session's seed"), "of weights, shuffling and dropout"),
            ], returns: "model",
            examples: [
                "Sequential([Dense(16, activation=\"tanh\", input_shape=(2,)), Dense(1, activation=\"sigmoid\")])"
            ],
            seeAlso: ["Dense", "Model", "audit"],
            meaning: .call { arguments, context in
                let model = Model(
                    seed: try arguments.seed(context), name: arguments.optionalText("name"),
                    counted: context.madeNames.next("sequential", unless: arguments.optionalText("name")))
                for value in try arguments.values("layers") { try model.append(value, context) }
                context.madeNames.compose(model)
                return .thing(model)
            }),
        {
            var word = functional
            word.details += " A class derived from it has layers as attributes and a method call(self, inputs)."
            word.meaning = .type(KerasModelClass.model)
            return word
        }(),
    ]

    /// What a call of `Model` makes.
    static let functional = Word(
        "Model", family: "networks", summary: "A model composed by calling layers on tensors",
        details:
            "A layer that is called twice has one set of weights, used in both places, and their gradients add; "
            + "Dense(3)(Dense(3)(x)) calls two layers. A model that is called on tensors is a layer, too, and learns with the "
            + "model around it.",
        parameters: [
            Parameter(
                "inputs", .oneOf([.thing([SymbolicTensor.kind]), .list(of: .thing([SymbolicTensor.kind]))]),
                "what Input gave"),
            Parameter(
                "outputs",
                .oneOf([.thing([SymbolicTensor.kind]), .dict, .list(of: .thing([SymbolicTensor.kind]))]),
                "what the last layer gave; a list, or a dict by name, for several outputs"), LayerParameter.name,
            Parameter(
                "seed", .int(.atLeast(0)), .otherwise("the session's seed"), "of weights, shuffling and dropout"),
        ], returns: "model", examples: ["x = Input(shape=(2,)); Model(x, Dense(1)(x))"],
        seeAlso: ["Input", "Sequential"],
        meaning: .call { arguments, context in
            let inputs = try arguments.things("inputs", as: SymbolicTensor.self)
            let (outputs, names) = try ModelOutputs.given(arguments)
            let output = try ModelOutputs.joined(outputs, names)
            let (architecture, calls) = try output.composed(from: inputs)
            let model = Model(
                architecture, seed: try arguments.seed(context), name: arguments.optionalText("name"),
                counted: context.madeNames.next("functional", unless: arguments.optionalText("name")))
            model.companion = SymbolicGraph(inputs: inputs, calls: calls)
            output.attach(to: model)
            context.sharedLayers.note(model)
            return .thing(model)
        })
}

extension Model {
    /// Adds what Sequential and `model.add` are given: a layer, or the input before the first of them.
    ///
    /// - Throws: `Mistake` for an input after a layer, and for the output of a layer that was called.
    func append(_ value: Value, _ context: Context) throws {
        defer { context.sharedLayers.note(self) }
        if let object = value.asInstance(of: KerasLayerClass.layer) {
            return add(
                OwnLayer(body: OwnLayerBody.of(object, context)), identity: KerasLayerClass.state(object).identity)
        }
        if let layer = value.asThing(LayerValue.self) {
            try StateParts.refuse(layer.layer, in: "a chain of layers")
            if architecture.nodes.isEmpty, layer.inputShape != nil { _ = context.madeNames.next("input_layer") }
            add(layer.layer, identity: layer.identity, inputShape: layer.inputShape)
            return layer.seat.attach(self, architecture.nodes.count - 1)
        }
        if let handle = value.asThing(LayerHandle.self), let layer = handle.layer, case .layer(let index) = handle.place
        {
            return add(layer, identity: SymbolicGraph.of(handle.model).calls[index].identity)
        }
        if let inner = value.asThing(Model.self) {
            return add(
                ModelLayer(model: inner), identity: inner.identity, inputShape: inner.architecture.openShapes[0])
        }
        guard let tensor = value.asThing(SymbolicTensor.self) else {
            throw Mistake(
                "\(value.brief) is \(Phrase.indefinite(value.kind)), not a layer", expected: "a layer",
                try: value.isCallable ? "Dense(8), with brackets" : "Dense(8)", argument: "layers"
            ).raised(as: "ValueError")
        }
        guard let shape = tensor.shape else {
            throw Mistake(
                "\(tensor.summary) is what a layer gives when it is called", expected: "the layer itself",
                try: "Model(inputs, outputs) for layers that were called")
        }
        try expectExamples(of: shape)
    }
}
