import ArrayVocabulary
import Language

/// scikit-learn's classes as columns of 0 and 1, written in the language.
enum BinarizerWords {
    private static let module = WrittenModule("sklearn.preprocessing", text)

    static let words: [Word] = [
        module.word(
            "LabelBinarizer", family: "data", "a column of 0 and 1 for each class; of two classes one column",
            NumPyWord.parameters("*, neg_label=0, pos_label=1, sparse_output=False"), returns: "any",
            examples: [
                "from sklearn.preprocessing import LabelBinarizer\nLabelBinarizer().fit_transform([\"a\", \"b\", \"c\"])"
            ], seeAlso: ["sklearn.preprocessing.OneHotEncoder"]),
        module.word(
            "label_binarize", family: "data", "the same for classes that are given",
            NumPyWord.parameters("y, *, classes, neg_label=0, pos_label=1, sparse_output=False"), returns: "array",
            examples: [
                "from sklearn.preprocessing import label_binarize\nlabel_binarize([1, 3], classes=[1, 2, 3])"
            ], seeAlso: ["sklearn.preprocessing.OneHotEncoder"]),
        module.word(
            "MultiLabelBinarizer", family: "data", "a column of 0 and 1 for each class, of rows that have several",
            NumPyWord.parameters("*, classes=None, sparse_output=False"), returns: "any",
            examples: [
                "from sklearn.preprocessing import MultiLabelBinarizer\n"
                    + "MultiLabelBinarizer().fit_transform([[\"a\", \"b\"], [\"b\"]])"
            ], seeAlso: ["sklearn.preprocessing.OneHotEncoder"]),
    ]

    private static let text = #"""
        import numpy as np
        from sklearn.exceptions import NotFittedError


        def _missing(name):
            return NotFittedError(f"This {name} instance is not fitted yet. Call 'fit' with appropriate arguments before using "
                                  "this estimator.")


        def label_binarize(y, *, classes, neg_label=0, pos_label=1, sparse_output=False):
            if neg_label >= pos_label:
                raise ValueError(f"neg_label={neg_label} must be strictly less than pos_label={pos_label}.")
            known = sorted(np.asarray(classes).tolist())
            places = {name: place for place, name in enumerate(known)}
            values = np.asarray(y).tolist()
            width = 1 if len(known) <= 2 else len(known)
            out = np.full((len(values), width), neg_label)
            for row, value in enumerate(values):
                place = places.get(value)
                if width > 1 and place is not None:
                    out[row, place] = pos_label
                elif width == 1 and place == 1:
                    out[row, 0] = pos_label
            return out


        class LabelBinarizer:
            __module__ = "sklearn.preprocessing"

            def __init__(self, *, neg_label=0, pos_label=1, sparse_output=False):
                self.neg_label, self.pos_label, self.sparse_output = neg_label, pos_label, sparse_output

            def __repr__(self):
                return "LabelBinarizer()"

            def fit(self, y):
                self.classes_ = np.unique(y)
                if len(self.classes_) == 0:
                    raise ValueError("y has 0 samples: []")
                return self

            def transform(self, y):
                if not hasattr(self, "classes_"):
                    raise _missing("LabelBinarizer")
                return label_binarize(
                    y, classes=self.classes_, neg_label=self.neg_label, pos_label=self.pos_label)

            def fit_transform(self, y):
                return self.fit(y).transform(y)

            def inverse_transform(self, Y, threshold=None):
                if not hasattr(self, "classes_"):
                    raise _missing("LabelBinarizer")
                Y = np.asarray(Y)
                if Y.ndim == 1 or Y.shape[1] == 1:
                    border = (self.neg_label + self.pos_label) / 2 if threshold is None else threshold
                    last = len(self.classes_) - 1
                    return self.classes_[[min(last, int(value > border)) for value in Y.ravel().tolist()]]
                return self.classes_[np.argmax(Y, axis=1)]


        class MultiLabelBinarizer:
            __module__ = "sklearn.preprocessing"

            def __init__(self, *, classes=None, sparse_output=False):
                self.classes, self.sparse_output = classes, sparse_output

            def __repr__(self):
                return "MultiLabelBinarizer()"

            def fit(self, y):
                known = sorted({label for row in y for label in row}) if self.classes is None else list(self.classes)
                self.classes_ = np.array(known)
                return self

            def transform(self, y):
                if not hasattr(self, "classes_"):
                    raise _missing("MultiLabelBinarizer")
                places = {name: place for place, name in enumerate(self.classes_.tolist())}
                out = np.zeros((len(y), len(places)), dtype=int)
                for row, labels in enumerate(y):
                    for label in labels:
                        if label in places:
                            out[row, places[label]] = 1
                return out

            def fit_transform(self, y):
                return self.fit(y).transform(y)

            def inverse_transform(self, Y):
                if not hasattr(self, "classes_"):
                    raise _missing("MultiLabelBinarizer")
                names = self.classes_.tolist()
                return [tuple(names[place] for place, flag in enumerate(row) if flag) for row in np.asarray(Y).tolist()]
        """#
}
