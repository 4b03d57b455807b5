internal import Answers
internal import Datasets
internal import Inspection
internal import Networks
internal import Numbers
internal import Training

/// The rules by which causes are told: for each cause the number by which it is measured, and when that number is a finding.
///
/// The borders were set on rigs and seeds other than those by which they are judged (docs/diagnosis.md).
struct Rules {
    let facts: TrainingFacts
    private var curves: Curves { facts.curves }
    private var data: DataFacts? { facts.data }
    private var network: NetworkFacts? { facts.network }
    private var advice: Advice { Advice(facts) }

    init(_ facts: TrainingFacts) { self.facts = facts }

    /// All that is found, the likeliest cause first. What another finding explains is not said again.
    var findings: [Finding] {
        let found = [
            overflowOfProbabilities, outputRange, leakage, unlikeValidation, inputScale, targetScale,
            initialisationScale, deadUnits,
            saturatedUnits,
            vanishingGradients, explodingGradients, rateTooHigh, rateTooLow, underfitting, plateau, overfitting,
            tinyValidation, penaltyInLoss, overflow,
        ].compactMap { $0 }
        return found.filter { $0.weight != .note } + found.filter { $0.weight == .note }
    }

    /// What is found of one cause.
    func finding(_ cause: Cause) -> Finding? { findings.first { $0.cause == cause.rawValue } }

    // MARK: Data

    private var leakage: Finding? {
        guard let leak = data?.leak else { return nil }
        // What a straight line through this column alone leaves of the target's spread: √(1 − r²).
        let left = Swift.max(0, 1 - leak.correlation * leak.correlation).squareRoot()
        let isCopy = left < DataFacts.copy
        let found =
            "Column \(leak.number) alone tells the target to \((100 * left).short(2)) % of its spread (r \(leak.correlation.short(4)))"
        return advice.finding(
            .leakage, isCopy ? .misleading : .note,
            isCopy
                ? "\(found): it is the target in another form, so what is measured is not what new rows will show."
                : "\(found). If it is known only after the target, it gives it away, and what is measured is not what new rows will show; "
                    + "a law that ties the two is as close and no leak. Where the column comes from decides, the numbers cannot.",
            [
                .init("correlation with the target", leak.correlation),
                .init("share of the target's spread that it leaves", left),
            ], place: .column(leak.number))
    }

    private var unlikeValidation: Finding? {
        guard facts.isUnlike, let shift = data?.shift else { return nil }
        let isSorted = facts.recipe?.y.isSorted ?? false
        return advice.finding(
            .unlikeValidation, .misleading,
            (isSorted
                ? "The rows are sorted by their target and the last ones are held out"
                : "The rows held out are unlike the others")
                + ": the targets' distributions are \(shift.distance.short(2)) apart, and the validation loss is "
                + "\(curves.gap.short(3)) times the training loss.",
            [
                .init("distance of the targets' distributions", shift.distance),
                .init("probability by chance", shift.probability),
                .init("validation over training loss", curves.gap),
            ])
    }

    private var inputScale: Finding? {
        guard let worst = data?.worst else { return nil }
        let noise = Swift.max(
            facts.fluctuation.size.isNaN ? 0 : facts.fluctuation.size, curves.trainNoise.isNaN ? 0 : curves.trainNoise)
        let isHarmful = facts.history.nonFinite != nil || noise > 0.1 || facts.isPoor
        return advice.finding(
            .inputScale, isHarmful ? .wrong : .note,
            "Column \(worst.number) of the inputs is not scaled (mean \(worst.mean.short()), sd \(worst.deviation.short())): every step "
                + "moves all predictions together.",
            [
                .init("fluctuation F", facts.fluctuation.size), .init("mean of the column", worst.mean),
                .init("sd of the column", worst.deviation), .init(curves.endName, curves.endError),
            ],
            place: .column(worst.number))
    }

