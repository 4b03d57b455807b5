import Answers
import Datasets
import Language
import Formats
import Precision
import Training
import ArrayVocabulary

/// What a loss scale does for gradients of few bits.
enum GradientScaleWords {
    static let words: [Word] = [gradientScale]

    private static let gradientScale = Word(
        "gradient_scale", family: "experiments",
        summary: "what becomes of a model's gradients in a narrow format under several loss scales",
        details: """
            float16 ends at 6e-8: smaller gradients become 0. Multiplied by a scale before they are computed, and divided by it after, they \
            survive, until the scale makes the largest of them overflow 65,504. The gradients are of one batch, all rows given, at the \
            weights as they are; float32's are the measure. bfloat16 has the range of float32 and needs no scale, but no more than two digits.
            """,
        parameters: [
            Parameter("model", .thing([Model.kind]), "a compiled model"),
            Parameter("data", .thing([Dataset.kind, Samples.kind]), "the batch: a dataset, or inputs"),
            Parameter("y", .optional(.thing([Samples.kind])), .value(.none), "targets, where data are inputs"),
            Parameter(
                "scales", aliases: ["scale"], .list(of: .number(.positive)),
                .value(.list([1, 1024, 65536, 16_777_216].map { .int($0) })), "what the loss is multiplied by"),
            Parameter(
                "format", .choice(FloatFormat.all.map(\.name)), "float16",
                "what weights, activations and gradients are kept in", isKeywordOnly: true),
            Parameter(
                "loss_factor", .number(.positive), 1, "multiplies the loss in any case, to make small gradients",
                isKeywordOnly: true),
        ], returns: GradientScale.kind,
        examples: [
            """
            data = moons(n=64, seed=1)
            model = Sequential([Dense(16, activation="relu", input_shape=(2,)), Dense(1, activation="sigmoid")], seed=1)
            model.compile(optimizer="adam", loss="mse")
            gradient_scale(model, data, loss_factor=1e-5)
            """
        ], seeAlso: ["number_format", "LossScaleOptimizer", "plot"],
        meaning: .call { args, context in
            let model = try args.thing("model", as: Model.self)
            let (x, y) = try FitRows.data(args, of: "gradient_scale")
            return .thing(
                try GradientScale(
                    model, x: x, y: y, format: FloatFormat(named: args.text("format")),
                    scales: args["scales"].doubles ?? [],
                    lossFactor: args.number("loss_factor"), work: context.work))
        })

    static let members: [Member] = [
        .attribute("scales", of: GradientScale.self, "the scales that were tried") { $0.rows.map(\.scale).asValue },
        .attribute("lost", of: GradientScale.self, "share of the gradients that became 0, for each scale") {
            $0.rows.map(\.lost).asValue
        },
        .attribute("nonfinite", of: GradientScale.self, "share that is not finite, for each scale") {
            $0.rows.map(\.nonFinite).asValue
        },
        .attribute("errors", of: GradientScale.self, "relative error of the whole gradient, for each scale") {
            $0.rows.map(\.relativeError).asValue
        },
        .attribute(
            "parts", of: GradientScale.self,
            "for each scale: name, relative error, share lost and not finite of each tensor"
        ) {
            .list(
                $0.rows.map { row in
                    .list(
                        row.parts.map {
                            .tuple([.text($0.name), .number($0.relativeError), .number($0.lost), .number($0.nonFinite)])
                        })
                })
        },
    ]
}
