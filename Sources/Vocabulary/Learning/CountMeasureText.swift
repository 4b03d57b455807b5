/// Measures of classes of scikit-learn's as they are written in the language.
enum CountMeasureText {
    static let text = #"""
        import numpy as np


        def _labels(y_true, y_pred):
            a, b = np.asarray(y_true).tolist(), np.asarray(y_pred).tolist()
            if len(a) != len(b):
                raise ValueError(f"Found input variables with inconsistent numbers of samples: [{len(a)}, {len(b)}]")
            return a, b


        def precision_recall_fscore_support(y_true, y_pred, *, beta=1.0, labels=None, pos_label=1, average=None,
                                            zero_division="warn"):
            if average not in (None, "binary", "macro", "micro", "weighted"):
                raise ValueError(f"average has to be one of [None, 'micro', 'macro', 'weighted', 'binary'], got {average!r}")
            a, b = _labels(y_true, y_pred)
            classes = sorted(set(a) | set(b)) if labels is None else list(labels)
            if average == "binary":
                if len(classes) > 2:
                    raise ValueError("Target is multiclass but average='binary'. Please choose another average setting, one "
                                     "of [None, 'micro', 'macro', 'weighted'].")
                classes = [pos_label]
            hits = np.array([sum(x == y == c for x, y in zip(a, b)) for c in classes], dtype=float)
            said = np.array([b.count(c) for c in classes], dtype=float)
            there = np.array([a.count(c) for c in classes], dtype=float)
            support = there
            if average == "micro":
                hits, said, there = hits.sum().reshape(1), said.sum().reshape(1), there.sum().reshape(1)
            nothing = 0.0 if zero_division == "warn" else float(zero_division)

            def share(part, whole):
                return np.array([x / y if y > 0 else nothing for x, y in zip(part.tolist(), whole.tolist())])

            square = beta * beta
            precision, recall = share(hits, said), share(hits, there)
            f = share((1 + square) * hits, square * there + said)
            if average is None:
                return precision, recall, f, support.astype(int)
            weights = support if average == "weighted" and support.sum() > 0 else np.ones(len(precision))
            return tuple(float(np.average(values, weights=weights)) for values in (precision, recall, f)) + (None,)


        def _by_class(place, measure, y_true, y_pred, beta, settings):
            # The laboratory's own words have every mean, and no numbers class by class.
            if "average" in settings and settings["average"] is None:
                return precision_recall_fscore_support(y_true, y_pred, beta=beta, **settings)[place]
            return measure(y_true, y_pred, **settings)


        def precision_score(y_true, y_pred, **settings):
            return _by_class(0, _precision_score, y_true, y_pred, 1.0, settings)


        def recall_score(y_true, y_pred, **settings):
            return _by_class(1, _recall_score, y_true, y_pred, 1.0, settings)


        def f1_score(y_true, y_pred, **settings):
            return _by_class(2, _f1_score, y_true, y_pred, 1.0, settings)


        def accuracy_score(y_true, y_pred, *, normalize=True, **settings):
            if normalize:
                return _accuracy_score(y_true, y_pred, **settings)
            a, b = _labels(y_true, y_pred)
            return float(sum(x == y for x, y in zip(a, b)))


        def zero_one_loss(y_true, y_pred, *, normalize=True, sample_weight=None):
            a, b = _labels(y_true, y_pred)
            wrong = sum(x != y for x, y in zip(a, b))
            return 1 - (len(a) - wrong) / len(a) if normalize else float(wrong)


        def hamming_loss(y_true, y_pred, *, sample_weight=None):
            a, b = np.asarray(y_true), np.asarray(y_pred)
            _labels(a, b)
            return float(np.mean(a != b))


        def mean_squared_log_error(y_true, y_pred):
            a, b = np.asarray(y_true, dtype=float), np.asarray(y_pred, dtype=float)
            _labels(a, b)
            if (a <= -1).any() or (b <= -1).any():
                raise ValueError("Mean Squared Logarithmic Error cannot be used when targets contain values less than or equal to -1.")
            return float(np.mean((np.log1p(a) - np.log1p(b)) ** 2))


        def _groups(X, labels):
            X, names = np.asarray(X, dtype=float), np.asarray(labels).tolist()
            known = sorted(set(names))
            if not 1 < len(known) < len(names):
                raise ValueError(
                    f"Number of labels is {len(known)}. Valid values are 2 to n_samples - 1 (inclusive)")
            return X, [X[[i for i, name in enumerate(names) if name == own]] for own in known]


        def calinski_harabasz_score(X, labels):
            X, groups = _groups(X, labels)
            middle = X.mean(axis=0)
            between = sum(len(rows) * float(((rows.mean(axis=0) - middle) ** 2).sum()) for rows in groups)
            within = sum(float(((rows - rows.mean(axis=0)) ** 2).sum()) for rows in groups)
            if within == 0:
                return 1.0
            return between * (len(X) - len(groups)) / (within * (len(groups) - 1))


        def davies_bouldin_score(X, labels):
            X, groups = _groups(X, labels)
            middles = [rows.mean(axis=0) for rows in groups]
            widths = [float(np.sqrt(((rows - m) ** 2).sum(axis=1)).mean()) for rows, m in zip(groups, middles)]
            worst = []
            for i, m in enumerate(middles):
                ratios = []
                for j, other in enumerate(middles):
                    far = float(np.sqrt(((m - other) ** 2).sum()))
                    if i != j and far > 0:
                        ratios.append((widths[i] + widths[j]) / far)
                worst.append(max(ratios, default=0.0))
            return sum(worst) / len(worst)
        """#
}
