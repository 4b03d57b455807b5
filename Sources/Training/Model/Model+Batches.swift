public import Answers
public import Datasets
internal import Networks
internal import Optimizers

extension Model {
    /// One update by these rows, all of them at once.
    ///
    /// - Parameter weights: a factor of each row's loss, or nil.
    /// - Returns: loss and metrics of these rows, before the update, as Keras tells them.
    /// - Throws: `Mistake` for data that do not fit, and where loss or gradient are not finite; nothing has moved then.
    public func trainOnBatch(
        _ x: [Samples], _ y: Samples, weights: [Float]? = nil, work: Work = Work()
    ) throws -> [History.Metric] {
        try refuseWhileTraining("train_on_batch")
        let step: GradientStep = try builtOnlyIfAllFits {
            try prepare(x, y, weights)
            return try self.step(batchSize: y.count)
        }
        var metrics = try freshMetrics(y)
        let rows = Array(0..<y.count)
        var loss = Double.nan
        var problem: (any Error)?
        try x.withPointers { inputs in
            try rows.withUnsafeBufferPointer { rows in
                try y.values.withUnsafeBufferPointer { targets in
                    guard let targets = targets.baseAddress else { return }
                    if let weights {
                        weights.withUnsafeBufferPointer {
                            step.load(rows, inputs: inputs, targets: targets, weights: $0.baseAddress)
                        }
                    } else {
                        step.load(rows, inputs: inputs, targets: targets)
                    }
                    guard let slope = step.differentiate(work: work) else { throw Stopped() }
                    step.tape.gather(&metrics, rows, from: targets)
                    loss = slope.loss + slope.penalty
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
        return [History.Metric(name: "loss", value: loss)] + (try metrics.map { try $0.measured() })
    }

    /// Loss and metrics on these rows, all of them at once.
    public func testOnBatch(
        _ x: [Samples], _ y: Samples, weights: [Float]? = nil, work: Work = Work()
    ) throws -> [History.Metric] {
        let tape: TrainingTape = try builtOnlyIfAllFits {
            try prepare(x, y, weights)
            return try self.tape(batchSize: y.count)
        }
        var metrics = try freshMetrics(y)
        let rows = Array(0..<y.count)
        var loss = Double.nan
        _ = try x.withPointers { inputs in
            try rows.withUnsafeBufferPointer { rows in
                try y.values.withUnsafeBufferPointer { targets in
                    guard let targets = targets.baseAddress else { return }
                    load(tape, rows, inputs, targets, weights)
                    loss = tape.evaluate(batch: rows.count, work: work) + tape.network.penalty
                    if work.isCancelled { throw Stopped() }
                    tape.gather(&metrics, rows, from: targets)
                }
            }
        }
        return [History.Metric(name: "loss", value: loss)] + (try metrics.map { try $0.measured() })
    }

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

    private func freshMetrics(_ y: Samples) throws -> [RunningMetric] {
        var metrics = try trainingPlan().runningMetrics(try build(), targets: [y])
        for i in metrics.indices { metrics[i].reset() }
        return metrics
    }
}
