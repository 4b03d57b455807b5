#!/usr/bin/env bash
# optax 0.2.8: polyak_sgd(scaling=0.5) takes steps twice as long, not half as long.
#
# The Polyak step is (f - f*)/|g|^2 times g, and `scaling` is described as a factor of it. The gradient is scaled before its norm is taken, so
# that the factor is squared in the divisor: the step is divided by it. On f = x^2 at 1: 1/4 times 2 is 0.5; with scaling 0.5 it is 1.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder"
"$folder/bin/pip" install --quiet --disable-pip-version-check jax==0.10.2 optax==0.2.8 numpy==2.4.6
JAX_PLATFORMS=cpu "$folder/bin/python" - <<'PYTHON'
import jax
import jax.numpy as jnp
import optax

found = {}
for scaling in (1.0, 0.5):
    rule = optax.polyak_sgd(max_learning_rate=10.0, scaling=scaling)
    x = jnp.array([1.0])
    value, gradient = jax.value_and_grad(lambda x: jnp.sum(x**2))(x)
    step, _ = rule.update(gradient, rule.init(x), x, value=value)
    found[scaling] = float(step[0])
print("optax", optax.__version__, "polyak_sgd: the first step on x^2 from 1, by scaling:", found)
assert found == {1.0: -0.5, 0.5: -1.0}
PYTHON
