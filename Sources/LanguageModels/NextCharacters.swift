public import Answers
internal import RealModule

/// What a model thinks may come next: the chances of all characters after a prompt, and which of them a rule keeps.
public struct NextCharacters: Sendable, Equatable {
    /// A character that may come next, with its chances.
    public struct Candidate: Sendable, Equatable {
        /// The character itself.
        public let character: Character
        /// Its chance by the model, at temperature 1.
        public let probability: Double
        /// Its chance under the rule; 0 where it is not kept.
        public let drawn: Double
    }

    /// The text that was read before the candidates.
    public let prompt: String
    /// By what a character would be drawn.
    public let rule: SamplingRule
    /// All characters, the likeliest first; of equals that with the lower number.
    public let candidates: [Candidate]
    /// The model that was asked, in one line.
    public let model: String

    /// Those that the rule keeps.
    public var kept: [Candidate] { candidates.filter { $0.drawn > 0 } }

    /// −Σ p ln p of the model's own chances, in nats.
    public var entropy: Double {
        candidates.reduce(0) { $0 - ($1.probability > 0 ? $1.probability * .log($1.probability) : 0) }
    }
}

extension LanguageModel {
    /// The chances of what comes after a prompt.
    ///
    /// - Throws: as `sample`; `Stopped` when the work was cancelled.
    public func next(
        after prompt: String? = nil, rule: SamplingRule = .plain, work: Work = Work()
    ) throws -> NextCharacters {
        let start = try self.prompt(prompt, work: work)
        let reader = try single()
        var logits: UnsafeMutablePointer<Float>?
        for code in start {
            logits = reader.read([code], work: work)
            if logits == nil { throw Stopped() }
        }
        guard let logits else { throw Stopped() }
        let z = (0..<vocabulary.count).map { logits[$0] }
        let (own, drawn) = (SamplingRule.plain.probabilities(of: z), rule.probabilities(of: z))
        let order = z.indices.sorted { own[$0] > own[$1] || (own[$0] == own[$1] && $0 < $1) }
        return NextCharacters(
            prompt: vocabulary.decode(start), rule: rule,
            candidates: order.map {
                .init(character: vocabulary.characters[$0], probability: own[$0], drawn: drawn[$0])
            }, model: summary)
    }
}

extension NextCharacters: Presentable {
    /// `next characters`
    public static var kind: String { "next characters" }

    /// `after 'the ca': t 0.62, n 0.11, r 0.08 …`
    public var summary: String {
        let first = candidates.prefix(4).map { "\($0.character.shown) \($0.probability.short(2))" }
        return "after '\(prompt.suffix(20))': \(first.joined(separator: ", ")) …"
    }

    /// A row for each likely character: its chance, a bar, and what it is drawn with.
    public func table(width: Int) -> String {
        let shown = candidates.prefix { $0.probability >= 0.0005 || $0.drawn > 0 }.prefix(20)
        let most = Swift.max(candidates.first?.probability ?? 1, 1e-9)
        let isPlain = rule == .plain
        let rows = shown.map { candidate -> [String] in
            let bar = String(repeating: "█", count: Int(saturating: (candidate.probability / most * 24).rounded()))
            let own = [candidate.character.shown, candidate.probability.short(3), bar]
            return isPlain ? own : own + [candidate.drawn > 0 ? candidate.drawn.short(3) : "out"]
        }
        let head = ["", "p", ""] + (isPlain ? [] : ["drawn with"])
        var lines = ["after '\(String(prompt.suffix(40)).replacing("\n", with: "⏎"))'"]
        lines += TextTable.lines([head] + rows, width: width, leftColumns: [0, 2])
        let rest = candidates.dropFirst(shown.count)
        if !rest.isEmpty {
            lines.append(
                "\(Phrase.count(rest.count, "other character")) together "
                    + rest.reduce(0) { $0 + $1.probability }.short(2))
        }
        if !isPlain {
            lines.append("kept by \(rule.summary): \(kept.count) of \(candidates.count)")
        }
        return lines.joined(separator: "\n")
    }

    /// How sure the model is, and how many the rule keeps.
    public var sentence: String {
        let first =
            candidates.first.map { "'\($0.character.shown)' is the likeliest, p = \($0.probability.short(3))" } ?? ""
        let keeps =
            rule == .plain ? "" : "; \(rule.summary) keeps \(kept.count) of \(candidates.count)"
        return "After '\(prompt.suffix(20))' \(first), entropy \((entropy / Bits.nats).short(3)) bits\(keeps)."
    }

    /// Every character with both chances.
    public var json: JSON {
        .members([
            "kind": .string(Self.kind), "prompt": .string(prompt), "rule": .string(rule.summary),
            "candidates": .array(
                candidates.map {
                    .members([
                        "character": .string(String($0.character)), "p": .number($0.probability),
                        "drawn": .number($0.drawn),
                    ])
                }),
        ])
    }
}
