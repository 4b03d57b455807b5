#!/usr/bin/env bash
# PyTorch 2.13.0: in Adam the strength of weight_decay hardly matters to a weight that has no other gradient.
#
# Adam's weight_decay adds λw to the gradient, and Adam divides by the gradient's size. Where the data gives none (a dead unit, an
# input that is always 0), λw is all there is and λ cancels: 1000 steps of 0.001 bring a weight from 1 to 0.26 for λ of 1, of 0.01
# and of one millionth alike. With AdamW, the same λ of one millionth leaves 0.999999.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder"
"$folder/bin/pip" install --quiet --disable-pip-version-check numpy==2.4.6 torch==2.13.0
"$folder/bin/python" - <<'PYTHON'
import torch


def left(rule, decay):
    weight = torch.nn.Parameter(torch.ones(1, dtype=torch.float64))
    optimizer = rule([weight], lr=0.001, weight_decay=decay)
    for _ in range(1000):
        weight.grad = torch.zeros_like(weight)
        optimizer.step()
    return round(weight.item(), 6)


strengths = (1.0, 1e-2, 1e-4, 1e-6)
seen = {rule.__name__: [left(rule, decay) for decay in strengths] for rule in (torch.optim.Adam, torch.optim.AdamW)}
print("torch", torch.__version__, "weight_decay", strengths, "left of 1 after 1000 steps without a gradient:", seen)
assert max(seen["Adam"]) - min(seen["Adam"]) < 0.01 and max(seen["Adam"]) < 0.27
assert seen["AdamW"][-1] == 0.999999
PYTHON
