import Answers
import Arrays
import Autograd
import Datasets
import Cards
public import Language
public import Networks
import Words
import ArrayVocabulary
import TensorVocabulary

/// The losses, a word for every card, and those of two networks that play against each other.
enum LossWords {
    static let words: [Word] = Loss.cards.map(word) + [adversarial]

    static func word(_ card: LossCard) -> Word {
        CardWords.word(
            card, family: "layers", returns: Loss.kind, seeAlso: ["Sequential"],
            example: { "Sequential([Dense(4, input_shape=(2,))]).compile(loss=\($0))" },
            and: card.called.isEmpty ? [] : kerasParameters + (ofAxis.contains(card.name) ? [axis] : [])
        ) { loss, arguments, _ in
            guard !card.called.isEmpty, let name = arguments.optionalText("name") else { return loss }
            var named = loss
            named.givenName = name
            return named
        }
    }

    /// Those of Keras's that are told along which axis they go.
    private static let ofAxis: Set<String> = ["CosineSimilarity"]
    private static let axis = Parameter(
        "axis", .int(.init(-1, -1)), .value(.int(-1)), "the axis of the vectors: the last")

    private static let kerasParameters = [
        Parameter("name", .optional(.text), .value(.none), "what it is called; Keras's name where it is absent"),
        Parameter("dtype", .optional(.text), .value(.none), "has no effect: numbers are float32"),
    ]

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
        // Keras's function is huber, and the object of the class huber_loss.
        .attribute("name", of: Loss.self, "what Keras calls it: mean_squared_error") {
            .text($0.givenName ?? ($0.name == "huber" ? "huber_loss" : $0.name))
        },
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

/// `MeanSquaredError()(y_true, y_pred)`: the loss of rows.
extension Loss: Callable {
    /// Targets and outputs.
    public var callParameters: [Parameter] {
        [
            Parameter("y_true", .any, .required, "the targets, a row for each example"),
            Parameter("y_pred", .any, .required, "what a model gives"),
            Parameter("sample_weight", .any, .value(.none), "a factor of each row"),
        ]
    }

    /// The loss, reduced as it says.
    public func call(_ arguments: Arguments, _ context: Context) throws -> Value {
        let weights = arguments["sample_weight"].isNone ? nil : try context.array(arguments["sample_weight"])
        return .thing(
            try EagerLoss.value(
                self, context.kerasTensor(arguments["y_true"]), context.kerasTensor(arguments["y_pred"]),
                weights: weights))
    }
}

/// The two losses of one game: `adversarial("wasserstein")`.
struct AdversarialValue: Presentable {
    static var kind: String { "adversarial losses" }
    let game: AdversarialLoss

    var summary: String { "adversarial('\(game.rawValue)')" }
}
