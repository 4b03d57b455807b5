public import Datasets
internal import Networks
internal import Answers
internal import Optimizers

/// A number that `compile(metrics=[…])` asks to be reported beside the loss.
public enum TrainingMetric: Sendable {
    /// By Keras's name: `accuracy`, `auc`, `f1_score`, or that of a loss.
    case named(String)
    /// A function of all targets and all outputs of an epoch, both with one row per example.
    case function(name: String, body: @Sendable (_ targets: Samples, _ outputs: Samples) throws -> Double)

    /// As the history has it.
    public var name: String {
        switch self {
        case .named(let name), .function(let name, _): name
        }
    }

    /// - Throws: `Mistake` naming the metrics there are when this is none.
    public init(name: String) throws {
        guard
            MetricRule.named.contains(where: { $0.names.contains(name) }) || name == "accuracy" || name == "acc"
                || Loss(name: name) != nil
        else {
            throw Mistake(
                "there is no metric '\(name)'",
                expected: "a function of (y_true, y_pred), the name of a loss, or one of "
                    + (["accuracy"] + MetricRule.named.compactMap(\.names.first)).joined(separator: ", "),
                try: "metrics=['accuracy']", argument: "metrics")
        }
        self = .named(name)
    }
}

/// What a named metric gathers and makes of it.
enum MetricRule: Equatable {
    case accuracy(Accuracy)
    case absoluteError
    case squaredError
    /// The root of the mean square.
    case rootOfSquares
    /// The root of the mean square of ln(1 + ·), scikit-learn's RMSLE.
    case rootOfLogSquares
    /// Mean over the output's columns of 1 − Σr²/Σ(target − mean)².
    case determination
    /// Hits and misses at 0.5.
    case precision, recall, f1
    /// Area under the ROC curve, from all scores at once. Keras adds up 200 thresholds and is off by up to their width.
    case area
    /// +cos of the angle of each row, the loss of that name being −cos.
    case cosine
    /// The mean of a loss, as Keras takes any loss for a metric.
    case loss(Loss)

    /// Those that are neither `accuracy` nor a loss, Keras's name first.
    static let named: [(names: [String], rule: MetricRule)] =
        Accuracy.allCases.map { ([$0.rawValue], .accuracy($0)) } + [
            (["mean_absolute_error", "mae"], .absoluteError), (["mean_squared_error", "mse"], .squaredError),
            (["root_mean_squared_error", "rmse"], .rootOfSquares),
            (["root_mean_squared_log_error", "rmsle"], .rootOfLogSquares), (["r2_score", "r2"], .determination),
            (["precision", "Precision"], .precision), (["recall", "Recall"], .recall), (["f1_score", "f1"], .f1),
            (["auc", "AUC", "roc_auc"], .area), (["cosine_similarity"], .cosine),
        ]

    /// Which way training should move it, as Keras's metrics of these names say.
    var direction: Monitor {
        switch self {
        case .accuracy, .determination, .precision, .recall, .f1, .area, .cosine: .max
        case .absoluteError, .squaredError, .rootOfSquares, .rootOfLogSquares, .loss: .min
        }
    }

    /// Whether the output is held against a threshold, or read as a probability.
    var readsProbabilities: Bool {
        switch self {
        case .accuracy(.binary), .precision, .recall, .f1: true
        case .loss(let loss): loss.readsProbabilities
        default: false
        }
    }

    /// Whether class numbers stand for rows that are 1 at the class and 0 elsewhere.
    var readsClasses: Bool {
        switch self {
        case .accuracy(.sparseCategorical), .precision, .recall, .f1, .area: true
        case .loss(let loss): loss.targetsAreClasses
        default: false
        }
    }
}
