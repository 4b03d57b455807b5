public import Answers

/// What training did, epoch by epoch.
public struct History: Sendable, Equatable {
    /// What one time through the rows came to: losses, metrics, rate, gradient and time.
    public struct Epoch: Sendable, Equatable {
        /// 0-based: the first of a fit is its `initial_epoch`.
        public var number: Int
        /// Mean loss over the epoch's batches, without the penalty.
        public var pureLoss: Double
        /// What the regularisers added, mean over the rows.
        public var penalty: Double
        /// Loss on the validation data without the penalty; nil without such data.
        public var pureValidationLoss: Double?
        /// The penalty at the end of the epoch, which Keras's `val_loss` includes.
        public var penaltyAtEnd: Double
        /// Metrics by Keras's names, those of the validation data with `val_`.
        public var metrics: [Metric]
        /// Numbers that callbacks have added, in their order.
        public var notes: [Metric] = []
        /// Whether there is a loss: a step of somebody's own may tell of others.
        public var hasLoss = true
        /// The rate of the epoch's last update.
        public var rate: Double
        /// Root mean square of the batches' gradient norms before clipping.
        public var gradientNorm: Double
        /// Share of the batches (clipping by norm) or components (by value) that were clipped.
        public var shareClipped: Double
        /// Wall-clock time, validation included.
        public var seconds: Double

        /// As Keras reports it: with the penalty.
        public var loss: Double { pureLoss + penalty }
        /// As Keras reports it: with the penalty at the end of the epoch.
        public var validationLoss: Double? { pureValidationLoss.map { $0 + penaltyAtEnd } }

        /// A number by Keras's name: `loss`, `val_loss`, `accuracy`, `lr` …
        public func value(_ name: String) -> Double? {
            switch name {
            case "loss": loss
            case "val_loss": validationLoss
            case "pure_loss": pureLoss
            case "val_pure_loss": pureValidationLoss
            case "penalty": penalty
            case "lr", "learning_rate": rate
            case "gradient_norm": gradientNorm
            case "share_clipped": shareClipped
            case "seconds": seconds
            default: (metrics + notes).last { $0.name == name }?.value
            }
        }

        /// Keras's names of its numbers, in Keras's order.
        ///
        /// - Parameter rate: whether a callback sets the rate, so that it is told.
        public func kerasNames(rate: Bool) -> [String] {
            let measured = metrics.map(\.name)
            let trained = (hasLoss ? ["loss"] : []) + measured.filter { !$0.hasPrefix("val_") }
            let tested = (pureValidationLoss == nil ? [] : ["val_loss"]) + measured.filter { $0.hasPrefix("val_") }
            var names = trained.sorted() + tested.sorted() + (rate ? ["learning_rate"] : [])
            for note in notes where !names.contains(note.name) { names.append(note.name) }
            return names
        }

        /// The names that `value` knows here, in the order of a table.
        public var names: [String] {
            // A step that tells its own numbers has told all that is known.
            guard hasLoss else { return metrics.map(\.name) + ["learning_rate", "seconds"] }
            return ["loss"] + (pureValidationLoss == nil ? [] : ["val_loss"]) + metrics.map(\.name)
                + ["learning_rate", "gradient_norm", "share_clipped", "penalty", "seconds"]
        }
    }

    /// One measured number and what it is called.
    public struct Metric: Sendable, Equatable {
        /// `loss`, `accuracy`, `val_accuracy` …
        public var name: String
        /// NaN where the metric does not exist, as the AUC of a single class.
        public var value: Double

        /// A number under its name.
        public init(name: String, value: Double) { (self.name, self.value) = (name, value) }
    }

    /// The finished epochs, the one that was cut short excepted.
    public var epochs: [Epoch] = []
    /// Why training ended: `all 10 epochs`, `val_loss has not improved for 5 epochs`, `interrupted`.
    public var stopReason = "not begun"
    /// The update in which a number was not finite, with which training ended.
    public var nonFinite: NonFiniteUpdate?
    /// Whether a callback set the rate.
    public var reportsRate = false
    /// Remarks on how the data were used.
    public var remarks: [String] = []
    /// Of shuffling and dropout.
    public var seed: UInt64
    /// Rows per update; the last batch of an epoch may have fewer.
    public var batchSize: Int
    /// The optimizer in words, with its settings.
    public var optimizer = ""
    /// What was trained, besides the seed: the layers and the loss in words.
    public var task = ""
    /// The numbers that it was computed with, in words; nil for float32.
    public var precision: String?
    /// How many updates of the parameters were made, one that could not be made included.
    public var updates = 0
    /// The number of the epoch before which the training was to end.
    public var lastEpoch = 0
    /// Updates of an epoch: the number of its batches.
    public var stepsPerEpoch = 0

