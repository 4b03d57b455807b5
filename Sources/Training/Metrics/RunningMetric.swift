internal import Datasets
internal import Networks
internal import Answers
internal import Optimizers

/// A metric that is gathered batch by batch, as Keras reports it during training.
struct RunningMetric: Sendable {
    let name: String
    private let measure: Measure
    private let outputs: Int
    private let targets: Int
    /// What has been added up; its meaning depends on the measure.
    private var sums: [Double]
    /// All outputs and targets so far, for what cannot be added up.
    private var kept: (outputs: [Double], targets: [Double]) = ([], [])
    /// The weights of the rows that were kept, for losses that are taken of a whole batch.
    private var keptWeights: [Float] = []
    /// What a function of one's own has thrown.
    private var failure: (any Error)?
    /// The metric of the columns that it looks at, where it does not look at all.
    private var inner: [RunningMetric] = []
    /// Whether rows count by their weights.
    private let isWeighted: Bool

    /// - Parameters:
    ///   - outputs, targets: numbers in one row of the output and of the target.
    /// - Throws: `Mistake` for a metric that compares numbers pair by pair where a row of targets is not as long as a row of
    ///   outputs.
    init(_ metric: Metric, outputs: Int, targets: Int) throws {
        name = metric.name
        self.outputs = outputs
        self.targets = targets
        var measure = metric.measure
        if case .weighted(let plain) = measure {
            (measure, isWeighted) = (plain, true)
        } else {
            isWeighted = false
        }
        if case .part(let part, let columns, let own) = measure {
            inner = [
                try RunningMetric(
                    Metric(name, own), outputs: part.width, targets: columns.count / Swift.max(1, part.rows))
            ]
        }
        if case .accuracy(nil) = measure { measure = .accuracy(Accuracy.meant(outputs: outputs, targets: targets)) }
        self.measure = measure
        let isFree =
            switch measure {
            case .function, .batches, .object, .part, .told: true
            default: false
            }
        guard outputs == targets || measure.readsClasses || isFree else {
            throw Mistake(
                "'\(name)' compares every output with its target, and a row has \(outputs) outputs and \(targets) "
                    + "targets", expected: "a metric for class numbers", try: "metrics=['accuracy']",
                argument: "metrics")
        }
        sums = [Double](repeating: 0, count: RunningMetric.sumCount(measure, outputs))
    }

    /// - Throws: `Mistake` when a loss of class numbers is to be measured on targets that are none.
    ///
    /// The targets of one output among several were checked where they were put together.
    func check(_ y: Samples) throws {
        guard case .loss(let loss, _) = measure, loss.targetsAreClasses else { return }
        guard targets == 1 else {
            throw Mistake(
                "the metric '\(name)' takes one class number per row, and a row has \(targets) targets",
                expected: "class numbers, or the metric for one-hot targets",
                try: "metrics=['categorical_crossentropy']", argument: "metrics")
        }
        try loss.check(outputShape: [outputs], activation: nil)
        try loss.check(targets: y.values, columns: y.width, classes: outputs)
    }

    /// (sum, count) for means; the moments of each column; the table of counts.
    private static func sumCount(_ measure: Measure, _ outputs: Int) -> Int {
        switch measure {
        case .mean, .accuracy, .loss, .scaledLoss, .batches, .told: 2
        case .moments: Moments.size * outputs
        case .counts(let pooled, _, _): pooled || outputs == 1 ? 4 : outputs * outputs
        case .all, .scores, .function, .object, .part, .weighted: 0
        }
    }

    /// Whether a logit is read as if it were a probability when the loss takes logits.
    var readsProbabilities: Bool { measure.readsProbabilities }

    /// Which way it should go; nil for a function of one's own.
    var direction: Monitor? { measure.direction }

    mutating func reset() {
        for i in sums.indices { sums[i] = 0 }
        (kept, keptWeights) = (([], []), [])
        failure = nil
        for i in inner.indices { inner[i].reset() }
        if case .object(let object) = measure {
            do { try object.reset() } catch { failure = error }
        }
    }

    // MARK: Gathering

