public import Figures
public import Answers
import Numbers
public import Training

/// Histories as curves over epochs: loss and validation loss, metrics, the rate where it changes; several seeds as a mean
/// with a band.
extension History: Drawable {
    /// Loss beside validation loss, then one panel for each metric and one for a rate that changes.
    ///
    /// - Throws: `Mistake` when no epoch has been trained.
    public func figure(_ options: PlotOptions, work: Work) throws -> Figure {
        guard epochs.count > 0 else { throw Mistake("the history has no epochs", expected: "a fit of at least one") }
        guard epochs.last?.hasLoss ?? true else { return ofItsOwnNumbers(options) }
        var panels = [
            Figure.curves(
                [series("loss", as: "loss")] + (values("val_loss").isEmpty ? [] : [series("val_loss", as: "val_loss")]),
                title: "Loss", x: "epoch", y: "loss", options: options)
        ]
        for name in metricNames {
            let check = "val_" + name
            panels.append(
                Figure.curves(
                    [series(name, as: name)] + (values(check).isEmpty ? [] : [series(check, as: check)]), title: name,
                    x: "epoch", y: name, options: PlotOptions(y: upToOne(name, values(name) + values(check)))))
        }
        let rates = values("learning_rate")
        if rates.contains(where: { $0 != rates.first }) {
            panels.append(
                Figure.curves(
                    [series("learning_rate", as: "learning rate")], title: "Learning rate", x: "epoch",
                    y: "learning rate"))
        }
        var figure = Figure.sideBySide(panels, options)
        figure.title = options.title ?? "Training over \(epochs.count) epoch\(epochs.count == 1 ? "" : "s")"
        figure.caption = [stopReason, "batch size \(batchSize)", "\(updates) updates", "seed \(seed)"]
        figure.sentence = sentence + bestEpochSentence
        return figure
    }

    /// What a step tells by itself: all losses in one panel, then one for each other number, at most three.
    private func ofItsOwnNumbers(_ options: PlotOptions) -> Figure {
        let names = (epochs.last?.metrics ?? []).map(\.name)
        let losses = names.filter { $0.hasSuffix("_loss") }
        let scores = names.filter { $0 == "d_real" || $0 == "d_made" }
        var panels: [Figure] = []
        for (title, group) in [("Losses", losses), ("What the discriminator says", scores)] where !group.isEmpty {
            panels.append(
                Figure.curves(
                    group.map { series($0, as: $0) }, title: title, x: "epoch", y: title == "Losses" ? "loss" : "score",
                    isLog: false, options: panels.isEmpty ? options : PlotOptions()))
        }
        for name in names.filter({ !losses.contains($0) && !scores.contains($0) }).prefix(3) {
            panels.append(
                Figure.curves([series(name, as: name)], title: name, x: "epoch", y: name, isLog: false))
        }
        var figure = Figure.sideBySide(panels, options)
        figure.title = options.title ?? "Training over \(epochs.count) epoch\(epochs.count == 1 ? "" : "s")"
        figure.caption = [stopReason, "batch size \(batchSize)", "\(updates) updates", "seed \(seed)"]
        figure.sentence = sentence
        return figure
    }

    /// Metrics of training, at most two, so that panels stay wide enough to read.
    private var metricNames: [String] {
        Array((epochs.last?.metrics ?? []).map(\.name).filter { !$0.hasPrefix("val_") }.prefix(2))
    }

    /// The axis of a share, which cannot be more than 1, ends there; nil for a measure that can.
    private func upToOne(_ name: String, _ values: [Double]) -> ClosedRange<Double>? {
        let shares = ["accuracy", "acc", "auc", "precision", "recall", "f1_score", "r2_score"]
        guard shares.contains(where: { name == $0 || name.hasSuffix("_" + $0) }) else { return nil }
        let lowest = min(values.filter(\.isFinite).min() ?? 0, 0.95)
        return (lowest - 0.05 * (1 - lowest))...1
    }

    /// One number per epoch, epochs counted from 1.
    func series(_ name: String, as label: String) -> DataSeries {
        DataSeries(
            label,
            epochs.compactMap { epoch in epoch.value(name).map { Point(Double(epoch.number + 1), $0) } },
            isDashed: name.hasPrefix("val_"))
    }

