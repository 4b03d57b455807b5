internal import Numbers

/// A metric that is gathered batch by batch, as Keras reports it during training.
struct RunningMetric {
    /// What is averaged.
    enum Rule: Equatable {
        case accuracy(Accuracy)
        case absoluteError
        case squaredError
        /// The root of the mean square.
        case rootOfSquares
    }

    let name: String
    let rule: Rule
    private var sum = 0.0
    private var count = 0.0

    static let names = [
        "accuracy", "acc", "binary_accuracy", "categorical_accuracy", "sparse_categorical_accuracy", "exact_accuracy",
        "mae", "mean_absolute_error", "mse", "mean_squared_error", "rmse", "root_mean_squared_error",
    ]

    /// - Parameters:
    ///   - outputs, targets: numbers in one row of the output and of the target.
    /// - Throws: `Mistake` for a name that is no metric, and for one that compares numbers pair by pair where a row of
    ///   targets is not as long as a row of outputs.
    init(name: String, outputs: Int, targets: Int) throws {
        self.name = name
        switch name {
        case "accuracy", "acc": rule = .accuracy(Accuracy.meant(outputs: outputs, targets: targets))
        case "mae", "mean_absolute_error": rule = .absoluteError
        case "mse", "mean_squared_error": rule = .squaredError
        case "rmse", "root_mean_squared_error": rule = .rootOfSquares
        default:
            guard let accuracy = Accuracy(rawValue: name) else {
                throw Mistake(
                    "'\(name)' is not a metric of training",
                    expected: "one of " + RunningMetric.names.joined(separator: ", "), try: "metrics=['accuracy']")
            }
            rule = .accuracy(accuracy)
        }
        guard outputs == targets || rule == .accuracy(.sparseCategorical) else {
            throw Mistake(
                "'\(name)' compares every output with its target, and a row has \(outputs) outputs and \(targets) targets",
                expected: "a metric for class numbers", try: "metrics=['accuracy']")
        }
    }

    mutating func reset() {
        sum = 0
        count = 0
    }

    var value: Double {
        let mean = count > 0 ? sum / count : .nan
        return rule == .rootOfSquares ? mean.squareRoot() : mean
    }

    /// Adds `rows` rows of output and target.
    mutating func add(
        _ output: UnsafePointer<Float>, _ outputs: Int, _ target: UnsafePointer<Float>, _ targets: Int, rows: Int
    ) {
        switch rule {
        case .accuracy(let accuracy):
            for row in 0..<rows { add(accuracy, output + row * outputs, outputs, target + row * targets, targets) }
        case .absoluteError:
            for i in 0..<rows * outputs { sum += Double(abs(output[i] - target[i])) }
            count += Double(rows * outputs)
        case .squaredError, .rootOfSquares:
            for i in 0..<rows * outputs {
                let e = Double(output[i] - target[i])
                sum += e * e
            }
            count += Double(rows * outputs)
        }
    }

    private mutating func add(
        _ accuracy: Accuracy, _ output: UnsafePointer<Float>, _ outputs: Int, _ target: UnsafePointer<Float>,
        _ targets: Int
    ) {
        switch accuracy {
        case .binary:
            for j in 0..<outputs { sum += (output[j] > 0.5 ? 1 : 0) == target[j] ? 1 : 0 }
            count += Double(outputs)
        case .exact:
            for j in 0..<outputs { sum += output[j] == target[j] ? 1 : 0 }
            count += Double(outputs)
        case .categorical, .sparseCategorical:
            let wanted = accuracy == .categorical ? largest(target, targets) : Int(exactly: target[0]) ?? -1
            sum += largest(output, outputs) == wanted ? 1 : 0
            count += 1
        }
    }

    private func largest(_ row: UnsafePointer<Float>, _ count: Int) -> Int {
        var best = 0
        for j in 0..<count where row[j] > row[best] { best = j }
        return best
    }
}
