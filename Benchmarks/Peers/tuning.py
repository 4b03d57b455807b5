"""Optuna on the functions of the tuning benchmark, one thread.

    python3 tuning.py quality SEEDS [branin,hartmann6,rosen2,ackley5,mixed5]
    python3 tuning.py cost [random TPE GP CMA-ES]

The first prints the median simple regret with quartiles after 30, 60 and 100 trials and milliseconds for each trial; the second
what a trial of a trivial objective costs, in milliseconds, as JSON: of the processor, and of the clock for trials that are stored.
Says so and ends when Optuna is not installed.
"""

import json
import math
import os
import sys
import tempfile
import time

for name in ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS"):
    os.environ[name] = "1"

try:
    import numpy as np
    import optuna
except ImportError:
    print("Optuna is not installed, so not measured", file=sys.stderr)
    sys.exit()

optuna.logging.set_verbosity(optuna.logging.ERROR)
import warnings

warnings.filterwarnings("ignore")

A = np.array([[10, 3, 17, 3.5, 1.7, 8], [0.05, 10, 17, 0.1, 8, 14], [3, 3.5, 1.7, 10, 17, 8], [17, 8, 0.05, 10, 0.1, 14]])
P = 1e-4 * np.array([[1312, 1696, 5569, 124, 8283, 5886], [2329, 4135, 8307, 3736, 1004, 9991],
                     [2348, 1451, 3522, 2883, 3047, 6650], [4047, 8828, 8732, 5743, 1091, 381]])


def floats(trial, sides):
    return np.array([trial.suggest_float(f"x{i}", low, high) for i, (low, high) in enumerate(sides)])


def branin(trial):
    x, y = floats(trial, [(-5, 10), (0, 15)])
    return ((y - 5.1 / (4 * math.pi**2) * x**2 + 5 / math.pi * x - 6) ** 2
            + 10 * (1 - 1 / (8 * math.pi)) * math.cos(x) + 10)


def hartmann6(trial):
    x = floats(trial, [(0, 1)] * 6)
    return -float(np.array([1, 1.2, 3, 3.2]) @ np.exp(-(A * (x - P) ** 2).sum(1)))


def rosen2(trial):
    x, y = floats(trial, [(-5, 10)] * 2)
    return 100 * (y - x**2) ** 2 + (1 - x) ** 2


def ackley5(trial):
    x = floats(trial, [(-32.768, 32.768)] * 5)
    return float(-20 * np.exp(-0.2 * np.sqrt((x**2).mean())) - np.exp(np.cos(2 * np.pi * x).mean()) + 20 + np.e)


RATES = {"adam": -3, "rmsprop": -3.5, "momentum": -2, "sgd": -1}
COSTS = {"adam": 0, "rmsprop": 0.05, "momentum": 0.1, "sgd": 0.25}
KINKS = {"relu": 0, "tanh": 0.05, "sigmoid": 0.4}


def mixed5(trial):
    u = math.log10(trial.suggest_float("lr", 1e-5, 1, log=True))
    w = math.log2(trial.suggest_int("width", 4, 256, log=True)) - 5
    v = trial.suggest_int("layers", 1, 6) - 3
    optimizer = trial.suggest_categorical("opt", ["sgd", "momentum", "rmsprop", "adam"])
    u -= RATES[optimizer]
    activation = trial.suggest_categorical("act", ["relu", "tanh", "sigmoid"])
    return (0.5 * u**2 + 0.15 * w**2 + 0.08 * v**2 + 0.2 * u * v + 0.05 * (1 - math.cos(4 * math.pi * u))
            + COSTS[optimizer] + KINKS[activation])


OBJECTIVES = {"branin": (branin, 0.397887357729739), "hartmann6": (hartmann6, -3.32236801141551),
              "rosen2": (rosen2, 0), "ackley5": (ackley5, 0), "mixed5": (mixed5, 0)}
SAMPLERS = {"CMA-ES": optuna.samplers.CmaEsSampler, "TPE": optuna.samplers.TPESampler, "GP": optuna.samplers.GPSampler}
BUDGETS = (30, 60, 100)


def quality():
    seeds = int(sys.argv[2]) if len(sys.argv) > 2 else 20
    names = sys.argv[3].split(",") if len(sys.argv) > 3 else list(OBJECTIVES)
    for name in names:
        objective, minimum = OBJECTIVES[name]
        for word, sampler in SAMPLERS.items():
            try:
                regrets = []
                begin = time.process_time()
                for seed in range(seeds):
                    study = optuna.create_study(sampler=sampler(seed=seed))
                    study.optimize(objective, n_trials=BUDGETS[-1])
                    values = [t.value for t in study.trials]
                    regrets.append([min(values[:n]) - minimum for n in BUDGETS])
                each = (time.process_time() - begin) * 1e3 / seeds / BUDGETS[-1]
            except ImportError as missing:
                print(f"| {name} | {word} | not measured: {missing} |")
                continue
            low, middle, high = np.quantile(np.array(regrets), [0.25, 0.5, 0.75], axis=0)
            cells = " | ".join(f"{m:.2g} [{a:.2g}, {b:.2g}]" for a, m, b in zip(low, middle, high))
            print(f"| {name} | {word} | {cells} | {each:.3g} |", flush=True)


def nothing(trial):
    return float((floats(trial, [(0, 1)] * 5) ** 2).sum())


def cost():
    found = {}
    wanted = sys.argv[2:]
    for word, sampler in {"random": optuna.samplers.RandomSampler, **SAMPLERS}.items():
        for trials in (100,) if word == "GP" else (100, 1000):
            if wanted and word not in wanted:
                continue
            times = []
            try:
                # Short ones several times: the first call of a library is slow.
                for seed in range(3 if trials == 100 else 1):
                    study = optuna.create_study(sampler=sampler(seed=seed))
                    begin = time.process_time()
                    study.optimize(nothing, n_trials=trials)
                    times.append((time.process_time() - begin) * 1e3 / trials)
            except ImportError:
                continue
            found[f"{word} {trials}"] = float(np.median(times))
    with tempfile.TemporaryDirectory() as folder:
        storage = optuna.storages.RDBStorage(f"sqlite:///{folder}/studies.db")
        study = optuna.create_study(storage=storage, sampler=optuna.samplers.RandomSampler(seed=0))
        begin = time.perf_counter()
        study.optimize(nothing, n_trials=100)
        found["stored 100"] = (time.perf_counter() - begin) * 1e3 / 100
    print(json.dumps(found))


cost() if sys.argv[1:2] == ["cost"] else quality()
