#!/usr/bin/env bash
# PyTorch 2.13.0: a parameter group that joins during a warm-up ends above its own rate; with other schedules it is refused.
#
# Layers are often unfrozen one after the other with add_param_group. LinearLR multiplies the rate a group has at the moment by the ratio of
# two factors instead of computing it from the group's base rate, so a group that comes with 0.1 after the second of five steps is warmed
# from there and stays at 0.1667, while the first group arrives at 0.1. CosineAnnealingLR and PolynomialLR keep it above the first group's
# rate until both are 0. LambdaLR, MultiplicativeLR, OneCycleLR, CyclicLR and the warm restarts raise errors at the next step instead.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder"
"$folder/bin/pip" install --quiet --disable-pip-version-check torch==2.13.0 numpy==2.4.6
"$folder/bin/python" - <<'PYTHON'
import warnings

import torch
from torch.optim import lr_scheduler as schedules

warnings.simplefilter("ignore")


def rates(make):
    optimizer = torch.optim.SGD([torch.nn.Parameter(torch.zeros(1))], lr=0.1)
    schedule, seen = make(optimizer), []
    for step in range(1, 7):
        optimizer.step()
        schedule.step()
        if step == 2:
            optimizer.add_param_group({"params": [torch.nn.Parameter(torch.zeros(1))], "lr": 0.1})
        seen.append([round(group["lr"], 4) for group in optimizer.param_groups])
    return seen


print(f"torch {torch.__version__}: rates after steps 1 to 6; after the second, a group of lr=0.1 joins one of lr=0.1")
accepted = {
    "LinearLR": lambda optimizer: schedules.LinearLR(optimizer, start_factor=1 / 3, total_iters=5),
    "CosineAnnealingLR": lambda optimizer: schedules.CosineAnnealingLR(optimizer, T_max=10),
    "PolynomialLR": lambda optimizer: schedules.PolynomialLR(optimizer, total_iters=10),
}
found = {name: rates(make) for name, make in accepted.items()}
for name, seen in found.items():
    print(f"{name}: {seen}")
assert found["LinearLR"][-1] == [0.1, 0.1667]
assert found["CosineAnnealingLR"][-1] == [0.0345, 0.0382] and found["PolynomialLR"][-1] == [0.04, 0.05]
refused = {
    "LambdaLR": lambda optimizer: schedules.LambdaLR(optimizer, lambda epoch: 0.5**epoch),
    "MultiplicativeLR": lambda optimizer: schedules.MultiplicativeLR(optimizer, lambda epoch: 0.5),
    "OneCycleLR": lambda optimizer: schedules.OneCycleLR(optimizer, 0.1, total_steps=10, cycle_momentum=False),
    "CyclicLR": lambda optimizer: schedules.CyclicLR(optimizer, 0.01, 0.1, cycle_momentum=False),
    "CosineAnnealingWarmRestarts": lambda optimizer: schedules.CosineAnnealingWarmRestarts(optimizer, 10),
}
for name, make in refused.items():
    try:
        rates(make)
    except (KeyError, ValueError) as error:
        print(f"{name}: {type(error).__name__}: {error}")
    else:
        raise SystemExit(name + " does not refuse the group any more")
PYTHON
