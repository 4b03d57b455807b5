public import Answers
public import Training

/// A model pruned to several shares: what the zeros do to the error, to the bytes and to the time.
public struct PruningStudy: Sendable {
    /// The model pruned to one share.
    public struct Row: Sendable {
        /// The pruned model.
        public let pruned: Pruned
        /// What its numbers take in a file.
        public let size: StoredSize
        /// Median milliseconds of one row in dense code.
        public let latency: Double
    }

    /// In the order of the shares.
    public let rows: [Row]
    /// How many shares were asked for.
    public let asked: Int

    /// Whether shares are missing, because it was stopped.
    public var isPartial: Bool { rows.count < asked }

    /// Prunes the model to each share anew, and times answers to single rows.
    ///
    /// - Throws: as `PrunePlan.prune`, and for no share; `Stopped` before the first.
    public init(_ model: Model, amounts: [Double], plan: PrunePlan, calls: Int = 200, work: Work = Work()) throws {
        guard !amounts.isEmpty else {
            throw Mistake(
                "there is no amount", expected: "shares from 0 to 0.99", try: "amount=[0, 0.5, 0.9]", argument: "amount"
            )
        }
        asked = amounts.count
        var rows: [Row] = []
        for amount in amounts where !work.isCancelled {
            work.report(Double(rows.count) / Double(asked), "pruned \((100 * amount).short()) %")
            do {
                let pruned = try plan.prune(model, amount, work: work)
                let latency = try Latency(pruned, batches: [1], n: calls, work: work)
                rows.append(
                    Row(
                        pruned: pruned, size: try pruned.storedSize(),
                        latency: latency.rows.first?.quantile(0.5) ?? .nan))
            } catch is Stopped { break }
        }
        guard !rows.isEmpty else { throw Stopped() }
        self.rows = rows
    }
}

extension PruningStudy: Presentable {
    /// `pruning study`
    public static var kind: String { "pruning study" }

    /// `pruned to 5 shares`
    public var summary: String { "pruned to \(Phrase.count(rows.count, "share"))" }

    /// A line for each share.
    public func table(width: Int) -> String {
        let retrains = (rows.first?.pruned.plan.retrain ?? 0) > 0
        let judges = rows.contains { $0.pruned.scores.cut != nil }
        let head =
            ["zeros", "bytes"] + (judges ? ["cut"] : []) + (judges && retrains ? ["retrained"] : []) + [
                "p50 of one row"
            ]
        let cells = rows.map { row in
            let scores = row.pruned.scores
            return ["\((100 * row.pruned.amount).short(3)) %", row.size.bytes.grouped]
                + (judges ? [scores.cut?.text ?? ""] : []) + (judges && retrains ? [scores.after?.text ?? ""] : [])
                + [Milliseconds.spell(row.latency)]
        }
        return
            (TextTable.wrap(summary, width) + TextTable.lines([head] + cells, width: width)
            + TextTable.wrap(sentence, width)).joined(separator: "\n")
    }

    /// What zeros save, and what not.
    public var sentence: String {
        let times = rows.map(\.latency).sorted()
        return "Dense code multiplies zeros like any number: between \(Milliseconds.spell(times.first ?? .nan)) and "
            + "\(Milliseconds.spell(times.last ?? .nan)) for a row, whatever the share. What zeros save is bytes, where they are not kept."
            + (isPartial ? " Stopped after \(rows.count) of \(asked)." : "")
    }

    /// All shares.
    public var json: JSON {
        .members([
            "kind": .string(Self.kind),
            "rows": .array(
                rows.map { row in
                    .members([
                        "amount": .number(row.pruned.amount), "bytes": .integer(row.size.bytes),
                        "error_cut": row.pruned.scores.cut.map { .number($0.error) } ?? .null,
                        "error": row.pruned.scores.after.map { .number($0.error) } ?? .null,
                        "p50_ms": .number(row.latency),
                    ])
                }),
        ])
    }
}
