public import Datasets
internal import Dispatch
public import Networks
public import Answers

extension Model {
    /// Trains on the rows of x and y and gives the history, which also stays as `history`.
    ///
    /// Rows are shuffled anew in every epoch by (seed, epoch), so a training that was stopped, saved and loaded goes on bit
    /// for bit as if it had not been. A cancelled fit keeps the model and the history as far as they came, and the next one
    /// goes on within the epoch that was cut. Training ends with the first update whose loss or gradient is not finite.
    ///
    /// - Throws: `Mistake` before anything moves when data, shapes or options do not fit.
    @discardableResult
    public func fit(_ x: Samples, _ y: Samples, _ options: FitOptions = FitOptions(), work: Work = Work()) throws
        -> History
    { try fit([x], y, options, work: work) }

    /// The same with one array for each input of the model.
    @discardableResult
    public func fit(_ x: [Samples], _ y: Samples, _ options: FitOptions = FitOptions(), work: Work = Work()) throws
        -> History
    {
        try refuseWhileTraining("fit")
        if options.step != nil, !options.precision.isPlain {
            throw Mistake(
                "a train_step of your own computes in float32", expected: "precision=\"float32\"",
                try: "model.fit(x, y)", argument: "precision")
        }
        wasStopped = false
        let plan = try trainingPlan()
        let isKept = options.keepsRecipe && options.step == nil && options.freshRows == nil
        let recipe = isKept ? try TrainingRecipe(self, x, y, options) : nil
        let fit: FitLoop = try builtOnlyIfAllFits {
            let network = try build(inputShapes: x.map(exampleShape), work: work)
            let data = try FitData(x, y, options, network, plan.loss)
            var options = options
            options.batchSize = Swift.min(options.batchSize, data.trainingRows)
            let loop = try FitLoop(
                .network(step(batchSize: options.batchSize, precision: options.precision), plan), state, data, options,
                task: "\(summary), \(plan.loss.name)", work: work)
            loop.name = name
            return loop
        }
        return try run(fit, recipe)
    }

    /// Builds the network for these samples and checks them as `fit` would.
    ///
    /// - Throws: `Mistake` for data that cannot be trained or evaluated on.
    @discardableResult
    public func checked(_ x: Samples, _ y: Samples) throws -> Network {
        let plan = try trainingPlan()
        let network = try build(inputShape: exampleShape(x))
        try FitData.check([x], y, network, plan.loss)
        return network
    }

    /// Loss (with the penalty, as Keras has it) and metrics on these rows, with dropout off; of the first rows only when the
    /// work is cancelled.
    ///
    /// - Throws: `Mistake` when data or batch size do not fit.
    public func evaluate(_ x: Samples, _ y: Samples, batchSize: Int = 32, work: Work = Work()) throws -> [History
        .Metric]
    { try evaluate([x], y, batchSize: batchSize, work: work) }

    /// The same with one array for each input of the model.
    ///
    /// - Parameters:
    ///   - isWatched: whether `watch` is to be told how the evaluation goes on.
    public func evaluate(
        _ x: [Samples], _ y: Samples, batchSize: Int = 32, work: Work = Work(),
        isWatched: Bool = false, watch: (TestMoment) throws -> Void = { _ in }
    ) throws -> [History.Metric] {
        guard batchSize > 0 else {
            throw Mistake("batch_size = \(batchSize)", expected: "at least 1", argument: "batch_size")
        }
        let plan = try trainingPlan()
        let (network, tape): (Network, TrainingTape) = try builtOnlyIfAllFits {
            let network = try build(inputShapes: x.map(exampleShape), work: work)
            try FitData.check(x, y, network, plan.loss)
            return (network, try self.tape(batchSize: Swift.min(batchSize, y.count)))
        }
        var metrics = try plan.runningMetrics(network, targets: [y])
        let loss =
            try Evaluation.loss(tape, x, y, rows: 0..<y.count, &metrics, work: work, isWatched: isWatched, watch: watch)
            + network.penalty
        return [History.Metric(name: "loss", value: loss)] + (try metrics.map { try $0.measured() })
    }
}

