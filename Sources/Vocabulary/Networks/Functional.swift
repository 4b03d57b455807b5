import Answers
import Language
import Networks
import Training
import Words

/// `Model(inputs, outputs)`.
enum Functional {
    /// What a call of `Model` makes.
    static let word = Word(
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
