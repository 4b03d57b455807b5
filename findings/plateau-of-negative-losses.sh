#!/usr/bin/env bash
# PyTorch 2.13.0 and optax 0.2.8: their reductions on a plateau never act on a loss below zero.
#
# Both ask whether the loss fell by a share of the best one: loss < best*(1 - 1e-4). For best = -1 that is loss < -0.9999, which
# the same loss, and even a slightly worse one, fulfils. So a loss that stands at -1 (a log-likelihood, a cosine similarity) counts
# as better every time and the rate is never cut; one that stands at +1 is cut to nothing. A loss that gets worse for ever, from
# -1 to -0.95, replaces the best one each time as well.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder"
"$folder/bin/pip" install --quiet --disable-pip-version-check torch==2.13.0 numpy==2.4.6 jax==0.10.2 optax==0.2.8
JAX_PLATFORMS=cpu "$folder/bin/python" - <<'PYTHON'
import jax.numpy as jnp
import optax
import torch


def torch_rate(losses):
    optimizer = torch.optim.SGD([torch.nn.Parameter(torch.zeros(1))], lr=0.1)
    plateau = torch.optim.lr_scheduler.ReduceLROnPlateau(optimizer, patience=1)
    for loss in losses:
        plateau.step(loss)
    return optimizer.param_groups[0]["lr"], plateau.best


def optax_scale(losses):
    plateau = optax.contrib.reduce_on_plateau(factor=0.1, patience=1)
    state = plateau.init(jnp.zeros(1))
    for loss in losses:
        _, state = plateau.update(jnp.zeros(1), state, value=jnp.asarray(loss))
    return float(state.scale)


worsening = [-1 + 5e-5 * step for step in range(1000)]
print(f"torch {torch.__version__}, optax {optax.__version__}")
print("torch's rate after 12 epochs at +1:", torch_rate([1.0] * 12)[0], " at -1:", torch_rate([-1.0] * 12)[0])
print("torch's rate and best loss after 1000 epochs from -1 up to -0.95:", torch_rate(worsening))
print("optax's scale after 12 steps at +1:", optax_scale([1.0] * 12), " at -1:", optax_scale([-1.0] * 12))
assert torch_rate([1.0] * 12)[0] < 1e-5 and torch_rate([-1.0] * 12)[0] == 0.1
assert torch_rate(worsening) == (0.1, worsening[-1])
assert optax_scale([1.0] * 12) < 1e-5 and optax_scale([-1.0] * 12) == 1
PYTHON
