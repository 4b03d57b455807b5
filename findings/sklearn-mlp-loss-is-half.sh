#!/usr/bin/env bash
# scikit-learn 1.9.1: loss_, best_loss_ and loss_curve_ of MLPRegressor are half the mean squared error.
#
# The loss is called "squared_error", and the documentation gives no factor where it explains loss_. What is minimised is
# mean((y − ŷ)²)/2, so a curve of loss_curve_ drawn beside a validation mean_squared_error shows a gap of two that looks like
# overfitting. Seen with alpha=0 on one full batch, on the rows that it was fitted on; and with two targets, where the halves are
# averaged over the targets too.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder"
"$folder/bin/pip" install --quiet --disable-pip-version-check scikit-learn==1.9.1 numpy==2.4.6
"$folder/bin/python" - <<'PYTHON'
import warnings

import numpy as np
import sklearn
from sklearn.metrics import mean_squared_error
from sklearn.neural_network import MLPRegressor

warnings.simplefilter("ignore")
rng = np.random.default_rng(0)
X = rng.normal(size=(150, 3))
prices = X @ np.array([[1.0, 0.5], [2.0, -1.0], [3.0, 0.0]]) + rng.normal(size=(150, 2))

print(f"scikit-learn {sklearn.__version__}")
for y in (prices[:, 0], prices):
    # A rate of nothing: the network that is measured is the one whose loss was told.
    net = MLPRegressor(alpha=0, batch_size=150, learning_rate_init=1e-300, solver="sgd", momentum=0, max_iter=1, random_state=0)
    net.fit(X, y)
    error = mean_squared_error(y, net.predict(X))
    print(f"targets {y.ndim}: loss_ {net.loss_:.6f}, mean squared error {error:.6f}, their quotient {net.loss_ / error:.6f}")
    assert abs(net.loss_ / error - 0.5) < 1e-9
PYTHON