    /// Adds `rows` rows of output and target, which count by a weight where the metric is one of weighted rows.
    mutating func add<S: BinaryFloatingPoint>(
        _ output: UnsafePointer<S>, _ outputs: Int, _ target: UnsafePointer<S>, _ targets: Int, rows: Int,
        weight: Float = 1
    ) {
        if isWeighted, weight != 1, batchLoss == nil {
            let before = sums
            addRows(output, outputs, target, targets, rows: rows, weight: 1)
            for i in sums.indices { sums[i] = before[i] + Double(weight) * (sums[i] - before[i]) }
        } else {
            addRows(output, outputs, target, targets, rows: rows, weight: weight)
        }
    }

    /// The loss that is measured, where single rows of a batch do not have the loss that they have in it.
    private var batchLoss: (loss: Loss, sign: Double, scales: Bool)? {
        switch measure {
        case .loss(let loss, let sign) where loss.readsWholeBatch: (loss, sign, false)
        case .scaledLoss(let loss) where loss.readsWholeBatch: (loss, 1, true)
        default: nil
        }
    }

    private mutating func addRows<S: BinaryFloatingPoint>(
        _ output: UnsafePointer<S>, _ outputs: Int, _ target: UnsafePointer<S>, _ targets: Int, rows: Int,
        weight: Float
    ) {
        if batchLoss != nil {
            for i in 0..<rows * outputs { kept.outputs.append(Double(output[i])) }
            for i in 0..<rows * targets { kept.targets.append(Double(target[i])) }
            keptWeights += repeatElement(weight, count: rows)
            return
        }
        switch measure {
        case .part(let part, let columns, _):
            for row in 0..<rows {
                inner[0].add(
                    output + row * outputs + part.columns.lowerBound, part.width,
                    target + row * targets + columns.lowerBound, columns.count / part.rows, rows: part.rows,
                    weight: weight)
            }
        case .scaledLoss(let loss):
            let floats = (floats(output, rows * outputs), floats(target, rows * targets))
            let value = loss.evaluate(output: floats.0, target: floats.1, rows: rows, columns: outputs)
            add(Double(weight) * value * Double(rows), rows)
        case .weighted, .told: break
        case .mean(let of, _):
            var sum = 0.0
            for i in 0..<rows * outputs { sum += of(Double(output[i]), Double(target[i])) }
            add(sum, rows * outputs)
        case .moments: addMoments(output, target, rows)
        case .accuracy(let accuracy):
            guard let accuracy else { return }
            let (hits, count) = accuracy.hits(output, outputs, target, targets, rows: rows)
            add(hits, count)
        case .counts(let pooled, _, _): addCounts(pooled, output, target, rows)
        case .loss(let loss, let sign):
            let floats = (floats(output, rows * outputs), floats(target, rows * targets))
            let value = loss.evaluate(output: floats.0, target: floats.1, rows: rows, columns: outputs)
            add(sign * value * Double(rows), rows)
        case .all, .scores, .function, .batches, .object:
            for i in 0..<rows * outputs { kept.outputs.append(Double(output[i])) }
            for i in 0..<rows * targets { kept.targets.append(Double(target[i])) }
        }
    }

    /// Takes what the network has told of the batch that was computed last.
    mutating func take(_ tape: TrainingTape, rows: Int) {
        guard case .told(let name) = measure else { return }
        add((name.map { tape.noted($0) ?? .nan } ?? tape.pureLoss) * Double(rows), rows)
    }

    /// Ends a batch: a function of one's own is asked for it.
    mutating func closeBatch() {
        for i in inner.indices { inner[i].closeBatch() }
        if let (loss, sign, scales) = batchLoss { return closeBatch(of: loss, sign, scales) }
        if case .object(let object) = measure, failure == nil, !kept.outputs.isEmpty {
            do {
                try object.update(
                    kept.targets.map { Float($0) }, kept.outputs.map { Float($0) },
                    kept.outputs.count / Swift.max(1, outputs))
            } catch { failure = error }
            kept = ([], [])
        }
        guard case .batches(let body) = measure, failure == nil, !kept.outputs.isEmpty else { return }
        let rows = kept.outputs.count / Swift.max(1, outputs)
        do {
            let numbers = try body(kept.targets.map { Float($0) }, kept.outputs.map { Float($0) }, rows)
            add(numbers.reduce(0, +), numbers.count)
        } catch { failure = error }
        kept = ([], [])
    }

