#!/usr/bin/env bash
# scikit-learn 1.9.1: MLPRegressor(solver="sgd", learning_rate="invscaling") divides its rate by the root of the rows seen, not
# of the steps taken.
#
# The documentation speaks of "each time step t"; t grows by the number of training rows and is read once per epoch. With the same
# ten steps per epoch, the rate 0.1 is 0.00995 after the first epoch on 100 rows, 0.00316 on 1,000 and 0.001 on 10,000.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder"
"$folder/bin/pip" install --quiet --disable-pip-version-check scikit-learn==1.9.1 numpy==2.4.6 scipy==1.17.1
"$folder/bin/python" - <<'PYTHON'
import warnings

import numpy
import sklearn
from sklearn.neural_network import MLPRegressor

warnings.simplefilter("ignore")  # one epoch is not meant to converge
print(f"scikit-learn {sklearn.__version__}, rate 0.1, ten steps in one epoch")
for rows in (100, 1000, 10000):
    x = numpy.random.default_rng(0).normal(size=(rows, 2))
    model = MLPRegressor(
        hidden_layer_sizes=(4,), solver="sgd", learning_rate="invscaling", learning_rate_init=0.1, max_iter=1,
        batch_size=rows // 10, random_state=0).fit(x, x[:, 0])
    rate = model._optimizer.learning_rate
    print(f"{rows:6} rows: rate {rate:.6f} in the second epoch")
    assert abs(rate - 0.1 / (rows + 1) ** 0.5) < 1e-12
PYTHON
