internal import Datasets
internal import Networks
internal import Answers
internal import Optimizers

/// A metric that is gathered batch by batch, as Keras reports it during training.
struct RunningMetric: Sendable {
    let name: String
    private let outputs: Int
    private let targets: Int
    private let gathering: Gathering
    /// What has been added up; its meaning depends on the rule.
    private var sums: [Double]
    /// All outputs and targets so far, for what cannot be added up.
    private var kept: (outputs: [Float], targets: [Float]) = ([], [])

    private enum Gathering: Sendable {
        case rule(MetricRule)
        case function(@Sendable (Samples, Samples) throws -> Double)
    }

    /// - Parameters:
    ///   - outputs, targets: numbers in one row of the output and of the target.
    /// - Throws: `Mistake` for a name that is no metric, and for one that compares numbers pair by pair where a row of
    ///   targets is not as long as a row of outputs.
    init(_ metric: TrainingMetric, outputs: Int, targets: Int) throws {
        name = metric.name
        self.outputs = outputs
        self.targets = targets
        switch metric {
        case .function(_, let body):
            gathering = .function(body)
            sums = []
        case .named(let name):
            let rule = try RunningMetric.rule(name, outputs: outputs, targets: targets)
            guard outputs == targets || rule.readsClasses else {
                throw Mistake(
                    "'\(name)' compares every output with its target, and a row has \(outputs) outputs and \(targets) "
                        + "targets", expected: "a metric for class numbers", try: "metrics=['accuracy']",
                    argument: "metrics")
            }
            gathering = .rule(rule)
            sums = [Double](repeating: 0, count: RunningMetric.sumCount(rule, outputs))
        }
    }

    /// - Throws: `Mistake` when a loss of class numbers is to be measured on targets that are none.
    func check(_ y: Samples) throws {
        guard case .rule(.loss(let loss)) = gathering, loss.targetsAreClasses else { return }
        guard targets == 1 else {
            throw Mistake(
                "the metric '\(name)' takes one class number per row, and a row has \(targets) targets",
                expected: "class numbers, or the metric for one-hot targets",
                try: "metrics=['categorical_crossentropy']", argument: "metrics")
        }
        try loss.check(outputShape: [outputs], activation: nil)
        try loss.check(targets: y.values, columns: y.width, classes: outputs)
    }

    private static func rule(_ name: String, outputs: Int, targets: Int) throws -> MetricRule {
        if name == "accuracy" || name == "acc" { return .accuracy(Accuracy.meant(outputs: outputs, targets: targets)) }
        if let rule = MetricRule.named.first(where: { $0.names.contains(name) })?.rule { return rule }
        guard let loss = Loss(name: name) else { throw Mistake("there is no metric '\(name)'") }
        return .loss(loss)
    }

    /// (sum, count) for means; (Σt, Σt², Σr², count) per column for R²; the confusion table for precision, recall and F1.
    private static func sumCount(_ rule: MetricRule, _ outputs: Int) -> Int {
        switch rule {
        case .determination: 4 * outputs
        case .f1 where outputs > 1: outputs * outputs
        case .precision, .recall, .f1: 4
        case .area: 0
        default: 2
        }
    }

    /// Whether a logit is read as if it were a probability when the loss takes logits.
    var readsProbabilities: Bool {
        if case .rule(let rule) = gathering { return rule.readsProbabilities }
        return false
    }

    /// Which way it should go; nil for a function of one's own.
    var direction: Monitor? {
        if case .rule(let rule) = gathering { return rule.direction }
        return nil
    }

    mutating func reset() {
        for i in sums.indices { sums[i] = 0 }
        kept = ([], [])
    }

    // MARK: Gathering

    /// Adds `rows` rows of output and target.
    mutating func add(
        _ output: UnsafePointer<Float>, _ outputs: Int, _ target: UnsafePointer<Float>, _ targets: Int, rows: Int
    ) {
        guard case .rule(let rule) = gathering else {
            keep(output, outputs, target, targets, rows)
            return
        }
        switch rule {
        case .accuracy(let accuracy):
            let (hits, count) = accuracy.hits(output, outputs, target, targets, rows: rows)
            add(hits, count)
        case .absoluteError: addMean(rows * outputs) { Double(abs(output[$0] - target[$0])) }
        case .squaredError, .rootOfSquares:
            addMean(rows * outputs) {
                let e = Double(output[$0] - target[$0])
                return e * e
            }
        case .rootOfLogSquares:
            addMean(rows * outputs) { RegressionMetrics.logarithmicSquare(Double(output[$0]), Double(target[$0])) }
        case .determination: addSquares(output, target, rows)
        case .precision, .recall, .f1: addCounts(rule, output, target, rows)
        case .area: keep(output, outputs, target, targets, rows)
        case .cosine:
            let loss = Loss.cosineSimilarity
            add(-loss.evaluate(output: output, target: target, rows: rows, columns: outputs) * Double(rows), rows)
        case .loss(let loss):
            add(loss.evaluate(output: output, target: target, rows: rows, columns: outputs) * Double(rows), rows)
        }
    }

