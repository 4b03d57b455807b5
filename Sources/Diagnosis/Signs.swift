internal import Answers
internal import Training

/// The eight signs of good and poor optimisation, measured on one training.
struct Signs {
    let facts: TrainingFacts
    let findings: [Finding]
    private var curves: Curves { facts.curves }

    init(_ facts: TrainingFacts, _ findings: [Finding]) { (self.facts, self.findings) = (facts, findings) }

    var all: [Sign] {
        [
            steady, close, improves, completes, oscillates, barelyDecreases, rises, overflows,
        ]
    }

    private func good(_ words: String, _ isSeen: Bool?, _ measured: String) -> Sign {
        Sign(words: words, isGood: true, isSeen: isSeen, measured: measured, candidates: [])
    }

    private func poor(_ words: String, _ isSeen: Bool?, _ measured: String, _ candidates: [Sign.Candidate] = []) -> Sign
    {
        Sign(words: words, isGood: false, isSeen: isSeen, measured: measured, candidates: candidates)
    }

    private var hasValidation: Bool { !curves.validation.isEmpty }
    private let withoutRows = "no validation rows"

    // MARK: Good

    private var steady: Sign {
        let falls = zip(curves.train.dropFirst(), curves.train).filter { $0 < $1 }.count
        let share = Double(falls) / Double(Swift.max(1, curves.train.count - 1))
        return good(
            "Loss decreases steadily (not too fast, not too slow)",
            share >= 0.5 && curves.remaining < 0.9 && !isShaking,
            "it fell in \((100 * share).short(3)) % of the epochs, to \(curves.remaining.short(2)) of the first")
    }

    private var close: Sign {
        guard hasValidation else { return good("Training and validation loss stay close", nil, withoutRows) }
        let gap = curves.gap
        return good(
            "Training and validation loss stay close", gap < 1.5 && gap > 1 / 1.5,
            "validation is \(gap.short(3)) times training at the end")
    }

    private var improves: Sign {
        guard let first = curves.validation.first, let last = curves.validation.last else {
            return good("Model improves on held-out test data", nil, withoutRows)
        }
        return good(
            "Model improves on held-out test data", last < 0.9 * first && curves.riseFromBest < 1.15,
            "validation \(first.short()) → \(last.short()), best \(curves.validation.min()?.short() ?? "?")")
    }

    private var completes: Sign {
        let seconds = facts.history.epochs.reduce(0) { $0 + $1.seconds }
        let isWhole = facts.history.nonFinite == nil && facts.history.stopReason != "interrupted"
        return good(
            "Training completes in reasonable time", facts.history.updates == 0 ? nil : isWhole,
            facts.history.updates == 0
                ? "a bare curve does not say how long it took"
                : "\(Phrase.count(facts.history.updates, "update")) in \(seconds.short(2)) s; \(facts.history.stopReason)"
        )
    }

    // MARK: Poor

    private var isShaking: Bool { facts.shaking.noise > 0.15 || facts.shaking.thrownBack > 2 }

    private var oscillates: Sign {
        let names: [Cause] = [.rateTooHigh, .inputScale, .tinyValidation]
        return poor(
            "Loss oscillates wildly → learning rate too high", curves.train.count < 4 ? nil : isShaking,
            "F \(facts.fluctuation.size.short(2)) with \(curves.isSquared ? "an error" : "a loss") of \(curves.endError.short(3)) at the end; "
                + "calm is below 0.05",
            names.map(candidate))
    }

    /// Causes that are known for certain where they are there, and not worth a word where they are not.
    private static let certain: [Cause] = [.targetScale, .outputRange]

    private var barelyDecreases: Sign {
        let names: [Cause] =
            [
                .rateTooLow, .plateau, .vanishingGradients, .deadUnits, .saturatedUnits, .initialisationScale,
                .inputScale,
                .underfitting, .rateTooHigh,
            ]
            + Signs.certain.filter { cause in findings.contains { $0.cause == cause.rawValue } }
        let left = facts.endLoss / facts.constantLoss
        return poor(
            "Loss barely decreases → learning rate too low or stuck",
            // What begins far above a constant's loss and has not come down to it yet has fallen all the same.
            left.isFinite ? left > 0.7 && !(curves.remaining < 0.1) : nil,
            left.isFinite
                ? "\((100 * left).short(3)) % of a constant's loss is left on the training rows, and "
                    + "\(curves.remaining.short(2)) of the first epoch's"
                : "at the end the loss is not finite", names.map(candidate))
    }

