#!/usr/bin/env bash
# Optuna 5.0.0: a seeded study that goes on where it stopped suggests the same points again.
#
# The storage keeps trials, not the state of the sampler. With RandomSampler and TPESampler(seed=7), four trials, and four more
# after load_study with the same sampler, the last four are the first four, number for number: half of the budget is spent on
# points that are known. Eight trials in one go are eight different points. Only QMCSampler counts the trials that are there.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder"
"$folder/bin/pip" install --quiet --disable-pip-version-check optuna==5.0.0 scipy==1.17.1 numpy==2.4.6
"$folder/bin/python" - "$folder" <<'PYTHON'
import sys
import warnings

import optuna

warnings.simplefilter("ignore")
optuna.logging.set_verbosity(optuna.logging.ERROR)


def points(sampler, parts, name):
    storage = f"sqlite:///{sys.argv[1]}/{name}.db"
    for _ in range(parts):
        study = optuna.create_study(study_name=name, storage=storage, sampler=sampler(), load_if_exists=True)
        study.optimize(lambda trial: (trial.suggest_float("x", 0, 1) - 0.3) ** 2, n_trials=8 // parts)
    return [round(trial.params["x"], 4) for trial in study.trials]


for kind in ("RandomSampler", "TPESampler", "QMCSampler"):
    def sampler():
        return getattr(optuna.samplers, kind)(seed=7)

    whole, resumed = points(sampler, 1, kind + "-whole"), points(sampler, 2, kind + "-resumed")
    print(f"optuna {optuna.__version__}, {kind}(seed=7): in one go {whole}, in two {resumed}")
    assert len(set(whole)) == 8
    if kind == "QMCSampler":
        assert resumed == whole
    else:
        assert resumed[4:] == resumed[:4]
PYTHON
