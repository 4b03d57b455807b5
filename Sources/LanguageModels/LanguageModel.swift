public import Answers
internal import Networks
internal import Optimizers
internal import Tensors
public import Training

/// A model of which character comes next, learnt from a text: counts of pairs, or a network that `fit` trains.
///
/// A network is an ordinary model of the laboratory (`model`): class numbers (context,) in, a row of probabilities or logits for each
/// step out, trained by sparse categorical cross-entropy on every step. It has an identity, and is used by one thread at a time.
public final class LanguageModel: @unchecked Sendable {
    /// `bigram`, `rnn`, `gru`, `lstm`, `transformer`, or `own` for a network of the person's.
    public let kind: String
    /// The characters that it reads and writes, each with its number.
    public let vocabulary: CharacterVocabulary
    /// The line that makes the text it learns from: `alice()`.
    public let textName: String
    /// The text that it learns from, as numbers of characters.
    public let text: [Int]
    /// Where the chances come from.
    public let engine: TextEngine
    /// Characters of one row of the training data, and the most that a transformer looks at.
    public let context: Int
    /// A reader of a single text that is kept from one call to the next.
    private var reader: Reader?

    init(
        kind: String, vocabulary: CharacterVocabulary, textName: String, text: [Int], engine: TextEngine, context: Int
    ) {
        self.kind = kind
        self.vocabulary = vocabulary
        self.textName = textName
        self.text = text
        self.engine = engine
        self.context = context
    }

    /// The network; nil for counts.
    public var model: Model? { engine.model }

    /// Epochs that its network was trained for; nil for counts, which need none.
    public var epochs: Int? { model?.epochsDone }

    /// A reader of one text, at its beginning.
    func single() throws -> Reader {
        if let reader, reader.isCurrent {
            reader.restart()
            return reader
        }
        let made = try Reader(self, count: 1)
        reader = made
        return made
    }

    /// An independent model with the same weights, optimizer's memory and text: what is done to one does not touch the other.
    ///
    /// - Throws: `Mistake` when there is no memory for it.
    public func copy() throws -> LanguageModel {
        let engine: TextEngine =
            switch engine {
            case .counts: engine
            case .network(let model): .network(try model.copy())
            }
        return LanguageModel(
            kind: kind, vocabulary: vocabulary, textName: textName, text: text, engine: engine, context: context)
    }
}

extension LanguageModel: Presentable {
    /// `language model`
    public static var kind: String { "language model" }

    /// `transformer on alice: 36 characters, context 64, 106212 weights, 2 epochs`
    public var summary: String {
        let head = "\(kind) on \(textName): \(vocabulary.count) characters"
        guard let model else { return head }
        let weights = model.network.map { ", \($0.parameterCount.grouped) weights" } ?? ""
        return head + ", context \(context)\(weights), \(Phrase.count(model.epochsDone, "epoch"))"
    }

    /// What it is, what it knows, and what it can be asked for.
    public func table(width: Int) -> String {
        var rows: [(term: String, meaning: String)] = [
            ("text", "\(textName), \(text.count.grouped) characters"),
            ("characters", "\(vocabulary.count): \(vocabulary.listed)"),
        ]
        switch engine {
        case .counts(let counts):
            rows.append(("chances", "counts of pairs with \(counts.smoothing.short()) added to each"))
        case .network(let model):
            rows.append(("layers", model.architecture.layersInWords))
            rows.append(("training", "\(Phrase.count(model.epochsDone, "epoch")), rows of \(context) characters"))
            rows.append(
                (
                    "looks at",
                    kind == "transformer"
                        ? "the \(context / 2) to \(context) characters before the next"
                        : "all characters before the next, through its state"
                ))
        }
        return summary + "\n" + TextTable.definitions(rows, width: width)
    }

    /// What it goes by, in a sentence.
    public var sentence: String {
        switch engine {
        case .counts: "A \(kind) model of \(textName): each character by the one before it, from counts."
        case .network:
            "A \(kind) model of \(textName) with \(vocabulary.count) characters, trained for "
                + "\(Phrase.count(epochs ?? 0, "epoch"))."
        }
    }

    /// Kind, characters, context and training.
    public var json: JSON {
        .members([
            "kind": .string(Self.kind), "model": .string(kind), "text": .string(textName),
            "characters": .integer(vocabulary.count), "context": .integer(context), "epochs": .integer(epochs ?? 0),
        ])
    }
}
