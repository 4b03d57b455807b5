"""Optuna as the judge of the studies that Descent writes and reads: opening, comparing, going on.

`judge_storages(judge)` makes studies with Optuna, has Descent take them over and write them again, and compares what
Optuna then reads with what it had made. Nothing is compared but Optuna's own objects.
"""

import json
import math
import os
import pathlib
import subprocess
import tempfile
import warnings

import optuna
from optuna.distributions import CategoricalDistribution, FloatDistribution, IntDistribution
from optuna.trial import TrialState

optuna.logging.set_verbosity(optuna.logging.ERROR)
# Of what is experimental or going to change; versions are pinned.
warnings.simplefilter("ignore")

CHOICES = ["sgd", "adam", None, 1, 2.5, True]


def program(*arguments):
    """The output of a command of Descent's; an error fails the judge with the program's own message."""
    done = subprocess.run([os.path.abspath(os.environ["DESCENT"]), *arguments], capture_output=True, text=True, timeout=300)
    if done.returncode != 0:
        raise SystemExit(f"descent {' '.join(arguments)}: {done.stderr.strip()}")
    return done.stdout


def objective(trial):
    lr = trial.suggest_float("lr", 1e-5, 1.0, log=True)
    dropout = trial.suggest_float("dropout", 0.0, 0.5, step=0.25)
    width = trial.suggest_int("width", 4, 256, log=True)
    layers = trial.suggest_int("layers", 1, 5, step=2)
    rule = trial.suggest_categorical("rule", CHOICES)
    if rule == "sgd":
        trial.suggest_float("momentum", 0.0, 0.99)
    trial.set_user_attr("note", {"k": [1, 2.5, None, "Zoë"]})
    for step in range(3):
        trial.report(math.nan if trial.number == 2 and step == 2 else lr + width / (1 + step), step)
    if trial.number % 5 == 3:
        raise optuna.TrialPruned
    if trial.number % 7 == 4:
        raise ValueError("this trial fails")
    return math.inf if trial.number == 6 else (math.log10(lr) + 3) ** 2 + dropout + layers / 10


def make(storage):
    """Two studies with every state, kind of parameter and kind of number."""
    study = optuna.create_study(
        study_name="single", storage=storage, sampler=optuna.samplers.TPESampler(seed=1, n_startup_trials=5))
    study.set_user_attr("dataset", "moons")
    study.enqueue_trial({"lr": 0.001, "width": 32})
    study.optimize(objective, n_trials=20, catch=(ValueError,))
    study.enqueue_trial({"lr": 0.5})

    def constraints(trial):
        return (trial.params["x"] - 0.5, -1.0)

    both = optuna.create_study(
        study_name="multi", storage=storage, directions=["minimize", "maximize"],
        sampler=optuna.samplers.NSGAIISampler(seed=1, population_size=4, constraints_func=constraints))
    both.optimize(lambda t: (t.suggest_float("x", 0, 1), t.suggest_int("n", 1, 9)), n_trials=12)
    return [study, both]


def external(trial):
    """What a person sees of a trial."""
    return {
        "number": trial.number, "state": trial.state.name, "values": trial.values, "params": dict(trial.params),
        "distributions": {k: optuna.distributions.distribution_to_json(v) for k, v in trial.distributions.items()},
        "reports": {str(k): v for k, v in trial.intermediate_values.items()},
        "user": trial.user_attrs,
        "constraints": trial.system_attrs.get("constraints"), "fixed": trial.system_attrs.get("fixed_params"),
    }


def seconds(trial):
    """How long a trial took: what it says whatever time zone this version of Optuna takes a time for."""
    if trial.datetime_start is None or trial.datetime_complete is None:
        return None
    return (trial.datetime_complete - trial.datetime_start).total_seconds()


