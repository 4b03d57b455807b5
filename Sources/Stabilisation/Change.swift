internal import Answers
internal import Cards
internal import Networks
internal import Optimizers

/// One thing that is done to a training, as the document lists them: a number of the optimizer, a counter, a layer, a batch.
public enum Change: Sendable, Equatable {
    /// η itself.
    case rate(Double)
    /// η times this.
    case rateTimes(Double)
    /// η climbs from 1/n of itself to itself over the first n updates.
    case warmup(Int)
    /// Keras's `ReduceLROnPlateau` on `val_loss`.
    case plateau(factor: Double, patience: Int, minimum: Double)
    /// The counter watches the validation loss without the penalty: a penalty that shrinks looks to it as if the loss improved.
    case watchPureLoss
    /// A hyperparameter of the optimizer by Keras's keyword.
    case setting(String, Double)
    /// Another rule, with the settings that it shares; with `insteadOf` only of that rule, whose rate means the same.
    case rule(String, insteadOf: String? = nil)
    /// Rows of an update.
    case batch(Int)
    /// That many times the rows of an update.
    case batchTimes(Int)
    /// Times through the rows.
    case epochs(Int)
    /// That many times the epochs: the control for larger batches, with as many updates.
    case epochsTimes(Int)
    /// Dropout behind each hidden Dense layer.
    case dropout(Double)
    /// λ·Σw² on the kernel of each hidden Dense layer.
    case l2(Double)
    /// An exponential average of the weights, which is what is measured.
    case average(Double)
    /// Each input column to mean 0 and deviation 1.
    case standardise

    /// As a call has it: `learning_rate × 0.1`, `clipvalue=1`.
    public var text: String {
        switch self {
        case .rate(let rate): "learning_rate=\(rate.short(6))"
        case .rateTimes(let factor): "learning_rate × \(factor.short(6))"
        case .warmup(let steps): "warm-up over \(steps) updates"
        case .plateau(let factor, let patience, let minimum):
            "ReduceLROnPlateau(factor=\(factor.short(6)), patience=\(patience), min_lr=\(minimum.short(6)))"
        case .watchPureLoss: "monitor=\"val_pure_loss\""
        case .setting("amsgrad", _): "amsgrad=True"
        case .setting(let name, let value): "\(name)=\(value.short(6))"
        case .rule(let name, _): name
        case .batch(let size): "batch_size=\(size)"
        case .batchTimes(let factor): "batch_size × \(factor)"
        case .epochs(let count): "epochs=\(count)"
        case .epochsTimes(let factor): "epochs × \(factor)"
        case .dropout(let rate): "Dropout(\(rate.short(6))) behind hidden layers"
        case .l2(let λ): "l2(\(λ.short(6))) on hidden kernels"
        case .average(let β): "average of the weights, momentum \(β.short(6))"
        case .standardise: "all inputs standardised"
        }
    }

    /// Does it.
    ///
    /// - Throws: `Mistake` that says why it has no meaning for this training.
    public func apply(to setup: inout Setup) throws {
        switch self {
        case .rate(let rate):
            try Interval.positive.check(rate, "learning_rate", standard: 0.001)
            setup.optimizer = setup.optimizer.with(rate: .constant(rate))
        case .rateTimes(let factor): setup.optimizer = setup.optimizer.with(rate: try scaled(setup, factor))
        case .warmup(let steps): setup.optimizer = setup.optimizer.with(rate: try warm(setup, steps))
        case .plateau(let factor, let patience, let minimum):
            _ = try constantRate(setup)
            setup.plateau = try ReduceLROnPlateau(factor: factor, patience: patience, minimumRate: minimum)
        case .watchPureLoss: setup.watchesPureLoss = true
        case .setting("amsgrad", _): setup.optimizer = try setup.optimizer.changing(["amsgrad": true])
        case .setting(let name, let value):
            setup.optimizer = try setup.optimizer.changing([name: .number(value)])
        case .rule(let name, let other):
            if let other, setup.optimizer.name != other {
                throw Mistake("the rule is \(setup.optimizer.name)", expected: "\(other), which \(name) is a kind of")
            }
            setup.optimizer = try setup.optimizer.changing([:], rule: name)
        case .batch(let size): setup.batchSize = try Change.whole(size, 1, "batch_size", standard: 32)
        case .batchTimes(let factor):
            setup.batchSize = try Change.whole(times(setup.batchSize, factor), 1, "batch_size", standard: 32)
        case .epochs(let count): setup.epochs = try Change.whole(count, 4, "epochs", standard: 100)
        case .epochsTimes(let factor):
            setup.epochs = try Change.whole(times(setup.epochs, factor), 4, "epochs", standard: 100)
        case .dropout(let rate): try drop(rate, &setup)
        case .l2(let λ): try penalise(λ, &setup)
        case .average(let β):
            guard setup.optimizer.wrappers.average == nil else {
                throw Mistake("an average of the weights is kept already", expected: "an optimizer without one")
            }
            setup.optimizer = try setup.optimizer.changing(["use_ema": true, "ema_momentum": .number(β)])
        case .standardise: setup.standardises = true
        }
    }

