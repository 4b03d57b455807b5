#!/usr/bin/env bash
# PyTorch 2.13.0: a learning rate given as a tensor is one number for all parameter groups, and schedules change it once for each.
#
# lr may be a tensor, which fused, capturable and compiled steps want. Groups without a rate of their own then hold the very same tensor, and a
# schedule writes into it. ReduceLROnPlateau(factor=0.5) multiplies it once for each group: three groups go from 0.1 to 0.0125 instead of
# 0.05. LambdaLR with a function for each group leaves the last one's rate in all. The variable of the caller changes as well. With lr=0.1
# as a number all of this is as it should be.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder"
"$folder/bin/pip" install --quiet --disable-pip-version-check torch==2.13.0 numpy==2.4.6
"$folder/bin/python" - <<'PYTHON'
import torch
from torch.optim import lr_scheduler as schedules


def groups(rate, count):
    return torch.optim.Adam([{"params": [torch.nn.Parameter(torch.ones(1))]} for _ in range(count)], lr=rate)


def rates(optimizer):
    return [round(float(group["lr"]), 5) for group in optimizer.param_groups]


def after_a_cut(rate):
    optimizer = groups(rate, 3)
    schedule = schedules.ReduceLROnPlateau(optimizer, factor=0.5, patience=0)
    for loss in (1.0, 1.0):
        optimizer.step()
        schedule.step(loss)
    return rates(optimizer)


def of_two_functions(rate):
    optimizer = groups(rate, 2)
    schedule = schedules.LambdaLR(optimizer, [lambda epoch: 1.0, lambda epoch: 0.5**epoch])
    optimizer.step()
    schedule.step()
    return rates(optimizer)


mine = torch.tensor(0.1)
seen = {"number": (after_a_cut(0.1), of_two_functions(0.1)), "tensor": (after_a_cut(mine), of_two_functions(torch.tensor(0.1)))}
for kind, (cut, functions) in seen.items():
    print(f"torch {torch.__version__}, lr as a {kind}: one cut by half {cut}, one group held and one halved {functions}")
print("the caller's own tensor is now", mine.item())
assert seen["number"] == ([0.05] * 3, [0.1, 0.05])
assert seen["tensor"] == ([0.0125] * 3, [0.05, 0.05]) and abs(mine.item() - 0.0125) < 1e-6
PYTHON
