import Datasets
import Language
import Answers
import Training

/// Measures of predictions under scikit-learn's names and definitions.
enum MetricWords {
    static let words: [Word] =
        [
            number("mean_squared_error", aliases: ["mse"], "Mean of squared errors") { $0.mse },
            number("root_mean_squared_error", aliases: ["rmse"], "Root of the mean of squared errors") { $0.rmse },
            number("mean_absolute_error", aliases: ["mae"], "Mean of absolute errors") { $0.mae },
            number("r2_score", "Share of the variance explained") { $0.r2 },
            number("root_mean_squared_log_error", aliases: ["rmsle"], "RMSE of ln(1 + ·)") { metrics in
                guard let rmsle = metrics.rmsle else {
                    throw Mistake("a value is -1 or less, so ln(1 + ·) does not exist", expected: "values above -1")
                }
                return rmsle
            },
            metric("regression_report", "RMSE, MAE, MSE, R² and the worst error at once", pair) { arguments in
                .thing(
                    try RegressionMetrics(
                        prediction: numbers(arguments, "y_pred"), target: numbers(arguments, "y_true")))
            },
            metric("confusion_matrix", "Counts of (true class, predicted class)", pair) { .thing(try confusion($0)) },
            metric("accuracy_score", "Share of samples predicted right", pair) { .number(try confusion($0).accuracy) },
            metric("matthews_corrcoef", "Correlation of true and predicted class, −1 to 1 (Gorodkin 2004)", pair) {
                .number(try confusion($0).matthews)
            },
            metric("cohen_kappa_score", "Agreement beyond what the class shares give by chance (Cohen 1960)", pair) {
                .number(try confusion($0).kappa)
            },
        ]
        + [
            ("precision_score", "Of those predicted as the class, the share that is"),
            ("recall_score", "Of the class, the share that was found"),
            ("f1_score", "Harmonic mean of precision and recall"),
        ].map(perClass) + ranking

    private static let pair = [
        Parameter("y_true", data, .required, "the targets"), Parameter("y_pred", data, .required, "the predictions"),
    ]
    private static let data = ValueType.oneOf([.thing([Samples.kind]), .list(of: .number())])
    private static let scores = [
        Parameter("y_true", data, .required, "targets, 0 or 1"),
        Parameter("y_score", data, .required, "scores or probabilities of class 1"),
    ]

    private static func metric(
        _ name: String, aliases: [String] = [], _ summary: String, _ parameters: [Parameter],
        _ body: @escaping @Sendable (Arguments) throws -> Value
    ) -> Word {
        Word(
            name, aliases: aliases, family: "metrics", summary: summary, parameters: parameters, returns: "number",
            examples: ["\(name)([0, 1, 1, 0], [0, 1, 0, 0])"], seeAlso: ["regression_report", "confusion_matrix"],
            meaning: .call { arguments, _ in try body(arguments) })
    }

    private static func number(
        _ name: String, aliases: [String] = [], _ summary: String,
        _ measure: @escaping @Sendable (RegressionMetrics) throws -> Double
    ) -> Word {
        metric(name, aliases: aliases, summary, pair) { arguments in
            let metrics = try RegressionMetrics(
                prediction: numbers(arguments, "y_pred"), target: numbers(arguments, "y_true"))
            return .number(try measure(metrics))
        }
    }

    private static func perClass(_ name: String, _ summary: String) -> Word {
        metric(
            name, summary,
            pair + [Parameter("pos_label", .int(.atLeast(0)), .value(.int(1)), "which class", isKeywordOnly: true)]
        ) { arguments in
            let confusion = try confusion(arguments)
            let label = try arguments.int("pos_label")
            guard label < confusion.classes else {
                throw arguments.mistake(
                    "pos_label", "there is no class \(label)", expected: "0 to \(confusion.classes - 1)")
            }
            switch name {
            case "precision_score": return .number(confusion.precision(label))
            case "recall_score": return .number(confusion.recall(label))
            default: return .number(confusion.fScore(label))
            }
        }
    }

    private static let ranking: [Word] = [
        metric("roc_auc_score", "Chance that a positive scores above a negative", scores) {
            .number(try ranked($0).rocAUC)
        },
        metric("roc_curve", "True and false positive rates over all thresholds", scores) { .thing(try ranked($0)) },
        metric("log_loss", "−mean ln of the probability given to the truth", scores) { arguments in
            let positive = try numbers(arguments, "y_score")
            return .number(
                try RankingMetrics.logLoss(
                    probabilities: positive.map(stoppedBy: arguments.work) { [1 - $0, $0] },
                    target: labels(arguments, "y_true"), work: arguments.work))
        },
        metric("brier_score_loss", "Mean squared difference of probability and target (Brier 1950)", scores) {
            .number(
                try RankingMetrics.brier(probability: numbers($0, "y_score"), target: labels($0, "y_true")))
        },
        metric("calibration", "Predicted probability against observed frequency", scores) { arguments in
            .thing(try Calibration(probability: numbers(arguments, "y_score"), target: labels(arguments, "y_true")))
        },
    ]

    private static func ranked(_ arguments: Arguments) throws -> RankingMetrics {
        try RankingMetrics(
            score: numbers(arguments, "y_score"), target: labels(arguments, "y_true"), work: arguments.work)
    }

    /// The numbers of a list with all their digits, those of an array as it holds them, in single precision.
    ///
    /// - Throws: `Mistake` for a number that is not finite: no measure of it would mean anything.
    private static func numbers(_ arguments: Arguments, _ name: String) throws -> [Double] {
        let numbers =
            if let doubles = arguments[name].doubles, !doubles.isEmpty { doubles } else {
                try ArrayWords.samples(arguments, name).values.map { Double($0) }
            }
        guard let place = numbers.firstIndex(where: { !$0.isFinite }) else { return numbers }
        throw arguments.mistake(
            name, "number \(place) of \(name) is \(numbers[place].short())", expected: "finite numbers",
            try: "training that stays finite: a smaller rate, or clipnorm=1")
    }

    /// A table of more classes could not be read.
    private static let mostClasses = 1000

    /// Class numbers; a row of several outputs counts by its largest.
    private static func labels(_ arguments: Arguments, _ name: String) throws -> [Int] {
        let samples = try ArrayWords.samples(arguments, name)
        return try (0..<samples.count).map(stoppedBy: arguments.work) { index in
            let row = samples.row(index)
            guard samples.width == 1, let value = row.first else { return Accuracy.argMax(row) }
            guard let label = Int(exactly: value), (0..<mostClasses).contains(label) else {
                let found = Int(exactly: value).map { "class \($0)" } ?? Double(value).short()
                throw arguments.mistake(
                    name, "row \(index) of \(name) holds \(found)",
                    expected: "class numbers: whole numbers from 0 to \(mostClasses - 1), as scikit-learn asks for",
                    try: value > 0 && value < 1 ? "[round(p) for p in \(name)]" : nil)
            }
            return label
        }
    }

    private static func confusion(_ arguments: Arguments) throws -> Confusion {
        let target = try labels(arguments, "y_true")
        let prediction = try labels(arguments, "y_pred")
        let classes = Swift.max(2, (target + prediction).max().map { $0 + 1 } ?? 2)
        guard classes <= mostClasses else {
            throw arguments.mistake(
                "y_true", "\(classes) classes are too many for a table", expected: "at most \(mostClasses)")
        }
        return try Confusion(prediction: prediction, target: target, classes: classes)
    }
}
