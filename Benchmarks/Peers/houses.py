"""scikit-learn's RandomizedSearchCV over MLPRegressor, the same configurations, folds and epochs as the tuning benchmark's.

    python3 houses.py ROWS.csv CONFIGURATIONS.json

Prints the seconds on two processes. Says so and ends when scikit-learn is not installed.
"""

import json
import os
import sys
import time
import warnings

for name in ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS"):
    os.environ[name] = "1"
os.environ["PYTHONWARNINGS"] = "ignore"

try:
    import numpy as np
    from sklearn.model_selection import KFold, RandomizedSearchCV
    from sklearn.neural_network import MLPRegressor
except ImportError:
    print("not installed, so not measured")
    sys.exit()

warnings.filterwarnings("ignore")
rows = np.loadtxt(sys.argv[1], delimiter=",")
x, y = rows[:, :-1], rows[:, -1]
with open(sys.argv[2]) as file:
    configurations = json.load(file)
grid = [
    {
        "learning_rate_init": [c["rate"]],
        "batch_size": [c["batch_size"]],
        "hidden_layer_sizes": [(c["units"],) * c["layers"]],
        "alpha": [c["alpha"]],
    }
    for c in configurations
]
# 40 whole epochs, as ours: nothing ends them earlier.
network = MLPRegressor(max_iter=40, n_iter_no_change=1000, random_state=1)
search = RandomizedSearchCV(
    network, grid, n_iter=len(grid), scoring="neg_root_mean_squared_error", n_jobs=2, refit=False, random_state=1,
    cv=KFold(5, shuffle=True, random_state=1))
begun = time.perf_counter()
search.fit(x, y)
print(f"{time.perf_counter() - begun:.2f}")
