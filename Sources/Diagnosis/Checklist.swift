public import Answers
internal import Networks
public import Optimizers
public import Training

/// The five best practices of the document, each with what was measured of it.
public struct Checklist: Sendable {
    /// One practice that the checklist asks for, and whether the training follows it.
    public struct Item: Sendable {
        /// In the words of the document.
        public let practice: String
        /// Whether it was followed; nil where that cannot be seen.
        public let isKept: Bool?
        /// What was looked at, and what was found.
        public let measured: String
    }

    /// In the document's order.
    public let items: [Item]
    /// The training or run that was looked at, in words.
    public let subject: String

    /// How many of them were followed.
    public var kept: Int { items.filter { $0.isKept == true }.count }

    /// Of a training.
    ///
    /// - Throws: as `diagnose`.
    public init(_ history: History, work: Work = Work()) throws {
        let facts = try TrainingFacts(history, history.origin?.kept, history.origin?.model, work: work)
        let (curves, recipe) = (facts.curves, facts.recipe)
        subject = Phrase.count(history.epochs.count, "epoch")
        let monitored = !curves.validation.isEmpty
        let rates = Set(history.epochs.map(\.rate))
        let brakes = recipe.map(Checklist.regularisers)
        let stop = recipe.map { $0.options.callbacks.contains { $0 is StopEarly } }
        let error =
            monitored ? ", \(curves.isSquared ? "error" : "loss") on rows held out \(curves.endError.short(4))" : ""
        items = [
            Item(
                practice: "Use a robust optimization algorithm",
                isKept: history.nonFinite == nil && !(facts.shaking.thrownBack > 2),
                measured: "\(history.optimizer): "
                    + (history.nonFinite.map { "ended in step \($0.step) at a number that is not finite" }
                        ?? "F \(facts.shaking.noise.short(2)), thrown back to \(facts.shaking.thrownBack.short(3)) times its best")
                    + error),
            Item(
                practice: "Tune the hyperparameters",
                isKept: nil,
                measured: recipe == nil
                    ? "one training does not show what else was tried"
                    : "the rate is \(facts.rate.short())"
                        + (rates.count > 1 ? ", then others" : facts.rate == facts.defaultRate ? ", the default" : "")
                        + "; one training does not show what else was tried"),
            Item(
                practice: "Use regularization techniques", isKept: brakes.map { !$0.isEmpty },
                measured: (brakes.map { $0.isEmpty ? "neither dropout nor penalties" : Phrase.list($0) }
                    ?? "the layers are not known")
                    + (monitored ? "; validation is \(curves.gap.short(3)) times training at the end" : "")),
            Item(
                practice: "Monitor the model's performance", isKept: monitored,
                measured: monitored
                    ? "validated after \(Phrase.count(curves.validation.count, "epoch"))"
                        + (facts.data.map { ", on \($0.rows.validation) rows" } ?? "") + error
                    : "no validation rows: fit(…, validation_split=0.2)"),
            Item(
                practice: "Use early stopping", isKept: stop,
                measured: (stop.map { $0 ? history.stopReason : "no EarlyStopping" } ?? "the callbacks are not known")
                    + (monitored
                        ? "; the best epoch was \(curves.bestEpoch ?? 0) of \(history.epochs.count), the end is "
                            + "\(curves.riseFromBest.short(3)) times its loss" : "")),
        ]
    }

    /// Of a run on a function, which has no rows: what of the practices there can be seen of it.
    ///
    /// - Throws: as `diagnose`.
    public init(_ run: Run) throws {
        let found = try diagnose(run)
        subject = found.subject
        let rows = "a function has no rows"
        items = [
            Item(
                practice: "Use a robust optimization algorithm", isKept: !run.diverged,
                measured: "\(run.label): \(run.stopReason), loss \(run.loss.short())"),
            Item(
                practice: "Tune the hyperparameters", isKept: nil,
                measured: found.isHealthy
                    ? "one run does not show what else was tried" : "\(found.cause): \(found.findings[0].action)"),
            Item(practice: "Use regularization techniques", isKept: nil, measured: rows),
            Item(practice: "Monitor the model's performance", isKept: nil, measured: rows),
            Item(
                practice: "Use early stopping", isKept: { if case .met = run.reason { true } else { false } }(),
                measured: "\(run.stopReason); the best was step \(run.bestStep) with \(run.bestLoss.short())"),
        ]
    }

    private static func regularisers(_ recipe: TrainingRecipe) -> [String] {
        recipe.architecture.nodes.compactMap { node in
            if node.layer.kind == "dropout" { return node.layer.summary }
            guard let dense = node.layer as? DenseLayer, let penalty = dense.kernelRegulariser else { return nil }
            return "l1 \(penalty.l1.short()), l2 \(penalty.l2.short()) on \(node.layer.summary)"
        } + (recipe.plan.optimizer.weightDecay > 0 ? ["weight decay \(recipe.plan.optimizer.weightDecay.short())"] : [])
    }
}

extension Checklist: Presentable {
    /// `checklist`
    public static var kind: String { "checklist" }

    /// `checklist: 3 of 5 practices kept (40 epochs)`
    public var summary: String { "checklist: \(kept) of \(items.count) practices kept (\(subject))" }

    /// A practice and its measurement, two lines or more each.
    public func table(width: Int) -> String {
        let columns = Swift.max(width, 20)
        var lines = [summary]
        for (number, item) in items.enumerated() {
            let mark = item.isKept.map { $0 ? "yes" : "no" } ?? "not seen"
            lines += TextTable.wrap("\(number + 1) \(item.practice): \(mark)", columns, hanging: 2)
            lines += TextTable.wrap(item.measured, columns, indent: 4, hanging: 4)
        }
        return lines.joined(separator: "\n")
    }

    /// Those that were not kept.
    public var sentence: String {
        let missed = items.filter { $0.isKept == false }
        guard !missed.isEmpty else { return "\(kept) of \(items.count) practices were kept, and none was missed." }
        return "Not kept: " + missed.map { "\($0.practice) (\($0.measured))" }.joined(separator: "; ") + "."
    }

    /// Each practice with its measurement.
    public var json: JSON {
        .members([
            "kind": .string(Self.kind), "kept": .integer(kept),
            "items": .array(
                items.map {
                    .members([
                        "practice": .string($0.practice), "kept": $0.isKept.map(JSON.bool) ?? .null,
                        "measured": .string($0.measured),
                    ])
                }),
        ])
    }
}