    /// Only where it does harm: a target that is far away and was learnt all the same is no matter.
    private var targetScale: Finding? {
        guard let data, data.isTargetFar, let target = data.target, facts.history.nonFinite != nil || facts.isPoor
        else {
            return nil
        }
        return advice.finding(
            .targetScale, .wrong,
            "The target is not scaled (mean \(target.mean.short()), sd \(target.deviation.short())): a new network answers near 0, and "
                + "goes a long way before it tells rows apart.",
            [
                .init("loss at the end over that of a constant", facts.endLoss / facts.constantLoss),
                .init("mean of the target", target.mean), .init("sd of the target", target.deviation),
                .init(curves.endName, curves.endError),
            ])
    }

    private var tinyValidation: Finding? {
        guard let rows = data?.rows.validation, rows > 0, rows < 30 else { return nil }
        return advice.finding(
            .tinyValidation, .misleading,
            "\(rows) validation rows: the mean over so few shakes by about \((100 / Double(rows).squareRoot()).short(2)) % by itself.",
            [
                .init("validation rows", Double(rows)), .init("fluctuation F", facts.fluctuation.size),
                .init("F of the training loss", curves.trainNoise), .init(curves.endName, curves.endError),
            ])
    }

    private var penaltyInLoss: Finding? {
        let losses = facts.history.epochs.compactMap { epoch in
            epoch.pureValidationLoss.map { (number: epoch.number + 1, shown: $0 + epoch.penaltyAtEnd, pure: $0) }
        }
        guard let last = losses.last, last.shown > last.pure else { return nil }
        let share = 1 - last.pure / last.shown
        guard share > 0.1 else { return nil }
        guard let shown = losses.min(by: { $0.shown < $1.shown }), let pure = losses.min(by: { $0.pure < $1.pure })
        else {
            return nil
        }
        // Where both choose much the same model, or one that other rows may find as good, it does no harm.
        let isMisleading = shown.pure > 1.1 * pure.pure && !facts.risesByChance
        return advice.finding(
            .penaltyInLoss, isMisleading ? .misleading : .note,
            "\((100 * share).short(2)) % of val_loss is the penalty on the weights, as in Keras: "
                + (isMisleading
                    ? "by it epoch \(shown.number) is the best, by the error alone epoch \(pure.number)."
                    : "watch val_pure_loss."),
            [
                .init("share of the penalty in val_loss", share), .init("best epoch by val_loss", Double(shown.number)),
                .init("best epoch by the error alone", Double(pure.number)),
            ])
    }

    // MARK: Layers

    private var outputRange: Finding? {
        guard let range = facts.range, range.outside > 0.02, facts.isPoor || facts.history.nonFinite != nil else {
            return nil
        }
        let gives =
            range.low == range.high
            ? "and of one number that is \(range.low.short()) in every row"
            : range.high.isFinite
                ? "which gives numbers from \(range.low.short()) to \(range.high.short())"
                : "which gives no number below \(range.low.short())"
        return advice.finding(
            .outputRange, .wrong,
            "The last layer ends with \(range.activation), \(gives): \((100 * range.outside).short(3)) % of the targets lie outside, "
                + "and no weights reach them.",
            [.init("share of targets out of reach", range.outside), .init(curves.endName, curves.endError)])
    }

    private var deadUnits: Finding? {
        guard let network, let dead = NetworkFacts.dead(network.end ?? network.start) else { return nil }
        // Weights of 0 make units of 0, which is no fault of the units.
        guard !network.beginsAtZero else { return nil }
        let first = NetworkFacts.dead(network.start)?.share ?? 0
        // Alive at the start and dead at the end: a rate that was too high has killed them.
        guard first >= 0.5 || dead.share < 0.5 else { return nil }
        let isHarmful = dead.share >= 0.5 && facts.isPoor
        guard isHarmful || dead.share >= 0.1 else { return nil }
        return advice.finding(
            .deadUnits, isHarmful ? .wrong : .note,
            "\((100 * dead.share).short(3)) % of the units of \(dead.layer) are 0 for every row"
                + (first >= 0.5 ? ", from the first weights on" : "") + ": no gradient reaches them.",
            [
                .init("share of dead units", dead.share), .init("share at the start", first),
                .init(curves.endName, curves.endError),
            ],
            place: .layer(dead.layer))
    }

