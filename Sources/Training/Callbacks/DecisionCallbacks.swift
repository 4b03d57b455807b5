internal import Numbers
public import Optimizers

/// Ends training when a watched number stops improving; Keras `EarlyStopping`.
public struct StopEarly: Callback {
    /// `val_loss`, `loss`, `accuracy` …
    public var monitor: String
    public var rule: EarlyStopping

    public init(monitor: String = "val_loss", rule: EarlyStopping) {
        self.monitor = monitor
        self.rule = rule
    }

    public var summary: String { rule.summary.replacingCall("monitor='\(monitor)'") }
    public var sentence: String { "Watches \(monitor). " + rule.sentence }

    public func begin(_ loop: FitLoop) throws -> any CallbackRun { Run(callback: self, state: rule.start()) }

    private struct Run: CallbackRun {
        let callback: StopEarly
        var state: EarlyStopping.State

        mutating func epochEnded(_ epoch: History.Epoch, _ loop: FitLoop) throws {
            switch callback.rule.observe(try epoch.watched(callback.monitor), epoch: epoch.number, &state) {
            case .goOn: break
            case .keepWeights: loop.keepWeights()
            case .stop:
                loop.stop(
                    because: "\(callback.monitor) has not improved for \(callback.rule.patience) epochs; "
                        + "the best was epoch \(state.bestEpoch + 1)")
            }
        }

        mutating func trainingEnded(_ loop: FitLoop) {
            if callback.rule.restoreBestWeights { loop.restoreWeights() }
        }
    }
}

/// Cuts the rate when a watched number stops improving; `ReduceLROnPlateau` of Keras or PyTorch.
public struct ReduceRate: Callback {
    public var monitor: String
    public var rule: ReduceLROnPlateau

    public init(monitor: String = "val_loss", rule: ReduceLROnPlateau) {
        self.monitor = monitor
        self.rule = rule
    }

    public var summary: String { rule.summary.replacingCall("monitor='\(monitor)'") }
    public var sentence: String { "Watches \(monitor). " + rule.sentence }

    public func begin(_ loop: FitLoop) throws -> any CallbackRun {
        Run(callback: self, state: rule.start(rate: loop.currentRate))
    }

    private struct Run: CallbackRun {
        let callback: ReduceRate
        var state: ReduceLROnPlateau.State

        mutating func epochEnded(_ epoch: History.Epoch, _ loop: FitLoop) throws {
            if callback.rule.observe(try epoch.watched(callback.monitor), &state) { loop.rate = state.rate }
        }
    }
}

/// Ends training at the first epoch whose loss is not finite; Keras `TerminateOnNaN`.
public struct StopAtNaN: Callback {
    public init() {}

    public var summary: String { "TerminateOnNaN()" }
    public func begin(_ loop: FitLoop) throws -> any CallbackRun { Run() }

    private struct Run: CallbackRun {
        mutating func epochEnded(_ epoch: History.Epoch, _ loop: FitLoop) throws {
            guard !epoch.loss.isFinite || loop.history.divergence != nil else { return }
            loop.stop(because: loop.history.divergence?.sentence ?? "the loss is \(epoch.loss.short())")
        }
    }
}

extension String {
    /// `Name(a=1)` with one more argument in front.
    func replacingCall(_ argument: String) -> String {
        guard let open = firstIndex(of: "(") else { return self }
        let rest = self[index(after: open)...]
        return self[...open] + argument + (rest == ")" ? "" : ", ") + rest
    }
}
