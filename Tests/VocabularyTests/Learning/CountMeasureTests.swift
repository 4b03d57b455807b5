import Language
import Testing
import Vocabulary

/// Measures of classes and groups, their pictures, labels as columns, and what Unicode says of characters; results are
/// scikit-learn 1.9.1's and CPython 3.11's.
@Suite("Measures of classes and their pictures")
struct CountMeasureTests {
    @Test("A program prints what the libraries print")
    func program() throws {
        let session = Session(registry: Vocabulary.registry)
        session.isPython = true
        let printed = try session.evaluate(
            """
            import numpy as np
            import unicodedata
            from sklearn.metrics import precision_recall_fscore_support, zero_one_loss, hamming_loss, mean_squared_log_error
            from sklearn.metrics import calinski_harabasz_score, davies_bouldin_score
            from sklearn.metrics import ConfusionMatrixDisplay, RocCurveDisplay, PrecisionRecallDisplay
            from sklearn.preprocessing import LabelBinarizer, MultiLabelBinarizer, label_binarize
            from sklearn.linear_model import LogisticRegression
            a, b = [0, 1, 2, 2, 1, 0], [0, 2, 2, 2, 1, 1]
            X, l = [[0.0, 1], [1, 0], [8, 3], [9, 1], [4, 4]], [0, 0, 1, 1, 2]
            y, s = [0, 1, 1, 0, 1], [0.1, 0.9, 0.4, 0.6, 0.8]
            print([v.round(6).tolist() for v in precision_recall_fscore_support(a, b)])
            print([round(v, 6) for v in precision_recall_fscore_support(a, b, average="macro")[:3]])
            print([round(v, 6) for v in precision_recall_fscore_support(a, b, average="micro")[:3]])
            print(precision_recall_fscore_support([0, 1, 1], [0, 1, 0], average="binary", beta=2))
            print(zero_one_loss(a, b), zero_one_loss(a, b, normalize=False), round(hamming_loss(a, b), 9))
            print(round(mean_squared_log_error([1.0, 10], [2.0, 8]), 9))
            print(round(calinski_harabasz_score(X, l), 9), round(davies_bouldin_score(X, l), 9))
            d = ConfusionMatrixDisplay.from_predictions(["b", "a", "b"], ["b", "b", "b"])
            print(d.confusion_matrix.tolist(), [str(v) for v in d.display_labels], d.ax_.get_xlabel(), d.ax_.get_ylabel())
            print(ConfusionMatrixDisplay.from_predictions(a, b, normalize="true").confusion_matrix.tolist()[0])
            r = RocCurveDisplay.from_predictions(y, s, plot_chance_level=True)
            print(round(r.roc_auc, 9), r.ax_.get_xlabel(), r.ax_.get_legend_handles_labels()[1])
            p = PrecisionRecallDisplay.from_predictions(y, s, name="mine")
            print(round(p.average_precision, 9), p.ax_.get_ylabel(), p.ax_.get_legend_handles_labels()[1])
            m = LogisticRegression().fit([[v] for v in s], y)
            print(RocCurveDisplay.from_estimator(m, [[v] for v in s], y).ax_.get_legend_handles_labels()[1])
            print(ConfusionMatrixDisplay.from_estimator(m, [[v] for v in s], y).confusion_matrix.tolist())
            lb = LabelBinarizer()
            print(lb.fit_transform(["b", "a", "c", "a"]).tolist(), lb.classes_.tolist(), lb.inverse_transform(np.eye(3)).tolist())
            print(LabelBinarizer().fit_transform([1, 5, 1]).tolist(), label_binarize([1, 3, 7], classes=[1, 2, 3]).tolist())
            n = MultiLabelBinarizer()
            print(n.fit_transform([["a", "b"], ["b"], []]).tolist(), n.inverse_transform(np.array([[1, 1], [0, 1]])))
            print(unicodedata.normalize("NFD", "café").encode("ascii", "ignore").decode(), len(unicodedata.normalize("NFC", "e\\u0301")))
            print(unicodedata.category("A"), unicodedata.category("9"), unicodedata.name("é"), unicodedata.combining("\\u0301"))
            print(unicodedata.name("\\n", "none"), unicodedata.numeric("½"))
            for call in (lambda: unicodedata.name("\\n"), lambda: LabelBinarizer().transform([1])):
                try:
                    call()
                except Exception as e:
                    print(type(e).__name__, str(e)[:60])
            """
        ).printed.joined(separator: "\n")
        let wanted = [
            "[[1.0, 0.5, 0.666667], [0.5, 0.5, 1.0], [0.666667, 0.5, 0.8], [2, 2, 2]]",
            "[0.722222, 0.666667, 0.655556]",
            "[0.666667, 0.666667, 0.666667]",
            "(1.0, 0.5, 0.5555555555555556, None)",
            "0.33333333333333337 2.0 0.333333333",
            "0.102335341",
            "20.714285714 0.226103874",
            "[[0, 1], [0, 2]] ['a', 'b'] Predicted label True label",
            "[0.5, 0.5, 0.0]",
            "0.833333333 False Positive Rate (Positive label: 1) ['Classifier (AUC = 0.83)', 'Chance level (AUC = 0.5)']",
            "0.916666667 Precision (Positive label: 1) ['mine (AP = 0.92)']",
            "['LogisticRegression (AUC = 0.83)']",
            "[[0, 2], [0, 3]]",
            "[[0, 1, 0], [1, 0, 0], [0, 0, 1], [1, 0, 0]] ['a', 'b', 'c'] ['a', 'b', 'c']",
            "[[0], [1], [0]] [[1, 0, 0], [0, 0, 1], [0, 0, 0]]",
            "[[1, 1], [0, 1], [0, 0]] [('a', 'b'), ('b',)]",
            "cafe 1",
            "Lu Nd LATIN SMALL LETTER E WITH ACUTE 230",
            "none 0.5",
            "ValueError no such name",
            "NotFittedError This LabelBinarizer instance is not fitted yet. Call 'fit' w",
        ]
        let lines = printed.split(separator: "\n", omittingEmptySubsequences: false)
        for (found, line) in zip(lines, wanted) {
            #expect(found == line)
        }
        #expect(lines.count == wanted.count)
    }
}
