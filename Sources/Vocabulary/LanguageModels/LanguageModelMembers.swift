import Answers
import Arrays
import Language
import LanguageModels
import Numbers
import Training
import Words
import ArrayVocabulary

/// What language models, texts and what is measured of them can be asked.
enum LanguageModelMembers {
    static let members: [Member] = model + corpus + sampled + score + next + novelty + sweep + attention + watch

    // MARK: Models

    private static let model: [Member] = [
        .attribute("kind", "bigram, rnn, gru, lstm, transformer, or own", \LanguageModel.kind),
        .attribute("model", of: LanguageModel.self, "the network, None for counts") { model in
            model.model.map { .thing($0) } ?? .none
        },
        .attribute("context", "characters of one row of the training data", \LanguageModel.context),
        .attribute("characters", of: LanguageModel.self, "what it writes with, in the order of their numbers") {
            String($0.vocabulary.characters).asValue
        },
        .attribute("history", of: LanguageModel.self, "of the last fit, None before one") { model in
            model.model?.history.map { .thing($0) } ?? .none
        },
        .attribute("counts", of: LanguageModel.self, "of a bigram model, row a and column b: how often b follows a") {
            guard case .counts(let counts) = $0.engine else { return .none }
            return .thing(try NDArray(counts.counts.map { Double($0) }, shape: [counts.characters, counts.characters]))
        },
        .method(
            "encode", of: LanguageModel.self, returns: "list", "the numbers of a text's characters",
            [
                Parameter("text", .text, "of known characters")
            ]
        ) { model, args, context in
            .list(try model.vocabulary.encode(args.text("text"), argument: "text", work: context.work).map { .int($0) })
        },
        .method(
            "decode", of: LanguageModel.self, returns: "str", "the text of some numbers",
            [
                Parameter("codes", .oneOf([.thing(["array"]), .list(of: .int())]), "numbers of characters")
            ]
        ) { model, args, _ in
            .text(model.vocabulary.decode(try ArrayWords.numbers(args, "codes").map { Int(saturating: $0) }))
        },
        .method(
            "rows", of: LanguageModel.self, returns: "tuple",
            "(x, y) to train by: rows of characters, and the character after each",
            [stride]
        ) { model, args, context in
            let rows = try model.rows(stride: args["stride"].asInt, work: context.work)
            return .tuple([try .array(rows.x), try .array(rows.y)])
        },
        fit, sample, sampleMany, perplexity, probability,
    ]

    private static let stride = Parameter(
        "stride", .optional(.int(.init(1, 1e9))),
        "characters from the beginning of one row to the next; None for the context",
        isKeywordOnly: true)

    private static let fit = Member.method(
        "fit", of: LanguageModel.self, returns: History.kind,
        "trains the network on the rows of its text by its model's own fit, and gives the history",
        [
            Parameter("epochs", .int(.init(0, 1e9)), 1, "times through the text"),
            Parameter("batch_size", .int(.init(1, 1e6)), 32, "rows of an update"), CallbackWords.verbose,
            Parameter(
                "validation_split", .number(.decayRate), 0.0, "share of the text, its end, that is held back",
                isKeywordOnly: true),
            Parameter(
                "callbacks", .any, .value(.none),
                "what watches: a callback, a list of them, or a function of (epoch, logs)",
                isKeywordOnly: true), stride,
        ]
    ) { model, args, context in
        guard let network = model.model else {
            _ = try model.fit(FitOptions())
            return .none
        }
        var options = FitOptions(epochs: try args.int("epochs"), batchSize: try args.int("batch_size"))
        options.callbacks = try CallbackWords.callbacks(of: network, args, context)
        if args["verbose"].asInt == 2 { options.callbacks.append(PrintEpochs()) }
        let caller = LineCaller(context)
        options.say = { try caller.write($0) }
        // For `diagnose`: as with arrays, where they are not too large to keep.
        options.keepsRecipe = model.text.count <= 1 << 23
        return try context.ownLayers.within(context) {
            let history = try model.fit(
                options, validation: args.number("validation_split"), stride: args["stride"].asInt, work: context.work)
            OwnLayerBody.push(from: network)
            context.sharedLayers.spread(network)
            return .thing(history)
        }
    }

