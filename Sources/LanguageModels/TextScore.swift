public import Answers
internal import Numbers
internal import RealModule

/// How well a model predicts a text: the mean of −ln p over its characters, each by those before it.
///
/// In nats that is the cross-entropy, divided by ln 2 in bits; its exponential is the perplexity: as unsure as a choice among so many
/// equally likely characters (Jelinek et al. 1977). The interval is Student's of the means of blocks of neighbouring
/// characters (batch means, Law & Carson 1979): neighbours are not independent, blocks nearly are.
public struct TextScore: Sendable, Equatable {
    /// The model that predicted, in one line.
    public let model: String
    /// Characters that were predicted: all but the first.
    public let count: Int
    /// Mean of −ln p, in nats.
    public let nats: Double
    /// The lower end of the 95 % interval; nan for a text too short for two blocks.
    public let low: Double
    /// The upper end of the 95 % interval of the mean, in nats.
    public let high: Double
    /// Blocks that the interval rests on.
    public let blocks: Int
    /// −ln p of each character, the first one left out.
    public let surprises: [Double]
    /// Whether the work was stopped before the end of the text.
    public let isPartial: Bool

    /// Characters of a block, about.
    static let blockLength = 100
    /// Blocks at most.
    static let mostBlocks = 200

    init(_ surprises: [Double], model: String, isPartial: Bool) {
        self.model = model
        self.surprises = surprises
        self.isPartial = isPartial
        count = surprises.count
        nats = surprises.reduce(0, +) / Double(surprises.count)
        let number = Swift.min(TextScore.mostBlocks, surprises.count / TextScore.blockLength)
        blocks = number
        guard number >= 2 else {
            (low, high) = (.nan, .nan)
            return
        }
        // Blocks of lengths that differ by one at most, so that the mean of their means is that of all.
        let means = (0..<number).map { block in
            let part = surprises[block * surprises.count / number..<(block + 1) * surprises.count / number]
            return part.reduce(0, +) / Double(part.count)
        }
        let interval = MeanInterval(of: means)
        (low, high) = (interval.low, interval.high)
    }

    /// Mean −log₂ p of a character: nats/ln 2.
    public var bits: Double { nats / Bits.nats }
    /// e to the nats for each character: among so many equally likely ones the model hesitates.
    public var perplexity: Double { .exp(nats) }
    /// e to the ends of the 95 % interval of nats for each character.
    public var perplexityInterval: (low: Double, high: Double) { (.exp(low), .exp(high)) }
}

extension TextScore: Presentable {
    /// `text score`
    public static var kind: String { "text score" }

    /// `perplexity 5.21 [5.08, 5.33]: 1.65 nats, 2.38 bits for each of 4,000 characters`
    public var summary: String {
        let interval = low.isNaN ? "" : " [\(Double.exp(low).short()), \(Double.exp(high).short())]"
        return "perplexity \(perplexity.short())\(interval): \(nats.short(4)) nats, \(bits.short(4)) bits for each of "
            + Phrase.count(count, "character")
    }

    /// The numbers, and what the interval rests on.
    public func table(width: Int) -> String {
        let rows: [(term: String, meaning: String)] = [
            (
                "perplexity",
                perplexity.short(4)
                    + (low.isNaN ? "" : ", 95 % interval \(Double.exp(low).short(4)) to \(Double.exp(high).short(4))")
            ),
            (
                "cross-entropy",
                "\(nats.short(4)) nats" + (low.isNaN ? "" : " [\(low.short(4)), \(high.short(4))]")
                    + " = \(bits.short(4)) bits for each character"
            ),
            (
                "text",
                "\(count.grouped) characters predicted"
                    + (blocks >= 2 ? ", interval from \(blocks) blocks of them" : ", too few for an interval")
                    + (isPartial ? "; stopped before the end" : "")
            ),
            ("model", model),
        ]
        return TextTable.definitions(rows, width: width)
    }

    /// What the perplexity means.
    public var sentence: String {
        "The model is as unsure of the next character as of a choice among \(perplexity.short()) equally likely ones: "
            + "\(bits.short(4)) bits each over \(Phrase.count(count, "character"))."
    }

    /// Perplexity, nats and bits with their intervals.
    public var json: JSON {
        .members([
            "kind": .string(Self.kind), "perplexity": .number(perplexity), "low": .number(.exp(low)),
            "high": .number(.exp(high)), "nats": .number(nats), "bits": .number(bits), "characters": .integer(count),
            "blocks": .integer(blocks), "partial": .bool(isPartial),
        ])
    }
}

extension LanguageModel {
    /// Predicts each character of a text but the first from those before it, as far as the model looks back (see `Reader`).
    ///
    /// - Parameters:
    ///   - codes: numbers of characters, at least two.
    /// - Throws: `Mistake` for a text of fewer than two characters, `Stopped` when the work was cancelled before the first was predicted.
    public func score(_ codes: [Int], work: Work = Work()) throws -> TextScore {
        guard codes.count >= 2 else {
            throw Mistake(
                "the text has \(Phrase.count(codes.count, "character"))",
                expected: "at least two: one to read and one to predict", argument: "text")
        }
        try check(codes, "text")
        let reader = try single()
        var surprises: [Double] = []
        surprises.reserveCapacity(codes.count - 1)
        for (place, code) in codes.dropLast().enumerated() {
            if work.isCancelled { break }
            guard let logits = reader.read([code], work: work) else { break }
            surprises.append(
                LanguageModel.surprise(
                    of: codes[place + 1], UnsafeBufferPointer(start: logits, count: vocabulary.count)))
            if place & 1023 == 0 { work.report(Double(place) / Double(codes.count), "\(place) characters") }
        }
        guard !surprises.isEmpty else { throw Stopped() }
        return TextScore(surprises, model: summary, isPartial: surprises.count + 1 < codes.count)
    }

    /// The same of a text.
    ///
    /// - Throws: `Mistake` for a character that the model does not know, too.
    public func score(_ text: String, work: Work = Work()) throws -> TextScore {
        try score(vocabulary.encode(text, argument: "text", work: work), work: work)
    }
}
