#!/usr/bin/env bash
# optax 0.2.8: inject_hyperparams(adam) of bfloat16 weights is nan after its first step; adam itself is not.
#
# inject_hyperparams makes a rule's settings part of its state, so that the rate can be read and set while training. Every setting becomes a
# number of the gradients' type, and the nearest bfloat16 to a beta_2 of 0.999 is 1: the second moment stays 0 and its correction divides 0 by 0.
# adam(0.01) alone computes with 0.999 on the same weights. hyperparam_dtype=jnp.float32 gives the settings back; what is in the state says
# b2 = 1. In float16 it is the epsilon that becomes 0.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder"
"$folder/bin/pip" install --quiet --disable-pip-version-check jax==0.10.2 optax==0.2.8 numpy==2.4.6
JAX_PLATFORMS=cpu "$folder/bin/python" - <<'PYTHON'
import math

import jax.numpy as jnp
import optax


def after_five(rule, kind):
    point = jnp.ones(1, kind)
    state = rule.init(point)
    for _ in range(5):
        step, state = rule.update(jnp.full(1, 0.5, kind), state, point)
        point = optax.apply_updates(point, step)
    return float(point[0]), {name: float(value) for name, value in getattr(state, "hyperparams", {}).items()}


print("optax", optax.__version__, "five steps from 1 with a gradient of 0.5")
plain, _ = after_five(optax.adam(0.01), jnp.bfloat16)
injected, settings = after_five(optax.inject_hyperparams(optax.adam)(learning_rate=0.01), jnp.bfloat16)
repaired, _ = after_five(optax.inject_hyperparams(optax.adam, hyperparam_dtype=jnp.float32)(learning_rate=0.01), jnp.bfloat16)
_, of_float16 = after_five(optax.inject_hyperparams(optax.adam)(learning_rate=0.01), jnp.float16)
print(f"adam {plain}, injected {injected} with {settings}, with hyperparam_dtype {repaired}")
print("float16:", of_float16)
assert 0.93 < plain < 0.96 and math.isnan(injected) and 0.93 < repaired < 0.96
assert settings["b2"] == 1 and of_float16["eps"] == 0
PYTHON