    private var bestEpochSentence: String {
        let best = epochs.filter { $0.validationLoss?.isFinite ?? false }
            .min { ($0.validationLoss ?? .infinity) < ($1.validationLoss ?? .infinity) }
        guard let best, let last = epochs.last, best.number < last.number else { return "" }
        return " The validation loss is lowest in epoch \(best.number + 1)."
    }
}

extension History {
    /// Histories of one training with several seeds: mean and range of the loss over the epochs that all of them have; of
    /// different trainings: a curve for each.
    public func figure(with others: [any Drawable], _ options: PlotOptions, work: Work) throws -> Figure? {
        guard let all = peers(in: others) else { return nil }
        guard all.allSatisfy({ $0.isSameTraining(as: self) }) else { return try Self.beside(all, options) }
        let common = all.map(\.epochs.count).min() ?? 0
        guard common > 0 else { throw Mistake("a history has no epochs", expected: "fits of at least one") }
        var series: [DataSeries] = []
        for name in ["loss", "val_loss"] {
            let rows = all.map { $0.values(name) }
            guard rows.allSatisfy({ $0.count >= common }) else { continue }
            let columns = (0..<common).map { epoch in rows.map { $0[epoch] } }
            series.append(
                DataSeries(
                    "\(name), mean of \(all.count)",
                    columns.enumerated().map { Point(Double($0 + 1), $1.reduce(0, +) / Double($1.count)) },
                    low: columns.map { $0.min() ?? .nan }, high: columns.map { $0.max() ?? .nan },
                    isDashed: name == "val_loss"))
        }
        let seeds = all.map { String($0.seed) }.joined(separator: ", ")
        var figure = Figure.curves(
            series, title: "Loss of \(all.count) trainings", x: "epoch", y: "loss",
            caption: ["seeds \(seeds)", "band: smallest to largest", "batch size \(batchSize)"], options: options)
        let ends = all.compactMap { $0.values("loss").dropFirst(common - 1).first }
        figure.sentence +=
            " After \(common) epochs the losses of the \(all.count) seeds lie between \((ends.min() ?? .nan).short()) and "
            + "\((ends.max() ?? .nan).short())."
        return figure
    }

    /// Whether two histories may differ by nothing but the seed.
    private func isSameTraining(as other: History) -> Bool {
        optimizer == other.optimizer && task == other.task && batchSize == other.batchSize
    }

    /// The losses of different trainings, each a curve of its own named after what sets it apart.
    private static func beside(_ all: [History], _ options: PlotOptions) throws -> Figure {
        guard all.allSatisfy({ !$0.epochs.isEmpty }) else {
            throw Mistake("a history has no epochs", expected: "fits of at least one")
        }
        let names = labels(of: all)
        var series: [DataSeries] = []
        for (history, name) in zip(all, names) {
            series.append(history.series("loss", as: name))
            guard !history.values("val_loss").isEmpty else { continue }
            series.append(history.series("val_loss", as: "\(name), val_loss"))
        }
        let seeds = Set(all.map(\.seed)).sorted().map(String.init).joined(separator: ", ")
        let sizes = Set(all.map(\.batchSize)).sorted().map(String.init).joined(separator: ", ")
        var figure = Figure.curves(
            series, title: "Loss of \(all.count) trainings", x: "epoch", y: "loss",
            caption: ["batch size \(sizes)", "seed \(seeds)"], options: options)
        let ends = zip(names, all).map { "\($0) ends at \($1.values("loss").last?.short() ?? "–")" }
        figure.sentence += " " + ends.joined(separator: ", ") + "."
        return figure
    }

    /// The optimizer, and where two histories share it, what else sets them apart.
    private static func labels(of all: [History]) -> [String] {
        let parts = all.map { [$0.optimizer, $0.task, "batch size \($0.batchSize)", "seed \($0.seed)"] }
        return parts.map { own in
            var name = own[0]
            var same = parts.filter { $0[0] == own[0] }
            for place in 1..<own.count where same.contains(where: { $0[place] != own[place] }) {
                name += ", " + own[place]
                same = same.filter { $0[place] == own[place] }
            }
            return name
        }
    }
}
