public import Datasets
public import Networks
public import Answers
internal import Optimizers
internal import Tensors

/// One call of `fit` at work: epochs, what is measured, and what callbacks may do.
///
/// It is handed what it needs and knows no model: the step that it takes for each batch, the data, and the state of the
/// training, which it writes as it goes and which outlives it. What came of it is `history`.
public final class FitLoop {
    /// What is moved.
    let subject: FitSubject
    let state: TrainingState
    private(set) var data: FitData
    let options: FitOptions
    /// Who watches, and whether the training was cancelled.
    public let work: Work
    /// The history of this fit as far as it has come, and whether it is to end: the model shows it.
    let running: RunningFit
    /// Of this fit, as far as it has come.
    public var history: History { running.history }
    /// Whether the fit was cancelled before its end.
    public private(set) var isInterrupted = false
    var stopReason: String? { running.stopReason }
    /// What the epoch that is being trained has added up so far.
    var sums = EpochSums()
    var metrics: [RunningMetric]
    /// What a step of somebody's own has told last, or what the players' losses are on the mean of the epoch so far.
    var told: [History.Metric] {
        if case .players(let course, _) = subject { return course.means }
        return toldByStep
    }
    var toldByStep: [History.Metric] = []
    var order: [Int]
    /// Rows that an epoch trains on: all, or those of `stepsPerEpoch` batches.
    let rowsPerEpoch: Int
    /// Steps that earlier fits have left out.
    var skippedBefore = 0
    /// What is shown of this fit while it goes on.
    var shown = ShownProgress()
    /// What the model is called.
    var name = "model"

    /// - Parameter task: what is trained, in words.
    /// - Throws: `Mistake` when a metric cannot read the targets.
    init(
        _ subject: FitSubject, _ state: TrainingState, _ data: FitData, _ options: FitOptions, task: String, work: Work
    ) throws {
        self.subject = subject
        self.state = state
        self.data = data
        self.options = options
        self.work = work
        var history = History(seed: subject.network.seed, batchSize: options.batchSize)
        history.optimizer = subject.optimizer
        history.task = task
        history.remarks = data.remarks
        history.reportsRate = options.callbacks.contains(where: \.setsRate)
        if let losses = state.lossesOfLoading { history.remarks.append(losses) }
        state.lossesOfLoading = nil
        metrics = []
        if case .network(let step, let plan) = subject {
            let targets = [data.y] + (options.validation.map { [$0.y] } ?? [])
            metrics = try plan.runningMetrics(step.network, targets: targets)
            if let remark = plan.remark(on: metrics) { history.remarks.append(remark) }
            if let remark = plan.remark(onCodeOf: step.network) { history.remarks.append(remark) }
        }
        running = RunningFit(history)
        order = Array(0..<data.trainingRows)
        rowsPerEpoch =
            options.stepsPerEpoch.map { Swift.min(data.trainingRows, $0 * options.batchSize) } ?? data.trainingRows
        if case .network(let step, _) = subject { beginPrecision(step) }
    }

    // MARK: What callbacks may do

    /// What is trained: the weights of all players where there are several. A callback may ask it, but not change it.
    public var network: Network { subject.network }

    /// What training makes small; nil for a procedure, which has losses of its own.
    public var loss: Loss? {
        guard case .network(_, let plan) = subject else { return nil }
        return plan.loss
    }

    /// The procedure whose players are trained; nil in the fit of a model.
    public var procedure: (any Procedure)? {
        guard case .players(let course, _) = subject else { return nil }
        return course.procedure
    }

    /// Whether a step told its own numbers, in the place of loss and metrics.
    var tellsItself: Bool {
        if case .players = subject { return true }
        return options.step != nil
    }

    /// Epochs that the model has behind it, those of earlier fits included.
    public var epochsDone: Int { state.epochsDone }

    /// Updates in one epoch.
    public var stepsPerEpoch: Int { (rowsPerEpoch + options.batchSize - 1) / options.batchSize }

    /// The number of the epoch before which training ends.
    public var lastEpoch: Int { options.epochs }

    /// Loss and metrics of the epoch that is being trained, as far as it has come.
    public func measuredSoFar() throws -> [History.Metric] {
        if tellsItself { return told }
        let rows = Double(Swift.max(1, sums.rows))
        return [History.Metric(name: "loss", value: (sums.loss + sums.penalty) / rows)]
            + (try metrics.map { try $0.measured() })
    }

