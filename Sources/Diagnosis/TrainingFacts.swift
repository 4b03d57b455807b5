internal import Answers
internal import Cards
internal import Datasets
internal import Networks
internal import Numbers
internal import Optimizers
internal import Training

/// All that is measured of a training before anything is said of it.
struct TrainingFacts: Sendable {
    let history: History
    let curves: Curves
    /// What was asked for; nil for a bare history.
    let recipe: TrainingRecipe?
    /// The same, for as long as there is room for its data.
    let kept: KeptRecipe?
    /// nil for a bare history.
    let data: DataFacts?
    /// What the last layer can give; nil for a bare history, and where that is any number.
    let range: OutputRange?
    /// nil for a bare history, a model of several inputs, and one that was not new.
    let network: NetworkFacts?

    /// How the loss of the rows held out rose from its best epoch to the end, row by row, where that matters; nil where it is not known.
    let rise: MeanInterval?

    /// - Throws: `Mistake` for a history of no epochs that did not end at a number that is not finite, and for a training without a
    ///   loss; `Stopped`.
    init(_ history: History, _ kept: KeptRecipe?, _ model: Model?, work: Work) throws {
        let recipe = kept?.recipe
        guard !history.epochs.isEmpty || history.nonFinite != nil else {
            throw Mistake(
                "the history has no epochs (\(history.stopReason))", expected: "a training of at least one epoch",
                try: "model.fit(x, y, epochs=30, validation_split=0.2)", argument: "history")
        }
        guard recipe?.plan.loss.isNothing != true else {
            throw Mistake(
                "the model is compiled without a loss, and of what its layers add nobody knows how small it can become",
                expected: "the fit of a model with a loss", try: "model.compile(optimizer='adam', loss='mse')",
                argument: "history")
        }
        self.history = history
        (self.recipe, self.kept) = (recipe, kept)
        let isSquared = recipe?.plan.loss.name == "mean_squared_error"
        let shape = Curves(
            history, isSquared: isSquared, kept: recipe.flatMap { TrainingFacts.kept($0, history) })
        curves = shape
        data = try recipe.map { try DataFacts($0, work: work) }
        range = recipe.flatMap { OutputRange($0) }
        network = try recipe.flatMap { recipe in
            recipe.x.count == 1 && recipe.startsAnew ? try NetworkFacts(recipe, model, work: work) : nil
        }
        var found: MeanInterval?
        // A rise that will be called overfitting, or that a penalty in val_loss hides.
        let matters =
            shape.isRising && !shape.isByHeart || shape.riseFromBest > 1.1 && history.epochs.last?.penalty ?? 0 > 0
        if let recipe, let model, matters, let best = shape.bestEpoch {
            found = try HeldOutRise.measured(recipe, model, bestEpoch: best, work: work)
        }
        rise = found
        if work.isCancelled { throw Stopped() }
    }

    /// Why a training of which the data were kept cannot be run again.
    static let givenUp =
        "the data of this training are no longer kept: those of newer trainings have taken their room (256 MB together)"

    /// The epoch, from 0, whose weights an early stop has brought back.
    private static func kept(_ recipe: TrainingRecipe, _ history: History) -> Int? {
        let stop = recipe.options.callbacks.lazy.compactMap { $0 as? StopEarly }.first { $0.rule.restoreBestWeights }
        guard let stop, stop.rule.mode != .max else { return nil }
        let watched = history.values(stop.monitor)
        guard watched.count == history.epochs.count else { return nil }
        return watched.indices.min { watched[$0] < watched[$1] }
    }

    /// Epochs, as a share, at whose end nine tenths of a constant's loss were left.
    var waiting: Double {
        Double(curves.train.filter { $0 > 0.9 * constantLoss }.count) / Double(Swift.max(1, curves.train.count))
    }

    /// Whether the validation loss rose by no more than the rows held out make by chance.
    var risesByChance: Bool { rise.map { !($0.low > 0) } ?? false }

    /// The largest loss of an epoch over that of the first weights or of a constant: whether the first steps threw it up.
    var thrownUp: Double {
        // Of a model that goes on from weights that are gone the first epoch is all that is known.
        let before = Swift.max(network?.startLoss ?? curves.train.first ?? constantLoss, constantLoss)
        return (curves.train.max() ?? before) / before
    }

    /// By what the curve shakes: the larger fluctuation of the two, and how far the training was thrown back, times its best. A training
    /// loss that has fallen far below that of other rows shakes in its own small measure, which harms nobody.
    var shaking: (noise: Double, thrownBack: Double) {
        if curves.gap > 3 { return (fluctuation.size, 1) }
        return ([fluctuation.size, curves.trainNoise].filter { !$0.isNaN }.max() ?? .nan, curves.thrownBack)
    }

    /// How the judged curve shakes; of the training rows where none are held out.
    var fluctuation: Fluctuation { Fluctuation(of: curves.judged) }

    /// The rate at the first epoch.
    var rate: Double { history.epochs.first?.rate ?? history.nonFinite?.rate ?? .nan }

    private var card: RuleCard? { (recipe?.plan.optimizer.name).flatMap { RuleCatalog.card($0) } }

    /// The rate by which others are called high or low: what Keras or, where that is more, the optimizer's paper takes where nobody says
    /// one. 0.001 of Adam, 0.01 of SGD, 1 of Adadelta, which hardly moves with Keras's 0.001.
    var usualRate: Double { card.map { Swift.max($0.rate[.keras], $0.rate[.paper]) } ?? 0.001 }

    /// The rate that the optimizer has where nobody says one.
    var defaultRate: Double { recipe.flatMap { recipe in card?.rate[recipe.plan.optimizer.dialect] } ?? 0.001 }

    /// What a model that says the same to every row would have as loss on the training rows: known of the data, or else the loss of
    /// the first epoch, which is seldom lower.
    var constantLoss: Double { data?.constant ?? curves.train.first ?? .nan }

    /// The loss on training rows at the end, dropout off where that is known.
    var endLoss: Double { network?.endLoss ?? curves.train.last ?? .nan }

    /// Whether the end is poor: a tenth worse on its own training rows than a ridge regression on others, or, where that is not known,
    /// hardly better than a constant.
    var isPoor: Bool {
        guard endLoss.isFinite else { return true }
        if let linear = data?.linear { return endLoss > 1.1 * linear }
        return isBarelyBetter
    }

    /// Whether hardly anything was learnt: nine tenths of a constant's loss is left.
    var isBarelyBetter: Bool { !(endLoss < 0.9 * constantLoss) }

    /// Whether validation is not like the training rows.
    var isUnlike: Bool { data?.shift.map { $0.distance > 0.4 && $0.probability < 1e-4 } ?? false }

    /// Layers in words that hold learning back: strong dropout, penalties.
    var brakes: [String] {
        guard let recipe else { return [] }
        var found = recipe.architecture.nodes.compactMap { node -> String? in
            guard node.layer.kind == "dropout", case .number(let rate)? = node.layer.settings.first?.value, rate >= 0.5
            else { return nil }
            return node.layer.summary
        }
        // Once a strong penalty has pressed the weights to 0 it is small itself.
        let share = history.epochs.map { $0.loss > 0 ? $0.penalty / $0.loss : 0 }.max() ?? 0
        if share > 0.7 { found.append("a penalty of up to \((100 * share).short(2)) % of the loss") }
        return found
    }
}
