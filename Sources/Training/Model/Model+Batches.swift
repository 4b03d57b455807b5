public import Answers
public import Datasets
internal import Networks
internal import Optimizers

/// What `train_on_batch` and `test_on_batch` have measured since it was last forgotten.
struct BatchMeasures {
    var loss = 0.0
    var rows = 0.0
    var metrics: [RunningMetric]

    mutating func add(_ loss: Double, rows: Int) {
        self.loss += loss * Double(rows)
        self.rows += Double(rows)
    }

    func numbers() throws -> [History.Metric] {
        [History.Metric(name: "loss", value: rows > 0 ? loss / rows : 0)] + (try metrics.map { try $0.measured() })
    }
}

extension Model {
    /// One update by these rows, all of them at once.
    ///
    /// - Parameter weights: a factor of each row's loss, or nil.
    /// - Returns: loss and metrics over all batches since `forgetBatches`, as Keras tells them.
    /// - Throws: `Mistake` for data that do not fit, and where loss or gradient are not finite; nothing has moved then.
    public func trainOnBatch(
        _ x: [Samples], _ y: Samples, weights: [Float]? = nil, work: Work = Work()
    ) throws -> [History.Metric] {
        try refuseWhileTraining("train_on_batch")
        let step: GradientStep = try builtOnlyIfAllFits {
            try prepare(x, y, weights)
            return try self.step(batchSize: y.count)
        }
        var measures = try batchMeasures(y)
        let rows = Array(0..<y.count)
        var problem: (any Error)?
        try x.withPointers { inputs in
            try rows.withUnsafeBufferPointer { rows in
                try y.values.withUnsafeBufferPointer { targets in
                    guard let targets = targets.baseAddress else { return }
                    load(step.tape, rows, inputs, targets, weights)
                    guard let slope = step.differentiate(work: work) else { throw Stopped() }
                    step.tape.gather(&measures.metrics, rows, from: targets)
                    measures.add(slope.loss + slope.penalty, rows: rows.count)
                    do {
                        try step.check(slope)
                        if state.rate == nil { _ = try step.optimizer.checkedRate() }
                        try step.move(rate: state.rate)
                    } catch { problem = error }
                }
            }
        }
        if problem is NonFiniteSlope {
            throw Mistake(
                "loss or gradient of this batch are not finite", expected: "finite numbers",
                try: "a smaller rate, or clipnorm=1 in the optimizer")
        }
        if let problem { throw problem }
        state.batches = measures
        return try measures.numbers()
    }

    /// Loss and metrics on these rows and those of the batches before, since `forgetBatches`.
    public func testOnBatch(
        _ x: [Samples], _ y: Samples, weights: [Float]? = nil, work: Work = Work()
    ) throws -> [History.Metric] {
        let tape: TrainingTape = try builtOnlyIfAllFits {
            try prepare(x, y, weights)
            return try self.tape(batchSize: y.count)
        }
        var measures = try batchMeasures(y)
        let rows = Array(0..<y.count)
        _ = try x.withPointers { inputs in
            try rows.withUnsafeBufferPointer { rows in
                try y.values.withUnsafeBufferPointer { targets in
                    guard let targets = targets.baseAddress else { return }
                    load(tape, rows, inputs, targets, weights)
                    let loss = tape.evaluate(batch: rows.count, work: work)
                    if work.isCancelled { throw Stopped() }
                    tape.gather(&measures.metrics, rows, from: targets)
                    measures.add(loss + tape.network.penalty, rows: rows.count)
                }
            }
        }
        state.batches = measures
        return try measures.numbers()
    }

    /// Begins the numbers of `trainOnBatch` and `testOnBatch` anew.
    public func forgetBatches() { state.batches = nil }

    private func load(
        _ tape: TrainingTape, _ rows: UnsafeBufferPointer<Int>, _ inputs: [UnsafePointer<Float>],
        _ targets: UnsafePointer<Float>, _ weights: [Float]?
    ) {
        guard let weights else { return tape.load(rows, inputs: inputs, targets: targets) }
        weights.withUnsafeBufferPointer {
            tape.load(rows, inputs: inputs, targets: targets, weights: $0.baseAddress)
        }
    }

    private func prepare(_ x: [Samples], _ y: Samples, _ weights: [Float]?) throws {
        let plan = try trainingPlan()
        let network = try build(inputShapes: x.map(exampleShape))
        try FitData.check(x, y, network, plan.loss)
        guard let weights else { return }
        guard weights.count == y.count, weights.allSatisfy({ $0.isFinite && $0 >= 0 }) else {
            throw Mistake(
                "\(weights.count) sample weights for \(y.count) rows",
                expected: "a number of at least 0 for each row", argument: "sample_weight")
        }
    }

    private func batchMeasures(_ y: Samples) throws -> BatchMeasures {
        if let known = state.batches { return known }
        var metrics = try trainingPlan().runningMetrics(try build(), targets: [y])
        for i in metrics.indices { metrics[i].reset() }
        return BatchMeasures(metrics: metrics)
    }
}
