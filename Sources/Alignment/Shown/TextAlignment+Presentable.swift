public import Answers
internal import LanguageModels
internal import Numbers

extension TextAlignment: Presentable {
    /// `text alignment`
    public static var kind: String { "text alignment" }

    /// `policy gradient at beta = 1 on texts of 20 characters: reward 6.1 to 11.2, KL 7.9, perplexity 6.2 to 7.4`
    public var summary: String {
        "\(plan.title) on texts of \(Phrase.count(plan.length, "character")): reward \(before.reward.mean.short()) to "
            + "\(after.reward.mean.short()), KL \(after.divergence.mean.short()), perplexity \(before.score.perplexity.short()) to "
            + "\(after.score.perplexity.short())"
            + (isPartial ? " (interrupted after \(Phrase.count(rows.count, "step")))" : "")
    }

    /// Reward, divergence and perplexity before and after, with texts of both.
    public func table(width: Int) -> String {
        var lines = TextTable.wrap(summary, width)
        lines += TextTable.lines(
            [
                ["", "before", "after"],
                ["liked characters of \(plan.length)", before.reward.text, after.reward.text],
                ["KL to the reference", "0", after.divergence.text],
                ["perplexity on text", before.score.perplexity.short(), after.score.perplexity.short()],
                ["different texts of \(before.count)", "\(before.different)", "\(after.different)"],
            ], width: width)
        for (name, worth) in [("before", before), ("after", after)] {
            lines.append("\(name):")
            lines += worth.texts.map { "  \(plan.prompt)|\($0)".replacing("\n", with: "⏎") }
        }
        lines += TextTable.wrap(sentence, width)
        return lines.joined(separator: "\n")
    }

    /// What has risen, and what that has cost.
    public var sentence: String {
        let liked = plan.liked.sorted().map { String($0) }.joined()
        return
            "Characters of '\(liked)' went from \(before.reward.mean.short()) to \(after.reward.mean.short()) of \(plan.length) in a text, and the "
            + "perplexity on real text from \(before.score.perplexity.short()) to \(after.score.perplexity.short())."
            + (isCollapsed
                ? " The model has collapsed: only \(after.different) of \(after.count) texts differ." : "")
    }

    /// Every step, and the worth before and after.
    public var json: JSON {
        func worth(_ worth: Worth) -> JSON {
            .members([
                "reward": .number(worth.reward.mean), "kl": .number(worth.divergence.mean),
                "perplexity": .number(worth.score.perplexity), "different": .integer(worth.different),
                "texts": .array(worth.texts.map(JSON.string)),
            ])
        }
        return .members([
            "kind": .string(Self.kind), "method": .string(plan.method.rawValue), "beta": .number(plan.beta),
            "before": worth(before), "after": worth(after), "loss": .array(rows.map { .number($0.loss) }),
            "reward": .array(rows.map { .number($0.reward) }), "kl": .array(rows.map { .number($0.divergence) }),
        ])
    }
}
