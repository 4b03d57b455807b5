#!/usr/bin/env bash
# PyTorch 2.13.0: torch.optim.ASGD steps with a float32 rate even where every parameter is float64.
#
# The rate is kept as a tensor of the default type, so 0.1 becomes 0.100000001490116: the first step of a float64 parameter is off by 3e-9
# where SGD's is exact to 1e-16. torch.set_default_dtype(torch.float64) before the optimizer is made repairs it.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder"
"$folder/bin/pip" install --quiet --disable-pip-version-check torch==2.13.0 numpy==2.4.6
"$folder/bin/python" - <<'PYTHON'
import torch


def first_error():
    point = torch.nn.Parameter(torch.tensor([1.0], dtype=torch.float64))
    optimizer = torch.optim.ASGD([point], lr=0.1, lambd=0.0)
    point.grad = torch.tensor([2.0], dtype=torch.float64)
    optimizer.step()
    return abs(point.item() - 0.8)


single = first_error()
torch.set_default_dtype(torch.float64)
double = first_error()
print(f"torch {torch.__version__}: error of the first step {single:.2e}, with a float64 default {double:.2e}")
assert 2e-9 < single < 4e-9 and double < 1e-15
PYTHON