    /// A weight scales its row's loss, or counts as so many rows in a metric of weighted rows.
    private mutating func closeBatch(of loss: Loss, _ sign: Double, _ scales: Bool) {
        let (output, target, rows) = (kept.outputs.map { Float($0) }, kept.targets.map { Float($0) }, keptWeights.count)
        let weights = scales || isWeighted ? keptWeights.map(Double.init) : [Double](repeating: 1, count: rows)
        (kept, keptWeights) = (([], []), [])
        guard rows > 0 else { return }
        let mass = weights.reduce(0, +)
        if loss.couplesRows {
            let value = loss.evaluate(output: output, target: target, rows: rows, columns: outputs)
            sums[0] += sign * value * mass
        } else {
            let values = loss.values(output: output, target: target, rows: rows, columns: outputs)
            sums[0] += sign * zip(values, weights).reduce(0) { $0 + $1.0 * $1.1 }
        }
        sums[1] += scales ? Double(rows) : mass
    }

    private func floats<S: BinaryFloatingPoint>(_ numbers: UnsafePointer<S>, _ count: Int) -> [Float] {
        (0..<count).map { Float(numbers[$0]) }
    }

    private mutating func add(_ sum: Double, _ count: Int) {
        sums[0] += sum
        sums[1] += Double(count)
    }

    private mutating func addMoments<S: BinaryFloatingPoint>(
        _ output: UnsafePointer<S>, _ target: UnsafePointer<S>, _ rows: Int
    ) {
        for column in 0..<outputs {
            let place = Moments.size * column..<Moments.size * (column + 1)
            var moments = Moments(sums[place])
            for row in 0..<rows {
                moments.add(Double(output[row * outputs + column]), Double(target[row * outputs + column]))
            }
            sums.replaceSubrange(place, with: moments.sums)
        }
    }

    /// Counts by the largest output, or at the threshold 0.5: of the one output, or of each column by itself.
    private mutating func addCounts<S: BinaryFloatingPoint>(
        _ pooled: Bool, _ output: UnsafePointer<S>, _ target: UnsafePointer<S>, _ rows: Int
    ) {
        for row in 0..<rows {
            if !pooled, outputs > 1 {
                let guess = Accuracy.argMax(output + row * outputs, outputs)
                let truth = classOf(target + row * targets)
                if (0..<outputs).contains(truth) { sums[truth * outputs + guess] += 1 }
                continue
            }
            for column in 0..<outputs {
                let guess = output[row * outputs + column] > 0.5 ? 1 : 0
                sums[(isPositive(target, row, column) ? 2 : 0) + guess] += 1
            }
        }
    }

    private func classOf<S: BinaryFloatingPoint>(_ row: UnsafePointer<S>) -> Int {
        targets == outputs ? Accuracy.argMax(row, targets) : Int(exactly: row[0]) ?? -1
    }

    private func isPositive<S: BinaryFloatingPoint>(_ target: UnsafePointer<S>, _ row: Int, _ column: Int) -> Bool {
        targets == outputs ? target[row * targets + column] > 0.5 : Int(exactly: target[row]) == column
    }

    // MARK: The value

    /// The number under its name.
    ///
    /// - Throws: what a function of one's own throws.
    func measured(_ prefix: String = "") throws -> History.Metric {
        History.Metric(name: prefix + name, value: try value(isStrict: false))
    }

    /// NaN where nothing was gathered; where the metric does not exist, as the AUC of a single class, NaN too, unless that is
    /// to be said.
    func value(isStrict: Bool, work: Work = Work()) throws -> Double {
        switch measure {
        case .mean(_, let finish):
            let value = finish(mean)
            guard isStrict, value.isNaN, kept.outputs.allSatisfy(\.isFinite) else { return value }
            throw Mistake(
                "\(name) has no value for these numbers", expected: "finite numbers that its formula can be taken of")
        case .batches:
            if let failure { throw failure }
            return mean
        case .accuracy, .loss, .scaledLoss, .told: return mean
        case .part, .weighted: return try inner.first?.value(isStrict: isStrict, work: work) ?? .nan
        case .object(let object):
            if let failure { throw failure }
            return try object.result()
        case .moments(let of):
            let columns = (0..<outputs).map {
                Moments(sums[Moments.size * $0..<Moments.size * ($0 + 1)])
            }
            guard columns.allSatisfy({ $0.count > 0 }) else { return .nan }
            return columns.reduce(0) { $0 + of($1) } / Double(outputs)
        case .counts(let pooled, let average, let of):
            guard sums.contains(where: { $0 > 0 }) else { return .nan }
            return of(confusion, average == .binary && outputs > 1 && !pooled ? .macro : average)
        case .all(let of):
            guard !kept.outputs.isEmpty else { return .nan }
            return try of(kept.outputs, kept.targets)
        case .scores(_, let of):
            if isStrict { return try of(scores(work)) }
            return (try? of(scores(work))) ?? .nan
        case .function(let body):
            let rows = kept.outputs.count / Swift.max(1, outputs)
            // What is not finite is nobody's to measure; the loss says what happened.
            guard rows > 0, kept.outputs.allSatisfy(\.isFinite) else { return .nan }
            return try body(
                Samples(shape: [rows, targets], values: kept.targets.map { Float($0) }),
                Samples(shape: [rows, outputs], values: kept.outputs.map { Float($0) }))
        }
    }

