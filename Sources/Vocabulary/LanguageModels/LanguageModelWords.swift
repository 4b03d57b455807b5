import Answers
import Datasets
import Language
import LanguageModels
import Networks
import Training
import Words
import ArrayVocabulary

/// Models of which character comes next, made from a text.
enum LanguageModelWords {
    static let words: [Word] = [model, watch, next, sweep, attention]

    static let family = "networks"
    static let related = [
        "LanguageModel", "alice", "grammar_text", "next_characters", "temperature_sweep", "novelty", "WatchText",
        "attention_map", "copy_task",
    ]
    /// A model for examples, which takes no time.
    private static let example = "LanguageModel(alice(2000), kind=\"bigram\")"

    private static let kinds = ["bigram"] + LanguageModel.NetworkKind.allCases.map(\.rawValue)

    private static let model = Word(
        "LanguageModel", family: family, summary: "A model of which character of a text comes next",
        details: """
            "bigram" counts which character follows which, p(b|a) = (n(a,b) + α)/(n(a) + α·V), and has learnt its text at once. The others are \
            networks that `fit` trains, by sparse categorical cross-entropy on every step: "rnn", "gru" and "lstm" carry a state from \
            character to character, "transformer" looks back with causal attention. `lm.model` is the network itself, an ordinary model that \
            can be compiled and fitted otherwise; with model= it is one of your own, which makes a row of as many numbers as the text has \
            characters for each step.

            A transformer looks at the context/2 to context characters before the next: it remembers keys and values, and when its window is \
            full reads the last half of it anew. A recurrent network carries its state on without end.
            """,
        parameters: [
            text("text", "what it learns from"),
            Parameter("kind", .choice(kinds), "transformer", "how it predicts"),
            Parameter("context", .int(.init(2, 4096)), 64, "characters of one row of the training data"),
            Parameter("width", .int(.init(1, 4096)), 64, "features at each step"),
            Parameter("layers", .int(.init(1, 64)), 2, "recurrent layers, or blocks of attention and dense layers"),
            Parameter("heads", .int(.init(1, 4096)), 4, "of each attention; divides the width"),
            Parameter("dropout", .number(.decayRate), 0.0, "share of numbers dropped while training"),
            Parameter(
                "smoothing", .number(.nonNegative), 1.0, "α of a bigram model: added to every count",
                isKeywordOnly: true),
            Parameter(
                "model", .optional(.thing([Model.kind])), "a network of your own, in place of kind", isKeywordOnly: true
            ),
            seed("of weights, shuffling and dropout"),
        ], returns: LanguageModel.kind,
        examples: [example, "LanguageModel(\"to be or not to be, that is it\", context=8)"],
        seeAlso: related,
        meaning: .call { args, context in
            let (name, text) = try TextArgument.named(args, "text")
            if let own = args.optionalThing("model", as: Model.self) {
                return .thing(try LanguageModel(own, of: text, named: name, work: context.work))
            }
            let kind = try args.text("kind")
            guard let network = LanguageModel.NetworkKind(rawValue: kind) else {
                return .thing(
                    try LanguageModel.bigram(
                        of: text, named: name, smoothing: args.number("smoothing"), work: context.work))
            }
            return .thing(
                try LanguageModel.network(
                    network, of: text, named: name, context: args.int("context"), width: args.int("width"),
                    layers: args.int("layers"), heads: args.int("heads"), dropout: args.number("dropout"),
                    seed: args.seed(context), work: context.work))
        })

    private static let watch = Word(
        "WatchText", family: family, summary: "A callback that lets a language model write while it learns",
        details: """
            Before the fit and after every so many epochs it writes on after the prompt, always with the same seed. `plot(watch)` shows the \
            texts beside the loss, `animate(watch, "learning.gif")` one after the other; `watch.texts` has them.
            """,
        parameters: [
            Parameter("model", .thing([LanguageModel.kind]), "a network of characters"), prompt,
            Parameter("n", .int(.init(1, 2000)), 80, "characters"),
            Parameter("every", .int(.init(1, 1e6)), 1, "epochs from one text to the next"),
        ] + rule + [seed("of the draws")], returns: WatchText.kind,
        examples: ["WatchText(LanguageModel(\"to be or not to be, that is it\", context=8))"], seeAlso: related,
        meaning: .call { args, context in
            .thing(
                try WatchText(
                    args.thing("model", as: LanguageModel.self), prompt: args.optionalText("prompt"),
                    count: args.int("n"), rule: rule(args), every: args.int("every"), seed: args.seed(context)))
        })

    private static let next = Word(
        "next_characters", family: family,
        summary: "the chances of what comes after a prompt, and which of them a rule keeps",
        details:
            "The chances are the model's own; with a temperature, top_k or top_p it is shown beside them what would be drawn with which "
            + "chance, and what is left out.",
        parameters: [Parameter("model", .thing([LanguageModel.kind]), "a language model"), prompt] + rule,
        returns: NextCharacters.kind, examples: ["next_characters(\(example), \"th\", top_p=0.9)"], seeAlso: related,
        meaning: .call { args, context in
            .thing(
                try args.thing("model", as: LanguageModel.self).next(
                    after: args.optionalText("prompt"), rule: rule(args), work: context.work))
        })

