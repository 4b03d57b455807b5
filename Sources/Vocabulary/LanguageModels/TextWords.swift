import Answers
import Datasets
import Language
import LanguageModels
import Words

/// Texts to learn from, and what a text is measured by.
enum TextWords {
    static let words: [Word] = [alice, grammar, novelty, copying]

    private static let alice = Word(
        "alice", family: "data", summary: "Alice's Adventures in Wonderland, to learn to write from",
        details:
            "Lewis Carroll (1865), in the public domain: 141,923 characters, 36 different ones, in lower case, a paragraph to a line.",
        parameters: [
            Parameter("n", .optional(.int(.init(1, 1e9))), "characters from its beginning; None for all")
        ], returns: TextCorpus.kind, examples: ["alice(1000)"], seeAlso: LanguageModelWords.related,
        meaning: .call { args, _ in .thing(TextCorpus.alice(args["n"].asInt)) })

    private static let grammar = Word(
        "grammar_text", family: "data", summary: "sentences of a small grammar whose entropy is known",
        details: """
            "the old cat sees a ball. ": article, perhaps an adjective, noun, verb, and again, each word drawn by a known chance (the k-th of a \
            list 1/k as likely as its first). The entropy of a sentence is that of its choices, and divided by the expected length of a \
            sentence it is that of a character: `text.entropy` in nats, `text.bits` in bits. No model's cross-entropy on long text goes below.
            """,
        parameters: [
            Parameter("n", .int(.init(1, 1e7)), 20_000, "characters, at least: the last sentence is whole"),
            Parameter("seed", .int(.atLeast(0)), .otherwise("the session's"), "of the choices"),
        ], returns: TextCorpus.kind, examples: ["grammar_text(200, seed=1)"], seeAlso: LanguageModelWords.related,
        meaning: .call { args, context in
            .thing(
                try SentenceGrammar.simple.text(args.int("n"), seed: args.seed(context), work: context.work))
        })

    private static let novelty = Word(
        "novelty", family: "metrics",
        summary: "how much of a text is new against the one learnt from, and how varied it is",
        details: """
            Novelty: the share of the text's n-grams that the other does not have. distinct-n: different n-grams over all (Li et al. 2016). \
            And the longest stretch that is copied. The source may be a language model: then it is the text that it learnt from.
            """,
        parameters: [
            LanguageModelWords.text(
                "text", "the text that is measured; of a sample what was drawn, without its prompt"),
            Parameter(
                "source", .oneOf([.text, .thing([TextCorpus.kind, SampledText.kind, LanguageModel.kind])]),
                "the text that it is compared with"),
            Parameter("n", .int(.init(1, 64)), 5, "units of an n-gram"),
            Parameter(
                "unit", .choice(TextNovelty.Unit.allCases.map(\.rawValue)), "characters", "what n-grams are made of"),
        ], returns: TextNovelty.kind,
        examples: ["novelty(\"the cat sat on the hat\", \"the cat sat on the mat\", n=3)"],
        seeAlso: LanguageModelWords.related,
        meaning: .call { args, context in
            let source =
                try args.optionalThing("source", as: LanguageModel.self).map { $0.vocabulary.decode($0.text) }
                ?? TextArgument.plain(args, "source")
            let unit = TextNovelty.Unit(rawValue: try args.text("unit")) ?? .characters
            return .thing(
                try TextNovelty(
                    TextArgument.plain(args, "text"), against: source, n: args.int("n"), unit: unit, work: context.work)
            )
        })

    private static let copying = Word(
        "copy_task", family: "data", summary: "Sequences of symbols that are to be repeated once they are over",
        details: """
            x is T symbols from 1 to `symbols` and then T blanks (0), y is T blanks and then the symbols: the answer stands exactly T steps \
            before. One head of causal attention with positions learns to look there; guessing in the second half is right in \
            ½ + ½/symbols of all steps.
            """,
        parameters: [
            Parameter("n", .int(.init(1, 1e7)), 1000, "sequences"),
            Parameter("T", .int(.init(1, 100_000)), 8, "symbols to be repeated; a sequence has twice as many steps"),
            Parameter("symbols", .int(.init(2, 1000)), 8, "different symbols"),
            Parameter("seed", .int(.atLeast(0)), .otherwise("the session's"), "of the symbols"),
        ], returns: Dataset.kind, examples: ["copy_task(4, T=3, seed=1)"], seeAlso: LanguageModelWords.related,
        meaning: .call { args, context in
            .thing(
                try Dataset.copying(
                    n: args.int("n"), length: args.int("T"), symbols: args.int("symbols"), seed: args.seed(context),
                    work: context.work))
        })
}
