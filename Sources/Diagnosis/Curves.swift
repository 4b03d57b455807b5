internal import Numbers
internal import RealModule
internal import Training

/// What the curves of a history say by themselves, without model or data. Losses are taken without the penalty.
struct Curves: Sendable {
    /// Of each epoch, on the rows that are trained on.
    let train: [Double]
    /// Of each epoch that has one, on rows held out; empty without such rows.
    let validation: [Double]
    /// Whether the loss is a mean of squares, whose root is an error in the target's unit.
    let isSquared: Bool

    /// - Parameters:
    ///   - isSquared: whether the loss is known to be a mean of squares.
    ///   - kept: the epoch, from 0, whose weights an early stop has brought back: what came after it is no part of the model.
    init(_ history: History, isSquared: Bool, kept: Int? = nil) {
        self.isSquared = isSquared
        let epochs = kept.map { history.epochs.prefix($0 + 1) } ?? history.epochs[...]
        train = epochs.map(\.pureLoss)
        validation = epochs.compactMap(\.pureValidationLoss)
    }

    /// The curve by which an end is judged: rows held out, where there are any.
    var judged: [Double] { validation.isEmpty ? train : validation }

    /// The mean loss over the last tenth of the epochs, at least one and at most ten; its root where the loss is a mean of squares.
    /// Of a cross-entropy a root would mean nothing.
    var endError: Double {
        let count = Swift.min(10, Swift.max(1, judged.count / 10))
        let tail = judged.suffix(count)
        let mean = tail.reduce(0, +) / Double(tail.count)
        return isSquared ? mean.squareRoot() : mean
    }

    /// What that is.
    var endName: String { isSquared ? "error at the end" : "loss at the end" }

    /// Fluctuation of the training loss from epoch to epoch, as F of `Fluctuation`; nan for less than four epochs.
    var trainNoise: Double { Fluctuation(of: train).size }

    /// Which share of the whole fall of the training loss the last quarter of the epochs brought: a steady fall has ¼, what has settled 0.
    var lateShare: Double {
        guard train.count >= 4, let first = train.first, let last = train.last else { return .nan }
        // The mean of three epochs around the border: one epoch's noise is no trend.
        let border = train.count * 3 / 4
        let around = train[Swift.max(0, border - 1)...Swift.min(train.count - 1, border + 1)]
        let fall = first - Swift.min(last, train.min() ?? last)
        guard fall > 0 else { return 0 }
        return (around.reduce(0, +) / Double(around.count) - last) / fall
    }

    /// The last loss over the first.
    var remaining: Double {
        guard let first = train.first, let last = train.last, first != 0 else { return .nan }
        return last / first
    }

    /// The last validation losses over the best, as loss: 1 where the best is the last; nan without validation.
    var riseFromBest: Double {
        guard let best = validation.min(), best > 0 else { return .nan }
        let tail = validation.suffix(Swift.max(1, validation.count / 10)).sorted()
        return tail.quantile(0.5) / best
    }

    /// Whether the loss of other rows went up while that of the training rows stayed below: further than the lowest of so many epochs
    /// lies below the others by their noise alone.
    var isRising: Bool { validation.count >= 4 && hasRisen && gap > 1.5 }

    /// Whether the last validation losses lie further above the best than the lowest of so many epochs does by their noise alone.
    var hasRisen: Bool {
        let noise = Fluctuation(of: validation).size
        return riseFromBest > 1.15 * .exp(noise.isNaN ? 0 : 2.5 * noise)
    }

    /// Whether it went up, be it a little, while the training rows were all but learnt by heart.
    var isByHeart: Bool { validation.count >= 4 && riseFromBest > 1.01 && gap > 10 }

    /// The epoch with the best validation loss, from 1.
    var bestEpoch: Int? { validation.indices.min { validation[$0] < validation[$1] }.map { $0 + 1 } }

    /// Validation loss over training loss at the end; nan without validation.
    var gap: Double {
        guard let held = validation.last, let trained = train.last, trained > 0 else { return .nan }
        return held / trained
    }

    /// The largest loss after the best epoch over the best, of the training rows: how far it was thrown back.
    var thrownBack: Double {
        guard let best = train.indices.min(by: { train[$0] < train[$1] }), train[best] > 0 else { return .nan }
        return (train[best...].max() ?? train[best]) / train[best]
    }
}
