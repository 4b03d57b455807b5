import Language
import Networks
import Answers

/// Losses with their settings, under Keras's names; those of two networks that play against each other under their papers'.
enum LossWords {
    static let words: [Word] = elementwise + classes + [adversarial]

    private static let fromLogits = Parameter(
        "from_logits", .bool, .value(.bool(false)), "whether the model gives logits instead of probabilities")

    private static let smoothing = Parameter(
        "label_smoothing", .number(.share), .value(.number(0)), "share of the uniform distribution in the targets")

    private static let elementwise: [Word] = [
        loss("MeanSquaredError", "Mean of (y − t)²", []) { _ in .mse },
        loss("MeanAbsoluteError", "Mean of |y − t|", []) { _ in Loss(.meanAbsoluteError) },
        loss("MeanAbsolutePercentageError", "Mean of 100·|y − t|/|t|", []) { _ in Loss(.meanAbsolutePercentageError) },
        loss("MeanSquaredLogarithmicError", "Mean of (ln(1 + y) − ln(1 + t))²", []) { _ in
            Loss(.meanSquaredLogarithmicError)
        },
        loss(
            "Huber", "Squared near 0, absolute beyond δ (Huber 1964)",
            [Parameter("delta", .number(.positive), .value(.number(1)), "where it turns straight")]
        ) { Loss(.huber(delta: try $0.number("delta"))) },
        loss("LogCosh", "Mean of ln cosh(y − t)", []) { _ in Loss(.logCosh) },
        loss("Hinge", "max(0, 1 − t·y), targets −1 or 1; of targets 0 and 1 the 0 counts as −1", []) { _ in Loss(.hinge)
        },
        loss("SquaredHinge", "max(0, 1 − t·y)², targets −1 or 1; of targets 0 and 1 the 0 counts as −1", []) { _ in
            Loss(.squaredHinge)
        },
        loss("Poisson", "y − t·ln y, of rates", []) { _ in Loss(.poisson) },
    ]

    private static let classes: [Word] = [
        loss("BinaryCrossentropy", "−t ln p − (1−t) ln(1−p)", [fromLogits, smoothing]) {
            Loss(
                .binaryCrossEntropy(fromLogits: try $0.bool("from_logits"), positiveWeight: 1),
                labelSmoothing: try $0.number("label_smoothing"))
        },
        loss(
            "BinaryFocalCrossentropy", "Binary cross-entropy times (1 − p of the truth)^γ (Lin et al. 2017)",
            [Parameter("gamma", .number(.nonNegative), .value(.number(2)), "how little the easy samples count")]
        ) { Loss(.binaryFocal(gamma: try $0.number("gamma"))) },
        loss("CategoricalCrossentropy", "−Σ t ln p, targets one-hot", [fromLogits, smoothing]) {
            Loss(
                .categoricalCrossEntropy(fromLogits: try $0.bool("from_logits")),
                labelSmoothing: try $0.number("label_smoothing"))
        },
        loss("SparseCategoricalCrossentropy", "−ln p of the target class, targets class numbers", [fromLogits]) {
            Loss(.sparseCategoricalCrossEntropy(fromLogits: try $0.bool("from_logits")))
        },
        loss("KLDivergence", "Σ t ln(t/p)", []) { _ in Loss(.klDivergence) },
        loss("CosineSimilarity", "−cos of the angle between y and t", []) { _ in Loss(.cosineSimilarity) },
    ]

    static func loss(
        _ name: String, _ summary: String, _ parameters: [Parameter],
        _ make: @escaping @Sendable (Arguments) throws -> Loss
    ) -> Word {
        IngredientWords.ingredient(name, summary, parameters, returns: "loss", example: "\(name)()") {
            LossValue(loss: try make($0))
        }
    }

    private static let adversarial = Word(
        "adversarial", family: "layers", summary: "The losses of a generator and a discriminator that play a game",
        details:
            "Scores are the discriminator's logits (a critic's numbers for wasserstein and hinge), one for each sample. "
            + "minimax and non_saturating: Goodfellow et al. 2014; least_squares: Mao et al. 2017; wasserstein: Arjovsky et "
            + "al. 2017; hinge: Lim & Ye 2017.",
        parameters: [
            Parameter(
                "game", .choice(AdversarialLoss.allCases.map(\.rawValue)), .value(.text("non_saturating")),
                "whose losses")
        ], returns: AdversarialValue.kind,
        examples: ["adversarial(\"hinge\").discriminator([2, 0.5], [-1, 0.3])"], seeAlso: ["BinaryCrossentropy"],
        meaning: .call { arguments, _ in
            guard let game = AdversarialLoss(rawValue: try arguments.text("game")) else { return .none }
            return .thing(AdversarialValue(game: game))
        })

    private static func scores(_ name: String, _ meaning: String) -> Parameter {
        Parameter(name, .list(of: .number()), .required, meaning)
    }

    static let members: [Member] = [
        .method(
            "discriminator", of: AdversarialValue.self, "its mean loss for scores of real and of made samples",
            [scores("real", "scores of real samples"), scores("made", "scores of made samples")]
        ) { value, arguments, _ in
            let real = try numbers(arguments, "real").map { value.game.discriminator($0, isReal: true).value }
            let made = try numbers(arguments, "made").map { value.game.discriminator($0, isReal: false).value }
            return .number(mean(real) + mean(made))
        },
        .method(
            "generator", of: AdversarialValue.self, "its mean loss for scores of the samples it made",
            [scores("made", "scores of made samples")]
        ) { value, arguments, _ in
            .number(mean(try numbers(arguments, "made").map { value.game.generator($0).value }))
        },
        .method(
            "slopes", of: AdversarialValue.self,
            "derivatives of the generator's loss by each score: what it learns from",
            [scores("made", "scores of made samples")]
        ) { value, arguments, _ in
            .list(try numbers(arguments, "made").map { .number(value.game.generator($0).slope) })
        },
    ]

    private static func numbers(_ arguments: Arguments, _ name: String) throws -> [Double] {
        let numbers = try arguments.values(name).compactMap(\.asDouble)
        guard !numbers.isEmpty else {
            throw arguments.mistake(name, "\(name) has no scores", expected: "at least one number")
        }
        return numbers
    }

    private static func mean(_ values: [Double]) -> Double { values.reduce(0, +) / Double(values.count) }
}

/// The two losses of one game: `adversarial("wasserstein")`.
struct AdversarialValue: Presentable {
    static var kind: String { "adversarial losses" }
    let game: AdversarialLoss

    var summary: String { "adversarial('\(game.rawValue)')" }
}
