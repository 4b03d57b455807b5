"""Trajectories of prodigyopt, its authors' own package, on Rosenbrock and on an elongated bowl."""
# environment: atlas

import torch
from judging import Judge
from prodigyopt import Prodigy

STEPS = 30
CASES = [
    ({"d0": 1e-3}, {"d0": 1e-3}),
    ({"beta_1": 0.8, "beta_2": 0.9, "beta_3": 0.7, "epsilon": 0.1, "d0": 0.01, "d_coef": 2, "weight_decay": 0.1, "lr": 0.5},
     {"betas": (0.8, 0.9), "beta3": 0.7, "eps": 0.1, "d0": 0.01, "d_coef": 2, "weight_decay": 0.1, "lr": 0.5}),
    ({"use_bias_correction": 1, "safeguard_warmup": 1, "d0": 1e-3},
     {"use_bias_correction": True, "safeguard_warmup": True, "d0": 1e-3}),
]
FUNCTIONS = {
    "rosenbrock": ((-1.5, 2.0), lambda p: (1 - p[0]) ** 2 + 100 * (p[1] - p[0] ** 2) ** 2),
    "quadratic": ((1.0, 1.0), lambda p: 0.5 * (p[0] ** 2 + 100 * p[1] ** 2)),
}


def path(function, start, keywords):
    point = torch.tensor(start, dtype=torch.float64, requires_grad=True)
    optimizer, steps = Prodigy([point], **keywords), []
    for step in range(1, STEPS + 1):
        optimizer.zero_grad()
        function(point).backward()
        optimizer.step()
        if step <= 5 or step % 5 == 0:
            steps.append([step, *point.tolist()])
    return steps


judge = Judge(relative=1e-9)
cases = []
for number, (given, keywords) in enumerate(CASES):
    for name, (start, function) in FUNCTIONS.items():
        steps = path(function, start, keywords)
        cases.append({
            "name": f"prodigyopt/{number}/{name}", "optimizer": "Prodigy", "function": name, "start": list(start),
            "hyperparameters": given, "steps": steps, "tolerances": [1e-9] * len(steps)})
judge.golden("Tests/OptimizersTests/Golden/optimizers_prodigy.json", {"cases": cases})
judge.finish()