    /// As many rows or epochs as a training is given elsewhere, so that what is made of them is counted, too.
    private static func whole(_ count: Int, _ least: Double, _ name: String, standard: Double) throws -> Int {
        try Interval(least, 1e6).whole.check(count, name, standard: standard)
        return count
    }

    private func times(_ count: Int, _ factor: Int) -> Int { Int(saturating: Double(count) * Double(factor)) }

    // MARK: Rates

    private func constantRate(_ setup: Setup) throws -> Double {
        switch setup.optimizer.rate {
        case .constant(let rate): return rate
        case .schedule(let schedule):
            throw Mistake("the rate is given by \(schedule.summary)", expected: "a rate that is a number")
        }
    }

    private func scaled(_ setup: Setup, _ factor: Double) throws -> Rate {
        switch setup.optimizer.rate {
        case .constant(let rate): .constant(rate * factor)
        case .schedule(let schedule):
            .schedule(try Schedule("scale", ["schedule": .thing(schedule), "factor": .number(factor)]))
        }
    }

    private func warm(_ setup: Setup, _ steps: Int) throws -> Rate {
        let rate = try constantRate(setup)
        guard setup.plateau == nil else {
            throw Mistake(
                "a warm-up and ReduceLROnPlateau both set the rate", expected: "one of the two", argument: "warmup")
        }
        _ = try Change.whole(steps, 1, "warmup", standard: 100)
        return .schedule(
            try Schedule(
                "LinearLR",
                [
                    "learning_rate": .number(rate), "start_factor": .number(1 / Double(steps)),
                    "total_iters": .number(Double(steps)),
                ]))
    }

    // MARK: Layers

    /// Numbers of the Dense layers before the last one.
    private func hidden(_ setup: Setup) throws -> Set<Int> {
        let dense = setup.architecture.nodes.indices.filter { setup.architecture.nodes[$0].layer is DenseLayer }
        guard dense.count > 1 else {
            throw Mistake("there is no hidden Dense layer", expected: "at least one before the last")
        }
        return Set(dense.dropLast())
    }

    private func drop(_ rate: Double, _ setup: inout Setup) throws {
        let hidden = try hidden(setup)
        guard !setup.architecture.nodes.contains(where: { $0.layer is DropoutLayer }) else {
            throw Mistake("there is a Dropout already", expected: "a model without one")
        }
        let dropout = try DropoutLayer(rate: rate)
        setup.architecture = setup.architecture.replacingLayers { hidden.contains($0) ? [$1, dropout] : [] }
    }

    private func penalise(_ λ: Double, _ setup: inout Setup) throws {
        let hidden = try hidden(setup)
        let regulariser = try Regulariser(l2: λ)
        setup.architecture = try setup.architecture.replacingLayers { number, layer in
            guard hidden.contains(number), let dense = layer as? DenseLayer else { return [] }
            guard let penalised = dense.penalised(by: regulariser) else {
                throw Mistake("\(dense.summary) has a penalty on its kernel already", expected: "layers without one")
            }
            return [penalised]
        }
    }
}
