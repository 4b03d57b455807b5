internal import Answers
internal import Networks
internal import Formats
internal import Optimizers

/// What a fit in a narrow format does beside its steps: it begins with a loss scale, leaves out steps that overflow, and says so.
extension FitLoop {
    /// Takes up the loss scale of the fit before, or of the file, where the same is asked for; otherwise begins with a new one.
    func beginPrecision(_ step: GradientStep) {
        let precision = options.precision
        running.history.precision = precision.isPlain ? nil : precision.summary
        guard !precision.isPlain else {
            state.scaler = nil
            step.tape.lossScale = 1
            return
        }
        if state.scaler?.rule != precision.scale {
            state.scaler = LossScaler(precision.scale, numbers: state.savedScaler) ?? LossScaler(precision.scale)
        }
        state.savedScaler = []
        skippedBefore = state.scaler?.skipped ?? 0
    }

    /// A batch that is left out: its gradient, or its loss, is beyond the format.
    func skip(
        _ step: GradientStep, _ slope: BatchSlope?, _ rows: UnsafeBufferPointer<Int>,
        _ targets: UnsafePointer<Float>, _ sums: inout EpochSums
    ) {
        step.skip()
        if let slope {
            // A finite loss counts in the epoch's mean, as in the frameworks, whatever became of its gradient.
            if slope.loss.isFinite, slope.penalty.isFinite {
                step.tape.gather(&metrics, rows, from: targets)
                sums.add(
                    BatchSlope(loss: slope.loss, penalty: slope.penalty, squares: 0), rows: rows.count,
                    rate: currentRate)
            } else {
                sums.skip()
            }
        }
        state.scaler?.skippedStep()
    }

    /// Steps of this fit that were not taken.
    private var skipped: Int { (state.scaler?.skipped ?? 0) - skippedBefore }

    /// Notes the scale in the epoch that has ended, and tells whether not one of its steps was taken.
    var sentenceOnSkippedEpoch: String? {
        guard let inEpoch = state.scaler?.closeEpoch(), let scaler = state.scaler, let epoch = history.epochs.last
        else { return nil }
        note("loss_scale", scaler.scale)
        note("skipped", Double(inEpoch))
        guard inEpoch > 0, inEpoch >= stepsPerEpoch else { return nil }
        let format = options.precision.policy.format
        switch scaler.rule {
        case .fixed(let scale) where scale > 1:
            return
                "not one of the \(inEpoch) updates of epoch \(epoch.number + 1) was made: each time a gradient overflows "
                + "\(format.name), which ends at \(format.largest.short(6)), at a loss scale of \(scale.short(9)); "
                + "try loss_scale=\"dynamic\""
        default:
            // A dynamic scale finds its way down, as long as it has steps for it.
            guard scaler.scale <= 1 else { return nil }
            return
                "not one of the \(inEpoch) updates of epoch \(epoch.number + 1) was made: loss or gradient is beyond "
                + "\(format.name), which ends at \(format.largest.short(6)), at a loss scale of \(scaler.scale.short(6)); try "
                + "precision=\"mixed_bfloat16\", or inputs scaled to about 1"
        }
    }

    /// How many steps were left out, and where the scale stands.
    var remarkOnSkippedSteps: String? {
        guard let scaler = state.scaler, skipped > 0 else { return nil }
        let format = options.precision.policy.format.name
        return "\(Phrase.count(skipped, "step")) skipped, as gradients overflowed \(format); the loss scale is "
            + "\(scaler.scale.short(9)) now"
            + (scaler.rule.isFixed ? ": it stays, so that the next one overflows, too" : "")
    }
}

extension LossScale {
    fileprivate var isFixed: Bool { if case .fixed = self { true } else { false } }
}