    /// The epoch that is being trained, as if it ended here.
    func epochSoFar() throws -> History.Epoch {
        let rows = Double(Swift.max(1, sums.rows))
        return History.Epoch(
            number: state.nextEpoch, pureLoss: sums.loss / rows, penalty: sums.penalty / rows, pureValidationLoss: nil,
            penaltyAtEnd: sums.penalty / rows,
            metrics: try tellsItself ? told.filter { $0.name != "loss" } : metrics.map { try $0.measured() },
            rate: sums.rate,
            gradientNorm: 0, shareClipped: 0, seconds: sums.seconds)
    }

    /// Adds a number of a callback's own to the epoch that has ended.
    public func note(_ name: String, _ value: Double) {
        let last = running.history.epochs.count - 1
        guard last >= 0 else { return }
        running.history.epochs[last].notes.append(History.Metric(name: name, value: value))
    }

    /// Ends training after this batch, within an epoch, or after the epoch.
    public func stop(because reason: String) { running.stop(because: reason) }

    /// Prints a line, where somebody reads what is printed.
    public func say(_ line: String) throws { try options.say(line) }

    /// Shows a picture of the state beside the progress, for as long as no other replaces it.
    public func show(_ view: any Presentable) { shown.show(view, rows: order.count, to: work) }

    /// A rate that a callback has set; nil leaves the optimizer's own.
    public var rate: Double? {
        get { state.rate }
        set { state.rate = newValue }
    }

    /// The rate of the next update.
    public var currentRate: Double { state.nextRate(subject.mover) }

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

    /// Writes everything needed to go on. A stop on the way leaves the file that was there.
    func save(to path: String) throws {
        do {
            var file = try SafeTensors(network, state, stoppedBy: work)
            if case .network(_, let plan) = subject {
                file.metadata["program"] = network.program(name: name)
                file.metadata["compile"] = plan.call
            }
            try file.write(to: path, work: work)
        } catch is Stopped {}
    }

    /// Looks at the weights that the model would be left with if training ended here: those of the optimizer's average where it keeps
    /// one. Training goes on with its own.
    public func withFinalWeights<Result>(_ look: () throws -> Result) rethrows -> Result {
        guard subject.keepsAverage else { return try look() }
        let own = network.parameters.array
        defer { network.parameters.copy(from: own) }
        _ = subject.copyAverage()
        return try look()
    }

    /// The mean loss on rows that the fit does not train on, without the penalty and with dropout off.
    ///
    /// - Throws: `Mistake` in the training of a procedure, which has no loss of rows and targets.
    public func pureLoss(_ x: [Samples], _ y: Samples) throws -> Double {
        guard case .network(let step, _) = subject else {
            throw Mistake("a procedure has no loss of rows and their targets", expected: "the fit of a model")
        }
        var none: [RunningMetric] = []
        return try Evaluation.loss(step.tape, x, y, rows: 0..<y.count, &none, work: work)
    }

    // MARK: Running

    var batches: BatchOrder {
        BatchOrder(rows: order.count, batchSize: options.batchSize, isShuffled: options.shuffles)
    }

    func run() throws {
        var callbacks = try options.callbacks.map { try $0.begin(self) }
        if case .network(let step, _) = subject { step.narrow() }
        resume(&callbacks)
        let (first, last) = (options.initialEpoch, Swift.max(options.initialEpoch, options.epochs))
        let share = Double(state.openEpoch?.rowsDone ?? 0) / Double(Swift.max(1, order.count))
        shown.begin(first: first, last: last, share: share)
        state.nextEpoch = first
        (running.history.lastEpoch, running.history.stepsPerEpoch) = (last, stepsPerEpoch)
        for i in callbacks.indices { try callbacks[i].trainingBegins(self) }
        for epoch in first..<last {
            if epoch > first, let fresh = options.freshRows, let loss {
                guard let rows = try fresh.next(),
                    try data.take(rows, classWeights: options.classWeights, network, loss)
                else {
                    running.history.stopReason = "epoch \(epoch + 1) had too few rows: the data ran out"
                    state.callbacks = []
                    try finish(&callbacks)
                    return
                }
            }
            let open = try opened(epoch, &callbacks)
            guard let record = try train(open, &callbacks) else {
                try interrupted(&callbacks)
                return
            }
            running.history.epochs.append(record)
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
            if let sentence = sentenceOnSkippedEpoch { stop(because: sentence) }
            if let stopReason {
                running.history.stopReason = stopReason
                // A training that was ended has nothing to go on with.
                state.callbacks = []
                try finish(&callbacks)
                return
            }
        }
        running.history.stopReason =
            switch last - first {
            case 0: "epochs=\(options.epochs) ends before initial_epoch=\(first): nothing was trained"
            case 1: "1 epoch"
            case let count: "all \(count) epochs"
            }
        try finish(&callbacks)
    }