    /// Where it comes from.
    var source = Source()

    /// Where a history comes from, which is no part of what it tells: two that tell the same are equal, wherever they come from.
    /// What was trained is `Sendable` itself; only the weak reference is not checked.
    struct Source: @unchecked Sendable, Equatable {
        /// What it takes to run the training again: `origin`.
        var origin: (any Sendable)?
        /// The procedure that was trained: `procedure`.
        weak var procedure: AnyObject?

        static func == (one: Source, other: Source) -> Bool { true }
    }

    /// A history of no epochs.
    public init(seed: UInt64, batchSize: Int) {
        self.seed = seed
        self.batchSize = batchSize
    }

    /// Keras's names of the numbers of its epochs, in Keras's order: those of `history.history`.
    public var kerasNames: [String] {
        var names: [String] = []
        for epoch in epochs {
            for name in epoch.kerasNames(rate: reportsRate) where !names.contains(name) { names.append(name) }
        }
        return names
    }

    /// All values of one name, one per epoch; empty when there is none of it.
    public func values(_ name: String) -> [Double] { epochs.compactMap { $0.value(name) } }
}

extension History: Presentable {
    /// `history`
    public static var kind: String { "history" }

    /// Number of epochs, last losses, and why training ended.
    public var summary: String {
        guard let last = epochs.last else { return "history of no epochs (\(stopReason))" }
        guard last.hasLoss else {
            let told = last.metrics.map { "\($0.name) \($0.value.short(3))" }.joined(separator: ", ")
            return "history of \(Phrase.count(epochs.count, "epoch")): \(told) (\(stopReason))"
        }
        let check = last.validationLoss.map { ", val_loss \($0.short())" } ?? ""
        return "history of \(Phrase.count(epochs.count, "epoch")): loss \(last.loss.short())\(check) (\(stopReason))"
    }

    /// At most twenty epochs in columns, then how it ended and what is to be remarked.
    public func table(width: Int) -> String {
        guard let last = epochs.last else { return summary }
        let names = last.names.filter { $0 != "penalty" || epochs.contains { $0.penalty != 0 } }
            .filter { $0 != "share_clipped" || epochs.contains { $0.shareClipped != 0 } }
        // At most twenty epochs: the first, the last, and evenly between.
        let shown = epochs.indices.spread(atMost: 20)
        var columns = [["epoch"] + shown.map { "\(epochs[$0].number + 1)" }]
        for name in names {
            columns.append([name] + shown.map { epochs[$0].value(name).map { $0.short(4) } ?? "" })
        }
        var used = 0
        columns = columns.filter { column in
            used += (column.map(\.count).max() ?? 0) + 2
            return used <= width
        }
        let rows = (0...shown.count).map { row in columns.map { $0[row] } }
        var lines = TextTable.lines(rows, width: .max, leftColumns: [], indent: 0)
        if shown.count < epochs.count {
            lines.append("\(shown.count) of \(epochs.count) epochs shown; plot(_) draws them all")
        }
        lines += TextTable.fitted(
            "\(stopReason); batch size \(batchSize), \(Phrase.count(updates, "update")), seed \(seed)"
                + (precision.map { ", \($0)" } ?? ""), width)
        let advice = (nonFinite.map { [$0.advice] } ?? []) + remarks
        return (lines + advice.flatMap { TextTable.fitted($0, width) }).joined(separator: "\n")
    }

    /// From which loss to which, and why it ended.
    public var sentence: String {
        guard let first = epochs.first, let last = epochs.last else { return "Training has not begun." }
        guard last.hasLoss else {
            let told = last.metrics.map { metric in
                "\(metric.name) from \((first.value(metric.name) ?? .nan).short(3)) to \(metric.value.short(3))"
            }
            return "In \(Phrase.count(epochs.count, "epoch")): \(told.joined(separator: ", ")); it ended because: "
                + "\(stopReason)."
        }
        var text = "In \(epochs.count) epochs the loss went from \(first.loss.short()) to \(last.loss.short())"
        if let check = last.validationLoss, let best = values("val_loss").min() {
            text += ", the validation loss to \(check.short()) (best \(best.short()))"
        }
        return text + "; it ended because: \(stopReason)."
    }

    /// `history` with one list per name of an epoch's numbers, and how training went.
    public var json: JSON {
        let names = epochs.last?.names ?? []
        return .members([
            "kind": .string(Self.kind), "seed": .integer(Int(truncatingIfNeeded: seed)),
            "batch_size": .integer(batchSize), "epochs": .integer(epochs.count), "updates": .integer(updates),
            "stop_reason": .string(stopReason),
            "history": .object(names.map { JSON.Pair($0, .array(values($0).map { .number($0) })) }),
        ])
    }
}
