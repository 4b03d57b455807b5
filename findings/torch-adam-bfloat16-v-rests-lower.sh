#!/usr/bin/env bash
# PyTorch 2.13.0: with weights in bfloat16, a larger beta_2 makes Adam's steps longer, and fused=True makes them longer still.
#
# beta_2 nearer to 1 averages the squared gradients for longer and is advised to calm a run. The average is kept in the weights' format: under
# a constant gradient of 1 it should come to 1, and rests for good at 1.0, 0.98, 0.5 and 0.25 for beta_2 of 0.9, 0.99, 0.999 and 0.9995, since its next
# change is less than half the distance between neighbouring bfloat16 numbers. Steps are divided by its root: those of 0.9995 are twice too long.
# fused=True, taken for a faster spelling of the same, rests at half of that (0.25 and 0.125): it rounds once a step instead of after each operation.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder"
"$folder/bin/pip" install --quiet --disable-pip-version-check numpy==2.4.6 torch==2.13.0
"$folder/bin/python" - <<'PYTHON'
import torch


def rests(beta_2, **how):
    weight = torch.nn.Parameter(torch.zeros(8, dtype=torch.bfloat16))
    optimizer = torch.optim.Adam([weight], lr=0.001, betas=(0.9, beta_2), **how)
    for _ in range(4000):
        weight.grad = torch.ones_like(weight)
        optimizer.step()
    return optimizer.state[weight]["exp_avg_sq"][0].item()


betas = (0.9, 0.99, 0.999, 0.9995)
plain = [rests(beta, foreach=False) for beta in betas]
fused = [rests(beta, fused=True) for beta in betas]
print("torch", torch.__version__, "beta_2", betas, "second moment after 4000 gradients of 1: plain", plain, "fused", fused)
assert plain == [1.0, 0.98046875, 0.5, 0.25]
assert fused == [0.984375, 0.8046875, 0.25, 0.125]
PYTHON
