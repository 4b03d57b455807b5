/// Measures of scikit-learn's as they are written in the language.
enum MeasureText {
    static let text = #"""
        import math
        import numpy as np


        def _same_length(a, b):
            if len(a) != len(b):
                raise ValueError(f"Found input variables with inconsistent numbers of samples: [{len(a)}, {len(b)}]")


        def auc(x, y):
            x, y = np.asarray(x, dtype=float).ravel(), np.asarray(y, dtype=float).ravel()
            _same_length(x, y)
            if len(x) < 2:
                raise ValueError(
                    f"At least 2 points are needed to compute area under curve, but x.shape = {len(x)}")
            steps = x[1:] - x[:-1]
            sign = 1.0
            if (steps < 0).any():
                if (steps > 0).any():
                    raise ValueError(f"x is neither increasing nor decreasing : {x}.")
                sign = -1.0
            return float(sign * np.sum(steps * (y[1:] + y[:-1]) / 2.0))


        def precision_recall_curve(y_true, y_score, *, pos_label=None, drop_intermediate=False):
            y, s = np.asarray(y_true), np.asarray(y_score, dtype=float)
            _same_length(y, s)
            if len(set(y.tolist())) > 2:
                raise ValueError("multiclass format is not supported")
            hits = np.array([v == (1 if pos_label is None else pos_label) for v in y.tolist()])
            order = np.argsort(-s)
            s, hits = s[order], hits[order]
            ends = np.append(np.nonzero(s[1:] != s[:-1])[0], len(s) - 1)
            found = np.cumsum(hits)[ends]
            if drop_intermediate and len(ends) > 2:
                grows = found[1:] != found[:-1]
                kept = [i for i in range(len(ends)) if i in (0, len(ends) - 1) or grows[i - 1] or grows[i]]
                ends, found = ends[kept], found[kept]
            precision = found / (ends + 1)
            recall = found / found[-1] if found[-1] > 0 else np.ones(len(found))
            return np.append(precision[::-1], 1.0), np.append(recall[::-1], 0.0), s[ends][::-1]


        def _codes(labels):
            values = np.asarray(labels).tolist()
            places = {name: place for place, name in enumerate(sorted(set(values)))}
            return [places[value] for value in values]


        def silhouette_samples(X, labels, *, metric="euclidean"):
            if metric not in ("euclidean", "manhattan", "sqeuclidean"):
                raise ValueError(f"metric={metric!r}: euclidean, manhattan or sqeuclidean")
            X, codes = np.asarray(X, dtype=float), _codes(labels)
            _same_length(X, codes)
            groups = max(codes) + 1
            if not 1 < groups < len(codes):
                raise ValueError(f"Number of labels is {groups}. Valid values are 2 to n_samples - 1 (inclusive)")
            codes = np.array(codes)
            members = [codes == group for group in range(groups)]
            sizes = [int(mask.sum()) for mask in members]
            out = np.zeros(len(codes))
            for i in range(len(codes)):
                apart = np.abs(X - X[i])
                if metric == "manhattan":
                    far = apart.sum(axis=1)
                else:
                    far = (apart ** 2).sum(axis=1)
                    if metric == "euclidean":
                        far = np.sqrt(far)
                own = int(codes[i])
                if sizes[own] == 1:
                    continue
                sums = [float(far[mask].sum()) for mask in members]
                a = sums[own] / (sizes[own] - 1)
                b = min(sums[group] / sizes[group] for group in range(groups) if group != own)
                out[i] = (b - a) / max(a, b) if max(a, b) > 0 else 0.0
            return out


        def silhouette_score(X, labels, *, metric="euclidean"):
            return float(np.mean(silhouette_samples(X, labels, metric=metric)))


        def _pairs(labels_true, labels_pred):
            a, b = _codes(labels_true), _codes(labels_pred)
            _same_length(a, b)
            cells, rows, columns = {}, {}, {}
            for i, j in zip(a, b):
                cells[i, j] = cells.get((i, j), 0) + 1
                rows[i] = rows.get(i, 0) + 1
                columns[j] = columns.get(j, 0) + 1
            both = sum(c * c for c in cells.values())
            first = sum(c * c for c in rows.values())
            second = sum(c * c for c in columns.values())
            n = len(a)
            # Pairs, each in both orders: apart in both, together in one alone, in the other alone, in both.
            return n * n - first - second + both, second - both, first - both, both - n


        def rand_score(labels_true, labels_pred):
            tn, fp, fn, tp = _pairs(labels_true, labels_pred)
            whole = tn + fp + fn + tp
            return 1.0 if whole == 0 else (tp + tn) / whole


        def adjusted_rand_score(labels_true, labels_pred):
            tn, fp, fn, tp = _pairs(labels_true, labels_pred)
            if fn == 0 and fp == 0:
                return 1.0
            return 2.0 * (tp * tn - fn * fp) / ((tp + fn) * (fn + tn) + (tp + fp) * (fp + tn))
        """#
}
