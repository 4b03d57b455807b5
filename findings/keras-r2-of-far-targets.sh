#!/usr/bin/env bash
# Keras 3.15.1, TorchMetrics 1.9.0: the R² of targets far from 0 is too good, 0, or above 1.
#
# Both add up y and y² in float32 and take n·mean² off the sum of squares at the end, where hardly a digit is left if the targets' mean is many
# times their spread, as that of pressures in Pa or of Julian days is. For predictions whose R² is 0.9898 (scikit-learn's r2_score, of the same
# float32 numbers) less seems to be left unexplained than is, or less than nothing, or the division is given up for 0. Nothing warns. TorchMetrics
# is right once it is given float64; Keras, whose sums are float32 by default, once the mean of the targets is taken off both sides.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder"
"$folder/bin/pip" install --quiet --disable-pip-version-check \
    torch==2.13.0 keras==3.15.1 torchmetrics==1.9.0 numpy==2.4.6 scikit-learn==1.9.1 scipy==1.17.1
KERAS_BACKEND=torch "$folder/bin/python" - 2>/dev/null <<'PYTHON'
import keras
import numpy as np
import torch
import torchmetrics
from sklearn.metrics import r2_score


def by_keras(targets, guesses):
    metric = keras.metrics.R2Score()
    for start in range(0, 1000, 100):
        metric.update_state(targets[start : start + 100, None], guesses[start : start + 100, None])
    return float(metric.result())


def by_torchmetrics(targets, guesses, precision):
    return torchmetrics.R2Score()(torch.tensor(guesses, dtype=precision), torch.tensor(targets, dtype=precision)).item()


print("keras", keras.__version__, "torchmetrics", torchmetrics.__version__)
found = {}
for mean, spread in ((0, 1), (101_325, 80), (2_000_000, 300), (2_455_000, 365)):
    targets = np.random.default_rng(0).normal(mean, spread, 1000).astype("float32")
    guesses = (targets + np.random.default_rng(1).normal(0, spread / 10, 1000)).astype("float32")
    right = r2_score(targets, guesses)
    found[mean] = (by_keras(targets, guesses), by_torchmetrics(targets, guesses, torch.float32))
    double = by_torchmetrics(targets, guesses, torch.float64)
    centred = by_keras(targets - targets.mean(), guesses - targets.mean())
    print(f"{mean} ± {spread}: R² {right:.4f}, Keras {found[mean][0]:.4f}, TorchMetrics {found[mean][1]:.4f}, in float64 {double:.4f}, Keras centred {centred:.4f}")
    assert abs(right - 0.9898) < 1e-4 and abs(double - right) < 1e-4 and abs(centred - right) < 1e-4
assert all(abs(one - 0.9898) < 1e-4 for one in found[0])
far = [pair for mean, pair in found.items() if mean > 0]
assert all(max(abs(one - 0.9898) for one in pair) > 0.001 for pair in far)
assert any(one > 1 or one == 0 for pair in far for one in pair)
PYTHON
