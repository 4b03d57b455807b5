internal import Datasets
internal import Dispatch
internal import Networks
internal import Answers
internal import Numbers
internal import Optimizers

/// One epoch: shuffled rows, batches, an update for each, and what is measured on the way.
extension FitLoop {
    /// Finishes the epoch; nil when it was cancelled, and what it has reached stays with the model.
    func train(_ epoch: OpenEpoch, _ callbacks: inout [any CallbackRun]) throws -> History.Epoch? {
        var epoch = epoch
        let started = DispatchTime.now().uptimeNanoseconds
        shuffle()
        try options.step?.reset()
        let before = subject.updates
        try data.x.withPointers { inputs in
            try data.y.values.withUnsafeBufferPointer { y in
                guard let targets = y.baseAddress else { return }
                try trainBatches(&epoch, inputs, targets, &callbacks)
            }
        }
        running.history.updates += subject.updates - before + (history.nonFinite == nil ? 0 : 1)
        epoch.sums.seconds += seconds(since: started)
        guard history.nonFinite != nil || stopReason != nil || epoch.rowsDone == rowsPerEpoch else {
            return leave(epoch)
        }
        let checked = DispatchTime.now().uptimeNanoseconds
        var values = try tellsItself ? told.filter { $0.name != "loss" } : metrics.map { try $0.measured() }
        var validationLoss: Double?
        guard try validate(epoch, &values, &validationLoss, &callbacks) else { return leave(epoch) }
        let record = record(epoch, values, validationLoss, seconds: epoch.sums.seconds + seconds(since: checked))
        shown.close(record, procedure)
        return record
    }

    /// The order of the rows in this epoch.
    private func shuffle() {
        guard options.shuffles else { return }
        for i in order.indices { order[i] = i }
        var stream = RandomStream(seed: network.seed, purpose: "shuffle", index: UInt64(state.epochsDone))
        stream.shuffle(&order)
    }

    /// Measures what is held back, where it is to be now; false where the person stopped it meanwhile.
    private func validate(
        _ epoch: OpenEpoch, _ values: inout [History.Metric], _ validationLoss: inout Double?,
        _ callbacks: inout [any CallbackRun]
    ) throws -> Bool {
        if case .players(let course, _) = subject {
            guard let found = try course.measured(work) else { return false }
            values += found
        } else if let validation = data.validation, options.validates(epoch.number), let own = options.step,
            own.test != nil
        {
            for found in try own.tested(rows: validation.rows, batchSize: options.batchSize, work: work) {
                if found.name == "loss" {
                    validationLoss = found.value
                } else {
                    values.append(History.Metric(name: "val_" + found.name, value: found.value))
                }
            }
            if work.isCancelled { return false }
        } else if case .network(let step, _) = subject, let validation = data.validation,
            options.validates(epoch.number)
        {
            let watchesTests = options.callbacks.contains(where: \.watchesTests)
            var checks = metrics
            validationLoss = try Evaluation.loss(
                step.tape, validation.x, validation.y, rows: validation.rows, weights: data.validationWeights,
                &checks, work: work,
                isWatched: watchesTests
            ) { moment in
                for i in callbacks.indices { try callbacks[i].tests(moment, self) }
            }
            if work.isCancelled { return false }
            values += try checks.map { try $0.measured("val_") }
        }
        return true
    }

    /// What the history tells of an epoch that is over.
    private func record(
        _ epoch: OpenEpoch, _ values: [History.Metric], _ validationLoss: Double?, seconds: Double
    ) -> History.Epoch {
        let sums = epoch.sums
        let batches = Double(Swift.max(1, sums.batches))
        var record = History.Epoch(
            number: epoch.number,
            pureLoss: sums.rows == 0 && sums.batches > 0 ? .nan : sums.loss / Double(Swift.max(1, sums.rows)),
            penalty: sums.penalty / Double(Swift.max(1, sums.rows)),
            pureValidationLoss: validationLoss, penaltyAtEnd: subject.penalty, metrics: values, rate: sums.rate,
            gradientNorm: (sums.squares / batches).squareRoot(), shareClipped: sums.clipped / batches,
            seconds: seconds)
        record.hasLoss = !tellsItself || told.contains { $0.name == "loss" }
        return record
    }

    private func leave(_ epoch: OpenEpoch) -> History.Epoch? {
        var epoch = epoch
        epoch.metrics = metrics.map(\.state)
        if case .players(let course, _) = subject { epoch.told = course.sums }
        state.openEpoch = epoch
        return nil
    }

