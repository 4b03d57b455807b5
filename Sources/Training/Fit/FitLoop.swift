internal import Datasets
public import Networks
public import Answers
internal import Optimizers
internal import Tensors

/// One call of `fit` at work: epochs, what is measured, and what callbacks may do.
///
/// It is handed what it needs and knows no model: the step that it takes for each batch, the data, and the state of the
/// training, which it writes as it goes and which outlives it. What came of it is `history`.
public final class FitLoop {
    let step: GradientStep
    let plan: TrainingPlan
    let state: TrainingState
    let data: FitData
    let options: FitOptions
    /// Who watches, and whether the training was cancelled.
    public let work: Work
    /// Of this fit, as far as it has come.
    public internal(set) var history: History
    /// Whether the fit was cancelled before its end.
    public private(set) var isInterrupted = false
    private var stopReason: String?
    var metrics: [RunningMetric]
    var order: [Int]
    /// What is shown of this fit while it goes on.
    var shown = ShownProgress()

    /// - Parameter task: what is trained, in words.
    /// - Throws: `Mistake` when a metric cannot read the targets.
    init(
        _ step: GradientStep, _ plan: TrainingPlan, _ state: TrainingState, _ data: FitData, _ options: FitOptions,
        task: String, work: Work
    ) throws {
        self.step = step
        self.plan = plan
        self.state = state
        self.data = data
        self.options = options
        self.work = work
        history = History(seed: step.network.seed, batchSize: options.batchSize)
        history.optimizer = plan.optimizer.summary
        history.task = "\(task), \(plan.loss.name)"
        history.remarks = data.remarks
        if let losses = state.lossesOfLoading { history.remarks.append(losses) }
        state.lossesOfLoading = nil
        metrics = try plan.runningMetrics(step.network, targets: [data.y] + (options.validation.map { [$0.y] } ?? []))
        if let remark = plan.remark(on: metrics) { history.remarks.append(remark) }
        order = Array(0..<data.trainingRows)
    }

    // MARK: What callbacks may do

    /// What is trained. A callback may ask it, but not change it.
    public var network: Network { step.network }

    /// What training makes small.
    public var loss: Loss { plan.loss }

    /// Epochs that the model has behind it, those of earlier fits included.
    public var epochsDone: Int { state.epochsDone }

    /// Ends training after this epoch.
    public func stop(because reason: String) { stopReason = stopReason ?? reason }

    /// A rate that a callback has set; nil leaves the optimizer's own.
    public var rate: Double? {
        get { state.rate }
        set { state.rate = newValue }
    }

    /// The rate of the next update.
    public var currentRate: Double { state.nextRate(step.optimizer) }

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
    var checkpoint: SafeTensors { SafeTensors(network, state) }

    // MARK: Running

    var batches: BatchOrder {
        BatchOrder(rows: order.count, batchSize: options.batchSize, isShuffled: options.shuffles)
    }

    func run() throws {
        var callbacks = try options.callbacks.map { try $0.begin(self) }
        resume(&callbacks)
        let (first, last) = (options.initialEpoch, Swift.max(options.initialEpoch, options.epochs))
        let share = Double(state.openEpoch?.rowsDone ?? 0) / Double(Swift.max(1, order.count))
        shown.begin(first: first, last: last, share: share)
        state.nextEpoch = first
        for epoch in first..<last {
            let open = try opened(epoch, &callbacks)
            guard let record = try train(open, &callbacks) else {
                interrupted(&callbacks)
                return
            }
            history.epochs.append(record)
            state.epochsDone += 1
            state.nextEpoch = epoch + 1
            // What is out of date now goes first: weights that a callback replaces are not to be held twice.
            state.callbacks = []
            for i in callbacks.indices { try callbacks[i].epochEnded(record, self) }
            state.callbacks = zip(options.callbacks, callbacks).compactMap { callback, run in
                run.memory.map { RememberedCallback(summary: callback.summary, memory: $0) }
            }
            for i in callbacks.indices { try callbacks[i].epochClosed(self) }
            if let nonFinite = history.nonFinite { stop(because: nonFinite.sentence) }
            if let stopReason {
                history.stopReason = stopReason
                // A training that was ended has nothing to go on with.
                state.callbacks = []
                finish(&callbacks)
                return
            }
        }
        history.stopReason =
            switch last - first {
            case 0: "epochs=\(options.epochs) ends before initial_epoch=\(first): nothing was trained"
            case 1: "1 epoch"
            case let count: "all \(count) epochs"
            }
        finish(&callbacks)
    }

    /// The end of a fit that was not interrupted: weights whose average was kept become the average, as in Keras.
    private func finish(_ callbacks: inout [any CallbackRun]) {
        if history.nonFinite == nil, step.optimizer.copyAverage(to: network.parameters.buffer) {
            history.remarks.append("the weights are the average now that \(plan.optimizer.summary) has kept of them")
        }
        end(&callbacks)
    }

    private func end(_ callbacks: inout [any CallbackRun]) {
        for i in callbacks.indices { callbacks[i].trainingEnded(self) }
    }

    /// Callbacks go on with what they knew when the training was interrupted or saved; otherwise they begin anew.
    private func resume(_ callbacks: inout [any CallbackRun]) {
        var left = state.resumesCallbacks ? state.callbacks : []
        state.resumesCallbacks = false
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
        if let open = state.openEpoch {
            state.openEpoch = nil
            if open.fits(batches, metrics) {
                for i in metrics.indices { metrics[i].state = open.metrics[i] }
                history.remarks.append(
                    "epoch \(epoch + 1) goes on after row \(open.rowsDone) of \(order.count), where training was "
                        + "interrupted")
                return open.numbered(epoch)
            }
            rate = open.rateBefore
            if open.rowsDone > 0 {
                history.remarks.append(
                    "epoch \(open.number + 1) was interrupted after \(open.rowsDone) rows and is not finished: this "
                        + "fit has other rows, batches or metrics")
            }
        }
        for i in metrics.indices { metrics[i].reset() }
        let open = OpenEpoch(number: epoch, batches: batches, rateBefore: rate)
        for i in callbacks.indices { try callbacks[i].epochBegins(epoch, self) }
        return open
    }

    private func interrupted(_ callbacks: inout [any CallbackRun]) {
        isInterrupted = true
        state.resumesCallbacks = true
        let (number, done) = state.openEpoch.map { ($0.number, $0.rowsDone) } ?? (state.nextEpoch, 0)
        let call = "epochs=\(options.epochs)" + (number > 0 ? ", initial_epoch=\(number)" : "")
        history.stopReason =
            "interrupted in epoch \(number + 1) after \(done) of \(order.count) rows; the model and the history are kept, "
            + "and the next fit goes on there: fit(…, \(call)) for the rest"
        end(&callbacks)
    }
}
