#!/usr/bin/env bash
# NumPyro 0.22.0 and jax.example_libraries (JAX 0.10.2): Adagrad's first step is a tenth of the learning rate.
#
# AdaGrad's first step is the rate itself, whatever the gradient. NumPyro's Adagrad(step_size) wraps JAX's example optimizer, which puts a
# damped momentum of 0.9 around it by default (m = 0.9 m + 0.1 g/sqrt(v)): from 1 on x^2 with rate 0.1 it goes to .99, .974, .9538 where
# AdaGrad goes to .9, .8331, .7805. NumPyro's page documents step_size alone; momentum=0.0 gives AdaGrad.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder"
"$folder/bin/pip" install --quiet --disable-pip-version-check jax==0.10.2 numpyro==0.22.0 numpy==2.4.6
JAX_PLATFORMS=cpu "$folder/bin/python" - <<'PYTHON'
import jax
import numpyro
from numpyro.optim import Adagrad

jax.config.update("jax_enable_x64", True)


def path(**options):
    optimizer, points = Adagrad(0.1, **options), []
    state = optimizer.init(jax.numpy.array(1.0))
    for _ in range(3):
        state = optimizer.update(2 * optimizer.get_params(state), state)
        points.append(round(float(optimizer.get_params(state)), 4))
    return points


print("numpyro", numpyro.__version__, "jax", jax.__version__)
print("Adagrad(0.1)              ", path())
print("Adagrad(0.1, momentum=0.0)", path(momentum=0.0))
assert path() == [0.99, 0.974, 0.9538]
assert path(momentum=0.0) == [0.9, 0.8331, 0.7805]
PYTHON
