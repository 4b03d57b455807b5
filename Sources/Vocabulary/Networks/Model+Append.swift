import Answers
import Language
import Networks
import Training
import Words

extension Model {
    /// Adds what Sequential and `model.add` are given: a layer, or the input before the first of them.
    ///
    /// - Throws: `Mistake` for an input after a layer, and for the output of a layer that was called.
    func append(_ value: Value, _ context: Context) throws {
        defer { context.sharedLayers.note(self) }
        try refuseTwice(value)
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

    /// - Throws: `Mistake` (Keras's ValueError) for a layer whose name was given to another layer of the chain, too.
    private func refuseTwice(_ value: Value) throws {
        guard let layer = value.asThing(LayerValue.self), let name = layer.layer.givenName,
            architecture.nodes.contains(where: { $0.layer.givenName == name && $0.identity !== layer.identity })
        else { return }
        throw Mistake(
            "two layers of the model are called '\(name)'", expected: "a name of its own for each",
            try: "name=\"\(name)_2\""
        ).raised(
            as: "ValueError",
            "All layers added to a Sequential model should have unique names. Name '\(name)' is already the name of a "
                + "layer in this model. Update the `name` argument to pass a unique name.")
    }
}
