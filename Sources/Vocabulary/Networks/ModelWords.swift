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
            var word = Functional.word
            word.details += " A class derived from it has layers as attributes and a method call(self, inputs)."
            word.meaning = .type(KerasModelClass.model)
            return word
        }(),
    ]
}