    private func seconds(since start: UInt64) -> Double {
        Double(DispatchTime.now().uptimeNanoseconds - start) * 1e-9
    }

    /// Batches until the rows are through, the work is cancelled, or a number is no longer finite.
    ///
    /// - Throws: `Mistake` when the schedule of the rate has ended.
    private func trainBatches(
        _ epoch: inout OpenEpoch, _ inputs: [UnsafePointer<Float>], _ targets: UnsafePointer<Float>,
        _ callbacks: inout [any CallbackRun]
    ) throws {
        while epoch.rowsDone < rowsPerEpoch, !work.isCancelled, stopReason == nil {
            for i in callbacks.indices { try callbacks[i].updating(epoch.sums.batches, self) }
            if rate == nil { _ = try subject.mover.checkedRate() }
            let from = epoch.rowsDone
            let size = Swift.min(options.batchSize, rowsPerEpoch - from)
            let isSound = try order.withUnsafeBufferPointer { order in
                try update(UnsafeBufferPointer(rebasing: order[from..<from + size]), inputs, targets, &epoch.sums)
            }
            guard isSound else { return }
            epoch.rowsDone += size
            sums = epoch.sums
            if case .players(let course, _) = subject, state.steps >= course.end {
                stop(because: "all \(course.end) steps")
            }
            for i in callbacks.indices { try callbacks[i].updated(self) }
            shown.advance(epoch, of: order.count, procedure, told: told, rate: currentRate, to: work)
        }
    }

    /// One batch: loss, gradient, update. False when a number was not finite or the work was cancelled: no update is
    /// made then.
    private func update(
        _ rows: UnsafeBufferPointer<Int>, _ inputs: [UnsafePointer<Float>], _ targets: UnsafePointer<Float>,
        _ sums: inout EpochSums
    ) throws -> Bool {
        let (step, plan): (GradientStep, TrainingPlan)
        switch subject {
        case .players(let course, _): return try update(course, rows, inputs, &sums)
        case .network(let own, let ownPlan): (step, plan) = (own, ownPlan)
        }
        if let own = options.step {
            toldByStep = try own.train(Array(rows))
            if work.isCancelled { return false }
            let loss = told.last { $0.name == "loss" }?.value ?? 0
            // It is told of the epoch as far as it has come, so that its last word is the epoch's.
            (sums.loss, sums.penalty) = (loss * Double(sums.rows), 0)
            sums.add(BatchSlope(loss: loss, penalty: 0, squares: 0), rows: rows.count, rate: currentRate)
            return true
        }
        if let weights = data.weights {
            weights.withUnsafeBufferPointer {
                step.load(rows, inputs: inputs, targets: targets, weights: $0.baseAddress)
            }
        } else {
            step.load(rows, inputs: inputs, targets: targets)
        }
        if let scaler = state.scaler { step.tape.lossScale = Float(scaler.scale) }
        guard let slope = step.differentiate(work: work) else { return false }
        if state.scaler != nil, !slope.isFinite {
            skip(step, slope, rows, targets, &sums)
            return true
        }
        // A batch whose move is broken off has not been seen.
        let before = (metrics: step.mayBreakOff ? metrics : [], sums: sums)
        step.tape.gather(&metrics, rows, from: targets)
        sums.add(slope, rows: rows.count, rate: currentRate)
        do {
            try step.check(slope)
            sums.clipped += step.clippedShare(slope)
            guard try step.move(rate: rate, work: step.mayBreakOff ? work : nil) else {
                (metrics, sums) = before
                return false
            }
            state.scaler?.tookStep()
        } catch {
            if state.scaler != nil {
                skip(step, nil, rows, targets, &sums)
                return true
            }
            running.history.nonFinite = described(error, step, plan)
            return false
        }
        shown.note(slope)
        return true
    }

    /// One step of a procedure. False when a number was not finite or the work was cancelled.
    private func update(
        _ course: ProcedureCourse, _ rows: UnsafeBufferPointer<Int>, _ inputs: [UnsafePointer<Float>],
        _ sums: inout EpochSums
    ) throws -> Bool {
        let rate = currentRate
        do {
            guard try course.step(rows, inputs, rate: state.rate, state: state, work: work) else { return false }
        } catch let move as NonFiniteMove {
            running.history.nonFinite = course.described(move, rate: rate, before: told)
            return false
        }
        sums.add(BatchSlope(loss: 0, penalty: 0, squares: 0), rows: rows.count, rate: course.first.lastRate)
        return true
    }
}