    private var mean: Double { sums[1] > 0 ? sums[0] / sums[1] : .nan }

    private var confusion: Confusion {
        let classes = Int(saturating: Double(sums.count).squareRoot())
        return Confusion(
            counts: (0..<classes).map { t in (0..<classes).map { Int(saturating: sums[t * classes + $0]) } })
    }

    private func scores(_ work: Work) -> Scores {
        let rows = kept.targets.count / Swift.max(1, targets)
        let isSpread = targets != outputs
        let classes = (0..<rows).map { row -> Int in
            if targets == 1 { return Int(exactly: kept.targets[row]) ?? -1 }
            return kept.targets.withUnsafeBufferPointer { all in
                all.baseAddress.map { Accuracy.argMax($0 + row * targets, targets) } ?? 0
            }
        }
        let truth =
            isSpread
            ? classes.flatMap { label in (0..<outputs).map { label == $0 ? 1 : 0 } }
            : kept.targets.map { $0 > 0.5 ? 1 : 0 }
        return Scores(scores: kept.outputs, columns: outputs, truth: truth, classes: classes, work: work)
    }

    // MARK: In a checkpoint

    /// What has been gathered, to go on with later.
    var state: [Double] {
        get { inner.first?.state ?? (sums + kept.outputs + kept.targets) }
        set {
            if !inner.isEmpty {
                inner[0].state = newValue
                return
            }
            let rest = newValue.dropFirst(sums.count)
            let rows = rest.count / Swift.max(1, outputs + targets)
            sums = Array(newValue.prefix(sums.count))
            kept = (Array(rest.prefix(rows * outputs)), Array(rest.dropFirst(rows * outputs)))
        }
    }

    /// Whether these numbers can be such a state.
    func accepts(state: [Double]) -> Bool {
        if let inner = inner.first { return inner.accepts(state: state) }
        return state.count >= sums.count && (state.count - sums.count) % Swift.max(1, outputs + targets) == 0
    }
}

extension TrainingPlan {
    /// - Parameter targets: those of the training and of the validation, one row per example.
    /// - Throws: `Mistake` for targets that a metric cannot read.
    func runningMetrics(_ network: Network, targets: [Samples]) throws -> [RunningMetric] {
        let outputs = network.outputShape.reduce(1, *)
        let rows = Swift.max(1, network.outputShape.dropLast().reduce(1, *))
        return try metrics.map { metric in
            let width = targets.first?.width ?? 0
            let running = try RunningMetric(metric, outputs: outputs / rows, targets: width / rows)
            for y in targets { try running.check(y) }
            return running
        } + told(network)
    }

    /// Of a model that draws a code: the loss without the divergence, and the divergence, as Keras's own example names them.
    private func told(_ network: Network) throws -> [RunningMetric] {
        guard !network.betas.isEmpty else { return [] }
        let note = GaussianSamplingLayer.note
        let all = [Metric("reconstruction_loss", .told(nil)), Metric(note, .told(note))]
        return try all.map { try RunningMetric($0, outputs: 1, targets: 1) }
    }

    /// What must be said of metrics that read the model's logits as probabilities, as Keras's do.
    func remark(on metrics: [RunningMetric]) -> String? {
        let names = metrics.filter(\.readsProbabilities).map(\.name)
        guard loss.readsLogits, !names.isEmpty else { return nil }
        return names.joined(separator: ", ") + (names.count == 1 ? " takes" : " take")
            + " the model's logits for probabilities, as in Keras: a logit counts as class 1 above 0.5, that is above "
            + "p = 0.62; end the model with a sigmoid, or give a function of (y_true, y_pred)"
    }
}
