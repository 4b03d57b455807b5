public import Answers
internal import Networks
internal import Tensors
public import Training

/// Where the heads of a model's attention look: for each step of a sequence, the weights of all steps up to it, which sum to 1.
public struct AttentionMap: Sendable, Equatable {
    /// One head of one layer, with its weights over a sequence.
    public struct Head: Sendable, Equatable {
        /// The layer's name.
        public let layer: String
        /// Its number within the layer, from 1.
        public let number: Int
        /// Row t: how much step t looks at each step; 0 for later ones.
        public let weights: [[Float]]

        /// Mean over the steps of the largest weight: 1 where each step looks at a single one.
        public var sharpness: Double {
            weights.reduce(0) { $0 + Double($1.max() ?? 0) } / Double(Swift.max(1, weights.count))
        }

        /// How many steps before its own each step looks at most.
        public var offsets: [Int] {
            weights.enumerated().map { t, row in
                t - (row.indices.max { row[$0] < row[$1] || (row[$0] == row[$1] && $0 > $1) } ?? t)
            }
        }
    }

    /// In the order of the layers.
    public let heads: [Head]
    /// What stands at each step, to be written on the axes.
    public let labels: [String]
}

extension Model {
    /// The weights of all causal attention layers on one sequence.
    ///
    /// - Parameters:
    ///   - sequence: one example's class numbers, or rows of features, as many steps as the model reads or fewer.
    ///   - labels: what stands at each step; nil for the numbers.
    /// - Throws: `Mistake` for a model without causal attention, with a layer that needs a whole sequence, or a sequence that does not fit.
    public func attention(
        on sequence: [Float], labels: [String]? = nil, work: Work = Work()
    ) throws -> AttentionMap {
        let network = try build(work: work)
        let stepped = try SteppedNetwork(network, keepsAttention: true)
        guard !stepped.attention.isEmpty else {
            throw Mistake(
                "the model has no layer of attention", expected: "one with causal attention",
                try: "MultiHeadAttention(1, causal=True)")
        }
        let width = stepped.inputColumns
        let steps = sequence.count / width
        guard steps > 0, steps * width == sequence.count, steps <= stepped.mostSteps ?? steps else {
            throw Mistake(
                "a sequence of \(sequence.count) numbers",
                expected: "up to \((stepped.mostSteps ?? 0) * width), \(width) for each step", argument: "x")
        }
        if width == 1 {
            try network.checkClasses(
                sequence + [Float](repeating: 0, count: Swift.max(0, (stepped.mostSteps ?? steps) - steps)), input: 0)
        }
        for t in 0..<steps {
            for i in 0..<width { stepped.input[i] = sequence[t * width + i] }
            guard stepped.step(work: work) != nil else { throw Stopped() }
        }
        return AttentionMap(
            heads: stepped.attention.flatMap { layer in
                (0..<layer.heads).map { head in
                    AttentionMap.Head(
                        layer: layer.label, number: head + 1,
                        weights: (0..<steps).map { Array(layer.weights(head: head, step: $0).prefix(steps)) })
                }
            },
            labels: labels
                ?? (0..<steps).map { width == 1 ? Double(sequence[$0]).short() : "\($0)" })
    }
}

extension LanguageModel {
    /// Where its heads look on a text, of at most `context` characters.
    ///
    /// - Throws: `Mistake` for a model without attention, an unknown character, or a text that is too long.
    public func attention(on text: String, work: Work = Work()) throws -> AttentionMap {
        guard let model else {
            throw Mistake("a bigram model has no attention", expected: "a transformer")
        }
        let codes = try prompt(text, work: work)
        return try model.attention(
            on: codes.map(Float.init), labels: codes.map { vocabulary.characters[$0].shown }, work: work)
    }
}

extension AttentionMap: Presentable {
    /// `attention map`
    public static var kind: String { "attention map" }

    /// `attention of 1 head on 16 steps`
    public var summary: String {
        "attention of \(Phrase.count(heads.count, "head")) on \(Phrase.count(labels.count, "step"))"
    }

    /// For each head how sharply it looks, and how far back most often.
    public func table(width: Int) -> String {
        let rows = heads.map { head in
            [head.layer, "\(head.number)", head.sharpness.short(2), AttentionMap.usual(head.offsets)]
        }
        return summary + "\n"
            + TextTable.lines(
                [["layer", "head", "largest weight", "looks back most often"]] + rows, width: width, leftColumns: [0]
            ).joined(separator: "\n")
    }

    /// `8 steps (9 of 16)`
    private static func usual(_ offsets: [Int]) -> String {
        let counts = Dictionary(grouping: offsets) { $0 }.mapValues(\.count)
        guard let most = counts.max(by: { ($0.value, -$0.key) < ($1.value, -$1.key) }) else { return "" }
        return "\(Phrase.count(most.key, "step")) (\(most.value) of \(offsets.count))"
    }

    /// How many heads, and how sharply they look.
    public var sentence: String {
        let sharp = heads.map(\.sharpness).max() ?? 0
        return "\(summary): the sharpest head gives \((100 * sharp).short(2)) % of its weight to one step on average."
    }

    /// All weights.
    public var json: JSON {
        .members([
            "kind": .string(Self.kind), "labels": .array(labels.map { .string($0) }),
            "heads": .array(
                heads.map { head in
                    .members([
                        "layer": .string(head.layer), "head": .integer(head.number),
                        "weights": .array(head.weights.map { .array($0.map { .number(Double($0)) }) }),
                    ])
                }),
        ])
    }
}
