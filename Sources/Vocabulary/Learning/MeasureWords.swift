import ArrayVocabulary
import Language

/// scikit-learn's curves of precision, areas under curves, and measures of groups, written in the language.
enum MeasureWords {
    private static let module = WrittenModule("sklearn.metrics", MeasureText.text)

    private static func word(
        _ name: String, _ summary: String, _ signature: String, returns: String, _ example: String
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
            "rand_score", "the share of pairs on which two groupings agree", "labels_true, labels_pred",
            returns: "number", "[0, 0, 1, 1], [1, 1, 0, 2]"),
        word(
            "adjusted_rand_score", "the same less what chance gives: 1 for the same groups, about 0 for others",
            "labels_true, labels_pred", returns: "number", "[0, 0, 1, 1], [1, 1, 0, 2]"),
    ]
}
