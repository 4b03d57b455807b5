#!/usr/bin/env bash
# scikit-learn 1.9.1: MLPRegressor((100, 50)) no longer means two hidden layers: the first argument is the loss.
#
# MLPClassifier((5,)) still means layers. The two constructors differ since 1.7, and the tuple that course material has put first for
# ten years is refused when the regressor is fitted, not when it is made.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder"
"$folder/bin/pip" install --quiet --disable-pip-version-check scikit-learn==1.9.1 numpy==2.4.6 scipy==1.17.1
"$folder/bin/python" - <<'PYTHON'
import inspect
import warnings

import sklearn
from sklearn.neural_network import MLPClassifier, MLPRegressor

warnings.simplefilter("ignore")  # few iterations are not meant to converge
print(f"scikit-learn {sklearn.__version__}")
for kind in (MLPClassifier, MLPRegressor):
    print(f"{kind.__name__}: the first parameter is {list(inspect.signature(kind).parameters)[0]}")
x, y = [[0.0], [1.0], [2.0], [3.0]], [0, 0, 1, 1]
layers = MLPClassifier((5,), max_iter=5).fit(x, y)
print("MLPClassifier((5,)) has weights of shapes", [w.shape for w in layers.coefs_])
assert layers.coefs_[0].shape == (1, 5)
model = MLPRegressor((5,), max_iter=5)
print("MLPRegressor((5,)) is made:", model)
assert model.loss == (5,) and model.hidden_layer_sizes == (100,)
try:
    model.fit(x, y)
except ValueError as error:
    print("and refused by fit:", str(error).split(". ")[0])
    assert "'loss' parameter of MLPRegressor" in str(error)
else:
    raise SystemExit("MLPRegressor((5,)) was fitted")
PYTHON
