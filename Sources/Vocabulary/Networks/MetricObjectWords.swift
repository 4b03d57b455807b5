import Answers
import Arrays
import Autograd
import Datasets
import Language
import Networks
import Training
import ArrayVocabulary

/// A metric that is told rows one batch after the other, as Keras's metric objects are: `update_state`, `result`, `reset_state`.
///
/// It belongs to one session, which is used by one thread at a time.
final class MetricObject: Callable, MadeByWord, @unchecked Sendable {
    static let kind = Metric.kind
    /// The word that makes it.
    var madeBy = ""

    /// What it measures of outputs and targets; nil for the mean or the sum of the numbers that it is told.
    let metric: Metric?
    let name: String
    /// Whether the numbers are added up, not averaged.
    let isSum: Bool
    /// What is added to every output, so that one half is the threshold.
    let shift: Double
    /// What gives the answer where it may be several numbers.
    let collected: CollectedMetric?
    private var (sum, count) = (0.0, 0.0)
    private var outputs: [Double] = []
    private var targets: [Double] = []
    private var columns = 1
    private var targetColumns = 1

    init(_ metric: Metric?, name: String, isSum: Bool = false, threshold: Double? = nil) {
        (self.metric, self.name, self.isSum) = (metric, name, isSum)
        shift = 0.5 - (threshold ?? 0.5)
        collected = nil
    }

    /// A metric of all rows that were told; in a training it is one number.
    init(_ collected: CollectedMetric, name: String, kind: String) {
        metric = .function(name: kind) { targets, outputs in
            try collected.body(
                CollectedMetric.Rows(
                    outputs: outputs.values.map { Double($0) }, targets: targets.values.map { Double($0) },
                    columns: Swift.max(1, outputs.width)))[0]
        }
        (self.name, isSum, shift, self.collected) = (name, false, 0, collected)
    }

    var summary: String { "<\(metric?.summary ?? (isSum ? "Sum" : "Mean")) name=\(name)>" }

    func reset() {
        (sum, count, outputs, targets) = (0, 0, [], [])
    }

    /// Takes in one number.
    func add(_ number: Double) {
        sum += number
        count += 1
    }

    /// Takes in numbers, or targets and outputs.
    func update(_ arguments: Arguments) throws {
        guard metric != nil else {
            let numbers = try ArrayWords.numbers(arguments, "y_true")
            let weights =
                arguments.isGiven("sample_weight")
                ? try ArrayWords.numbers(arguments, "sample_weight") : numbers.map { _ in 1 }
            guard weights.count == 1 || weights.count == numbers.count else {
                throw arguments.mistake(
                    "sample_weight",
                    "\(Phrase.count(weights.count, "weight")) for \(Phrase.count(numbers.count, "number"))",
                    expected: "one weight, or one for each number")
            }
            for (place, number) in numbers.enumerated() {
                let weight = weights.count == 1 ? weights[0] : weights[place]
                sum += number * weight
                count += weight
            }
            return
        }
        guard arguments.isGiven("y_pred") else {
            throw arguments.mistake("y_true", "the outputs are missing", expected: "targets and outputs").raisedAsType
        }
        let (target, output) = (
            try ArrayWords.samples(arguments, "y_true"), try ArrayWords.samples(arguments, "y_pred")
        )
        if let metric, isMeanOfRows {
            let isFlat =
                target.width == 1 && output.width == 1 && target.values.count == output.values.count
                && (arguments["y_true"].isFlat || arguments["y_pred"].isFlat)
            return try add(metric, output, target, isOneRow: isFlat, arguments)
        }
        guard !arguments.isGiven("sample_weight") else {
            throw arguments.mistake(
                "sample_weight", "\(name) does not count rows by weights here", expected: "targets and outputs alone")
        }
        (columns, targetColumns) = (Swift.max(1, output.width), Swift.max(1, target.width))
        outputs += output.values.map { Double($0) + shift }
        targets += target.values.map { Double($0) }
    }

