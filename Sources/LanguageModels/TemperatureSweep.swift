public import Answers
public import Numbers

/// What a temperature buys and costs: texts at several temperatures, measured for quality and for novelty.
///
/// Quality is the share of words that occur in the text learnt from, creativity the share of n-grams of characters that do not; both
/// are means over several texts with an interval. Low temperatures copy and repeat, high ones invent, words too.
public struct TemperatureSweep: Sendable, Equatable {
    /// What was measured of the texts at one temperature.
    public struct Row: Sendable, Equatable {
        /// T ≥ 0, what logits are divided by; at 0 the likeliest character is taken.
        public let temperature: Double
        /// Share of words that occur in the text learnt from.
        public let knownWords: MeanInterval
        /// Share of n-grams that do not.
        public let novelty: MeanInterval
        /// Different n-grams over all.
        public let distinct: MeanInterval
        /// Longest stretch of characters copied from the text learnt from.
        public let longestCopy: MeanInterval
        /// Mean of −ln p of its characters by the model at temperature 1, in nats.
        public let surprise: MeanInterval
        /// The first of the texts.
        public let example: String
    }

    /// The model that wrote the texts, in one line.
    public let model: String
    /// n of the n-grams of characters that novelty and variety are measured in.
    public let n: Int
    /// Characters of each text, without the prompt.
    public let length: Int
    /// Texts that are drawn at each temperature; from 2 on means have an interval.
    public let texts: Int
    /// Of the draws; alike at all temperatures.
    public let seed: UInt64
    /// In the order asked for.
    public let rows: [Row]
    /// How many temperatures were asked for.
    public let asked: Int

    /// Whether the work was stopped before all temperatures were measured.
    public var isPartial: Bool { rows.count < asked }
}

extension LanguageModel {
    /// Writes texts at each temperature and measures them.
    ///
    /// - Parameters:
    ///   - temperatures: at least 0.
    ///   - texts: at each, at least 1; from 2 on there is an interval.
    ///   - length: characters of a text, more than n.
    ///   - n: of the n-grams.
    ///   - prompt: what each begins with; nil for the first character of the model's text.
    ///   - seed: of the draws, alike for all temperatures.
    /// - Throws: `Mistake` for settings out of range. Stopped work gives the temperatures that were measured.
    public func temperatureSweep(
        _ temperatures: [Double] = [0.2, 0.4, 0.6, 0.8, 1, 1.2, 1.5, 2], texts: Int = 8, length: Int = 400, n: Int = 5,
        prompt: String? = nil, seed: UInt64 = 0, work: Work = Work()
    ) throws -> TemperatureSweep {
        guard !temperatures.isEmpty else {
            throw Mistake("there is no temperature", expected: "at least one", argument: "temperatures")
        }
        for temperature in temperatures { _ = try SamplingRule(temperature: temperature) }
        try Interval(1, 1000).whole.check(texts, "texts", standard: 8)
        try Interval(Double(Swift.max(2, n)), 1e6).whole.check(length, "length", standard: 400)
        var rows: [TemperatureSweep.Row] = []
        do {
            try measure(temperatures, texts, length, n, prompt, seed, work) { rows.append($0) }
        } catch is Stopped {
            // What was measured before is whole.
        }
        return TemperatureSweep(
            model: summary, n: n, length: length, texts: texts, seed: seed, rows: rows, asked: temperatures.count)
    }

