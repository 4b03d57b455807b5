internal import Datasets
internal import Dispatch
internal import Networks
internal import Numbers
internal import Optimizers
internal import Tensors

/// One call of `fit` at work: batches, epochs, what is measured, and what callbacks may do.
public final class FitLoop {
    let model: Model
    let network: Network
    let plan: TrainingPlan
    let tape: TrainingTape
    let optimizer: VectorOptimizer
    let data: FitData
    let options: FitOptions
    let work: Work
    public internal(set) var history: History
    /// A rate that a callback has set; nil leaves the optimizer's own.
    public var rate: Double?
    private var stopReason: String?
    private var kept: (parameters: [Float], state: [Float])?
    private var metrics: [RunningMetric]
    private let gradientCopy: FloatStore
    private var order: [Int]

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
        history.remarks = data.remarks
        metrics = try plan.runningMetrics(network, targets: data.y.width)
        gradientCopy = FloatStore(count: optimizer.needsSecondGradient ? network.parameterCount : 0)
        order = Array(0..<data.trainingRows)
        rate = model.rate
    }

    // MARK: What callbacks may do

    /// Ends training after this epoch.
    public func stop(because reason: String) { stopReason = stopReason ?? reason }

    /// The rate of the next update.
    public var currentRate: Double { rate ?? plan.optimizer.rate.rate(at: optimizer.updates) }

    /// Remembers the parameters as they are.
    public func keepWeights() { kept = (network.parameters.array, network.state.array) }

    /// Puts back what `keepWeights` remembered.
    public func restoreWeights() {
        guard let kept else { return }
        network.parameters.copy(from: kept.parameters)
        network.state.copy(from: kept.state)
    }

    /// A copy of all parameters as they are.
    public var parameters: [Float] { network.parameters.array }

    /// Everything needed to go on, as a file.
    var checkpoint: SafeTensors { model.checkpoint(network, optimizer, rate: rate) }

    // MARK: Running

    func run() throws {
        var callbacks = try options.callbacks.map { try $0.begin(self) }
        let first = options.initialEpoch ?? model.epochsDone
        let count = options.epochs
        for epoch in first..<Swift.max(first, first + count) {
            for i in callbacks.indices { try callbacks[i].epochBegins(epoch, self) }
            guard let record = train(epoch, last: first + count, &callbacks) else {
                history.stopReason = "interrupted in epoch \(epoch + 1); the model and the history are kept"
                finish(&callbacks)
                return
            }
            history.epochs.append(record)
            model.epochsDone = epoch + 1
            model.history = history
            model.rate = rate
            for i in callbacks.indices { try callbacks[i].epochEnded(record, self) }
            model.rate = rate
            if let stopReason {
                history.stopReason = stopReason
                finish(&callbacks)
                return
            }
        }
        history.stopReason = count == 1 ? "1 epoch" : "all \(count) epochs"
        finish(&callbacks)
    }

    private func finish(_ callbacks: inout [any CallbackRun]) {
        for i in callbacks.indices { callbacks[i].trainingEnded(self) }
    }

    /// One epoch; nil when it was cancelled.
    private func train(_ epoch: Int, last: Int, _ callbacks: inout [any CallbackRun]) -> History.Epoch? {
        let started = DispatchTime.now().uptimeNanoseconds
        if options.shuffles {
            for i in order.indices { order[i] = i }
            var stream = RandomStream(seed: model.seed, purpose: "shuffle", index: UInt64(epoch))
            stream.shuffle(&order)
        }
        for i in metrics.indices { metrics[i].reset() }
        var sums = BatchSums()
        var reported = started
        let finished = data.x.values.withUnsafeBufferPointer { x in
            data.y.values.withUnsafeBufferPointer { y -> Bool in
                guard let x = x.baseAddress, let y = y.baseAddress else { return false }
                var from = 0
                while from < order.count {
                    if work.isCancelled { return false }
                    let size = Swift.min(options.batchSize, order.count - from)
                    order.withUnsafeBufferPointer { order in
                        batch(UnsafeBufferPointer(rebasing: order[from..<from + size]), x, y, &sums)
                    }
                    for i in callbacks.indices { callbacks[i].updated(self) }
                    from += size
                    let now = DispatchTime.now().uptimeNanoseconds
                    if now - reported > 100_000_000 {
                        reported = now
                        report(epoch, last, done: from, sums, since: started)
                    }
                }
                return true
            }
        }
        history.updates += sums.batches
        guard finished else { return nil }
        var values = metrics.map { History.Metric(name: $0.name, value: $0.value) }
        var validationLoss: Double?
        if let validation = data.validation {
            validationLoss = Evaluation.loss(tape, validation.x, validation.y, &metrics, work: work)
            values += metrics.map { History.Metric(name: "val_" + $0.name, value: $0.value) }
        }
        let record = History.Epoch(
            number: epoch, pureLoss: sums.loss / Double(order.count), penalty: sums.penalty / Double(sums.batches),
            pureValidationLoss: validationLoss, penaltyAtEnd: network.penalty, metrics: values, rate: sums.rate,
            gradientNorm: (sums.squares / Double(sums.batches)).squareRoot(),
            shareClipped: sums.clipped / Double(sums.batches),
            seconds: Double(DispatchTime.now().uptimeNanoseconds - started) * 1e-9)
        report(epoch, last, done: order.count, sums, since: started)
        return record
    }

    /// What an epoch adds up over its batches.
    private struct BatchSums {
        var loss = 0.0
        var penalty = 0.0
        var squares = 0.0
        var clipped = 0.0
        var rows = 0
        var batches = 0
        var rate = 0.0
    }

    private func batch(
        _ rows: UnsafeBufferPointer<Int>, _ x: UnsafePointer<Float>, _ y: UnsafePointer<Float>, _ sums: inout BatchSums
    ) {
        let step = UInt64(optimizer.updates)
        if let weights = options.sampleWeights {
            weights.withUnsafeBufferPointer {
                tape.load(rows, inputs: [x], targets: y, weights: $0.baseAddress)
            }
        } else {
            tape.load(rows, inputs: [x], targets: y)
        }
        let (loss, penalty) = tape.gradient(batch: rows.count, seed: model.seed, step: step)
        if !metrics.isEmpty { gather(rows, y) }
        let squares = Kernels.best.sumOfSquares(network.parameterCount, tape.gradients.base)
        if history.divergence == nil, !(loss.isFinite && squares.isFinite) {
            let place = tape.firstNonFinite(batch: rows.count, seed: model.seed, step: step)
            history.divergence = History.Divergence(
                layer: place?.label ?? "loss", operation: place?.operation ?? "gradient", step: Int(step) + 1)
        }
        sums.clipped += clippedShare(squares)
        if optimizer.needsSecondGradient {
            optimizer.ascend(parameters: network.parameters.buffer, gradient: tape.gradients.buffer)
            _ = tape.gradient(batch: rows.count, seed: model.seed, step: step)
            optimizer.descend(parameters: network.parameters.buffer)
        }
        sums.rate = currentRate
        optimizer.step(parameters: network.parameters.buffer, gradient: tape.gradients.buffer, rate: rate)
        tape.constrain()
        sums.loss += loss * Double(rows.count)
        sums.penalty += penalty
        sums.squares += squares
        sums.rows += rows.count
        sums.batches += 1
    }

    private func gather(_ rows: UnsafeBufferPointer<Int>, _ y: UnsafePointer<Float>) {
        let size = tape.targetSize
        let shape = network.outputShape
        let (perExample, columns) = (shape.dropLast().reduce(1, *), shape.last ?? 1)
        for (i, row) in rows.enumerated() {
            for m in metrics.indices {
                metrics[m].add(
                    tape.output + i * perExample * columns, columns, y + row * size, size / perExample,
                    rows: perExample)
            }
        }
    }

    /// Which part of this gradient the optimizer will clip.
    private func clippedShare(_ squares: Double) -> Double {
        switch plan.optimizer.gradientStage.clip {
        case .value(let bound):
            let g = tape.gradients.base
            var count = 0
            for i in 0..<network.parameterCount where abs(g[i]) > Float(bound) { count += 1 }
            return Double(count) / Double(Swift.max(1, network.parameterCount))
        case .globalNorm(let bound, _, _): return squares.squareRoot() > bound ? 1 : 0
        case .norm(let bound):
            var count = 0
            for entry in network.entries {
                let part = Kernels.best.sumOfSquares(entry.range.count, tape.gradients.base + entry.range.lowerBound)
                if part.squareRoot() > bound { count += 1 }
            }
            return Double(count) / Double(Swift.max(1, network.entries.count))
        default: return 0
        }
    }

    private func report(_ epoch: Int, _ last: Int, done: Int, _ sums: BatchSums, since started: UInt64) {
        let share = Double(done) / Double(Swift.max(1, order.count))
        let first = last - options.epochs
        let whole = (Double(epoch - first) + share) / Double(Swift.max(1, options.epochs))
        let seconds = Double(DispatchTime.now().uptimeNanoseconds - started) * 1e-9
        let left = seconds / Swift.max(share, 1e-9) * (Double(last - epoch) - share)
        work.report(
            whole,
            "epoch \(epoch + 1)/\(last)  loss \((sums.loss / Double(Swift.max(1, sums.rows))).short())  "
                + "\((Double(done) / Swift.max(seconds, 1e-9)).short(2)) rows/s  \(left.short(2)) s left")
    }
}
