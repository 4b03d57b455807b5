#!/usr/bin/env bash
# CatBoost 1.2.10: l2_leaf_reg=3, its default, makes the learning rate eight times smaller when it is said.
#
# Where nothing is said, CatBoost chooses the learning rate by the number of rows and iterations: 0.239 for 500 rows and 100 iterations. The choice
# is given up, for 0.03, as soon as l2_leaf_reg, leaf_estimation_iterations or leaf_estimation_method is said, with whatever value. A
# search over l2_leaf_reg therefore compares its models with a default that had another rate: here each value, the default's own among
# them, has an error at least 2.6 times as large as when nothing is said. Other settings, such as depth=6, change nothing when said.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder"
"$folder/bin/pip" install --quiet --disable-pip-version-check catboost==1.2.10 numpy==2.4.6 scipy==1.17.1 pandas==3.1.1
"$folder/bin/python" - <<'PYTHON'
import catboost
import numpy as np

random = np.random.default_rng(0)
x = random.normal(size=(1000, 5))
y = x[:, 0] + 0.5 * x[:, 1] ** 2 + 0.1 * random.normal(size=1000)


def fitted(**settings):
    model = catboost.CatBoostRegressor(iterations=100, thread_count=1, allow_writing_files=False, verbose=0, **settings)
    model.fit(x[:500], y[:500])
    found = model.get_all_params()
    return round(found["learning_rate"], 3), found["l2_leaf_reg"], float(np.mean((model.predict(x[500:]) - y[500:]) ** 2))


print("catboost", catboost.__version__, "500 rows, 100 iterations")
seen = {}
for settings in ({}, {"depth": 6}, {"l2_leaf_reg": 3}, {"l2_leaf_reg": 1}, {"l2_leaf_reg": 10}, {"leaf_estimation_iterations": 1}):
    rate, penalty, error = seen[str(settings)] = fitted(**settings)
    print(f"{settings or 'nothing said'}: learning_rate {rate}, l2_leaf_reg {penalty}, mean squared error of 500 new rows {error:.4f}")
assert seen["{}"] == seen["{'depth': 6}"] and seen["{}"][:2] == (0.239, 3)
assert seen["{'l2_leaf_reg': 3}"][:2] == (0.03, 3)
assert min(error for name, (rate, _, error) in seen.items() if rate == 0.03) > 2 * seen["{}"][2]
PYTHON
