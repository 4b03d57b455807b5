public import Answers

/// Cuts the rate when a watched number has stopped improving, counted exactly as Keras or PyTorch count.
///
/// - Keras: better means better than the best by more than `min_delta` (absolute, 1e-4); the cooldown is counted down
///   before the test; the rate drops when `wait ≥ patience`.
/// - PyTorch: better means better by the share `threshold` of the best (relative 1e-4; or absolute); the cooldown is
///   counted down after counting; the rate drops when the bad epochs are **more than** patience (one epoch later
///   than Keras), and a drop of at most `eps` is not made.
public struct ReduceLROnPlateau: Presentable {
    /// Whose rule says what an improvement is and when patience ends.
    public enum Counting: Sendable, Equatable {
        /// Keras 3 `ReduceLROnPlateau`.
        case keras(minDelta: Double)
        /// PyTorch `ReduceLROnPlateau` with a relative (`rel`) or absolute (`abs`) threshold.
        case pytorch(threshold: Double, isRelative: Bool, eps: Double)
    }

    /// What is remembered between epochs.
    public struct State: Sendable, Equatable {
        /// The rate that holds now; whoever else sets it tells it here before an epoch is seen.
        public var rate: Double
        /// The best number so far; infinite before the first.
        public internal(set) var best: Double
        /// Keras's `wait`, PyTorch's `num_bad_epochs`.
        public internal(set) var wait: Int
        /// Epochs that are still let pass after a cut.
        public internal(set) var cooldown: Int

        init(rate: Double, best: Double, wait: Int, cooldown: Int) {
            (self.rate, self.best, self.wait, self.cooldown) = (rate, best, wait, cooldown)
        }

        /// The same as numbers, for a checkpoint.
        public var numbers: [Double] { [rate, best, Double(wait), Double(cooldown)] }

        /// nil when the numbers are none that `numbers` gives.
        public init?(numbers: [Double]) {
            guard numbers.count == 4, numbers[0] >= 0, numbers[0].isFinite, let wait = Int(exactly: numbers[2]),
                let cooldown = Int(exactly: numbers[3])
            else { return nil }
            self.init(rate: numbers[0], best: numbers[1], wait: wait, cooldown: cooldown)
        }
    }

    /// What the rate is multiplied by, between 0 and 1.
    public let factor: Double
    /// Epochs without improvement that are borne, ≥ 0.
    public let patience: Int
    /// Which way the number should go; nil where what is watched tells it.
    public var mode: Monitor?
    /// Epochs after a cut in which nothing is counted, ≥ 0.
    public let cooldown: Int
    /// The rate is never cut below this, ≥ 0.
    public let minimumRate: Double
    /// Whose rule says what an improvement is and when patience ends, with its thresholds.
    public let counting: Counting

    /// - Throws: `Mistake` unless 0 < factor < 1, patience ≥ 0, cooldown ≥ 0, min_lr ≥ 0 and thresholds ≥ 0.
    public init(
        factor: Double = 0.1, patience: Int = 10, mode: Monitor? = nil, cooldown: Int = 0, minimumRate: Double = 0,
        counting: Counting = .keras(minDelta: 1e-4)
    ) throws {
        try Interval.between(0, 1).check(factor, "factor", standard: 0.1)
        try Interval.atLeast(0).whole.check(patience, "patience", standard: 10)
        try Interval.atLeast(0).whole.check(cooldown, "cooldown")
        try Interval.nonNegative.check(minimumRate, "min_lr")
        switch counting {
        case .keras(let minDelta): try Interval.nonNegative.check(minDelta, "min_delta", standard: 1e-4)
        case .pytorch(let threshold, _, let eps):
            try Interval.nonNegative.check(threshold, "threshold", standard: 1e-4)
            try Interval.nonNegative.check(eps, "eps", standard: 1e-8)
        }
        self.factor = factor
        self.patience = patience
        self.mode = mode
        self.cooldown = cooldown
        self.minimumRate = minimumRate
        self.counting = counting
    }

