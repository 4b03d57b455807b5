internal import Datasets
internal import Dispatch
internal import Networks
internal import Answers
internal import Numbers
internal import Optimizers
internal import Tensors

/// One epoch: shuffled rows, batches, an update for each, and what is measured on the way.
extension FitLoop {
    /// Finishes the epoch; nil when it was cancelled, and what it has reached stays with the model.
    func train(_ epoch: OpenEpoch, _ callbacks: inout [any CallbackRun]) throws -> History.Epoch? {
        var epoch = epoch
        let started = DispatchTime.now().uptimeNanoseconds
        if options.shuffles {
            for i in order.indices { order[i] = i }
            var stream = RandomStream(seed: model.seed, purpose: "shuffle", index: UInt64(epoch.number))
            stream.shuffle(&order)
        }
        let before = epoch.sums.batches
        data.x.withPointers { inputs in
            data.y.values.withUnsafeBufferPointer { y in
                guard let targets = y.baseAddress else { return }
                trainBatches(&epoch, inputs, targets, &callbacks)
            }
        }
        history.updates += epoch.sums.batches - before
        epoch.sums.seconds += seconds(since: started)
        let hasDiverged = history.divergence != nil
        guard hasDiverged || epoch.rowsDone == order.count else { return leave(epoch) }
        let checked = DispatchTime.now().uptimeNanoseconds
        var values = try metrics.map { try $0.measured() }
        var validationLoss: Double?
        if let validation = data.validation {
            var checks = metrics
            validationLoss = Evaluation.loss(
                tape, validation.x, validation.y, rows: validation.rows, weights: data.validationWeights,
                &checks, work: work)
            if work.isCancelled { return leave(epoch) }
            values += try checks.map { try $0.measured("val_") }
        }
        let sums = epoch.sums
        let batches = Double(Swift.max(1, sums.batches))
        let record = History.Epoch(
            number: epoch.number, pureLoss: sums.loss / Double(Swift.max(1, sums.rows)),
            penalty: sums.penalty / batches,
            pureValidationLoss: validationLoss, penaltyAtEnd: network.penalty, metrics: values, rate: sums.rate,
            gradientNorm: (sums.squares / batches).squareRoot(), shareClipped: sums.clipped / batches,
            seconds: sums.seconds + seconds(since: checked))
        shown.close(record)
        return record
    }

    private func leave(_ epoch: OpenEpoch) -> History.Epoch? {
        var epoch = epoch
        epoch.metrics = metrics.map(\.state)
        model.openEpoch = epoch
        return nil
    }

    private func seconds(since start: UInt64) -> Double {
        Double(DispatchTime.now().uptimeNanoseconds - start) * 1e-9
    }

    /// Batches until the rows are through, the work is cancelled, or a number is no longer finite.
    private func trainBatches(
        _ epoch: inout OpenEpoch, _ inputs: [UnsafePointer<Float>], _ targets: UnsafePointer<Float>,
        _ callbacks: inout [any CallbackRun]
    ) {
        while epoch.rowsDone < order.count, !work.isCancelled {
            let from = epoch.rowsDone
            let size = Swift.min(options.batchSize, order.count - from)
            let isSound = order.withUnsafeBufferPointer { order in
                update(UnsafeBufferPointer(rebasing: order[from..<from + size]), inputs, targets, &epoch.sums)
            }
            guard isSound else { return }
            epoch.rowsDone += size
            for i in callbacks.indices { callbacks[i].updated(self) }
            shown.advance(epoch, of: order.count, self)
        }
    }

    /// One batch: loss, gradient, update. False when a number was not finite or the work was cancelled: no update is
    /// made then.
    private func update(
        _ rows: UnsafeBufferPointer<Int>, _ inputs: [UnsafePointer<Float>], _ targets: UnsafePointer<Float>,
        _ sums: inout EpochSums
    ) -> Bool {
        let step = UInt64(optimizer.updates)
        if let weights = data.weights {
            weights.withUnsafeBufferPointer {
                tape.load(rows, inputs: inputs, targets: targets, weights: $0.baseAddress)
            }
        } else {
            tape.load(rows, inputs: inputs, targets: targets)
        }
        stateBefore.copy(from: network.state)
        let (loss, penalty) = tape.gradient(batch: rows.count, seed: model.seed, step: step, work: work)
        // A batch that was broken off moves nothing, the running values included.
        if work.isCancelled {
            network.state.copy(from: stateBefore)
            return false
        }
        if !metrics.isEmpty { gather(rows, targets) }
        let squares = gradientSquares
        sums.loss += loss * Double(rows.count)
        sums.penalty += penalty
        sums.rows += rows.count
        sums.batches += 1
        sums.rate = currentRate
        sums.squares += squares
        guard loss.isFinite, penalty.isFinite, squares.isFinite else {
            network.state.copy(from: stateBefore)
            history.divergence = divergence(batch: rows.count, step: step)
            return false
        }
        sums.clipped += clippedShare(squares)
        if optimizer.needsSecondGradient {
            optimizer.ascend(parameters: network.parameters.buffer, gradient: tape.gradients.buffer)
            guard secondGradient(batch: rows.count, step: step) else { return false }
            optimizer.descend(parameters: network.parameters.buffer)
        }
        if optimizer.wantsCurvature {
            gradientCopy.copy(from: tape.gradients)
            optimizer.probeCurvature(parameters: network.parameters.buffer)
            guard secondGradient(batch: rows.count, step: step) else { return false }
            optimizer.absorbCurvature(
                parameters: network.parameters.buffer, gradient: gradientCopy.buffer, second: tape.gradients.buffer)
            tape.gradients.copy(from: gradientCopy)
        }
        shown.noteStep(loss: loss, gradientNorm: squares.squareRoot())
        optimizer.step(parameters: network.parameters.buffer, gradient: tape.gradients.buffer, rate: rate)
        tape.constrain()
        return true
    }

    /// The gradient where the rule has moved the parameters for a moment. False when it is not finite: parameters and
    /// running values are then what they were before the batch.
    private func secondGradient(batch: Int, step: UInt64) -> Bool {
        stateAfter.copy(from: network.state)
        let (loss, penalty) = tape.gradient(batch: batch, seed: model.seed, step: step)
        if loss.isFinite, penalty.isFinite, gradientSquares.isFinite {
            network.state.copy(from: stateAfter)
            return true
        }
        network.state.copy(from: stateBefore)
        history.divergence = divergence(batch: batch, step: step, isSecondGradient: true)
        optimizer.descend(parameters: network.parameters.buffer)
        return false
    }

    /// Σg² over all parameters.
    private var gradientSquares: Double {
        let squares = Kernels.best.sumOfSquares(network.parameterCount, tape.gradients.base)
        // Squares overflow long before what is squared does.
        return squares.isFinite ? squares : tape.gradients.buffer.reduce(0) { $0 + Double($1) * Double($1) }
    }

    private func gather(_ rows: UnsafeBufferPointer<Int>, _ targets: UnsafePointer<Float>) {
        let size = tape.targetSize
        let shape = network.outputShape
        let (perExample, columns) = (shape.dropLast().reduce(1, *), shape.last ?? 1)
        for (i, row) in rows.enumerated() {
            for m in metrics.indices {
                metrics[m].add(
                    tape.output + i * perExample * columns, columns, targets + row * size, size / perExample,
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
}