    /// Keras takes the mean over the last axis, and the mean of that over everything it was told: a batch without a second axis
    /// is one row to it.
    private func add(
        _ metric: Metric, _ output: Samples, _ target: Samples, isOneRow: Bool, _ arguments: Arguments
    ) throws {
        let (all, own) = (output.values.map { Double($0) + shift }, target.values.map { Double($0) })
        let rows = isOneRow ? 1 : output.count
        let (width, targetWidth) = (all.count / Swift.max(1, rows), own.count / Swift.max(1, rows))
        func value(_ range: Range<Int>) throws -> Double {
            try metric.value(
                outputs: Array(all[(range.lowerBound * width)..<(range.upperBound * width)]), columns: width,
                targets: Array(own[(range.lowerBound * targetWidth)..<(range.upperBound * targetWidth)]),
                targetColumns: targetWidth, work: arguments.work)
        }
        guard rows > 0 else { return }
        guard arguments.isGiven("sample_weight") else {
            sum += try value(0..<rows) * Double(rows)
            count += Double(rows)
            return
        }
        let weights = try ArrayWords.numbers(arguments, "sample_weight")
        guard weights.count == 1 || weights.count == rows else {
            throw arguments.mistake(
                "sample_weight", "\(Phrase.count(weights.count, "weight")) for \(Phrase.count(rows, "row"))",
                expected: isOneRow
                    ? "one weight: a batch without a second axis is one row, whose mean Keras takes"
                    : "one weight, or one for each row")
        }
        for row in 0..<rows {
            let weight = weights.count == 1 ? weights[0] : weights[row]
            sum += try value(row..<(row + 1)) * weight
            count += weight
        }
    }

    /// Whether it is a mean over rows of what each row comes to.
    private var isMeanOfRows: Bool { metric.map { MetricObject.meansOfRows.contains($0.name) } ?? false }

    private static let meansOfRows: Set<String> = [
        "mean_squared_error", "mean_absolute_error", "mean_absolute_percentage_error",
        "mean_squared_logarithmic_error", "binary_crossentropy", "categorical_crossentropy", "categorical_accuracy",
        "cosine_similarity", "hinge", "squared_hinge", "categorical_hinge", "kl_divergence", "poisson", "log_cosh",
    ]

    /// - Throws: `Mistake` for rows that the metric cannot read; `Stopped`.
    func result(_ work: Work) throws -> Double {
        guard let metric, !isMeanOfRows else { return isSum ? sum : count == 0 ? 0 : sum / count }
        guard !outputs.isEmpty else { return 0 }
        return try metric.value(
            outputs: outputs, columns: columns, targets: targets, targetColumns: targetColumns, work: work)
    }

    /// The same, an array where it is several numbers.
    func answer(_ context: Context) throws -> Value {
        guard let collected, collected.givesArray else {
            let number = try result(context.work)
            return context.isTensorFlowUsed ? .thing(try context.tensorFlow.scalar(number, .float32)) : .number(number)
        }
        let numbers = try collected.body(
            CollectedMetric.Rows(outputs: outputs, targets: targets, columns: columns))
        return .thing(try NDArray(numbers.map { Float($0) }, shape: [numbers.count]))
    }

    var callParameters: [Parameter] { MetricObject.parameters }

    func call(_ arguments: Arguments, _ context: Context) throws -> Value {
        try update(arguments)
        return try answer(context)
    }

    fileprivate static let parameters = [
        Parameter("y_true", aliases: ["values"], .any, .required, "targets, or the numbers to be averaged"),
        Parameter("y_pred", .any, .value(.none), "what a model gives"),
        Parameter("sample_weight", .any, .value(.none), "a factor of each number"),
    ]
}

extension Value {
    /// Whether it is numbers along one axis.
    fileprivate var isFlat: Bool {
        if let array { return array.ndim == 1 }
        if let tensor = asThing(Tensor.self) { return tensor.ndim == 1 }
        return elements?.allSatisfy { $0.asNumber != nil } ?? false
    }
}

extension Error {
    fileprivate var raisedAsType: any Error {
        guard var problem = self as? Diagnostic else { return self }
        problem.mistake = problem.mistake.raised(as: "TypeError")
        return problem
    }
}

/// Keras's metric classes: `keras.metrics.Mean()`, `keras.metrics.BinaryAccuracy(threshold=0.6)`.
enum MetricObjectWords {
    static let words: [Word] = classes.map { name in
        Word(
            "keras.metrics.\(name)", family: "metrics",
            summary: "Keras's metric \(name), to be told rows batch by batch, or for compile",
            parameters: own(name) + [
                Parameter("name", .optional(.text), .value(.none), "what it is called", isKeywordOnly: true),
                Parameter(
                    "threshold", .optional(.number()), .value(.none),
                    "above it an output is class 1\(withoutThreshold(name))", isKeywordOnly: true),
                Parameter(
                    "thresholds", .optional(.oneOf([.number(), .list(of: .number())])), .value(.none),
                    "the same; of Precision and Recall a list, for a number each", isKeywordOnly: true),
                Parameter(
                    "average", .optional(.text), .value(.none), "how classes are put together", isKeywordOnly: true),
                Parameter("dtype", .any, .value(.none), "has no effect", isKeywordOnly: true),
                Parameter(
                    "from_logits", .bool, .value(.bool(false)), "whether outputs are logits", isKeywordOnly: true),
            ], returns: Metric.kind,
            examples: ["import keras; keras.metrics.\(name)(\(name == "MeanIoU" ? "num_classes=2" : ""))"],
            seeAlso: ["Sequential"],
            meaning: .call { arguments, context in
                let object = try made(name, arguments)
                object.madeBy = "keras.metrics.\(name)"
                return .thing(object)
            })
    }