    /// - Throws: `Stopped` as soon as the work was cancelled.
    private func measure(
        _ temperatures: [Double], _ texts: Int, _ length: Int, _ n: Int, _ prompt: String?, _ seed: UInt64,
        _ work: Work,
        _ found: (TemperatureSweep.Row) -> Void
    ) throws {
        let start = try self.prompt(prompt, work: work)
        let source = vocabulary.decode(text)
        let grams = try NGramIndex(source, n: n, work: work)
        let words = try NGramIndex(source, n: 1, unit: .words, work: work)
        for (number, temperature) in temperatures.enumerated() {
            work.report(Double(number) / Double(temperatures.count), "temperature \(temperature.short())")
            let written = try sampleMany(
                prompt: start, count: texts, length: length, temperature: temperature, seed: seed, work: work)
            guard written.count == texts, !work.isCancelled else { throw Stopped() }
            let surprises = try logProbabilities(of: written, prompt: start, work: work).map { -$0 / Double(length) }
            let plain = written.map { vocabulary.decode($0) }
            let measured = try plain.map { try grams.compare($0, work: work) }
            // The first and the last word may be parts of words.
            let known = try plain.map { text in
                try words.known(text.split(separator: " ").dropFirst().dropLast().joined(separator: " "), work: work)
            }
            func interval(_ values: [Double]) -> MeanInterval {
                MeanInterval(of: values.filter { !$0.isNaN })
            }
            found(
                TemperatureSweep.Row(
                    temperature: temperature, knownWords: interval(known), novelty: interval(measured.map(\.novelty)),
                    distinct: interval(measured.map(\.distinct)),
                    longestCopy: interval(measured.map { Double($0.longestCopy) }), surprise: interval(surprises),
                    example: vocabulary.decode(start) + plain[0]))
        }
    }
}

extension TemperatureSweep: Presentable {
    /// `temperature sweep`
    public static var kind: String { "temperature sweep" }

    /// `temperature sweep of transformer on alice(): 8 temperatures, 8 texts of 400 characters each`
    public var summary: String {
        "temperature sweep of \(model.prefix { $0 != ":" }): \(Phrase.count(rows.count, "temperature")), "
            + "\(Phrase.count(texts, "text")) of \(length) characters each"
    }

    /// A row for each temperature, and how its first text begins.
    public func table(width: Int) -> String {
        guard !rows.isEmpty else { return summary + "\nnothing was measured: the work was stopped" }
        func text(_ interval: MeanInterval) -> String {
            interval.mean.short(3)
                + (interval.low.isNaN ? "" : " [\(interval.low.short(2)), \(interval.high.short(2))]")
        }
        let head = ["T", "words known", "new \(n)-grams", "distinct", "copied", "bits"]
        let cells = rows.map { row in
            [
                row.temperature.short(), text(row.knownWords), text(row.novelty), row.distinct.mean.short(2),
                row.longestCopy.mean.short(3), (row.surprise.mean / Bits.nats).short(3),
            ]
        }
        var lines = TextTable.wrap(summary, width) + TextTable.lines([head] + cells, width: .max, leftColumns: [])
        for row in rows {
            let line = "T \(row.temperature.short()): " + row.example.replacing("\n", with: "⏎")
            lines.append(String(line.prefix(Swift.max(20, width))))
        }
        lines += TextTable.wrap(
            "words known: share of words that occur in the text learnt from; new: share of \(n)-grams of characters that do not; "
                + "copied: longest stretch of it; bits: surprise of a character by the model itself"
                + (isPartial ? "; stopped after \(rows.count) of \(asked) temperatures" : ""), width)
        return lines.joined(separator: "\n")
    }

    /// What rises and what falls.
    public var sentence: String {
        guard let first = rows.min(by: { $0.temperature < $1.temperature }),
            let last = rows.max(by: { $0.temperature < $1.temperature }), rows.count > 1
        else { return summary + "." }
        return
            "From temperature \(first.temperature.short()) to \(last.temperature.short()) the share of new \(n)-grams goes from "
            + "\(first.novelty.mean.short(2)) to \(last.novelty.mean.short(2)), that of known words from "
            + "\(first.knownWords.mean.short(2)) to \(last.knownWords.mean.short(2))."
    }

    /// Every row with its numbers.
    public var json: JSON {
        func interval(_ value: MeanInterval) -> JSON {
            .array([.number(value.mean), .number(value.low), .number(value.high)])
        }
        return .members([
            "kind": .string(Self.kind), "model": .string(model), "n": .integer(n), "length": .integer(length),
            "texts": .integer(texts),
            "rows": .array(
                rows.map {
                    .members([
                        "temperature": .number($0.temperature), "known_words": interval($0.knownWords),
                        "novelty": interval($0.novelty), "distinct": interval($0.distinct),
                        "longest_copy": interval($0.longestCopy), "surprise": interval($0.surprise),
                        "example": .string($0.example),
                    ])
                }),
        ])
    }
}