    private static let sample = Member.method(
        "sample", of: LanguageModel.self, returns: SampledText.kind, "writes on after a prompt, character by character",
        [
            LanguageModelWords.prompt,
            Parameter("n", .int(.init(0, Double(LanguageModel.mostCharacters))), 200, "characters"),
        ] + LanguageModelWords.rule + [
            LanguageModelWords.seed("of the draws"),
            Parameter(
                "cache", .bool, true,
                "whether a transformer remembers keys and values; False computes its whole window for each character, and gives the same text",
                isKeywordOnly: true),
        ]
    ) { model, args, context in
        .thing(
            try model.sample(
                prompt: args.optionalText("prompt"), count: args.int("n"), rule: LanguageModelWords.rule(args),
                seed: args.seed(context), isCached: args.bool("cache"), work: context.work))
    }

    private static let sampleMany = Member.method(
        "sample_many", of: LanguageModel.self, returns: "list", "several texts after one prompt, computed together",
        [
            LanguageModelWords.prompt,
            Parameter("count", .int(.init(1, 100_000)), 16, "texts"),
            Parameter("n", .int(.init(0, 100_000)), 40, "characters of each"),
            Parameter(
                "temperature", .number(.nonNegative), 1.0,
                "the logits are divided by it; 0 always takes the likeliest character",
                isKeywordOnly: true), LanguageModelWords.seed("of the draws, text k from a stream of its own"),
        ]
    ) { model, args, context in
        let prompt =
            try args.optionalText("prompt").map { try model.vocabulary.encode($0, work: context.work) }
            ?? Array(model.text.prefix(1))
        let texts = try args.about("prompt") {
            try model.sampleMany(
                prompt: prompt, count: args.int("count"), length: args.int("n"),
                temperature: args.number("temperature"),
                seed: args.seed(context), work: context.work)
        }
        if texts.count < (try args.int("count")) { context.note("interrupted: \(texts.count) texts are whole") }
        return .list(texts.map { .text(model.vocabulary.decode($0)) })
    }

    private static let perplexity = Member.method(
        "perplexity", aliases: ["score"], of: LanguageModel.self, returns: TextScore.kind,
        "how well it predicts a text: cross-entropy in nats and bits, and perplexity with its interval",
        [
            LanguageModelWords.text("text", "a text of its characters, best one that it has not learnt from")
        ]
    ) { model, args, context in
        let text = try TextArgument.plain(args, "text")
        let score = try model.score(text, work: context.work)
        if score.isPartial { context.note("perplexity was interrupted: it is that of the text's beginning") }
        return .thing(score)
    }

    private static let probability = Member.method(
        "log_probability", of: LanguageModel.self, returns: "float",
        "ln of the chance that a text comes after a prompt",
        [
            LanguageModelWords.text("text", "what comes"),
            Parameter("prompt", .text, "what stands before it"),
        ]
    ) { model, args, context in
        let codes = try model.vocabulary.encode(TextArgument.plain(args, "text"), argument: "text", work: context.work)
        let prompt = try model.vocabulary.encode(args.text("prompt"), work: context.work)
        return .number(try model.logProbability(of: codes, prompt: prompt, work: context.work))
    }

    // MARK: Texts

    private static let corpus: [Member] = [
        .attribute("text", "all of it", \TextCorpus.text),
        .attribute("name", "the line that makes it", \TextCorpus.name),
        .attribute("count", "characters", \TextCorpus.count),
        .attribute(
            "entropy", "nats for each character that no model goes below, None where that is not known",
            \TextCorpus.entropyRate),
        .attribute("bits", of: TextCorpus.self, "the same in bits") { $0.bits.asValue },
        .method(
            "split", of: TextCorpus.self, returns: "tuple",
            "two texts: its beginning to learn from, its end to test by",
            [
                Parameter("test", .number(.between(0, 1)), 0.1, "share of its end")
            ]
        ) { corpus, args, _ in
            let (learnt, held) = try corpus.split(test: args.number("test"))
            return .tuple([.thing(learnt), .thing(held)])
        },
    ]