    private var saturatedUnits: Finding? {
        guard let network, let worst = NetworkFacts.saturated(network.end ?? network.start), worst.share > 0.5,
            facts.isPoor, initialisationScale == nil, rateTooHigh == nil, inputScale?.weight != .wrong,
            explodingGradients?.weight != .wrong
        else { return nil }
        return advice.finding(
            .saturatedUnits, .wrong,
            "\((100 * worst.share).short(3)) % of the outputs of \(worst.layer) lie at the ends of its activation, where it is flat.",
            [.init("share of saturated outputs", worst.share), .init(curves.endName, curves.endError)],
            place: .layer(worst.layer))
    }

    private var gradientRatio: Double? { network?.start.gradientRatio.flatMap { $0.isFinite ? $0 : nil } }

    private var vanishingGradients: Finding? {
        guard let ratio = gradientRatio, ratio < 1e-3, deadUnits?.weight != .wrong, initialisationScale == nil else {
            return nil
        }
        return advice.finding(
            .vanishingGradients, facts.isPoor || facts.waiting > 0.2 ? .wrong : .note,
            "The gradient vanishes on its way back: with the first weights that of the first layer is \(ratio.short(2)) times that of "
                + "the last, per weight, and for \((100 * facts.waiting).short(2)) % of the epochs nothing was learnt.",
            [
                .init("first over last gradient", ratio), .init("share of epochs without progress", facts.waiting),
                .init(curves.endName, curves.endError),
            ])
    }

    private var explodingGradients: Finding? {
        guard let ratio = gradientRatio, ratio > 1e3 else { return nil }
        return advice.finding(
            .explodingGradients, facts.isPoor || facts.history.nonFinite != nil ? .wrong : .note,
            "The gradient grows on its way back: with the first weights that of the first layer is \(ratio.short(2)) times that of the "
                + "last, per weight.",
            [.init("first over last gradient", ratio), .init(curves.endName, curves.endError)])
    }

    private var initialisationScale: Finding? {
        guard let network, outputRange == nil, data?.worst == nil, let usual = data?.newLoss, usual > 0 else {
            return nil
        }
        let ratio = network.startLoss / usual
        let isFlat =
            network.beginsAtZero
            || network.start.layers.dropLast().contains { $0.parameters > 0 && $0.gradientNorm == 0 }
                && (NetworkFacts.dead(network.start)?.share ?? 0) < 0.5
        // Biases that push units to their ends are no matter of the weights' scale.
        let saturated = (network.gain ?? .infinity) > 2 ? NetworkFacts.saturated(network.start)?.share ?? 0 : 0
        guard ratio > 30 || isFlat || saturated > 0.5 else { return nil }
        let reason =
            ratio > 30
            ? "the loss with them is \(ratio.short(3)) times that of the best constant"
                + (data?.isTargetFar == true ? " or of answers near 0" : "")
            : isFlat
                ? "no gradient at all reaches a layer, as with weights that are all 0"
                : "\((100 * saturated).short(2)) % of a layer's outputs are saturated from the start"
        return advice.finding(
            .initialisationScale, facts.isPoor ? .wrong : .note, "The first weights have a bad scale: \(reason).",
            [
                .init("loss at the start over that of a constant", ratio),
                .init("share of saturated outputs at the start", saturated),
                .init(curves.endName, curves.endError),
            ])
    }

    // MARK: Rate

    private var shaking: (noise: Double, thrownBack: Double) { facts.shaking }

