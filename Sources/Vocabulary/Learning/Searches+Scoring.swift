import Answers
import Arrays
import Datasets
import Language
import ArrayVocabulary

/// `scoring=`: what measures a fitted estimator, by scikit-learn's names; greater is better.
extension Searches {
    /// A word for the measure, its sign, whether it is of probabilities, and what else the word is told.
    private struct Measure {
        var word: String
        var sign = 1.0
        var isOfScores = false
        var average: String?
        /// How several classes are told apart: each from the rest, or each pair.
        var classes: String?

        init(
            _ word: String, _ sign: Double = 1, _ isOfScores: Bool = false, average: String? = nil,
            classes: String? = nil
        ) {
            (self.word, self.sign, self.isOfScores) = (word, sign, isOfScores)
            (self.average, self.classes) = (average, classes)
        }
    }

    private static let losses: [String: Measure] = {
        var all = plain
        for measure in ["f1", "precision", "recall"] {
            for average in ["macro", "micro", "weighted"] {
                all["\(measure)_\(average)"] = Measure("\(measure)_score", average: average)
            }
        }
        for classes in ["ovr", "ovo"] {
            for average in ["macro", "weighted"] {
                let name = "roc_auc_\(classes)" + (average == "macro" ? "" : "_weighted")
                all[name] = Measure("roc_auc_score", 1, true, average: average, classes: classes)
            }
        }
        return all
    }()

    private static let plain: [String: Measure] = [
        "r2": Measure("r2_score"),
        "neg_mean_squared_error": Measure("mean_squared_error", -1),
        "neg_root_mean_squared_error": Measure("root_mean_squared_error", -1),
        "neg_mean_absolute_error": Measure("mean_absolute_error", -1),
        "neg_median_absolute_error": Measure("median_absolute_error", -1),
        "neg_mean_absolute_percentage_error": Measure("mean_absolute_percentage_error", -1),
        "explained_variance": Measure("explained_variance_score"),
        "max_error": Measure("max_error", -1),
        "accuracy": Measure("accuracy_score"),
        "balanced_accuracy": Measure("balanced_accuracy_score"),
        "f1": Measure("f1_score"),
        "precision": Measure("precision_score"),
        "recall": Measure("recall_score"),
        "roc_auc": Measure("roc_auc_score", 1, true),
        "neg_log_loss": Measure("log_loss", -1, true), "average_precision": Measure("average_precision_score", 1, true),
        "neg_brier_score": Measure("brier_score_loss", -1, true),
        "matthews_corrcoef": Measure("matthews_corrcoef"),
    ]

    /// How good a fitted estimator is on these rows; greater is better.
    static func score(
        _ estimator: Estimator, _ x: Table, _ targets: Targets, _ scoring: Value, _ context: Context
    ) throws -> Double {
        if case .none = scoring { return try estimator.score(x, targets, context) }
        guard let name = scoring.asText else {
            let found = try context.call(scoring, [estimator.asValue, .thing(Frame(x)), .list(targets.labels)])
            guard let number = found.asDouble else {
                throw Mistake("scoring gives \(found.brief)", expected: "a number", argument: "scoring")
            }
            return number
        }
        guard let known = losses[name], let word = context.registry.word(known.word) else {
            throw Mistake(
                "there is no scoring \"\(name)\"", expected: losses.keys.sorted().joined(separator: ", "),
                argument: "scoring"
            ).raised(
                as: "ValueError",
                "'\(name)' is not a valid scoring value. Use sklearn.metrics.get_scorer_names() to get valid options.")
        }
        let guess: Value
        if known.isOfScores {
            guard case .thing(let array as NDArray) = try estimator.probabilities(x, context) else { return .nan }
            guard array.shape[1] == 2 else {
                if let classes = known.classes {
                    let more = [("multi_class", classes), ("average", known.average ?? "macro")].map {
                        (name: $0.0, value: Value.text($0.1))
                    }
                    return try context.call(.word(word), [.list(targets.labels), .thing(array)], more).asDouble ?? .nan
                }
                guard name == "neg_log_loss" else {
                    throw Mistake(
                        "\(name) of \(array.shape[1]) classes", expected: "two classes",
                        try: "scoring=\"neg_log_loss\"",
                        argument: "scoring"
                    ).raised(as: "ValueError", "multiclass format is not supported")
                }
                let classes = estimator.last.classes ?? []
                let places = targets.labels.map { label in
                    classes.firstIndex { $0.plain.repr == label.plain.repr } ?? 0
                }
                let score = try context.call(.word(word), [.list(places.map { .int($0) }), .thing(array)]).asDouble
                return known.sign * (score ?? .nan)
            }
            guess = .thing(try array.taken(NDArray([1]), axis: 1).reshaped([array.shape[0]]))
        } else {
            guess = try estimator.predict(x, context)
        }
        let more = known.average.map { [(name: "average", value: Value.text($0))] } ?? []
        let value = try context.call(.word(word), [.list(targets.labels), guess], more)
        guard let number = value.asDouble else {
            throw Mistake("\(name) is \(value.brief)", expected: "a number", argument: "scoring")
        }
        return known.sign * number
    }
}
