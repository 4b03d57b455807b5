import Cards
import Language
import Networks
import Words

/// The layers that do nothing but apply a function: a word for the card of every activation.
enum ActivationWords {
    static let words: [Word] = Activation.cards.map(word)

    static func word(_ card: ActivationCard) -> Word {
        CardWords.word(
            card, family: "layers", returns: LayerValue.kind, seeAlso: ["Activation", "Dense"],
            example: { "Dense(8, activation=\($0))" },
            and: [LayerParameter.inputShape, LayerParameter.inputDimension, LayerParameter.name]
        ) { activation, arguments, context in
            LayerValue(
                ActivationLayer(activation, word: card.name, name: arguments.optionalText("name")),
                inputShape: try arguments.inputShape(among: [LayerParameter.inputShape, LayerParameter.inputDimension]),
                context, origin: LayerCall(card.name, card.hyperparameters.map(\.name), arguments))
        }
    }
}