    /// The state before the first epoch: the best number is the worst there is, ±∞ by the mode.
    ///
    /// - Parameter rate: η that is to be cut, ≥ 0.
    public func start(rate: Double) -> State {
        State(rate: rate, best: mode == .max ? -.infinity : .infinity, wait: 0, cooldown: 0)
    }

    /// Sees one epoch's number; returns whether the rate dropped (it stands in `state.rate`).
    @discardableResult
    public func observe(_ value: Double, _ state: inout State) -> Bool {
        switch counting {
        case .keras(let minDelta): observeKeras(value, minDelta, &state)
        case .pytorch(let threshold, let isRelative, let eps): observePyTorch(value, threshold, isRelative, eps, &state)
        }
    }

    private func observeKeras(_ value: Double, _ minDelta: Double, _ state: inout State) -> Bool {
        if state.cooldown > 0 {
            state.cooldown -= 1
            state.wait = 0
        }
        let better = mode == .max ? value > state.best + minDelta : value < state.best - minDelta
        if better {
            state.best = value
            state.wait = 0
            return false
        }
        guard state.cooldown == 0 else { return false }
        state.wait += 1
        // Keras compares with min_lr rounded to Float32.
        guard state.wait >= patience, state.rate > Double(Float(minimumRate)) else { return false }
        let before = state.rate
        state.rate = Swift.max(before * factor, minimumRate)
        state.cooldown = cooldown
        state.wait = 0
        return state.rate < before
    }

    private func observePyTorch(
        _ value: Double, _ threshold: Double, _ isRelative: Bool, _ eps: Double, _ state: inout State
    ) -> Bool {
        let better: Bool
        switch (mode, isRelative) {
        case (.max, true): better = value > state.best * (1 + threshold)
        case (.max, false): better = value > state.best + threshold
        case (_, true): better = value < state.best * (1 - threshold)
        case (_, false): better = value < state.best - threshold
        }
        if better {
            state.best = value
            state.wait = 0
        } else {
            state.wait += 1
        }
        if state.cooldown > 0 {
            state.cooldown -= 1
            state.wait = 0
        }
        guard state.wait > patience else { return false }
        state.cooldown = cooldown
        state.wait = 0
        let next = Swift.max(state.rate * factor, minimumRate)
        guard state.rate - next > eps else { return false }
        state.rate = next
        return true
    }

    /// The language's name for it.
    public static var kind: String { "callback" }
    /// The line that makes it again; what stands at its default is left out.
    public var summary: String {
        let common = [
            factor == 0.1 ? nil : "factor=\(factor.short(6))",
            patience == 10 ? nil : "patience=\(patience)",
            mode.map { "mode=\"\($0.rawValue)\"" },
            cooldown == 0 ? nil : "cooldown=\(cooldown)",
            minimumRate == 0 ? nil : "min_lr=\(minimumRate.short(6))",
        ]
        let own =
            switch counting {
            case .keras(let minDelta): [minDelta == 1e-4 ? nil : "min_delta=\(minDelta.short(6))"]
            case .pytorch(let threshold, let isRelative, let eps):
                [
                    threshold == 1e-4 ? nil : "threshold=\(threshold.short(6))",
                    isRelative ? nil : "threshold_mode=\"abs\"",
                    eps == 1e-8 ? nil : "eps=\(eps.short(6))",
                    "dialect=\"pytorch\"",
                ]
            }
        return Phrase.call("ReduceLROnPlateau", common + own)
    }

    /// When it cuts the rate, and by how much.
    public var sentence: String {
        let epochs = "\(patience) epoch\(patience == 1 ? "" : "s")"
        switch counting {
        case .keras(let minDelta):
            return "Multiplies the rate by \(factor.short()) once \(epochs) have passed without an improvement of more "
                + "than \(minDelta.short()) (Keras: absolute)."
        case .pytorch(let threshold, let isRelative, _):
            return "Multiplies the rate by \(factor.short()) at the first epoch after \(epochs) without an improvement "
                + "of more than \(threshold.short()) (PyTorch: \(isRelative ? "as a share of the best" : "absolute"))."
        }
    }
}
