import Answers
import Cards

/// How often classes are taken for each other.
extension Metric {
    static let accuracy = MetricCard(
        "accuracy_score", called: ["accuracy", "acc"], .ofClasses, "share of samples predicted right",
        formula: "Σ[ŷ = t]/n", source: "scikit-learn 1.9; Keras 3.15.1",
        differences: [
            "in compile the shapes decide, as in Keras: one output is held against 0.5, of several the largest is compared"
        ]
    ) { _ in .accuracy(nil) }

    static let binaryAccuracy = MetricCard(
        Accuracy.binary.rawValue, aliases: ["BinaryAccuracy"], .ofClasses,
        "share of outputs on the target's side of 0.5",
        formula: "hits/n", source: "Keras 3.15.1"
    ) { _ in .accuracy(.binary) }

    static let categoricalAccuracy = MetricCard(
        Accuracy.categorical.rawValue, aliases: ["CategoricalAccuracy"], .ofClasses,
        "share of rows whose largest output is that of the target",
        formula: "hits/n", source: "Keras 3.15.1"
    ) { _ in .accuracy(.categorical) }

    static let sparseAccuracy = MetricCard(
        Accuracy.sparseCategorical.rawValue, aliases: ["SparseCategoricalAccuracy"], .ofClasses,
        "share of rows whose largest output is that of the class",
        formula: "hits/n", source: "Keras 3.15.1"
    ) { _ in .accuracy(.sparseCategorical) }

    static let exactAccuracy = MetricCard(
        Accuracy.exact.rawValue, aliases: ["Accuracy"], .ofClasses, "share of outputs that equal their targets exactly",
        formula: "hits/n", source: "Keras 3.15.1"
    ) { _ in .accuracy(.exact) }

    static let precision = MetricCard(
        "precision_score", aliases: ["Precision"], called: ["precision"] + averaged("precision"), .ofClasses,
        "of those predicted as the class, the share that is", formula: "TP/(TP + FP)", source: "scikit-learn 1.9",
        differences: [byColumn], [.average, .positive]
    ) { s in counts(s, pooled: true) { _ in Confusion.precision } }

    static let recall = MetricCard(
        "recall_score", aliases: ["Recall"], called: ["recall"] + averaged("recall"), .ofClasses,
        "of the class, the share that was found", formula: "TP/(TP + FN)", source: "scikit-learn 1.9",
        differences: [byColumn], [.average, .positive]
    ) { s in counts(s, pooled: true) { _ in Confusion.recall } }

    static let f1 = MetricCard(
        "f1_score", aliases: ["F1Score"], called: ["f1_score", "f1"] + averaged("f1"), .ofClasses,
        "harmonic mean of precision and recall", formula: "2TP/(2TP + FN + FP)",
        source: "van Rijsbergen (1979), Information Retrieval; scikit-learn 1.9", differences: [bySeveral],
        [.average, .positive]
    ) { s in counts(s) { _ in Confusion.fScore(beta: 1) } }

    static let fBeta = MetricCard(
        "fbeta_score", aliases: ["FBetaScore"], .ofClasses, "precision and recall in one, recall β times as important",
        formula: "(1 + β²)TP/((1 + β²)TP + β²FN + FP)",
        source: "van Rijsbergen (1979), Information Retrieval; scikit-learn 1.9", differences: [bySeveral],
        example: "fbeta_score([0, 1, 1, 0], [0, 1, 0, 0], beta=2)",
        [Hyperparameter("beta", .positive, 1, "how much more recall counts", isKeywordOnly: true), .average, .positive]
    ) { s in counts(s) { Confusion.fScore(beta: $0["beta"]) } }

    static let jaccard = MetricCard(
        "jaccard_score", .ofClasses, "what the class and its prediction share, of what either has",
        formula: "TP/(TP + FP + FN)", source: "Jaccard (1901); scikit-learn 1.9", differences: [bySeveral],
        [.average, .positive]
    ) { s in counts(s) { _ in { hits, predicted, actual in Metrics.ratio(hits, predicted + actual - hits) } } }

    static let balanced = MetricCard(
        "balanced_accuracy_score", .ofClasses, "mean recall of the classes, however rare", formula: "mean TP/(TP + FN)",
        source: "Brodersen et al. (2010), The Balanced Accuracy and Its Posterior Distribution; scikit-learn 1.9",
        [.flag("adjusted", "whether chance is taken off: 0 for guessing, 1 for all right")]
    ) { s in
        let isAdjusted = s.flag("adjusted")
        return .counts { confusion, _ in
            let chance = 1 / Double(confusion.counts.filter { $0.contains { $0 > 0 } }.count)
            let accuracy = confusion.balancedAccuracy
            return isAdjusted ? (accuracy - chance) / (1 - chance) : accuracy
        }
    }

    static let matthews = MetricCard(
        "matthews_corrcoef", .ofClasses, "correlation of true and predicted class, −1 to 1",
        formula: "(TP·TN − FP·FN)/√((TP + FP)(TP + FN)(TN + FP)(TN + FN))",
        source: "Matthews (1975), Gorodkin (2004); scikit-learn 1.9"
    ) { _ in .counts { confusion, _ in confusion.matthews } }

    static let kappa = MetricCard(
        "cohen_kappa_score", .ofClasses, "agreement beyond what the class shares give by chance",
        formula: "(accuracy − chance)/(1 − chance)", source: "Cohen (1960); scikit-learn 1.9"
    ) { _ in .counts { confusion, _ in confusion.kappa } }

    private static let byColumn =
        "in compile, as in Keras, every column is held against 0.5 by itself; with average=, a row counts for its largest output"
    private static let bySeveral =
        "in compile, a row of several outputs counts for the largest, and binary is then the macro average"

    /// scikit-learn's names for scoring: `f1_macro`.
    private static func averaged(_ name: String) -> [Spelling] {
        [Average.micro, .macro, .weighted].map { Spelling("\(name)_\($0.rawValue)", ["average": .text($0.rawValue)]) }
    }

    private static func counts(
        _ s: Settings, pooled: Bool = false,
        _ measure: (Settings) -> @Sendable (Double, Double, Double) -> Double
    ) -> Measure {
        let (average, positive) = (s.choice("average", of: Average.self), s.whole("pos_label"))
        let measure = measure(s)
        return .counts(pooled: pooled && average == .binary, average: average) { confusion, average in
            confusion.average(average ?? .binary, positive: positive, measure)
        }
    }
}

extension Hyperparameter {
    fileprivate static let average = Hyperparameter(
        "average", .choice(of: Average.self), .text("binary"),
        "binary: of pos_label alone; micro: of all hits and misses; macro: the mean over classes; weighted: each class by "
            + "how often it is true", isKeywordOnly: true)
    fileprivate static let positive = Hyperparameter(
        "pos_label", .whole(atLeast: 0), 1, "the class that binary is of", isKeywordOnly: true)
}
