#!/usr/bin/env bash
# bitsandbytes 0.50.2: Adam(amsgrad=True) is Adam, bit for bit.
#
# The argument is documented ("Whether to use the AMSGrad variant") and accepted by Adam, AdamW and their 32-bit and paged forms, and
# then not used; only the 8-bit forms refuse it. Seen with beta_2 = 0.5 and gradients 8, .1, .1, .1, .1, .1 (PyTorch's Adam ends at .4466
# without and at .7271 with amsgrad): .4466 both times.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder"
"$folder/bin/pip" install --quiet --disable-pip-version-check torch==2.13.0 numpy==2.4.6 bitsandbytes==0.50.2
"$folder/bin/python" - <<'PYTHON'
import bitsandbytes
import torch


def path(make, amsgrad):
    point = torch.nn.Parameter(torch.tensor([1.0]))
    optimizer, points = make([point], lr=0.1, betas=(0.9, 0.5), amsgrad=amsgrad), []
    for gradient in (8.0, 0.1, 0.1, 0.1, 0.1, 0.1):
        point.grad = torch.tensor([gradient])
        optimizer.step()
        points.append(point.item())
    return points


print("bitsandbytes", bitsandbytes.__version__, "torch", torch.__version__)
for name, make in (("bitsandbytes", bitsandbytes.optim.Adam), ("torch", torch.optim.Adam)):
    print(f"{name:12}: ends at {path(make, False)[-1]:.4f} without, {path(make, True)[-1]:.4f} with amsgrad=True")
assert path(bitsandbytes.optim.Adam, False) == path(bitsandbytes.optim.Adam, True)
assert abs(path(torch.optim.Adam, True)[-1] - 0.7271) < 1e-4
PYTHON