/// The loss of many rows, batch by batch.
enum Evaluation {
    /// The mean pure loss over a range of rows; metrics are gathered on the way.
    ///
    /// - Parameter weights: a factor of each row's loss, or nil; the divisor stays the number of rows, as in Keras.
    static func loss(
        _ tape: TrainingTape, _ x: [Samples], _ y: Samples, rows: Range<Int>,
        weights: [Float]? = nil, _ metrics: inout [RunningMetric],
        work: Work, isWatched: Bool = false, watch: (TestMoment) throws -> Void = { _ in }
    ) throws -> Double {
        for i in metrics.indices { metrics[i].reset() }
        var order = [Int](repeating: 0, count: Swift.min(tape.batchSize, rows.count))
        var sum = 0.0
        var seen = 0
        var number = 0
        if isWatched { try watch(.begins) }
        try x.withPointers { inputs in
            try order.withUnsafeMutableBufferPointer { order in
                try y.values.withUnsafeBufferPointer { y in
                    guard let y = y.baseAddress else { return }
                    while seen < rows.count, !work.isCancelled {
                        let size = Swift.min(order.count, rows.count - seen)
                        let first = rows.lowerBound + seen
                        if isWatched { try watch(.batchBegins(number)) }
                        for i in 0..<size { order[i] = first + i }
                        let batch = UnsafeBufferPointer(rebasing: order[0..<size])
                        if let weights {
                            weights.withUnsafeBufferPointer {
                                tape.load(batch, inputs: inputs, targets: y, weights: $0.baseAddress)
                            }
                        } else {
                            tape.load(batch, inputs: inputs, targets: y)
                        }
                        let loss = tape.evaluate(batch: size, work: work)
                        if work.isCancelled { break }
                        sum += loss * Double(size)
                        tape.gather(&metrics, batch, from: y)
                        seen += size
                        if isWatched {
                            let loss = [History.Metric(name: "loss", value: sum / Double(seen))]
                            try watch(.batchEnded(number, loss + metrics.map { try $0.measured() }))
                        }
                        number += 1
                    }
                }
            }
        }
        let loss = seen > 0 ? sum / Double(seen) : .nan
        if isWatched {
            let whole = [History.Metric(name: "loss", value: loss + tape.network.penalty)]
            try watch(.ended(whole + metrics.map { try $0.measured() }))
        }
        return loss
    }
}

extension TrainingTape {
    /// Adds the loaded batch to the metrics, masked rows excepted; `targets` are all of them, of which the batch has these.
    func gather(
        _ metrics: inout [RunningMetric], _ rows: UnsafeBufferPointer<Int>, from targets: UnsafePointer<Float>
    ) {
        guard !metrics.isEmpty else { return }
        for i in metrics.indices { metrics[i].take(self, rows: rows.count) }
        let shape = network.outputShape
        let (perExample, columns) = (shape.dropLast().reduce(1, *), shape.last ?? 1)
        let width = targetSize / perExample
        if !isMasked, !isWeighted, let first = rows.first, rows.indices.allSatisfy({ rows[$0] == first + $0 }) {
            // Rows that lie one after the other are one stretch.
            for i in metrics.indices {
                metrics[i].add(
                    output, columns, targets + first * targetSize, width, rows: rows.count * perExample)
                metrics[i].closeBatch()
            }
            return
        }
        for (number, row) in rows.enumerated() {
            let (y, t) = (output + number * perExample * columns, targets + row * targetSize)
            let weight = weight(ofExample: number)
            for i in metrics.indices {
                if isMasked {
                    for step in 0..<perExample where counts(row: number * perExample + step) {
                        metrics[i].add(y + step * columns, columns, t + step * width, width, rows: 1, weight: weight)
                    }
                } else {
                    metrics[i].add(y, columns, t, width, rows: perExample, weight: weight)
                }
            }
        }
        for i in metrics.indices { metrics[i].closeBatch() }
    }
}
