"""Trajectories of packages that are neither Keras, PyTorch nor optax, in forms that people use: the authors' own Prodigy and
AdaBelief, torch-optimizer's LAMB, torch-optimi's SGD; on Rosenbrock and on an elongated bowl."""
# environment: atlas

import contextlib
import io

import adabelief_pytorch
import optimi
import prodigyopt
import torch
import torch_optimizer
from judging import Judge

STEPS = 30


def adabelief(point, **keywords):
    with contextlib.redirect_stdout(io.StringIO()):
        return adabelief_pytorch.AdaBelief(point, print_change_log=False, **keywords)


# Descent's name and keywords, and what makes it.
CASES = [
    ("Prodigy", {"d0": 1e-3}, lambda p: prodigyopt.Prodigy(p, d0=1e-3)),
    ("Prodigy", {"beta_1": 0.8, "beta_2": 0.9, "beta_3": 0.7, "epsilon": 0.1, "d0": 0.01, "d_coef": 2, "weight_decay": 0.1, "lr": 0.5},
     lambda p: prodigyopt.Prodigy(
         p, betas=(0.8, 0.9), beta3=0.7, eps=0.1, d0=0.01, d_coef=2, weight_decay=0.1, lr=0.5)),
    ("Prodigy", {"use_bias_correction": 1, "safeguard_warmup": 1, "d0": 1e-3},
     lambda p: prodigyopt.Prodigy(p, use_bias_correction=True, safeguard_warmup=True, d0=1e-3)),
    ("AdaBelief", {"lr": 1e-3, "rectify": 1}, lambda p: adabelief(p, lr=1e-3)),
    ("AdaBelief", {"lr": 1e-3, "rectify": 1, "beta_1": 0.7, "beta_2": 0.9, "epsilon": 0.01, "eps_root": 0.01},
     lambda p: adabelief(p, lr=1e-3, betas=(0.7, 0.9), eps=0.01)),
    ("LAMB", {"lr": 0.01, "epsilon": 1e-12, "max_norm_of_weights": 1},
     lambda p: torch_optimizer.Lamb(p, lr=0.01, eps=1e-15, clamp_value=1)),
    ("SGD", {"lr": 1e-3, "momentum": 0.9, "dampening": 0.9, "dampens_first": 1},
     lambda p: optimi.SGD(p, lr=1e-3, momentum=0.9, dampening=True)),
]
FUNCTIONS = {
    "rosenbrock": ((-1.5, 2.0), lambda p: (1 - p[0]) ** 2 + 100 * (p[1] - p[0] ** 2) ** 2),
    "quadratic": ((1.0, 1.0), lambda p: 0.5 * (p[0] ** 2 + 100 * p[1] ** 2)),
}


def path(function, start, make):
    point = torch.tensor(start, dtype=torch.float64, requires_grad=True)
    with contextlib.redirect_stdout(io.StringIO()):
        optimizer = make([point])
    steps = []
    for step in range(1, STEPS + 1):
        optimizer.zero_grad()
        function(point).backward()
        optimizer.step()
        if step <= 5 or step % 5 == 0:
            steps.append([step, *point.tolist()])
    return steps


judge = Judge(relative=1e-9)
cases = []
for number, (rule, given, make) in enumerate(CASES):
    for name, (start, function) in FUNCTIONS.items():
        steps = path(function, start, make)
        cases.append({
            "name": f"authors/{rule}-{number}/{name}", "optimizer": rule, "function": name, "start": list(start),
            "hyperparameters": given, "steps": steps, "tolerances": [1e-9] * len(steps)})
judge.golden("Tests/OptimizersTests/Golden/optimizers_authors.json", {"cases": cases})
judge.finish()
