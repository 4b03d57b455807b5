/// scikit-learn's pictures of measures as they are written in the language.
enum DisplayText {
    static let text = #"""
        import matplotlib.pyplot as plt
        import numpy as np
        from sklearn.metrics import average_precision_score, confusion_matrix, precision_recall_curve
        from sklearn.metrics import roc_auc_score, roc_curve


        def _axes(ax):
            if ax is None:
                _, ax = plt.subplots()
            return ax.figure, ax


        def _scores(estimator, X, response_method):
            names = ["predict_proba", "decision_function"] if response_method == "auto" else [response_method]
            for name in names:
                try:
                    scores = np.asarray(getattr(estimator, name)(X))
                except AttributeError:
                    continue
                return scores[:, 1] if scores.ndim == 2 else scores
            raise AttributeError(f"{type(estimator).__name__} has none of the following attributes: {', '.join(names)}.")


        def _positive(y_true, pos_label):
            values = np.asarray(y_true).tolist()
            classes = sorted(set(values))
            if len(classes) > 2:
                raise ValueError(f"Expected 'estimator' to be a binary classifier. Got {len(classes)} classes instead.")
            positive = classes[-1] if pos_label is None else pos_label
            return [int(value == positive) for value in values], positive


        class _Curve:
            def _draw(self, ax, x, y, label, name, curve_kwargs, chance, chance_level_kw, kwargs):
                self.figure_, self.ax_ = _axes(ax)
                styles = {**({} if label is None else {"label": label}), **(curve_kwargs or {}), **kwargs}
                (self.line_,) = self.ax_.plot(x, y, **styles)
                self.chance_level_ = None
                if chance is not None:
                    xs, ys, text = chance
                    styles = {"label": text, "color": "k", "linestyle": "--", **(chance_level_kw or {})}
                    (self.chance_level_,) = self.ax_.plot(xs, ys, **styles)
                mark = "" if self.pos_label is None else f" (Positive label: {self.pos_label})"
                self.ax_.set_xlabel(self._across + mark)
                self.ax_.set_ylabel(self._up + mark)
                self.ax_.set_xlim(-0.01, 1.01)
                self.ax_.set_ylim(-0.01, 1.01)
                if label is not None or chance is not None:
                    self.ax_.legend(loc=self._corner)
                return self


        class RocCurveDisplay(_Curve):
            __module__ = "sklearn.metrics"
            _across, _up, _corner = "False Positive Rate", "True Positive Rate", "lower right"

            def __init__(self, *, fpr, tpr, roc_auc=None, name=None, estimator_name=None, pos_label=None):
                self.fpr, self.tpr, self.roc_auc, self.pos_label = fpr, tpr, roc_auc, pos_label
                self.name = estimator_name if name is None else name

            def plot(self, ax=None, *, name=None, curve_kwargs=None, plot_chance_level=False, chance_level_kw=None,
                     despine=False, **kwargs):
                name = self.name if name is None else name
                label = name
                if self.roc_auc is not None:
                    label = f"AUC = {self.roc_auc:0.2f}" if name is None else f"{name} (AUC = {self.roc_auc:0.2f})"
                chance = ([0, 1], [0, 1], "Chance level (AUC = 0.5)") if plot_chance_level else None
                return self._draw(
                    ax, self.fpr, self.tpr, label, name, curve_kwargs, chance, chance_level_kw, kwargs)

            @classmethod
            def from_predictions(cls, y_true, y_score, *, pos_label=None, name=None, ax=None, curve_kwargs=None,
                                 plot_chance_level=False, chance_level_kw=None, despine=False, **kwargs):
                hits, positive = _positive(y_true, pos_label)
                fpr, tpr, _ = roc_curve(hits, y_score)
                area = roc_auc_score(hits, y_score)
                found = cls(
                    fpr=fpr, tpr=tpr, roc_auc=area, name="Classifier" if name is None else name, pos_label=positive)
                return found.plot(
                    ax, curve_kwargs=curve_kwargs, plot_chance_level=plot_chance_level,
                    chance_level_kw=chance_level_kw, **kwargs)

            @classmethod
            def from_estimator(cls, estimator, X, y, *, response_method="auto", name=None, **kwargs):
                scores = _scores(estimator, X, response_method)
                name = type(estimator).__name__ if name is None else name
                return cls.from_predictions(y, scores, name=name, **kwargs)


        class PrecisionRecallDisplay(_Curve):
            __module__ = "sklearn.metrics"
            _across, _up, _corner = "Recall", "Precision", "lower left"

