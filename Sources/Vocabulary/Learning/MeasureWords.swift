import ArrayVocabulary
import Language

/// scikit-learn's curves of precision, areas under curves, and measures of groups, written in the language.
enum MeasureWords {
    private static let module = WrittenModule("sklearn.metrics", MeasureText.text)
    private static let counts = WrittenModule("sklearn.metrics", CountMeasureText.text) { session in
        let own = ["precision_score", "recall_score", "f1_score", "accuracy_score"].compactMap { name in
            session.registry.word(name).map { ("_\(name)", Value.word($0)) }
        }
        return Dictionary(own) { first, _ in first }
    }

    private static func word(
        _ name: String, in module: WrittenModule = module, _ summary: String, _ signature: String, returns: String,
        _ example: String
    ) -> Word {
        module.word(
            name, family: "metrics", summary, NumPyWord.parameters(signature), returns: returns,
            examples: ["from sklearn.metrics import \(name)\n\(name)(\(example))"],
            seeAlso: ["roc_auc_score", "roc_curve"])
    }

    static let words: [Word] = [
        word(
            "auc", "the area under a curve of points, by trapezoids", "x, y", returns: "number",
            "[0, 0.5, 1], [0, 0.75, 1]"),
        word(
            "precision_recall_curve", "precision and recall at every threshold: precisions, recalls, thresholds",
            "y_true, y_score, *, pos_label=None, drop_intermediate=False", returns: "tuple",
            "[0, 0, 1, 1], [0.1, 0.4, 0.35, 0.8]"),
        word(
            "silhouette_samples", "how much nearer each row is to its own group than to the next, from −1 to 1",
            "X, labels, *, metric='euclidean'", returns: "array", "[[0.0], [1], [8], [9]], [0, 0, 1, 1]"),
        word(
            "silhouette_score", "the mean of silhouette_samples", "X, labels, *, metric='euclidean'", returns: "number",
            "[[0.0], [1], [8], [9]], [0, 0, 1, 1]"),
        word(
            "precision_recall_fscore_support", in: counts,
            "precision, recall, F and number of rows of every class, or their means",
            "y_true, y_pred, *, beta=1.0, labels=None, pos_label=1, average=None, zero_division='warn'",
            returns: "tuple", "[0, 1, 1], [0, 1, 0]"),
        word(
            "precision_score", in: counts,
            "the share of what was said to be a class that is one; average=None for each class",
            "y_true, y_pred, *, labels=None, pos_label=1, average='binary', zero_division='warn'",
            returns: "number", "[0, 1, 1], [0, 1, 0]"),
        word(
            "recall_score", in: counts, "the share of a class that was found; average=None for each class",
            "y_true, y_pred, *, labels=None, pos_label=1, average='binary', zero_division='warn'",
            returns: "number", "[0, 1, 1], [0, 1, 0]"),
        word(
            "f1_score", in: counts, "the harmonic mean of precision and recall; average=None for each class",
            "y_true, y_pred, *, labels=None, pos_label=1, average='binary', zero_division='warn'",
            returns: "number", "[0, 1, 1], [0, 1, 0]"),
        word(
            "accuracy_score", in: counts, "the share of rows whose class is right; normalize=False for how many",
            "y_true, y_pred, *, normalize=True", returns: "number", "[0, 1, 1], [0, 1, 0]"),
        word(
            "zero_one_loss", in: counts, "the share of rows whose class is wrong", "y_true, y_pred, *, normalize=True",
            returns: "number", "[0, 1, 1], [0, 1, 0]"),
        word(
            "hamming_loss", in: counts, "the share of labels that are wrong", "y_true, y_pred", returns: "number",
            "[0, 1, 1], [0, 1, 0]"),
        word(
            "mean_squared_log_error", in: counts, "the mean squared difference of log(1 + y)", "y_true, y_pred",
            returns: "number", "[1.0, 10], [2.0, 8]"),
        word(
            "calinski_harabasz_score", in: counts, "how far groups lie apart for how wide they are; more is better",
            "X, labels", returns: "number", "[[0.0], [1], [8], [9]], [0, 0, 1, 1]"),
        word(
            "davies_bouldin_score", in: counts, "how wide groups are for how far they lie apart; less is better",
            "X, labels", returns: "number", "[[0.0], [1], [8], [9]], [0, 0, 1, 1]"),
        word(
            "rand_score", "the share of pairs on which two groupings agree", "labels_true, labels_pred",
            returns: "number", "[0, 0, 1, 1], [1, 1, 0, 2]"),
        word(
            "adjusted_rand_score", "the same less what chance gives: 1 for the same groups, about 0 for others",
            "labels_true, labels_pred", returns: "number", "[0, 0, 1, 1], [1, 1, 0, 2]"),
    ]
}