    private var rateTooHigh: Finding? {
        let isHigh = facts.rate > 3 * facts.usualRate
        guard inputScale?.weight != .wrong, outputRange == nil, targetScale == nil || isHigh else { return nil }
        let (noise, back) = shaking
        let died =
            (NetworkFacts.dead(network?.end)?.share ?? 0) >= 0.5
            && (NetworkFacts.dead(network?.start)?.share ?? 1) < 0.5
        let ended = facts.history.nonFinite.map { $0.stage != .loss || !$0.lossReadsProbabilities } ?? false
        let isCalm = !(noise > 0.1) && !(back > 2) && !(facts.thrownUp > 5)
        // A curve that shakes only where it is measured on few rows is no matter of the rate.
        let isRuler = curves.trainNoise < 0.05 && !(back > 1.5) && !(facts.thrownUp > 5)
        guard
            ended || (died && facts.isPoor && isHigh)
                || (!isCalm && !isRuler && (isHigh || facts.isPoor && facts.brakes.isEmpty))
                || (isHigh && facts.isPoor && !isSettledByBrakes && curves.lateShare < 0.08 && vanishingRatioIsSound)
        else { return nil }
        if deadUnits?.weight == .wrong || explodingGradients?.weight == .wrong { return nil }
        let what =
            ended
            ? "the numbers ran away to infinity in step \(facts.history.nonFinite?.step ?? 0)"
            : died && facts.isPoor
                ? "it has killed \((100 * (NetworkFacts.dead(network?.end)?.share ?? 0)).short(3)) % of a layer's units, which lived at "
                    + "the start"
                : !isCalm
                    ? "the loss swings (F \(noise.short(2)), thrown back to \(back.short(3)) times its best, an epoch at "
                        + "\(facts.thrownUp.short(3)) times the start)"
                    : "the loss settles at \((facts.endLoss / facts.constantLoss).short(2)) of a constant's, far above what these rows allow"
        return advice.finding(
            .rateTooHigh, .wrong, "\(theRate) is too high: \(what).",
            [
                .init("fluctuation F", noise), .init("thrown back to, times the best", back),
                .init("largest epoch over the start", facts.thrownUp),
            ] + rateAsEvidence + [.init(curves.endName, curves.endError)])
    }

    /// Of a bare curve nobody knows the rate.
    private var theRate: String { facts.rate.isNaN ? "The rate" : "The rate \(facts.rate.short())" }
    private var rateAsEvidence: [Finding.Number] { facts.rate.isNaN ? [] : [.init("rate", facts.rate)] }

    private var vanishingRatioIsSound: Bool { (gradientRatio ?? 1) >= 1e-3 }
    private var isSettledByBrakes: Bool { !facts.brakes.isEmpty }

    private var rateTooLow: Finding? {
        guard facts.history.nonFinite == nil, facts.isPoor, curves.lateShare > 0.08,
            !(shaking.noise > 0.1), !isOthersFault, facts.brakes.isEmpty || facts.rate < facts.usualRate / 3,
            // A usual rate with which nothing fell at all stands on a plain.
            curves.remaining < 0.97 || facts.rate < facts.usualRate / 3
        else { return nil }
        var evidence: [Finding.Number] = [.init("share of the fall in the last quarter", curves.lateShare)]
        evidence += rateAsEvidence
        evidence.append(.init("loss left of the first epoch's", curves.remaining))
        if let moved = network?.moved { evidence.append(.init("way of the weights in lengths of the first", moved)) }
        evidence.append(.init(curves.endName, curves.endError))
        return advice.finding(
            .rateTooLow, .wrong,
            "\(theRate) is too low for \(facts.history.epochs.count) epochs: the loss was still falling, "
                + "\((100 * curves.lateShare).short(2)) % of its fall came in the last quarter, and "
                + "\((100 * curves.remaining).short(3)) % of the first epoch's loss is left.", evidence)
    }

