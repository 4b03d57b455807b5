"""What tuning rests on: Optuna's Parzen estimators, hypervolumes and PED-ANOVA, SciPy's sequences and Wilcoxon test, the
Gaussian process in closed form, and expected improvements to many digits."""

# environment: tuning

import warnings

import mpmath
import numpy as np
import optuna
import scipy.stats
from judging import Judge
from optuna._hypervolume.wfg import compute_hypervolume
from optuna.distributions import CategoricalDistribution, FloatDistribution, IntDistribution
from optuna.importance import PedAnovaImportanceEvaluator
from optuna.samplers._tpe.parzen_estimator import _ParzenEstimator, _ParzenEstimatorParameters
from optuna.samplers._tpe.sampler import _split_trials, default_weights

# Optuna leaves open which of two equal observations comes first, and with it which gets the wider kernel.
unstable = np.argsort
np.argsort = lambda values, *rest, **named: unstable(values, *rest, **{**named, "kind": "stable"})

warnings.filterwarnings("ignore")
optuna.logging.set_verbosity(optuna.logging.ERROR)
judge = Judge()
rng = np.random.default_rng(11)

SPACE = {
    "x": FloatDistribution(-5, 10),
    "lr": FloatDistribution(1e-5, 1, log=True),
    "width": IntDistribution(4, 256, log=True),
    "layers": IntDistribution(1, 6),
    "share": FloatDistribution(0, 2, step=0.25),
    "opt": CategoricalDistribution(["sgd", "momentum", "rmsprop", "adam"]),
}


def draw(count):
    return {
        "x": rng.uniform(-5, 10, count), "lr": np.exp(rng.uniform(np.log(1e-5), 0, count)),
        "width": np.round(np.exp(rng.uniform(np.log(4), np.log(256), count))),
        "layers": rng.integers(1, 7, count).astype(float), "share": rng.integers(0, 9, count) * 0.25,
        "opt": rng.integers(0, 4, count).astype(float),
    }


def rows(columns):
    return [[float(columns[name][i]) for name in SPACE] for i in range(len(columns["x"]))]


def parzen(count):
    observed, asked = draw(count), draw(20)
    settings = _ParzenEstimatorParameters(1.0, True, False, default_weights, True)
    estimator = _ParzenEstimator(observed, SPACE, settings)
    return {"observed": rows(observed), "asked": rows(asked), "log": estimator.log_pdf(asked).tolist()}


def log_improvement(z):
    with mpmath.workdps(600):
        z = mpmath.mpf(z)
        return float(mpmath.log(mpmath.npdf(z) + z * mpmath.ncdf(z)))


def process():
    """Mean and variance at some places, and the log marginal likelihood, by the textbook's formulas in 50 digits."""
    n, d = 12, 3
    x = rng.uniform(size=(n, d))
    x[:, 2] = rng.integers(0, 3, n)
    places = rng.uniform(size=(6, d))
    places[:, 2] = rng.integers(0, 3, 6)
    y = rng.normal(size=n)
    inverse_squares, scale, noise = [3.0, 0.4, 1.7], 1.3, 0.02
    mpmath.mp.dps = 50

    def kernel(a, b):
        squares = [(a[i] - b[i]) ** 2 if i < 2 else float(a[i] != b[i]) for i in range(d)]
        r = mpmath.sqrt(5 * sum(mpmath.mpf(w) * mpmath.mpf(s) for w, s in zip(inverse_squares, squares)))
        return mpmath.mpf(scale) * (1 + r + r * r / 3) * mpmath.exp(-r)

    k = mpmath.matrix(n, n)
    for i in range(n):
        for j in range(n):
            k[i, j] = kernel(x[i], x[j]) + (mpmath.mpf(noise) if i == j else 0)
    inverse = k**-1
    target = mpmath.matrix([mpmath.mpf(v) for v in y])
    means, variances = [], []
    for place in places:
        cross = mpmath.matrix([kernel(place, x[i]) for i in range(n)])
        means.append(float((cross.T * inverse * target)[0]))
        variances.append(float(mpmath.mpf(scale) - (cross.T * inverse * cross)[0]))
    likelihood = -(target.T * inverse * target)[0] / 2 - mpmath.log(mpmath.det(k)) / 2
    return {"x": x.tolist(), "y": y.tolist(), "inverseSquares": inverse_squares, "scale": scale, "noise": noise,
            "places": places.tolist(), "means": means, "variances": variances, "likelihood": float(likelihood)}


def volumes():
    cases = []
    for dimension, count in [(2, 12), (3, 15), (4, 12), (5, 8)]:
        points = rng.uniform(size=(count, dimension))
        reference = np.full(dimension, 1.1)
        cases.append({"points": points.tolist(), "reference": reference.tolist(),
                      "volume": float(compute_hypervolume(points, reference))})
    return cases


