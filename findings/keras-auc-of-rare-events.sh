#!/usr/bin/env bash
# Keras 3.15.1: the AUC of a model that ranks every row rightly is 0.5 when all its probabilities are below 1/200.
#
# keras.metrics.AUC compares with 200 fixed thresholds, 0, 1/199, 2/199 and so on, and what lies between two of them is one heap. A model
# of something rare (fraud, a click, a fault) that is well calibrated gives probabilities of thousandths, which are all in the first heap: an
# AUC of 0.5 and, with curve="PR", the share of positives, as if it guessed. The same ranking, every probability times 100, has an AUC of 1. A
# training watched by val_auc and EarlyStopping is ended as one that learns nothing. scikit-learn's roc_auc_score, of all scores, is 1.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder"
"$folder/bin/pip" install --quiet --disable-pip-version-check jax==0.10.2 keras==3.15.1 numpy==2.4.6 scikit-learn==1.9.1 scipy==1.17.1
JAX_PLATFORMS=cpu KERAS_BACKEND=jax "$folder/bin/python" - 2>/dev/null <<'PYTHON'
import keras
import numpy as np
from sklearn.metrics import average_precision_score, roc_auc_score

random = np.random.default_rng(0)
labels = np.r_[np.zeros(9990), np.ones(10)]
scores = np.r_[random.uniform(0, 0.001, 9990), random.uniform(0.002, 0.004, 10)]


def area(scores, **settings):
    metric = keras.metrics.AUC(**settings)
    metric.update_state(labels, scores)
    return round(float(metric.result()), 4)


found = (area(scores), area(scores, curve="PR"))
print(f"keras {keras.__version__}: ROC {found[0]}, PR {found[1]}; all times 100: ROC {area(100 * scores)}")
print("scikit-learn:", roc_auc_score(labels, scores), average_precision_score(labels, scores))
assert found == (0.5, 0.001)
assert area(100 * scores) > 0.999
assert roc_auc_score(labels, scores) == average_precision_score(labels, scores) == 1
PYTHON
