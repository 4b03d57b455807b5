public import Answers

/// Ends training when a watched number has not improved for `patience` epochs, counted as Keras 3 counts.
///
/// An epoch is better when it beats the best by more than `min_delta`; small gains still count once they add up.
/// With a `baseline`, only an epoch that also beats the baseline makes the waiting start again.
public struct EarlyStopping: Presentable {
    /// What is remembered between epochs.
    public struct State: Sendable, Equatable {
        /// The best number so far; nil before the first epoch that is looked at.
        public internal(set) var best: Double?
        /// The epoch of `best`, counted from 0; 0 before there is one.
        public internal(set) var bestEpoch: Int = 0
        /// Epochs since the last improvement.
        public internal(set) var wait: Int = 0
        /// The epoch whose weights are kept for restoring; nil until one was seen.
        public internal(set) var keptEpoch: Int?
        /// The epoch after which training ended; nil while it runs.
        public internal(set) var stoppedEpoch: Int?

        init() {}

        /// The same as numbers, for a checkpoint; −1 for an epoch that is nil.
        public var numbers: [Double] {
            [
                best == nil ? 0 : 1, best ?? 0, Double(bestEpoch), Double(wait), Double(keptEpoch ?? -1),
                Double(stoppedEpoch ?? -1),
            ]
        }

        /// nil when the numbers are none that `numbers` gives.
        public init?(numbers: [Double]) {
            guard numbers.count == 6 else { return nil }
            let counts = numbers.dropFirst(2).compactMap { Int(exactly: $0) }
            guard counts.count == 4 else { return nil }
            best = numbers[0] == 1 ? numbers[1] : nil
            (bestEpoch, wait) = (counts[0], counts[1])
            keptEpoch = counts[2] < 0 ? nil : counts[2]
            stoppedEpoch = counts[3] < 0 ? nil : counts[3]
        }
    }

    /// What to do after an epoch.
    public enum Decision: Sendable, Equatable {
        case goOn
        /// Keep a copy of this epoch's weights, and go on.
        case keepWeights
        case stop
    }

    /// Epochs without improvement after which training ends, ≥ 0.
    public let patience: Int
    /// By how much an epoch must beat the best, ≥ 0.
    public let minDelta: Double
    /// Which way the number should go; nil where what is watched tells it.
    public var mode: Monitor?
    /// A number that an improvement must beat too; nil asks for none.
    public let baseline: Double?
    /// Whether the best epoch's weights come back at the end.
    public let restoreBestWeights: Bool
    /// The first epoch that is looked at, from 0.
    public let startFromEpoch: Int

    /// - Throws: `Mistake` unless patience ≥ 0, start_from_epoch ≥ 0 and min_delta is finite (its sign is ignored, as
    ///   in Keras).
    public init(
        patience: Int = 0, minDelta: Double = 0, mode: Monitor? = nil, baseline: Double? = nil,
        restoreBestWeights: Bool = false, startFromEpoch: Int = 0
    ) throws {
        try Interval.atLeast(0).whole.check(patience, "patience")
        try Interval.atLeast(0).whole.check(startFromEpoch, "start_from_epoch")
        try Interval.finite.check(minDelta, "min_delta", standard: 0.001)
        self.patience = patience
        self.minDelta = abs(minDelta)
        self.mode = mode
        self.baseline = baseline
        self.restoreBestWeights = restoreBestWeights
        self.startFromEpoch = startFromEpoch
    }

    /// The state before the first epoch.
    public func start() -> State { State() }

    /// Sees the number of one epoch (0-based) and decides.
    public func observe(_ value: Double, epoch: Int, _ state: inout State) -> Decision {
        guard epoch >= startFromEpoch else { return .goOn }
        var decision = Decision.goOn
        if restoreBestWeights, state.keptEpoch == nil {
            // Even a first epoch that improves on nothing (a NaN) must leave something to restore.
            state.keptEpoch = epoch
            decision = .keepWeights
        }
        state.wait += 1
        if isBetter(value, than: state.best) {
            state.best = value
            state.bestEpoch = epoch
            if restoreBestWeights {
                state.keptEpoch = epoch
                decision = .keepWeights
            }
            if baseline == nil || isBetter(value, than: baseline) { state.wait = 0 }
            return decision
        }
        if state.wait >= patience, epoch > 0 {
            state.stoppedEpoch = epoch
            return .stop
        }
        return decision
    }

    private func isBetter(_ value: Double, than reference: Double?) -> Bool {
        guard let reference else { return true }
        return mode == .max ? value - minDelta > reference : value + minDelta < reference
    }

    /// The language's name for it.
    public static var kind: String { "callback" }
    /// The line that makes it again; what stands at its default is left out.
    public var summary: String {
        Phrase.call(
            "EarlyStopping",
            [
                patience == 0 ? nil : "patience=\(patience)",
                minDelta == 0 ? nil : "min_delta=\(minDelta.short(6))",
                mode.map { "mode=\"\($0.rawValue)\"" },
                baseline.map { "baseline=\($0.short(6))" },
                restoreBestWeights ? "restore_best_weights=True" : nil,
                startFromEpoch == 0 ? nil : "start_from_epoch=\(startFromEpoch)",
            ])
    }

    /// When it stops, and which weights remain.
    public var sentence: String {
        "Stops after \(patience) epoch\(patience == 1 ? "" : "s") without an improvement of more than "
            + "\(minDelta.short())"
            + (restoreBestWeights ? " and gives back the best weights." : ", keeping the last weights.")
    }
}
