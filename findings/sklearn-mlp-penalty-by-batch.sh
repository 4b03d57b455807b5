#!/usr/bin/env bash
# scikit-learn 1.9.1: the penalty of MLPRegressor and MLPClassifier is `alpha` divided by the rows of a batch, so a smaller batch shrinks more.
#
# "The L2 regularization term is divided by the sample size" reads as the number of training rows, which it is for solver="lbfgs". With Adam
# and SGD it is the batch's: one alpha, one table of 2000 rows, and batches of 10 are penalised 200 times as hard as the whole. A linear model
# of y = x1 - 2 x2 + x3/2 has (0.995, -1.990, 0.498) by lbfgs and by full batches, and about half of that in batches of 10. Whoever tunes
# batch_size tunes the penalty as well, and with the default, batches of 200, it does not fade as the table grows, as it does with lbfgs.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder"
"$folder/bin/pip" install --quiet --disable-pip-version-check scikit-learn==1.9.1 numpy==2.4.6 scipy==1.17.1
"$folder/bin/python" - <<'PYTHON'
import warnings

import numpy as np
import sklearn
from sklearn.neural_network import MLPRegressor

warnings.simplefilter("ignore")  # the number of epochs is fixed
random = np.random.default_rng(0)
x = random.normal(size=(2000, 3))
y = x @ [1.0, -2.0, 0.5]


def weights(solver, epochs, **options):
    model = MLPRegressor(
        hidden_layer_sizes=(), solver=solver, alpha=10.0, max_iter=epochs, tol=0, n_iter_no_change=10**6, random_state=0, **options)
    return model.fit(x, y).coefs_[0].ravel()


seen = {"lbfgs": weights("lbfgs", 3000)}
for rows, epochs in ((2000, 3000), (100, 200), (10, 75)):
    seen[rows] = weights("adam", epochs, batch_size=rows, learning_rate_init=0.01)
print("scikit-learn", sklearn.__version__, "alpha=10, 2000 rows without noise, weights 1, -2, 0.5")
share = {}
for name, found in seen.items():
    share[name] = float(found @ [1.0, -2.0, 0.5] / 5.25)
    print(f"{name if name == 'lbfgs' else f'adam, batches of {name}':24}: {np.round(found, 3)}, {share[name]:.3f} of the truth")
    size = 2000 if name == "lbfgs" else name
    assert abs(share[name] - 1 / (1 + 10 / size)) < 0.03  # what a penalty of alpha/(2*size) leaves of orthogonal weights
assert abs(share["lbfgs"] - share[2000]) < 1e-3 and share[10] < 0.55
PYTHON
