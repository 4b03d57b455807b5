import Alignment
import Answers
import Language
import LanguageModels
import Numbers
import Optimizers
import Words

/// Alignment of a character model to a reward that is known.
enum TextAlignmentWords {
    static let words: [Word] = [align]

    private static let align = Word(
        "align_text", family: AlignmentWords.family,
        summary: "trains a character model to write what is liked, held near what it was",
        details: """
            The reward of a text is how many of its characters are liked; a preference of one text to another has the odds e to the difference \
            (Bradley & Terry 1952). policy_gradient draws texts of the model at each step and makes those more likely whose R = r − β·log π/π₀ is above \
            the mean of the others; dpo learns from pairs of the reference's texts. A copy is trained: the model itself is the reference.

            Told are the reward and KL(π‖π₀) of 256 fresh texts with 95 % intervals, how many of them differ, and the perplexity on real text before \
            and after, which is the price.
            """,
        parameters: [
            Parameter("model", .thing([LanguageModel.kind]), "a trained network of characters"),
            Parameter("reward", .text, "aeiou", "the characters that are liked"),
            Parameter("method", .choice(["policy_gradient", "dpo"]), "policy_gradient", "how it learns"),
            Parameter("beta", .number(.nonNegative), 1, "how strongly it is held; 0 lets a policy gradient go"),
            Parameter(
                "prompt", .text, .otherwise("the first four characters of the model's text"), "what texts begin with",
                isKeywordOnly: true),
            Parameter("length", .int(.init(1, 10_000)), 20, "characters of a text", isKeywordOnly: true),
            Parameter(
                "optimizer", .thing([Optimizer.kind]), .otherwise("Adam(0.001)"), "what moves the weights",
                isKeywordOnly: true),
            Parameter("steps", .int(.init(1, 1e6)), 100, "updates", isKeywordOnly: true),
            Parameter(
                "samples", .int(.init(2, 10_000)), 32, "texts of an update, or pairs of one of dpo", isKeywordOnly: true
            ),
            Parameter("pairs", .int(.init(1, 100_000)), 1000, "pairs that dpo learns from", isKeywordOnly: true),
            Parameter(
                "text", .optional(.text), "to tell the perplexity on; None for the end of the model's own",
                isKeywordOnly: true),
            Parameter(
                "seed", .int(.atLeast(0)), .otherwise("the session's"), "of whatever is drawn", isKeywordOnly: true),
        ], returns: TextAlignment.kind,
        examples: [
            """
            lm = LanguageModel("to be or not to be, that is the question " * 4, kind="gru", context=12, width=8, layers=1)
            align_text(lm, "o", prompt="to", length=8, steps=3, samples=8)
            """
        ], seeAlso: ["align", "LanguageModel", "overoptimise"],
        meaning: .call { args, context in
            let model = try args.thing("model", as: LanguageModel.self)
            let prompt =
                args.isGiven("prompt") ? try args.text("prompt") : model.vocabulary.decode(model.text.prefix(4))
            let plan = try TextAlignmentPlan(
                model, liked: args.text("reward"),
                method: AlignmentMethod(rawValue: args.text("method")) ?? .policyGradient, beta: args.number("beta"),
                prompt: prompt, length: args.int("length"),
                optimizer: args.optionalThing("optimizer", as: Optimizer.self), steps: args.int("steps"),
                samples: args.int("samples"), pairs: args.int("pairs"), seed: args.seed(context))
            return .thing(try TextAlignment(plan, held: args["text"].asText, work: context.work))
        })
}

/// What an aligned character model can be asked.
enum TextAlignmentMembers {
    static let members: [Member] = [
        .attribute("model", of: TextAlignment.self, "the aligned model") { .thing($0.model) },
        .attribute("reference", of: TextAlignment.self, "the model as it was") { .thing($0.plan.model) },
        .attribute("reward", of: TextAlignment.self, "liked characters of a text, mean of fresh ones") {
            .number($0.after.reward.mean)
        },
        .attribute("reward_before", of: TextAlignment.self, "the same of the reference") {
            .number($0.before.reward.mean)
        },
        .attribute("kl", of: TextAlignment.self, "KL from the reference of a text, in nats") {
            .number($0.after.divergence.mean)
        },
        .attribute("perplexity", of: TextAlignment.self, "on real text") { .number($0.after.score.perplexity) },
        .attribute("perplexity_before", of: TextAlignment.self, "the same of the reference") {
            .number($0.before.score.perplexity)
        },
        .attribute("collapsed", "whether its texts are nearly all the same", \TextAlignment.isCollapsed),
        .attribute("different", of: TextAlignment.self, "different texts among 256") { .int($0.after.different) },
        .attribute("texts", of: TextAlignment.self, "some texts of the aligned model") { $0.after.texts.asValue },
        .attribute("losses", of: TextAlignment.self, "the loss of each step") { Value($0.rows.map(\.loss)) },
        .attribute("rewards", of: TextAlignment.self, "the mean reward of each step's texts, of dpo its own margin") {
            Value($0.rows.map(\.reward))
        },
        .attribute("kls", of: TextAlignment.self, "the estimated divergence at each step") {
            Value($0.rows.map(\.divergence))
        },
        .attribute("stop_reason", "why it ended", \TextAlignment.stopReason),
        .attribute("is_partial", "whether it was interrupted", \TextAlignment.isPartial),
    ]
}