            def __init__(self, precision, recall, *, average_precision=None, name=None, estimator_name=None,
                         pos_label=None, prevalence_pos_label=None):
                self.precision, self.recall, self.average_precision = precision, recall, average_precision
                self.pos_label, self.prevalence_pos_label = pos_label, prevalence_pos_label
                self.name = estimator_name if name is None else name

            def plot(self, ax=None, *, name=None, curve_kwargs=None, plot_chance_level=False, chance_level_kw=None,
                     despine=False, **kwargs):
                name = self.name if name is None else name
                label = name
                if self.average_precision is not None:
                    area = f"AP = {self.average_precision:0.2f}"
                    label = area if name is None else f"{name} ({area})"
                chance = None
                if plot_chance_level:
                    if self.prevalence_pos_label is None:
                        raise ValueError("You must provide prevalence_pos_label when constructing the PrecisionRecallDisplay object in "
                                         "order to plot the chance level line.")
                    share = self.prevalence_pos_label
                    chance = ([0, 1], [share, share], f"Chance level (AP = {share:0.2f})")
                return self._draw(
                    ax, self.recall, self.precision, label, name, curve_kwargs, chance, chance_level_kw,
                    {"drawstyle": "steps-post", **kwargs})

            @classmethod
            def from_predictions(cls, y_true, y_score, *, pos_label=None, name=None, ax=None, curve_kwargs=None,
                                 plot_chance_level=False, chance_level_kw=None, despine=False, **kwargs):
                hits, positive = _positive(y_true, pos_label)
                precision, recall, _ = precision_recall_curve(hits, y_score)
                area = average_precision_score(hits, y_score)
                found = cls(
                    precision, recall, average_precision=area, name="Classifier" if name is None else name,
                    pos_label=positive, prevalence_pos_label=sum(hits) / len(hits))
                return found.plot(
                    ax, curve_kwargs=curve_kwargs, plot_chance_level=plot_chance_level,
                    chance_level_kw=chance_level_kw, **kwargs)

            @classmethod
            def from_estimator(cls, estimator, X, y, *, response_method="auto", name=None, **kwargs):
                scores = _scores(estimator, X, response_method)
                name = type(estimator).__name__ if name is None else name
                return cls.from_predictions(y, scores, name=name, **kwargs)


        class ConfusionMatrixDisplay:
            __module__ = "sklearn.metrics"

            def __init__(self, confusion_matrix, *, display_labels=None):
                self.confusion_matrix, self.display_labels = np.asarray(confusion_matrix), display_labels

            def plot(self, *, include_values=True, cmap="viridis", xticks_rotation="horizontal", values_format=None,
                     ax=None, colorbar=True, im_kw=None, text_kw=None):
                counts = self.confusion_matrix
                self.figure_, self.ax_ = _axes(ax)
                n = len(counts)
                self.im_ = self.ax_.imshow(counts, cmap=cmap, **(im_kw or {}))
                self.text_ = None
                if include_values:
                    spec = values_format or (".2g" if "float" in str(counts.dtype) else "d")
                    middle = (counts.max() + counts.min()) / 2
                    self.text_ = [[None] * n for _ in range(n)]
                    for i in range(n):
                        for j in range(n):
                            styles = {"ha": "center", "va": "center", **(text_kw or {})}
                            if "color" not in styles:
                                styles["color"] = "black" if counts[i, j] > middle else "white"
                            self.text_[i][j] = self.ax_.text(j, i, format(counts[i, j], spec), **styles)
                labels = range(n) if self.display_labels is None else self.display_labels
                names = [str(label) for label in labels]
                if colorbar:
                    self.figure_.colorbar(self.im_, ax=self.ax_)
                turn = {"horizontal": 0, "vertical": 90}.get(xticks_rotation, xticks_rotation)
                self.ax_.set_xticks(list(range(n)), names, rotation=turn)
                self.ax_.set_yticks(list(range(n)), names)
                self.ax_.set_xlabel("Predicted label")
                self.ax_.set_ylabel("True label")
                return self

            @classmethod
            def from_predictions(cls, y_true, y_pred, *, labels=None, normalize=None, display_labels=None, **kwargs):
                if display_labels is None:
                    display_labels = labels
                if display_labels is None:
                    display_labels = sorted(set(np.asarray(y_true).tolist()) | set(np.asarray(y_pred).tolist()))
                counts = confusion_matrix(y_true, y_pred, labels=labels, normalize=normalize)
                return cls(counts, display_labels=display_labels).plot(**kwargs)

            @classmethod
            def from_estimator(cls, estimator, X, y, **kwargs):
                return cls.from_predictions(y, estimator.predict(X), **kwargs)
        """#
}