def importance():
    study = optuna.create_study()
    columns = draw(80)
    trials = []
    for i in range(80):
        row = {name: column[i] for name, column in columns.items()}
        value = float(np.log10(row["lr"]) + 3) ** 2 + 0.05 * row["x"] ** 2 + (row["opt"] != 3) + 0.1 * row["layers"]
        params = {name: SPACE[name].to_external_repr(row[name]) for name in SPACE}
        study.add_trial(optuna.trial.create_trial(params=params, distributions=SPACE, value=value))
        trials.append({"codes": [float(row[name]) for name in SPACE], "value": value})
    found = PedAnovaImportanceEvaluator().evaluate(study)
    shares = optuna.importance.get_param_importances(study, evaluator=PedAnovaImportanceEvaluator())
    return {"trials": trials, "raw": [found[name] for name in SPACE], "shares": [shares[name] for name in SPACE]}


def wilcoxon():
    cases = []
    for count in (3, 6, 12, 40, 60):
        for shift in (0, 0.3):
            # Rounded, so that ties and zeros occur.
            differences = np.round(rng.normal(shift, 1, count), 1 if count != 6 else 3)
            cases.append({"differences": differences.tolist(), "p": float(
                scipy.stats.wilcoxon(differences, alternative="greater", zero_method="zsplit").pvalue)})
    return cases


def splits():
    """Which trials count as good: complete ones with ties, pruned ones with and without reports, violated constraints."""
    cases = []
    for directions, values, pruned, violated in [
        (["minimize"], 30, 8, 5), (["maximize"], 30, 8, 5), (["minimize"], 2, 12, 6), (["maximize"], 1, 5, 20),
        (["minimize", "maximize"], 40, 0, 6), (["minimize", "minimize", "maximize"], 30, 0, 4),
    ]:
        study = optuna.create_study(directions=directions)
        kinds = ["value"] * values + ["pruned"] * pruned + ["violated"] * violated
        trials = []
        for number, kind in enumerate(rng.permutation(kinds)):
            reports = {}
            if kind == "pruned" or (kind == "violated" and number % 2 and len(directions) == 1):
                steps = rng.integers(0, 5)
                reports = {int(step): float(np.round(rng.normal(), 1)) for step in range(steps)}
                if steps > 2 and rng.random() < 0.3:
                    reports[steps - 1] = float("nan")
            is_pruned = kind == "pruned" or bool(reports)
            numbers = None if is_pruned else np.round(rng.normal(size=len(directions)), 1 if len(directions) == 1 else 6)
            constraints = {"size": float(np.round(rng.uniform(0.1, 2), 1)), "time": -1.0} if kind == "violated" else {
                "size": -0.5}
            trial = optuna.trial.create_trial(
                params={"x": 0.5}, distributions={"x": FloatDistribution(0, 1)},
                state=optuna.trial.TrialState.PRUNED if is_pruned else optuna.trial.TrialState.COMPLETE,
                values=None if numbers is None else numbers.tolist(), intermediate_values=reports)
            for name, value in constraints.items():
                trial.system_attrs[f"constraints:{name}"] = value
            trial.number = number
            trials.append(trial)
        count = int(np.ceil(0.1 * len(trials))) if len(directions) > 1 else min(int(np.ceil(0.1 * len(trials))), 25)
        good = {n: [t.number for t in _split_trials(study, trials, n)[0]] for n in (count, 5, 12, 33)}
        cases.append({
            "directions": directions, "good": [{"wanted": n, "numbers": numbers} for n, numbers in good.items()],
            "trials": [{
                "values": t.values or [], "isPruned": t.state == optuna.trial.TrialState.PRUNED,
                "reports": [[step, None if np.isnan(value) else value] for step, value in t.intermediate_values.items()],
                "constraints": dict(t.constraints)} for t in trials]})
    return cases


judge.golden("Tests/TuningTests/Golden/tuning.json", {
    "parzen": [parzen(count) for count in (1, 2, 7, 40, 130)],
    "sobol": scipy.stats.qmc.Sobol(64, scramble=False).random(16).tolist(),
    "halton": scipy.stats.qmc.Halton(6, scramble=False).random(20).tolist(),
    "improvement": [[z, log_improvement(z)] for z in
                    (-1e5, -1000, -200, -45, -41, -39, -30, -25.5, -24, -12, -8.5, -8.4, -6, -3, -1.01, -0.99, 0, 0.5, 3, 10)],
    "process": process(),
    "volumes": volumes(),
    "importance": importance(),
    "wilcoxon": wilcoxon(),
    "splits": splits(),
})
judge.finish()
