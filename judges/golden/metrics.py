"""Metrics of several classes with every way of averaging, of columns, and of probabilities of several classes: scikit-learn's."""

import random

from judging import Judge
from sklearn import metrics

draw = random.Random(9)


def classes(count, of):
    return [draw.choice(of) for _ in range(count)]


LABELS = [
    ("two", classes(40, [0, 1, 1]), classes(40, [0, 1])),
    ("three", classes(60, [0, 1, 1, 2]), classes(60, [0, 1, 2])),
    ("missing", classes(30, [0, 2]), classes(30, [0, 2, 3])),
    ("never-predicted", [0, 1, 2, 2, 1, 0], [0, 1, 1, 1, 1, 0]),
]
AVERAGED = [
    ("precision_score", {}, metrics.precision_score), ("recall_score", {}, metrics.recall_score),
    ("f1_score", {}, metrics.f1_score), ("fbeta_score", {"beta": 2}, metrics.fbeta_score),
    ("fbeta_score", {"beta": 0.5}, metrics.fbeta_score), ("jaccard_score", {}, metrics.jaccard_score),
]
PLAIN = [
    ("accuracy_score", {}, metrics.accuracy_score), ("balanced_accuracy_score", {}, metrics.balanced_accuracy_score),
    ("balanced_accuracy_score", {"adjusted": True}, metrics.balanced_accuracy_score),
    ("matthews_corrcoef", {}, metrics.matthews_corrcoef), ("cohen_kappa_score", {}, metrics.cohen_kappa_score),
]

cases = []
for name, truth, guess in LABELS:
    for word, given, measure in AVERAGED:
        ways = ["micro", "macro", "weighted"] + (["binary"] if name == "two" else [])
        for average in ways:
            value = measure(truth, guess, average=average, zero_division=0, **given)
            cases.append({"case": name, "word": word, "given": {**given, "average": average}, "y_true": truth,
                          "y_pred": guess, "value": float(value)})
    for word, given, measure in PLAIN:
        cases.append({"case": name, "word": word, "given": given, "y_true": truth, "y_pred": guess,
                      "value": float(measure(truth, guess, **given))})

# One column, and two.
ONE = ([round(draw.gauss(3, 1), 6) for _ in range(25)], [round(draw.gauss(3, 1), 6) for _ in range(25)])
TWO = tuple([[round(draw.gauss(3, 1), 6), round(draw.gauss(-1, 2), 6)] for _ in range(25)] for _ in range(2))
FLAT = ([2.0, 2.0, 2.0], [2.5, 2.5, 2.5])
NUMBERS = [
    ("mean_squared_error", metrics.mean_squared_error), ("mean_absolute_error", metrics.mean_absolute_error),
    ("mean_absolute_percentage_error", metrics.mean_absolute_percentage_error), ("r2_score", metrics.r2_score),
    ("explained_variance_score", metrics.explained_variance_score),
]
OF_ONE_COLUMN = [
    ("median_absolute_error", metrics.median_absolute_error), ("max_error", metrics.max_error),
    ("root_mean_squared_error", metrics.root_mean_squared_error),
]
for word, measure in NUMBERS:
    for name, (truth, guess) in (("one", ONE), ("two-columns", TWO), ("flat", FLAT)):
        cases.append({"case": name, "word": word, "given": {}, "y_true": truth, "y_pred": guess,
                      "value": float(measure(truth, guess))})
for word, measure in OF_ONE_COLUMN:
    for name, (truth, guess) in (("one", ONE), ("flat", FLAT)):
        cases.append({"case": name, "word": word, "given": {}, "y_true": truth, "y_pred": guess,
                      "value": float(measure(truth, guess))})

# Probabilities of class 1, and of three classes.
BITS = classes(30, [0, 1])
SHARES = [round(draw.random(), 6) for _ in range(30)]
for word, measure in (("log_loss", metrics.log_loss), ("brier_score_loss", metrics.brier_score_loss),
                      ("roc_auc_score", metrics.roc_auc_score), ("average_precision_score", metrics.average_precision_score)):
    cases.append({"case": "two", "word": word, "given": {}, "y_true": BITS, "y_pred": SHARES,
                  "value": float(measure(BITS, SHARES))})
ROWS = []
for _ in range(30):
    masses = [draw.random() + 0.05 for _ in range(3)]
    first, second = round(masses[0] / sum(masses), 6), round(masses[1] / sum(masses), 6)
    ROWS.append([first, second, 1 - first - second])
LABELS_OF_ROWS = [0, 1, 2] + classes(27, [0, 1, 2])
cases.append({"case": "three", "word": "log_loss", "given": {}, "y_true": LABELS_OF_ROWS, "y_pred": ROWS,
              "value": float(metrics.log_loss(LABELS_OF_ROWS, ROWS))})
SPREAD = [[int(label == c) for c in range(3)] for label in LABELS_OF_ROWS]
cases.append({"case": "three", "word": "roc_auc_score", "given": {"average": "micro", "multi_class": "ovr"},
              "y_true": LABELS_OF_ROWS, "y_pred": ROWS,
              "value": float(metrics.roc_auc_score(SPREAD, ROWS, average="micro"))})

judge = Judge(relative=1e-12)
judge.golden("Tests/VocabularyTests/Golden/metrics.json", {"cases": cases})
judge.finish()
