#!/usr/bin/env bash
# PyTorch 2.13.0: a cyclic schedule turns plain SGD into SGD with momentum.
#
# CyclicLR and OneCycleLR move the momentum too unless cycle_momentum=False is said, and refuse optimizers without one (Adagrad). SGD
# without momentum is not refused: its momentum of 0 counts as one, and becomes 0.9 (0.95) when the schedule is made. With a rate that
# never changes, plain gradient descent on x² goes 0.8, 0.64, 0.512; under CyclicLR of the same constant rate 0.8, 0.46, 0.06.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder"
"$folder/bin/pip" install --quiet --disable-pip-version-check torch==2.13.0 numpy==2.4.6
"$folder/bin/python" - <<'PYTHON'
import torch
from torch.optim.lr_scheduler import CyclicLR, OneCycleLR


def descend(schedule):
    point = torch.nn.Parameter(torch.tensor([1.0], dtype=torch.float64))
    optimizer = torch.optim.SGD([point], lr=0.1)
    before = optimizer.param_groups[0]["momentum"]
    scheduler = schedule(optimizer)
    momentum, path = optimizer.param_groups[0]["momentum"], []
    for _ in range(3):
        optimizer.zero_grad()
        (point * point).sum().backward()
        optimizer.step()
        path.append(round(point.item(), 4))
        if scheduler is not None:
            scheduler.step()
    return before, momentum, path


plain = descend(lambda optimizer: None)
cyclic = descend(lambda optimizer: CyclicLR(optimizer, base_lr=0.1, max_lr=0.1))
still = descend(lambda optimizer: CyclicLR(optimizer, base_lr=0.1, max_lr=0.1, cycle_momentum=False))
one = descend(lambda optimizer: OneCycleLR(optimizer, max_lr=0.1, total_steps=10))
for name, found in [("no schedule", plain), ("CyclicLR", cyclic), ("cycle_momentum=False", still), ("OneCycleLR", one)]:
    print(f"torch {torch.__version__}: {name}: momentum {found[0]} -> {found[1]}, x {found[2]}")
assert plain == still == (0, 0, [0.8, 0.64, 0.512])
assert cyclic == (0, 0.9, [0.8, 0.46, 0.0621])
assert one[:2] == (0, 0.95)
try:
    CyclicLR(torch.optim.Adagrad([torch.nn.Parameter(torch.zeros(1))]), 0.1, 0.1)
    raise SystemExit("Adagrad is not refused any more")
except ValueError as error:
    print(f"Adagrad: {error}")
PYTHON
