#!/usr/bin/env bash
# Optuna 5.0.0: up to 50 trials, a study with NSGAIISampler is one with RandomSampler, number for number.
#
# The first generation is drawn at random, and population_size is 50 by default: a study of 50 trials never crosses anything over. With the
# same seed both samplers propose the same settings to the last bit, and a comparison of "evolution" with random search at the budgets
# that people tune networks with compares random search with itself. With population_size=10 they part at the eleventh trial.
# NSGAIIISampler does the same.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder"
"$folder/bin/pip" install --quiet --disable-pip-version-check optuna==5.0.0 numpy==2.4.6
"$folder/bin/python" - <<'PYTHON'
import warnings

import optuna

optuna.logging.set_verbosity(optuna.logging.ERROR)


def objective(trial):
    rate, momentum = trial.suggest_float("rate", 1e-5, 1e-1, log=True), trial.suggest_float("momentum", 0, 0.99)
    return (rate - 0.01) ** 2 + (momentum - 0.9) ** 2


def settings(sampler, trials):
    study = optuna.create_study(sampler=sampler)
    study.optimize(objective, n_trials=trials)
    return [trial.params for trial in study.trials]


def together(one, other):
    return next((at for at, (a, b) in enumerate(zip(one, other)) if a != b), len(one))


random = settings(optuna.samplers.RandomSampler(seed=7), 80)
warnings.simplefilter("ignore", optuna.exceptions.ExperimentalWarning)
evolved = settings(optuna.samplers.NSGAIISampler(seed=7), 80)
third = settings(optuna.samplers.NSGAIIISampler(seed=7), 80)
small = settings(optuna.samplers.NSGAIISampler(seed=7, population_size=10), 80)
print(f"optuna {optuna.__version__}")
print(f"NSGAIISampler proposes what RandomSampler does for {together(random, evolved)} trials of 80, NSGAIIISampler for {together(random, third)},")
print(f"NSGAIISampler(population_size=10) for {together(random, small)}")
assert together(random, evolved) >= 50 and together(random, third) >= 50
assert together(random, small) == 10
PYTHON
