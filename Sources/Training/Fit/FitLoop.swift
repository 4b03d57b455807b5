internal import Datasets
internal import Dispatch
internal import Networks
public import Answers
internal import Optimizers
internal import Tensors

/// One call of `fit` at work: epochs, what is measured, and what callbacks may do.
public final class FitLoop {
    /// The model that is trained. A callback may ask it, but not train it.
    public let model: Model
    let network: Network
    let plan: TrainingPlan
    let tape: TrainingTape
    let optimizer: VectorOptimizer
    let data: FitData
    let options: FitOptions
    /// Who watches, and whether the training was cancelled.
    public let work: Work
    public internal(set) var history: History
    /// A rate that a callback has set; nil leaves the optimizer's own.
    public var rate: Double?
    /// Whether the fit was cancelled before its end.
    public private(set) var isInterrupted = false
    private var stopReason: String?
    var metrics: [RunningMetric]
    var order: [Int]
    /// The gradient at the parameters, while a rule of second order looks at another place.
    let gradientCopy: FloatStore
    /// The running values before the batch, to go back to when the batch is broken off or a number is not finite.
    let stateBefore: FloatStore
    /// Those after the first gradient of a rule that takes two: a second look at the same rows teaches them nothing.
    let stateAfter: FloatStore
    /// What is shown of this fit while it goes on.
    var shown = ShownProgress()

    init(
        model: Model, network: Network, plan: TrainingPlan, tape: TrainingTape, optimizer: VectorOptimizer,
        data: FitData, options: FitOptions, work: Work
    ) throws {
        self.model = model
        self.network = network
        self.plan = plan
        self.tape = tape
        self.optimizer = optimizer
        self.data = data
        self.options = options
        self.work = work
        history = History(seed: model.seed, batchSize: options.batchSize)
        history.optimizer = plan.optimizer.summary
        history.task = "\(model.summary), \(plan.loss.name)"
        history.remarks = data.remarks
        if let losses = model.lossesOfLoading { history.remarks.append(losses) }
        model.lossesOfLoading = nil
        metrics = try plan.runningMetrics(network, targets: [data.y] + (options.validation.map { [$0.y] } ?? []))
        if let remark = plan.remark(on: metrics) { history.remarks.append(remark) }
        order = Array(0..<data.trainingRows)
        gradientCopy = try FloatStore(
            count: plan.optimizer.needsCurvature ? network.parameterCount : 0, for: "a second gradient")
        stateBefore = try FloatStore(count: network.state.count, for: "the running values of the model")
        stateAfter = try FloatStore(
            count: plan.optimizer.needsCurvature || optimizer.needsSecondGradient ? network.state.count : 0,
            for: "the running values of the model")
        rate = model.rate
    }

    // MARK: What callbacks may do

    /// Ends training after this epoch.
    public func stop(because reason: String) { stopReason = stopReason ?? reason }

    /// The rate of the next update.
    public var currentRate: Double { rate ?? plan.optimizer.rate.rate(at: optimizer.updates) }

    /// Everything that is learnt, as it is.
    public var weights: ModelWeights {
        get { ModelWeights(parameters: network.parameters.array, state: network.state.array) }
        set {
            network.parameters.copy(from: newValue.parameters)
            network.state.copy(from: newValue.state)
        }
    }

    /// A copy of all parameters as they are.
    public var parameters: [Float] { network.parameters.array }

    /// Everything needed to go on, as a file.
    var checkpoint: SafeTensors { model.checkpoint(network, optimizer) }

    // MARK: Running

    func run() throws {
        var callbacks = try options.callbacks.map { try $0.begin(self) }
        resume(&callbacks)
        let first = options.initialEpoch ?? model.openEpoch?.number ?? model.epochsDone
        let last = first + options.epochs
        let share = Double(model.openEpoch?.rowsDone ?? 0) / Double(Swift.max(1, order.count))
        shown.begin(first: first, last: last, share: share)
        for epoch in first..<Swift.max(first, last) {
            let open = try opened(epoch, &callbacks)
            guard let record = try train(open, &callbacks) else {
                interrupted(&callbacks)
                return
            }
            history.epochs.append(record)
            model.epochsDone = epoch + 1
            model.history = history
            model.rate = rate
            // What is out of date now goes first: weights that a callback replaces are not to be held twice.
            model.remembered = []
            for i in callbacks.indices { try callbacks[i].epochEnded(record, self) }
            model.rate = rate
            model.remembered = zip(options.callbacks, callbacks).compactMap { callback, run in
                run.memory.map { RememberedCallback(summary: callback.summary, memory: $0) }
            }
            for i in callbacks.indices { try callbacks[i].epochClosed(self) }
            if let divergence = history.divergence { stop(because: divergence.sentence) }
            if let stopReason {
                history.stopReason = stopReason
                // A training that was ended has nothing to go on with.
                model.remembered = []
                finish(&callbacks)
                return
            }
        }
        history.stopReason = options.epochs == 1 ? "1 epoch" : "all \(options.epochs) epochs"
        finish(&callbacks)
    }

    private func finish(_ callbacks: inout [any CallbackRun]) {
        for i in callbacks.indices { callbacks[i].trainingEnded(self) }
    }

    /// Callbacks go on with what they knew when the model was interrupted or saved; otherwise they begin anew.
    private func resume(_ callbacks: inout [any CallbackRun]) {
        let remembered = model.resumesCallbacks ? model.remembered : []
        model.resumesCallbacks = false
        var left = remembered
        for (i, callback) in options.callbacks.enumerated() {
            guard let place = left.firstIndex(where: { $0.summary == callback.summary }) else { continue }
            callbacks[i].remember(left[place].memory)
            left.remove(at: place)
            history.remarks.append("\(callback.summary) goes on where the interrupted training left it")
        }
        for lost in left {
            history.remarks.append(
                "\(lost.summary) watched the interrupted training and is not among the callbacks now")
        }
    }

    /// The epoch to train: the one that was left open, from the row where it was left, or a new one.
    private func opened(_ epoch: Int, _ callbacks: inout [any CallbackRun]) throws -> OpenEpoch {
        if let open = model.openEpoch {
            model.openEpoch = nil
            if open.number == epoch, open.fits(self) {
                for i in metrics.indices { metrics[i].state = open.metrics[i] }
                history.remarks.append(
                    "goes on in epoch \(epoch + 1) after row \(open.rowsDone) of \(order.count), where training was "
                        + "interrupted")
                return open
            }
            rate = open.rateBefore
            if open.rowsDone > 0 {
                history.remarks.append(
                    "epoch \(open.number + 1) was interrupted after \(open.rowsDone) rows and is not finished: this "
                        + "fit has other rows, batches, metrics or epochs")
            }
        }
        for i in metrics.indices { metrics[i].reset() }
        let open = OpenEpoch(number: epoch, self)
        for i in callbacks.indices { try callbacks[i].epochBegins(epoch, self) }
        return open
    }

    private func interrupted(_ callbacks: inout [any CallbackRun]) {
        isInterrupted = true
        model.rate = rate
        model.resumesCallbacks = true
        let (number, done) = model.openEpoch.map { ($0.number, $0.rowsDone) } ?? (model.epochsDone, 0)
        history.stopReason =
            "interrupted in epoch \(number + 1) after \(done) of \(order.count) rows; the model and the history are kept, "
            + "and the next fit goes on there"
        finish(&callbacks)
    }
}