def compare(judge, case, found, expected):
    judge.agree(f"{case}: directions", [d.name for d in found.directions], [d.name for d in expected.directions])
    judge.agree(f"{case}: attributes", found.user_attrs, expected.user_attrs)
    mine, theirs = found.get_trials(), expected.get_trials()
    judge.agree(f"{case}: trials", len(mine), len(theirs))
    for a, b in zip(mine, theirs):
        judge.agree(f"{case}: trial {b.number}", external(a), external(b))
        judge.agree(f"{case}: trial {b.number}, type of each value", {k: type(v).__name__ for k, v in a.params.items()},
                    {k: type(v).__name__ for k, v in b.params.items()})
        judge.agree(f"{case}: trial {b.number}, seconds", seconds(a), seconds(b), relative=2e-6)
    if len(expected.directions) == 1:
        judge.agree(f"{case}: best_trial", external(found.best_trial), external(expected.best_trial))
    else:
        judge.agree(f"{case}: best_trials", [t.number for t in found.best_trials], [t.number for t in expected.best_trials])


def go_on(judge, case, storage):
    """Optuna continues: its samplers read what was written, an enqueued trial is taken, the importance is computed."""
    study = optuna.load_study(
        study_name="single", storage=storage, sampler=optuna.samplers.TPESampler(seed=2, n_startup_trials=5))
    before = len(study.trials)
    waiting = sum(t.state == TrialState.WAITING for t in study.trials)
    study.optimize(objective, n_trials=6, catch=(ValueError,))
    judge.agree(f"{case}: six more trials", len(study.trials), before + 6 - waiting)
    judge.agree(f"{case}: numbers", [t.number for t in study.trials], list(range(len(study.trials))))
    judge.hold(f"{case}: the waiting trial was taken", study.trials[before - 1].params.get("lr") == 0.5)
    try:
        # The trial of infinite value has no place in a variance.
        shares = optuna.importance.get_param_importances(
            study, evaluator=optuna.importance.PedAnovaImportanceEvaluator(), params=["lr", "width"])
        judge.agree(f"{case}: importance", sorted(shares), ["lr", "width"])
    except (ImportError, AttributeError):
        pass
    both = optuna.load_study(
        study_name="multi", storage=storage, sampler=optuna.samplers.NSGAIISampler(seed=2, population_size=4))
    both.optimize(lambda t: (t.suggest_float("x", 0, 1), t.suggest_int("n", 1, 9)), n_trials=4)
    judge.agree(f"{case}: four more of two objectives", len(both.trials), 16)
    return study


def journal(path):
    backend = optuna.storages.journal.JournalFileBackend(str(path))
    return optuna.storages.JournalStorage(backend)


def judge_storages(judge):
    with tempfile.TemporaryDirectory() as folder:
        folder = pathlib.Path(folder)
        for kind in ["sqlite", "journal"]:
            theirs = f"sqlite:///{folder}/{kind}.db" if kind == "sqlite" else journal(folder / f"{kind}.log")
            file = folder / (f"{kind}.db" if kind == "sqlite" else f"{kind}.log")
            made = make(theirs)
            ours = folder / f"ours-{kind}.db"
            program("study", "import", str(file), "--into", str(ours))
            program("study", "export", str(ours), "--optuna", f"{folder}/{kind}-back.db")
            program("study", "export", str(ours), "--journal", f"{folder}/{kind}-back.log")
            backs = {"storage": f"sqlite:///{folder}/{kind}-back.db", "journal": journal(folder / f"{kind}-back.log")}
            for form, back in backs.items():
                for study in made:
                    found = optuna.load_study(study_name=study.study_name, storage=back)
                    compare(judge, f"{kind} to {form}, {study.study_name}", found, study)
            for form, back in backs.items():
                went_on = go_on(judge, f"{kind} to {form}", back)
                # And back again, with what Optuna has added.
                again = folder / f"again-{kind}-{form}.db"
                source = f"{folder}/{kind}-back.db" if form == "storage" else f"{folder}/{kind}-back.log"
                program("study", "import", source, "--into", str(again))
                lines = [json.loads(line) for line in program("study", "show", str(again), "single", "--json").splitlines()]
                states = {"FAIL": "failed"}
                judge.agree(
                    f"{kind} to {form}: what Optuna added", [line["state"] for line in lines],
                    [states.get(t.state.name, t.state.name.lower()) for t in went_on.trials])
                judge.agree(
                    f"{kind} to {form}: its hyperparameters", [line["params"] for line in lines],
                    [t.params for t in went_on.trials])