    /// The end of a fit that was not interrupted: weights whose average was kept become the average, as in Keras.
    private func finish(_ callbacks: inout [any CallbackRun]) throws {
        if history.nonFinite == nil, subject.copyAverage() {
            running.history.remarks.append("the weights are the average now that \(subject.optimizer) has kept of them")
        }
        if let remark = PosteriorCollapse.remark(history, network) { running.history.remarks.append(remark) }
        try end(&callbacks)
    }

    private func end(_ callbacks: inout [any CallbackRun]) throws {
        if let remark = remarkOnSkippedSteps { running.history.remarks.append(remark) }
        for i in callbacks.indices { try callbacks[i].trainingEnded(self) }
    }

    /// Callbacks go on with what they knew when the training was interrupted or saved; otherwise they begin anew.
    private func resume(_ callbacks: inout [any CallbackRun]) {
        var left = state.resumesCallbacks ? state.callbacks : []
        state.resumesCallbacks = false
        for (i, callback) in options.callbacks.enumerated() {
            guard let place = left.firstIndex(where: { $0.summary == callback.summary }) else { continue }
            callbacks[i].remember(left[place].memory)
            left.remove(at: place)
            running.history.remarks.append("\(callback.summary) goes on where the interrupted training left it")
        }
        for lost in left {
            running.history.remarks.append(
                "\(lost.summary) watched the interrupted training and is not among the callbacks now")
        }
    }

    /// The epoch to train: the one that was left open, from the row where it was left, or a new one.
    private func opened(_ epoch: Int, _ callbacks: inout [any CallbackRun]) throws -> OpenEpoch {
        if let open = state.openEpoch {
            state.openEpoch = nil
            if open.fits(batches, metrics) {
                for i in metrics.indices { metrics[i].state = open.metrics[i] }
                if case .players(let course, _) = subject { course.open(open.told) }
                running.history.remarks.append(
                    "epoch \(epoch + 1) goes on after row \(open.rowsDone) of \(order.count), where training was "
                        + "interrupted")
                return open.numbered(epoch)
            }
            rate = open.rateBefore
            if open.rowsDone > 0 {
                running.history.remarks.append(
                    "epoch \(open.number + 1) was interrupted after \(open.rowsDone) rows and is not finished: this "
                        + "fit has other rows, batches or metrics")
            }
        }
        for i in metrics.indices { metrics[i].reset() }
        if case .players(let course, _) = subject { course.open([]) }
        let open = OpenEpoch(number: epoch, batches: batches, rateBefore: rate)
        for i in callbacks.indices { try callbacks[i].epochBegins(epoch, self) }
        return open
    }

    private func interrupted(_ callbacks: inout [any CallbackRun]) throws {
        isInterrupted = true
        state.resumesCallbacks = true
        let (number, done) = state.openEpoch.map { ($0.number, $0.rowsDone) } ?? (state.nextEpoch, 0)
        let call = "epochs=\(options.epochs)" + (number > 0 ? ", initial_epoch=\(number)" : "")
        running.history.stopReason =
            "interrupted in epoch \(number + 1) after \(done) of \(order.count) rows; "
        if case .players(let course, _) = subject {
            running.history.stopReason =
                "interrupted after \(state.steps) of \(course.end) steps; the players and the history are kept, and the same "
                + "call of train goes on there"
        } else {
            running.history.stopReason +=
                "the model and the history are kept, and the next fit goes on there: fit(…, \(call)) for the rest"
        }
        try end(&callbacks)
    }
}
