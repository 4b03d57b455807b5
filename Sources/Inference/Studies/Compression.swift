public import Answers
public import Datasets
internal import Networks
public import Training

/// One model made smaller in many ways: bytes against the error on rows that nobody has learnt from.
public struct Compression: Sendable {
    /// The model made smaller in one way, and what that costs.
    public struct Row: Sendable {
        /// `float32`, `int8 per channel`, `pruned 90 %, retrained, int8`
        public let name: String
        /// What its numbers take in a file.
        public let size: StoredSize
        /// The error on the rows that judge.
        public let score: Score
        /// Median milliseconds of one row.
        public let latency: Double
        /// Whether it was computed in Float32 with rounded weights, so that its time says nothing of its bits.
        public let isSimulated: Bool
    }

    /// What was made smaller.
    public let subject: String
    /// The first is the model as it is.
    public let rows: [Row]
    /// How many ways were asked for.
    public let asked: Int
    /// Epochs after each pruning.
    public let retrain: Int

    /// Whether rows are missing, because it was stopped.
    public var isPartial: Bool { rows.count < asked }

    /// Shares that are pruned.
    public static let amounts = [0.5, 0.8, 0.9, 0.95]

    /// Makes all of them, and judges each.
    ///
    /// - Parameters:
    ///   - model: built and compiled.
    ///   - data: rows to calibrate and to retrain on.
    ///   - test: rows that judge.
    ///   - retrain: epochs after each pruning; 0 for none.
    ///   - calls: answers that are timed for each.
    /// - Throws: as `QuantizedModel`, `PrunePlan` and `Score` do; `Stopped` before the first row.
    public init(
        _ model: Model, data: Dataset, test: Dataset, retrain: Int = 5, calls: Int = 200, work: Work = Work()
    ) throws {
        typealias Maker = (name: String, make: () throws -> any Predictor)
        let learning = try PrunePlan(retrain: retrain, data: data)
        func quantised(_ source: Model, _ bits: Int, _ per: QuantizedModel.Granularity) throws -> QuantizedModel {
            try QuantizedModel(source, bits: bits, granularity: per, calibration: data.x, work: work)
        }
        var makers: [Maker] = [("float32", { model })]
        for bits in QuantizedModel.formats {
            for per in [QuantizedModel.Granularity.tensor, .channel] {
                makers.append(("int\(bits) per \(per.rawValue)", { try quantised(model, bits, per) }))
            }
        }
        for amount in Compression.amounts {
            let name = "pruned \((100 * amount).short()) %" + (retrain > 0 ? ", retrained" : "")
            makers.append((name, { try learning.prune(model, amount, work: work) }))
        }
        for amount in Compression.amounts.prefix(2) {
            let name = "pruned \((100 * amount).short()) %" + (retrain > 0 ? ", retrained" : "") + ", int8"
            makers.append(
                (name, { try quantised(learning.prune(model, amount, work: work).model, 8, .channel) }))
        }
        (subject, asked, self.retrain) = (model.summary, makers.count, retrain)
        var rows: [Row] = []
        for (number, maker) in makers.enumerated() where !work.isCancelled {
            work.report(Double(number) / Double(makers.count), maker.name)
            do {
                let made = try maker.make()
                rows.append(try Compression.row(maker.name, made, test, calls, work))
            } catch is Stopped { break }
        }
        guard !rows.isEmpty else { throw Stopped() }
        self.rows = rows
    }

    private static func row(
        _ name: String, _ predictor: some Predictor, _ test: Dataset, _ calls: Int, _ work: Work
    ) throws -> Row {
        let score = try Score(predictor, test, work: work)
        let latency = try Latency(predictor, batches: [1], n: calls, work: work)
        return Row(
            name: name, size: try predictor.storedSize(), score: score,
            latency: latency.rows.first?.quantile(0.5) ?? .nan,
            isSimulated: (predictor as? QuantizedModel)?.isSimulated ?? false)
    }

    /// The smallest whose error is at most so much larger than the model's own, 0.02 for 2 %.
    public func smallest(within margin: Double) -> Row? {
        guard let own = rows.first else { return nil }
        return rows.filter { $0.score.error <= own.score.error * (1 + margin) }.min { $0.size.bytes < $1.size.bytes }
    }
}

extension Compression: Presentable {
    /// `compression`
    public static var kind: String { "compression" }

    /// `13 ways to make sequential smaller`
    public var summary: String { "\(Phrase.count(rows.count, "way")) to keep \(subject)" }

    /// A line for each way.
    public func table(width: Int) -> String {
        let measure = rows.first?.score.measure ?? .wrong
        let head = ["", "bytes", "share", measure == .wrong ? "wrong" : "RMSE", "p50 of one row"]
        let cells = rows.map { row in
            [
                row.name, row.size.bytes.grouped, "\((100 * row.size.share).short(3)) %",
                measure == .wrong ? "\((100 * row.score.error).short(3)) %" : row.score.error.short(4),
                Milliseconds.spell(row.latency) + (row.isSimulated ? " (float32)" : ""),
            ]
        }
        return
            (TextTable.wrap(summary, width) + TextTable.lines([head] + cells, width: width)
            + TextTable.wrap(sentence, width)).joined(separator: "\n")
    }

    /// The smallest that costs little, and what saves time.
    public var sentence: String {
        guard let own = rows.first else { return "Nothing was measured." }
        var text = ""
        if let best = smallest(within: 0.02), best.name != own.name {
            text =
                "The smallest with at most 2 % more error is \(best.name), \((100 * best.size.share).short(3)) % of the bytes. "
        }
        if let whole = rows.first(where: { $0.name == "int8 per channel" }), !whole.isSimulated {
            text +=
                "One row takes \(Milliseconds.spell(whole.latency)) in int8 and \(Milliseconds.spell(own.latency)) in float32; "
                + "zeros save bytes and no time."
        }
        return text + (isPartial ? " Stopped after \(rows.count) of \(asked)." : "")
    }

    /// All ways.
    public var json: JSON {
        .members([
            "kind": .string(Self.kind), "of": .string(subject),
            "rows": .array(
                rows.map { row in
                    .members([
                        "name": .string(row.name), "bytes": .integer(row.size.bytes), "share": .number(row.size.share),
                        "error": .number(row.score.error), "measure": .string(row.score.measure.rawValue),
                        "p50_ms": .number(row.latency), "simulated": .bool(row.isSimulated),
                    ])
                }),
        ])
    }
}
