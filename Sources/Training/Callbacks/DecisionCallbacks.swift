internal import Answers
public import Optimizers

/// Ends training when a watched number stops improving; Keras `EarlyStopping`.
public struct StopEarly: Callback {
    /// How it went in the last fit.
    public let record = CallbackRecord<EarlyStopping.State>()
    /// `val_loss`, `loss`, `accuracy` …
    public var monitor: String
    /// When watching ends: patience, smallest improvement, direction, baseline.
    public var rule: EarlyStopping
    /// Whether it prints what it does, in Keras's words.
    public var isVerbose = false

    /// Watches the number of that name.
    public init(monitor: String = "val_loss", rule: EarlyStopping) {
        self.monitor = monitor
        self.rule = rule
    }

    /// Keras's call, with what is watched.
    public var summary: String { rule.summary.replacingCall("monitor='\(monitor)'") }
    /// What is watched and what follows.
    public var sentence: String { "Watches \(monitor). " + rule.sentence }

    /// A run for one fit.
    ///
    /// - Throws: `Mistake` when what it watches is not measured in this fit, or may be meant to rise or to fall.
    public func begin(_ loop: FitLoop) throws -> any CallbackRun {
        var directed = self
        directed.rule.mode = try loop.direction(of: monitor, asked: rule.mode, by: "EarlyStopping")
        return Run(callback: directed, state: rule.start())
    }

    private struct Run: CallbackRun {
        let callback: StopEarly
        var state: EarlyStopping.State
        var kept: ModelWeights?

        mutating func trainingBegins(_ loop: FitLoop) throws { callback.record.state = state }

        mutating func epochEnded(_ epoch: History.Epoch, _ loop: FitLoop) throws {
            guard let value = epoch.value(callback.monitor) else { return }
            defer { callback.record.state = state }
            switch callback.rule.observe(value, epoch: epoch.number, &state) {
            case .goOn: break
            case .keepWeights:
                // The old copy goes before the new one comes.
                kept = nil
                kept = loop.weights
            case .stop:
                loop.stop(
                    because: "\(callback.monitor) has not improved for \(callback.rule.patience) epochs; "
                        + "the best was epoch \(state.bestEpoch + 1)")
            }
        }

        mutating func trainingEnded(_ loop: FitLoop) throws {
            // An interrupted training is to go on from where it was, not from its best epoch.
            guard !loop.isInterrupted else { return }
            if callback.isVerbose {
                if let stopped = state.stoppedEpoch, stopped > 0 {
                    try loop.say("Epoch \(stopped + 1): early stopping")
                }
                if kept != nil {
                    try loop.say("Restoring model weights from the end of the best epoch: \(state.bestEpoch + 1).")
                }
            }
            if let kept { loop.weights = kept }
        }

        var memory: CallbackMemory? { CallbackMemory(numbers: state.numbers, weights: kept) }

        mutating func remember(_ memory: CallbackMemory) {
            guard let state = EarlyStopping.State(numbers: memory.numbers) else { return }
            (self.state, kept) = (state, memory.weights)
        }
    }
}

/// What a callback knows of the fit that it watches or has watched last, as Keras's callback tells it. It is written and read by
/// one thread, that of the fit.
public final class CallbackRecord<State: Sendable>: @unchecked Sendable {
    /// Counters and the best value; nil before the first fit.
    public internal(set) var state: State?
}

/// Cuts the rate when a watched number stops improving; `ReduceLROnPlateau` of Keras or PyTorch.
public struct ReduceRate: Callback {
    /// `val_loss`, `loss`, `accuracy` …
    public var monitor: String
    /// Factor, patience, smallest rate, and whose counting.
    public var rule: ReduceLROnPlateau
    /// Whether it prints what it does, in Keras's words.
    public var isVerbose = false
    /// What it has come to.
    public let record = CallbackRecord<ReduceLROnPlateau.State>()

    /// Watches the number of that name.
    public init(monitor: String = "val_loss", rule: ReduceLROnPlateau) {
        self.monitor = monitor
        self.rule = rule
    }

    /// It sets the rate.
    public var setsRate: Bool { true }

    /// Keras's call, with what is watched.
    public var summary: String { rule.summary.replacingCall("monitor='\(monitor)'") }
    /// What is watched and what follows.
    public var sentence: String { "Watches \(monitor). " + rule.sentence }

    /// A run for one fit.
    ///
    /// - Throws: `Mistake` when what it watches is not measured in this fit, or may be meant to rise or to fall, and when a
    ///   schedule gives the rate.
    public func begin(_ loop: FitLoop) throws -> any CallbackRun {
        try loop.checkRateIsANumber(for: "ReduceLROnPlateau")
        var directed = self
        directed.rule.mode = try loop.direction(of: monitor, asked: rule.mode, by: "ReduceLROnPlateau")
        return Run(callback: directed, state: directed.rule.start(rate: loop.currentRate))
    }

    private struct Run: CallbackRun {
        let callback: ReduceRate
        var state: ReduceLROnPlateau.State

        mutating func trainingBegins(_ loop: FitLoop) throws { callback.record.state = state }

        mutating func epochEnded(_ epoch: History.Epoch, _ loop: FitLoop) throws {
            defer { callback.record.state = state }
            // Another callback, or a person, may have set it meanwhile.
            state.rate = loop.currentRate
            guard let value = epoch.value(callback.monitor) else { return }
            guard callback.rule.observe(value, &state) else { return }
            if callback.isVerbose {
                // Keras keeps the rate in single precision, and prints what it multiplies.
                let rate = Swift.max(Double(Float(loop.currentRate)) * callback.rule.factor, callback.rule.minimumRate)
                try loop.say("\nEpoch \(epoch.number + 1): ReduceLROnPlateau reducing learning rate to \(rate).")
            }
            loop.rate = state.rate
        }

        var memory: CallbackMemory? { CallbackMemory(numbers: state.numbers) }

        mutating func remember(_ memory: CallbackMemory) {
            if let state = ReduceLROnPlateau.State(numbers: memory.numbers) { self.state = state }
        }
    }
}

/// Keras's `TerminateOnNaN`, whose work every fit does here by itself: training ends with the update in which a number is
/// first not finite. It stands in documents' code and may stay there.
public struct StopAtNaN: Callback {
    /// It has no settings.
    public init() {}

    /// `TerminateOnNaN()`
    public var summary: String { "TerminateOnNaN()" }
    /// That every fit ends so.
    public var sentence: String { "Every fit here ends at the first number that is not finite, with or without this." }
    /// A run that does nothing.
    public func begin(_ loop: FitLoop) throws -> any CallbackRun { Run() }

    private struct Run: CallbackRun {}
}

extension String {
    /// `Name(a=1)` with one more argument in front.
    func replacingCall(_ argument: String) -> String {
        guard let open = firstIndex(of: "(") else { return self }
        let rest = self[index(after: open)...]
        return self[...open] + argument + (rest == ")" ? "" : ", ") + rest
    }
}