    /// Whether something else is known to hold the training back.
    private var isOthersFault: Bool {
        // A straight line through a copy of the target leaves nothing, and no training is as good.
        leakage?.weight == .misleading
            || [
                outputRange, inputScale, targetScale, deadUnits, vanishingGradients, explodingGradients,
                initialisationScale,
            ]
            .contains {
                $0?.weight == .wrong
            }
    }

    private var underfitting: Finding? {
        guard isStuck, !facts.brakes.isEmpty else { return nil }
        let brakes = facts.brakes.isEmpty ? "" : ": \(Phrase.list(facts.brakes)) hold it back"
        return advice.finding(
            .underfitting, .wrong,
            "The training settled where a straight plane does better: its loss on its own rows is "
                + "\((facts.endLoss / facts.constantLoss).short(2)) of a constant's\(brakes).",
            [
                .init("loss at the end over that of a constant", facts.endLoss / facts.constantLoss),
                .init("loss of a linear model over that of a constant", (data?.linear ?? .nan) / facts.constantLoss),
                .init("validation over training loss", curves.gap), .init(curves.endName, curves.endError),
            ])
    }

    private var plateau: Finding? {
        guard isStuck, facts.brakes.isEmpty else { return nil }
        return advice.finding(
            .plateau, .wrong,
            "The training is stuck: the loss is flat at \((facts.endLoss / facts.constantLoss).short(2)) of a constant's, and "
                + (network == nil ? "the curve alone does not say why" : "neither the rate nor the layers say why")
                + ": a plateau or a saddle, or layers too small for these rows.",
            [
                .init("loss at the end over that of a constant", facts.endLoss / facts.constantLoss),
                .init("gradient norm at the end", facts.history.epochs.last?.gradientNorm ?? .nan),
                .init(curves.endName, curves.endError),
            ])
    }

    /// Poor and flat, and nothing else explains it.
    private var isStuck: Bool {
        facts.history.nonFinite == nil && facts.isPoor && rateTooLow == nil && !isOthersFault && rateTooHigh == nil
            && saturatedUnits == nil
    }

    // MARK: Fit

    private var overfitting: Finding? {
        let rise = curves.riseFromBest
        guard rise.isFinite, !facts.isUnlike, rateTooHigh == nil, inputScale?.weight != .wrong, !isOthersFault else {
            return nil
        }
        guard curves.isRising || curves.gap > 10, rateTooLow == nil, !isStuck else { return nil }
        // So few rows, or some so far off, that as large a rise comes about by chance.
        let isChance = !curves.isByHeart && facts.risesByChance
        let isOver = (curves.isRising || curves.isByHeart) && !isChance
        return advice.finding(
            .overfitting, isOver ? .wrong : .note,
            (isChance && curves.isRising
                ? "The loss of the rows held out rose while that of the training rows fell, but on \(data?.rows.validation ?? 0) rows as large "
                    + "a rise can be chance: the training loss"
                : "The training rows are learnt by heart: their loss")
                + " fell on to \(curves.train.last?.short() ?? "?") while that of the rows "
                + "held out is \(rise.short(3)) times its best (epoch \(curves.bestEpoch ?? 0)) and \(curves.gap.short(3)) times the "
                + "training loss.",
            [
                .init("validation loss over its best", rise), .init("validation over training loss", curves.gap),
                .init("best epoch", Double(curves.bestEpoch ?? 0)), .init(curves.endName, curves.endError),
                .init("rise of a row's loss", facts.rise?.mean ?? .nan),
                .init("lower end of its interval", facts.rise?.low ?? .nan),
            ],
            place: curves.bestEpoch.map { .epoch($0) })
    }

    // MARK: Overflow

    private var overflowOfProbabilities: Finding? {
        guard let end = facts.history.nonFinite, end.stage == .loss, end.lossReadsProbabilities else { return nil }
        return overflow
    }

    private var overflow: Finding? {
        guard let end = facts.history.nonFinite else { return nil }
        let found = end.finding
        return advice.finding(.overflow, .wrong, found.problem, found.evidence, place: found.place)
    }
}
