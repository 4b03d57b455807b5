#!/usr/bin/env bash
# XGBoost 3.2.0, LightGBM 4.7.0, CatBoost 1.2.10: boosted trees with a Huber loss learn nothing from prices in dollars.
#
# A Huber loss whose bend is at 1 is nearly the absolute error when errors are in thousands, and with the absolute error all three fit the
# prices below (R² above 0.9). With theirs, XGBoost answers a million times the number of rows for every house, 200 million or a thousand
# million, since its first guess divides by a curvature that has vanished and is held at 1e-6; LightGBM stays within 9 dollars of the mean, a
# tree being worth at most its rate times 0.9 dollars; CatBoost begins at 0 and has come to some hundred dollars after 300 trees. None of them
# warns. Dividing the prices by 100,000 is enough for the last two, and not for XGBoost; scikit-learn sets the bend by the residuals.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder"
"$folder/bin/pip" install --quiet --disable-pip-version-check \
    xgboost-cpu==3.2.0 lightgbm==4.7.0 catboost==1.2.10 scikit-learn==1.9.1 numpy==2.4.6 scipy==1.17.1 pandas==3.1.1
"$folder/bin/python" - <<'PYTHON'
import catboost
import lightgbm
import numpy as np
import xgboost
from sklearn.ensemble import GradientBoostingRegressor
from sklearn.metrics import r2_score


def houses(rows):
    random = np.random.default_rng(0)
    x = random.normal(size=(rows, 5))
    return x, 180_000 * np.exp(0.35 * x[:, 0] + 0.2 * x[:, 1] + 0.1 * random.normal(size=rows))


def cat(loss):
    return catboost.CatBoostRegressor(loss_function=loss, iterations=300, thread_count=1, allow_writing_files=False, verbose=0)


models = {
    "XGBoost pseudo-Huber": lambda: xgboost.XGBRegressor(objective="reg:pseudohubererror", n_jobs=1),
    "XGBoost absolute": lambda: xgboost.XGBRegressor(objective="reg:absoluteerror", n_jobs=1),
    "LightGBM Huber": lambda: lightgbm.LGBMRegressor(objective="huber", n_jobs=1, verbose=-1),
    "LightGBM absolute": lambda: lightgbm.LGBMRegressor(objective="l1", n_jobs=1, verbose=-1),
    "CatBoost Huber": lambda: cat("Huber:delta=1"),
    "CatBoost absolute": lambda: cat("MAE"),
    "scikit-learn Huber": lambda: GradientBoostingRegressor(loss="huber", random_state=0),
}
print("xgboost", xgboost.__version__, "lightgbm", lightgbm.__version__, "catboost", catboost.__version__)
x, dollars = houses(1000)
print(f"1000 prices, mean {dollars.mean():.0f}, standard deviation {dollars.std():.0f}, and R² of the same prices divided by 100,000")
seen = {}
for name, make in models.items():
    guess = make().fit(x, dollars).predict(x)
    units = r2_score(dollars / 1e5, make().fit(x, dollars / 1e5).predict(x))
    seen[name] = (r2_score(dollars, guess), guess.mean(), np.abs(guess - dollars.mean()).max(), units)
    print(f"{name:21}: R² {seen[name][0]:.4g}, mean answer {seen[name][1]:.0f}, R² in units of 100,000 {units:.2f}, farthest from the mean {seen[name][2]:.0f}")
few, few_dollars = houses(200)
for_200 = models["XGBoost pseudo-Huber"]().fit(few, few_dollars).predict(few)
print(f"XGBoost pseudo-Huber of 200 prices: mean answer {for_200.mean():.0f}")
assert abs(seen["XGBoost pseudo-Huber"][1] / 1e9 - 1) < 1e-3 and abs(for_200.mean() / 2e8 - 1) < 1e-3
assert seen["LightGBM Huber"][0] < 0.01 and seen["LightGBM Huber"][2] < 9.1
assert seen["CatBoost Huber"][0] < -4 and seen["CatBoost Huber"][1] < 1000
for name in ("XGBoost absolute", "LightGBM absolute", "CatBoost absolute", "scikit-learn Huber"):
    assert seen[name][0] > 0.9
assert seen["XGBoost pseudo-Huber"][3] < 0 and seen["LightGBM Huber"][3] > 0.9 and seen["CatBoost Huber"][3] > 0.9
PYTHON