    private static let sweep = Word(
        "temperature_sweep", family: family,
        summary: "texts at several temperatures, measured for quality and for novelty",
        details: """
            Quality is the share of words that occur in the text learnt from; creativity the share of n-grams of characters that do not; \
            distinct-n says how little is repeated. Means over several texts with 95 % intervals. The picture shows both, and the one \
            against the other.
            """,
        parameters: [
            Parameter("model", .thing([LanguageModel.kind]), "a language model"),
            Parameter(
                "temperatures", .list(of: .number(.nonNegative)),
                .value(.list([0.2, 0.4, 0.6, 0.8, 1, 1.2, 1.5, 2].map { .number($0) })), "which"),
            Parameter("length", .int(.init(2, 1e6)), 400, "characters of each text"),
            Parameter("texts", .int(.init(1, 1000)), 8, "texts at each temperature"),
            Parameter("n", .int(.init(1, 64)), 5, "characters of an n-gram"), prompt, seed("of the draws"),
        ], returns: TemperatureSweep.kind,
        examples: ["temperature_sweep(\(example), [0.5, 1.5], length=60, texts=3)"],
        seeAlso: related,
        meaning: .call { args, context in
            .thing(
                try args.thing("model", as: LanguageModel.self).temperatureSweep(
                    args.values("temperatures").compactMap(\.asDouble), texts: args.int("texts"),
                    length: args.int("length"), n: args.int("n"), prompt: args.optionalText("prompt"),
                    seed: args.seed(context), work: context.work))
        })

    private static let attention = Word(
        "attention_map", family: "inspection", summary: "where the heads of a model's attention look",
        details:
            "For each step of one sequence the weights over the steps up to it, which sum to 1, of all causal attention layers. A language "
            + "model is given a text, any other model the class numbers of one example.",
        parameters: [
            Parameter("model", .thing([Model.kind, LanguageModel.kind]), "a model with causal attention"),
            Parameter("x", .oneOf([.text, .thing(["array"]), .list(of: .any)]), "one sequence"),
        ], returns: AttentionMap.kind,
        examples: [
            "attention_map(LanguageModel(\"to be or not to be, that is it\", context=8, seed=1), \"to be\")"
        ], seeAlso: related,
        meaning: .call { args, context in
            if let model = args.optionalThing("model", as: LanguageModel.self) {
                guard let text = args["x"].asText else {
                    throw args.mistake("x", "x is no text", expected: "a text of the model's characters")
                }
                return .thing(try args.about("x") { try model.attention(on: text, work: context.work) })
            }
            guard args["x"].asText == nil else {
                throw args.mistake(
                    "x", "x is a text, and the model is no language model", expected: "the class numbers of one example"
                )
            }
            return .thing(
                try args.thing("model", as: Model.self).attention(
                    on: ArrayWords.samples(args, "x").values, work: context.work))
        })

    // MARK: Parameters

    /// A text, or what holds one.
    static func text(_ name: String, _ meaning: String) -> Parameter {
        Parameter(name, .oneOf([.text, .thing([TextCorpus.kind, SampledText.kind])]), meaning)
    }

    static let prompt = Parameter(
        "prompt", .optional(.text), "what the text begins with; None for the first character of the model's text")

    static func seed(_ meaning: String) -> Parameter {
        Parameter("seed", .int(.atLeast(0)), .otherwise("the session's"), meaning, isKeywordOnly: true)
    }

    /// What a character is drawn by.
    static let rule = [
        Parameter(
            "temperature", .number(.nonNegative), 1.0,
            "the logits are divided by it; 0 always takes the likeliest character",
            isKeywordOnly: true),
        Parameter(
            "top_k", .optional(.int(.atLeast(1))), "only so many of the likeliest are kept", isKeywordOnly: true),
        Parameter(
            "top_p", .optional(.number(.init(0, 1, includesLower: false))),
            "only the smallest set whose probability reaches it is kept",
            isKeywordOnly: true),
    ]

    /// - Throws: `Mistake` for one that is out of range.
    static func rule(_ args: Arguments) throws -> SamplingRule {
        try SamplingRule(
            temperature: args.number("temperature"), topK: args["top_k"].asInt, topP: args["top_p"].asDouble)
    }
}

/// A text as it was given: written out, a corpus, or one that a model wrote.
enum TextArgument {
    static func named(_ args: Arguments, _ name: String) throws -> (name: String, text: String) {
        if let corpus = args.optionalThing(name, as: TextCorpus.self) { return (corpus.name, corpus.text) }
        return ("a text", try plain(args, name))
    }

    static func plain(_ args: Arguments, _ name: String) throws -> String {
        if let corpus = args.optionalThing(name, as: TextCorpus.self) { return corpus.text }
        if let sampled = args.optionalThing(name, as: SampledText.self) { return sampled.text }
        return try args.text(name)
    }
}
