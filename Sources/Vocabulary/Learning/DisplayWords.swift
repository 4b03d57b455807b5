import ArrayVocabulary
import Language

/// scikit-learn's pictures of measures, written in the language.
enum DisplayWords {
    private static let module = WrittenModule("sklearn.metrics", DisplayText.text)

    private static func word(
        _ name: String, _ summary: String, _ signature: String, _ example: String, seeAlso: [String]
    ) -> Word {
        module.word(
            name, family: "metrics", summary, NumPyWord.parameters(signature), returns: "any",
            examples: ["from sklearn.metrics import \(name)\n\(example)"], seeAlso: seeAlso)
    }

    static let words: [Word] = [
        word(
            "ConfusionMatrixDisplay",
            "a picture of a confusion matrix; from_predictions and from_estimator count it, plot draws it",
            "confusion_matrix, *, display_labels=None",
            "disp = ConfusionMatrixDisplay.from_predictions([0, 1, 1], [0, 1, 0])\ndisp.confusion_matrix",
            seeAlso: ["confusion_matrix"]),
        word(
            "RocCurveDisplay",
            "a picture of true against false positives; from_predictions and from_estimator compute it, plot draws it",
            "*, fpr, tpr, roc_auc=None, name=None, estimator_name=None, pos_label=None",
            "disp = RocCurveDisplay.from_predictions([0, 1, 1, 0], [0.1, 0.9, 0.4, 0.6])\ndisp.roc_auc",
            seeAlso: ["roc_curve", "roc_auc_score"]),
        word(
            "PrecisionRecallDisplay",
            "a picture of precision over recall; from_predictions and from_estimator compute it, plot draws it",
            "precision, recall, *, average_precision=None, name=None, estimator_name=None, pos_label=None, "
                + "prevalence_pos_label=None",
            "y, scores = [0, 1, 1, 0], [0.1, 0.9, 0.4, 0.6]\n"
                + "disp = PrecisionRecallDisplay.from_predictions(y, scores)\ndisp.average_precision",
            seeAlso: ["average_precision_score"]),
    ]
}