    private static let sampled: [Member] = [
        .attribute("text", "what was drawn", \SampledText.text),
        .attribute("prompt", "what it began with", \SampledText.prompt),
        .attribute("whole", "prompt and text", \SampledText.whole),
        .attribute("count", "characters that were drawn", \SampledText.count),
        .attribute("partial", "whether the work was stopped before all were drawn", \SampledText.isPartial),
        .attribute("surprise", "mean −ln p of its characters by the model itself, nats", \SampledText.surprise),
        .attribute("entropy", "mean entropy of the chances it was drawn from, nats", \SampledText.entropy),
        .attribute("seed", of: SampledText.self, "of the draws") { .int(Int(truncatingIfNeeded: $0.seed)) },
    ]

    // MARK: Measures

    private static let score: [Member] = [
        .attribute("perplexity", "e to the nats", \TextScore.perplexity),
        .attribute("low", of: TextScore.self, "lower end of the perplexity's 95 % interval") {
            .number($0.perplexityInterval.low)
        },
        .attribute("high", of: TextScore.self, "upper end of the perplexity's 95 % interval") {
            .number($0.perplexityInterval.high)
        },
        .attribute("nats", "mean of −ln p over the characters", \TextScore.nats),
        .attribute("bits", "the same in bits", \TextScore.bits),
        .attribute("count", "characters that were predicted", \TextScore.count),
        .attribute("surprises", "−ln p of each character but the first", \TextScore.surprises),
    ]

    private static let next: [Member] = [
        .attribute(
            "chances", of: NextCharacters.self, "a dict from each character to its probability, the likeliest first"
        ) {
            .dict(.init($0.candidates.map { (.text(String($0.character)), .number($0.probability)) }))
        },
        .attribute("drawn", of: NextCharacters.self, "the same under the rule, of what it keeps") {
            .dict(.init($0.kept.map { (.text(String($0.character)), .number($0.drawn)) }))
        },
        .attribute("kept", of: NextCharacters.self, "the characters that the rule keeps") {
            .list($0.kept.map { .text(String($0.character)) })
        },
        .attribute("entropy", "of the model's own chances, nats", \NextCharacters.entropy),
    ]

    private static let novelty: [Member] = [
        .attribute("novelty", "share of n-grams that the other text does not have", \TextNovelty.novelty),
        .attribute("distinct", "different n-grams over all", \TextNovelty.distinct),
        .attribute("longest_copy", "units in a row that stand in the other text", \TextNovelty.longestCopy),
        .attribute("count", "n-grams of the text", \TextNovelty.count),
    ]

    private static let sweep: [Member] = [
        .attribute("temperatures", of: TemperatureSweep.self, "that were measured") {
            $0.rows.map(\.temperature).asValue
        },
        .attribute("known_words", of: TemperatureSweep.self, "mean share of words that occur in the text learnt from") {
            $0.rows.map(\.knownWords.mean).asValue
        },
        .attribute("novelty", of: TemperatureSweep.self, "mean share of n-grams that do not") {
            $0.rows.map(\.novelty.mean).asValue
        },
        .attribute("distinct", of: TemperatureSweep.self, "mean of different n-grams over all") {
            $0.rows.map(\.distinct.mean).asValue
        },
        .attribute("surprise", of: TemperatureSweep.self, "mean −ln p of a character by the model itself, nats") {
            $0.rows.map(\.surprise.mean).asValue
        },
        .attribute("examples", of: TemperatureSweep.self, "the first text of each temperature") {
            .list($0.rows.map { .text($0.example) })
        },
    ]

    private static let attention: [Member] = [
        .attribute("weights", of: AttentionMap.self, "array (heads, steps, steps): how much a step looks at each") {
            map in
            let steps = map.labels.count
            return .thing(
                try NDArray(
                    map.heads.flatMap { $0.weights.flatMap { $0.map(Double.init) } },
                    shape: [map.heads.count, steps, steps]))
        },
        .attribute("offsets", of: AttentionMap.self, "for each head, how many steps back each step looks most") {
            .list($0.heads.map { .list($0.offsets.map { .int($0) }) })
        },
    ]

    private static let watch: [Member] = [
        .attribute("texts", of: WatchText.self, "what was written, the first before any training") {
            .list($0.frames.map { .text($0.text) })
        },
        .attribute("epochs", of: WatchText.self, "epochs trained before each") { $0.frames.map(\.epoch).asValue },
        .attribute("losses", of: WatchText.self, "of the epoch before each, None for the first") {
            .list($0.frames.map { $0.loss.asValue })
        },
    ]
}