    private mutating func add(_ sum: Double, _ count: Int) {
        sums[0] += sum
        sums[1] += Double(count)
    }

    private mutating func addMean(_ count: Int, _ value: (Int) -> Double) {
        var sum = 0.0
        for i in 0..<count { sum += value(i) }
        add(sum, count)
    }

    private mutating func addSquares(_ output: UnsafePointer<Float>, _ target: UnsafePointer<Float>, _ rows: Int) {
        for i in 0..<rows * outputs {
            let column = 4 * (i % outputs)
            let (y, t) = (Double(output[i]), Double(target[i]))
            sums[column] += t
            sums[column + 1] += t * t
            sums[column + 2] += (t - y) * (t - y)
            sums[column + 3] += 1
        }
    }

    /// Counts at the threshold 0.5; by the largest output for F1 of several classes.
    private mutating func addCounts(
        _ rule: MetricRule, _ output: UnsafePointer<Float>, _ target: UnsafePointer<Float>, _ rows: Int
    ) {
        for row in 0..<rows {
            if rule == .f1, outputs > 1 {
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

    private func classOf(_ row: UnsafePointer<Float>) -> Int {
        targets == outputs ? Accuracy.argMax(row, targets) : Int(exactly: row[0]) ?? -1
    }

    private func isPositive(_ target: UnsafePointer<Float>, _ row: Int, _ column: Int) -> Bool {
        targets == outputs ? target[row * targets + column] > 0.5 : Int(exactly: target[row]) == column
    }

    private mutating func keep(
        _ output: UnsafePointer<Float>, _ outputs: Int, _ target: UnsafePointer<Float>, _ targets: Int, _ rows: Int
    ) {
        kept.outputs.append(contentsOf: UnsafeBufferPointer(start: output, count: rows * outputs))
        kept.targets.append(contentsOf: UnsafeBufferPointer(start: target, count: rows * targets))
    }

    // MARK: The value

    /// The number under its name.
    ///
    /// - Throws: what a function of one's own throws.
    func measured(_ prefix: String = "") throws -> History.Metric {
        History.Metric(name: prefix + name, value: try value)
    }

    /// NaN where nothing was gathered, or where the metric does not exist, as the AUC of a single class.
    var value: Double {
        get throws {
            switch gathering {
            case .function(let body):
                let rows = kept.outputs.count / Swift.max(1, outputs)
                // What is not finite is nobody's to measure; the loss says what happened.
                guard rows > 0, kept.outputs.allSatisfy(\.isFinite) else { return .nan }
                return try body(
                    Samples(shape: [rows, targets], values: kept.targets),
                    Samples(shape: [rows, outputs], values: kept.outputs))
            case .rule(let rule): return value(of: rule)
            }
        }
    }

    private func value(of rule: MetricRule) -> Double {
        switch rule {
        case .rootOfSquares, .rootOfLogSquares: return mean.squareRoot()
        case .determination:
            let columns = (0..<outputs).map { column -> Double in
                let (sum, squares, residuals, count) = (
                    sums[4 * column], sums[4 * column + 1], sums[4 * column + 2], sums[4 * column + 3]
                )
                guard count > 0 else { return .nan }
                return RegressionMetrics.determination(squares: residuals, spread: squares - sum * sum / count)
            }
            return columns.reduce(0, +) / Double(outputs)
        case .precision: return confusion.precision(1)
        case .recall: return confusion.recall(1)
        case .f1: return outputs > 1 ? confusion.macro { confusion.fScore($0) } : confusion.fScore(1)
        case .area:
            let isSpread = targets != outputs
            let labels =
                isSpread
                ? kept.targets.flatMap { label in (0..<outputs).map { Int(exactly: label) == $0 ? 1 : 0 } }
                : kept.targets.map { $0 > 0.5 ? 1 : 0 }
            return (try? RankingMetrics(score: kept.outputs.map { Double($0) }, target: labels))?.rocAUC ?? .nan
        default: return mean
        }
    }

    private var mean: Double { sums[1] > 0 ? sums[0] / sums[1] : .nan }

    private var confusion: Confusion {
        let classes = Int(saturating: Double(sums.count).squareRoot())
        return Confusion(
            counts: (0..<classes).map { t in (0..<classes).map { Int(saturating: sums[t * classes + $0]) } })
    }

    // MARK: In a checkpoint

    /// What has been gathered, to go on with later.
    var state: [Double] {
        get { sums + kept.outputs.map { Double($0) } + kept.targets.map { Double($0) } }
        set {
            let rest = newValue.dropFirst(sums.count)
            let rows = rest.count / Swift.max(1, outputs + targets)
            sums = Array(newValue.prefix(sums.count))
            kept = (rest.prefix(rows * outputs).map { Float($0) }, rest.dropFirst(rows * outputs).map { Float($0) })
        }
    }

    /// Whether these numbers can be such a state.
    func accepts(state: [Double]) -> Bool {
        state.count >= sums.count && (state.count - sums.count) % Swift.max(1, outputs + targets) == 0
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
        }
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
