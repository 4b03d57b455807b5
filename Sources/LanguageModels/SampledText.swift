public import Answers

/// A text that a model wrote: the prompt, and what was drawn character by character after it.
public struct SampledText: Sendable, Equatable {
    /// The text that the model was given to go on from.
    public let prompt: String
    /// What was drawn after the prompt.
    public internal(set) var text: String
    /// By what each character was drawn: temperature, the k likeliest, the nucleus.
    public let rule: SamplingRule
    /// What the characters are drawn by: the same seed, model, prompt and rule give the same text.
    public let seed: UInt64
    /// How many characters were asked for.
    public let asked: Int
    /// The model that wrote it, in one line.
    public let model: String
    /// Mean of −ln p over the drawn characters, p their chance by the model at temperature 1, in nats: how surprising the model itself
    /// finds its text. nan without a character.
    public internal(set) var surprise: Double
    /// Mean entropy of the chances it was drawn from, in nats.
    public internal(set) var entropy: Double
    /// Characters that were drawn.
    public internal(set) var count: Int

    /// Whether the work was stopped before all were drawn.
    public var isPartial: Bool { count < asked }
    /// The prompt with what was drawn after it, as one text.
    public var whole: String { prompt + text }
}

extension SampledText: Presentable {
    /// `sampled text`
    public static var kind: String { "sampled text" }

    /// `200 characters at temperature 0.8, seed 0: 'alice was …'`
    public var summary: String {
        let shown = String(whole.prefix(40)).replacing("\n", with: "⏎")
        return
            "\(Phrase.count(count, "character")) at \(rule.summary), seed \(seed): '\(shown)\(whole.count > 40 ? "…" : "")'"
    }

    /// The text itself, then how it was drawn.
    public func table(width: Int) -> String {
        var lines = whole.split(separator: "\n", omittingEmptySubsequences: false).flatMap {
            TextTable.wrap(String($0), width)
        }
        // A text of a book's length is not for a screen.
        if lines.count > 60 {
            lines = Array(lines.prefix(50)) + ["… \(lines.count - 50) lines more; .text has all of them"]
        }
        lines.append("")
        lines += TextTable.wrap(
            "\(Phrase.count(count, "character")) after the prompt of \(prompt.count) by \(rule.summary), seed \(seed)"
                + (count == 0 ? "" : "; \((surprise / Bits.nats).short()) bits each by the model itself")
                + (isPartial ? "; stopped before the \(asked) that were asked for" : ""), width)
        return lines.joined(separator: "\n")
    }

    /// How it was drawn, and how surprising the model finds it.
    public var sentence: String {
        "\(model.prefix { $0 != ":" }) wrote \(Phrase.count(count, "character")) at \(rule.summary)"
            + (count == 0 ? "." : "; by the model itself they take \((surprise / Bits.nats).short()) bits each.")
    }

    /// Prompt, text and how it was drawn.
    public var json: JSON {
        .members([
            "kind": .string(Self.kind), "prompt": .string(prompt), "text": .string(text),
            "temperature": .number(rule.temperature), "top_k": rule.topK.map { .integer($0) } ?? .null,
            "top_p": rule.topP.map { .number($0) } ?? .null, "seed": .integer(Int(truncatingIfNeeded: seed)),
            "asked": .integer(asked), "count": .integer(count), "surprise": .number(surprise),
            "entropy": .number(entropy),
        ])
    }
}

/// The two units of information.
enum Bits {
    /// Nats of one bit: ln 2.
    static let nats = 0.693_147_180_559_945_3
}