    private var rises: Sign {
        let words = "Training loss drops but validation increases → overfitting"
        guard hasValidation else { return poor(words, nil, withoutRows) }
        // What a curve that shakes leaves its best behind by is no rise, unless its rows have told that it is one.
        let isRise = curves.hasRisen || findings.contains { $0.cause == Cause.overfitting.rawValue }
        let isSeen = curves.riseFromBest > 1.15 && curves.remaining < 0.9 && isRise
        return poor(
            words, isSeen,
            "validation is \(curves.riseFromBest.short(3)) times its best (epoch \(curves.bestEpoch ?? 0))",
            [Cause.overfitting, .unlikeValidation, .rateTooHigh].map(candidate))
    }

    private var overflows: Sign {
        poor(
            "Loss becomes NaN → numerical instability", facts.history.nonFinite != nil,
            facts.history.nonFinite.map { "step \($0.step)" } ?? "all numbers are finite",
            [Cause.overflow, .rateTooHigh, .inputScale, .explodingGradients].map(candidate))
    }

    // MARK: What may lie behind a sign

    private func candidate(_ cause: Cause) -> Sign.Candidate {
        let isFound = findings.contains { $0.cause == cause.rawValue && $0.weight != .note }
        let isKnown = knows(cause)
        return Sign.Candidate(
            cause: cause.rawValue, tells: Signs.tells(cause), verdict: isFound ? .fits : isKnown ? .excluded : .unknown)
    }

    /// Whether what tells a cause was there to be looked at.
    private func knows(_ cause: Cause) -> Bool {
        switch cause {
        case .vanishingGradients, .explodingGradients, .initialisationScale: facts.network != nil
        case .deadUnits, .saturatedUnits, .underfitting, .plateau: facts.network?.end != nil
        case .inputScale, .targetScale, .outputRange, .unlikeValidation, .tinyValidation, .leakage: facts.data != nil
        case .overfitting: hasValidation
        default: true
        }
    }

    /// What tells a cause from others that look alike.
    static func tells(_ cause: Cause) -> String {
        switch cause {
        case .rateTooLow: "the loss falls steadily to the last epoch, and ten times the rate makes it fall faster"
        case .rateTooHigh:
            "the loss swings or is thrown back, or units died that lived at the start; a tenth of the rate calms it"
        case .plateau, .saddle: "the loss is flat, the gradient small, the layers alive; momentum or Adam gets off it"
        case .vanishingGradients:
            "with the first weights the first layer's gradient is less than 1/1,000 of the last one's, per weight"
        case .explodingGradients:
            "with the first weights the first layer's gradient is more than 1,000 times the last one's, per weight"
        case .deadUnits: "units give 0 for every row from the start, and no gradient reaches them"
        case .saturatedUnits: "outputs lie at the ends of tanh or sigmoid, where it is flat"
        case .initialisationScale:
            "the loss with the first weights is far above that of a constant, or no gradient flows at all"
        case .inputScale: "a column is far from mean 0 and deviation 1; scaled, the curve is calm"
        case .outputRange: "the last layer's activation does not give such numbers, whatever its weights are"
        case .targetScale: "the target is far from mean 0 and deviation 1; scaled, the same training learns"
        case .underfitting:
            "training and validation loss are flat, close and high, under strong dropout or penalties or with few units"
        case .overfitting: "the training loss goes on falling while that of other rows rises"
        case .unlikeValidation: "the targets held out are distributed otherwise; shuffled rows close the gap"
        case .tinyValidation: "the training loss is calm and few rows are held out"
        case .leakage: "a column is the target in other words"
        case .penaltyInLoss: "val_loss and val_pure_loss have their best epochs apart"
        case .overflow: "a number is no longer finite"
        case .localMinimum: "the gradient is 0, the curvature upwards, and a lower minimum is known"
        case .narrowValley: "one direction is far steeper than the other, and the path goes to and fro across it"
        case .unbounded: "the values have no lower bound"
        }
    }
}