    /// findings/keras-f1-of-one-column.sh
    private static func withoutThreshold(_ name: String) -> String {
        guard ["F1Score", "FBetaScore"].contains(name) else { return "" }
        return "; without it the largest of a row is, as in Keras: of one output, every row. There, threshold=0.5"
    }

    private static func made(_ name: String, _ arguments: Arguments) throws -> MetricObject {
        let plain = name == "LogCoshError" ? "logcosh" : KerasName.snake(name)
        let given = arguments.optionalText("name") ?? plain
        if name == "Mean" || name == "Sum" { return MetricObject(nil, name: given, isSum: name == "Sum") }
        if let metric = try CountedMetrics.metric(name, plain, arguments) {
            return MetricObject(metric, name: given, threshold: arguments["thresholds"].asDouble)
        }
        if let collected = try CollectedMetric.of(name, arguments) {
            return MetricObject(collected, name: given, kind: plain)
        }
        let threshold = arguments["threshold"].asDouble ?? arguments["thresholds"].asDouble
        // Keras's class Accuracy asks whether outputs equal their targets, whatever its name means in compile.
        let known = ["Accuracy": Accuracy.exact.rawValue, "LogCoshError": "log_cosh"][name] ?? plain
        return MetricObject(try Metric(name: known), name: given, threshold: threshold)
    }

    /// What a class has beside what all have.
    private static func own(_ name: String) -> [Parameter] {
        switch name {
        case "TopKCategoricalAccuracy", "SparseTopKCategoricalAccuracy":
            [
                Parameter(
                    "k", .int(.atLeast(1)), .value(.int(5)),
                    "among how many of the largest the class has to be; of equal ones all count, as in Keras")
            ]
        case "FBetaScore": [Parameter("beta", .number(.positive), .value(.number(1)), "how much more recall counts")]
        case "Precision", "Recall":
            [
                Parameter(
                    "top_k", .optional(.int(.atLeast(1))), .value(.none), "how many of the largest of a row are taken",
                    isKeywordOnly: true),
                Parameter(
                    "class_id", .optional(.int(.atLeast(0))), .value(.none), "the only class that counts",
                    isKeywordOnly: true),
            ]
        case "AUC":
            [
                Parameter(
                    "num_thresholds", .optional(.int(.init(3, 100_000))), .value(.none),
                    "how many thresholds trace the curve; without it the area is exact", isKeywordOnly: true),
                Parameter("curve", .choice(["ROC", "PR"]), .value(.text("ROC")), "which curve", isKeywordOnly: true),
                Parameter(
                    "summation_method", .choice(["interpolation", "minoring", "majoring"]),
                    .value(.text("interpolation")), "how high the curve is between two thresholds", isKeywordOnly: true),
            ]
        case "CosineSimilarity":
            [Parameter("axis", .int(.init(-1, -1)), .value(.int(-1)), "the axis of the vectors: the last")]
        case "MeanIoU": [Parameter("num_classes", .int(.init(1, 1e6)), .required, "how many classes there are")]
        default: []
        }
    }

    static let members: [Member] = [
        .method("update_state", of: MetricObject.self, "takes rows in", MetricObject.parameters) {
            metric, arguments, _ in
            try metric.update(arguments)
            return .none
        },
        .method("result", of: MetricObject.self, "the number over all rows so far, or one for each class", []) {
            metric, _, context in try metric.answer(context)
        },
        .method("reset_state", aliases: ["reset_states"], of: MetricObject.self, "forgets all rows", []) {
            metric, _, _ in
            metric.reset()
            return .none
        },
        .attribute("name", of: MetricObject.self, "what it is called") { .text($0.name) },
    ]

    private static let classes =
        [
            "Mean", "Sum", "MeanSquaredError", "RootMeanSquaredError", "MeanAbsoluteError",
            "MeanAbsolutePercentageError",
            "MeanSquaredLogarithmicError", "Accuracy", "BinaryAccuracy", "CategoricalAccuracy",
            "SparseCategoricalAccuracy", "BinaryCrossentropy", "CategoricalCrossentropy",
            "SparseCategoricalCrossentropy",
            "Precision", "Recall", "AUC", "F1Score", "FBetaScore", "R2Score", "CosineSimilarity", "Hinge",
            "SquaredHinge", "CategoricalHinge", "KLDivergence", "Poisson", "LogCoshError",
        ] + CountedMetrics.classes
}
