#!/usr/bin/env bash
# Keras 3.15.1: F1Score() of a binary classifier takes every row for positive.
#
# Without a threshold, its default, the class of a row is its largest output. Of the one output of a sigmoid that is always the largest: the
# F1 of a model that is right in every row is 2p/(1 + p), p being the share of positives, 0.4 here, and the same as that of a model that is
# wrong in every row. It moves with nothing that the model learns. The other metrics of that family, Precision() and Recall(), cut at 0.5 when
# nothing is said. F1Score(threshold=0.5) gives 1 and 0.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder"
"$folder/bin/pip" install --quiet --disable-pip-version-check jax==0.10.2 keras==3.15.1 numpy==2.4.6
JAX_PLATFORMS=cpu KERAS_BACKEND=jax "$folder/bin/python" - 2>/dev/null <<'PYTHON'
import keras
import numpy as np

labels = np.array([[1.0], [0.0], [0.0], [0.0]], dtype="float32")
right = np.array([[0.9], [0.1], [0.2], [0.01]], dtype="float32")


def score(metric, outputs):
    metric.update_state(labels, outputs)
    return round(float(keras.ops.convert_to_numpy(metric.result()).ravel()[0]), 4)


default = [score(keras.metrics.F1Score(), outputs) for outputs in (right, 1 - right)]
cut = [score(keras.metrics.F1Score(threshold=0.5), outputs) for outputs in (right, 1 - right)]
precision = [score(keras.metrics.Precision(), outputs) for outputs in (right, 1 - right)]
print(f"keras {keras.__version__}: all rows right, all wrong: F1Score() {default}, threshold=0.5 {cut}, Precision() {precision}")
assert default == [0.4, 0.4] and cut == precision == [1.0, 0.0]
PYTHON
