#!/usr/bin/env bash
# Keras 3.15.1: a metric object that is given targets of one axis counts every call once, however many rows it holds.
#
# MeanSquaredError (and MeanAbsoluteError, and every metric made from a function of regression) takes the mean over the last axis
# first and averages what is left by calls. Targets of shape (n, 1) leave n numbers, targets of shape (n,) leave one: a loop that
# updates a metric batch by batch weighs a last, smaller batch like a whole one. BinaryAccuracy counts rows in both shapes.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder"
"$folder/bin/pip" install --quiet --disable-pip-version-check jax==0.10.2 keras==3.15.1 numpy==2.4.6
JAX_PLATFORMS=cpu KERAS_BACKEND=jax "$folder/bin/python" - 2>/dev/null <<'PYTHON'
import keras
import numpy as np


def after(metric, shape):
    for target, output in (([0.0, 1.0], [1.0, 1.0]), ([5.0], [1.0])):
        metric.update_state(np.reshape(target, (-1, *shape)), np.reshape(output, (-1, *shape)))
    return round(float(metric.result()), 4)


print("keras", keras.__version__)
for name in ("MeanSquaredError", "MeanAbsoluteError"):
    found = [after(getattr(keras.metrics, name)(), shape) for shape in ((), (1,))]
    print(name, "of a batch of two rows and one of a single row: shape (n,)", found[0], ", shape (n, 1)", found[1])
    assert found == {"MeanSquaredError": [8.25, 5.6667], "MeanAbsoluteError": [2.25, 1.6667]}[name]
PYTHON
