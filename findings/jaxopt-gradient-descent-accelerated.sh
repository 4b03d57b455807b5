#!/usr/bin/env bash
# JAXopt 0.8.5: GradientDescent is not gradient descent unless it is told so.
#
# acceleration=True is its default, which is Nesterov's method: on x^2 from 1 with a fixed step of 0.1 gradient descent gives
# .8, .64, .512, .4096; JAXopt gives .8, .64, .4759, .3238. Only with acceleration=False is it what its name says.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder"
"$folder/bin/pip" install --quiet --disable-pip-version-check jax==0.10.2 jaxopt==0.8.5 numpy==2.4.6 scipy==1.17.1
JAX_PLATFORMS=cpu "$folder/bin/python" - <<'PYTHON'
import importlib.metadata

import jax
import jaxopt

jax.config.update("jax_enable_x64", True)


def path(**options):
    solver = jaxopt.GradientDescent(lambda x: x @ x, stepsize=0.1, **options)
    point = jax.numpy.array([1.0])
    state, points = solver.init_state(point), []
    for _ in range(4):
        point, state = solver.update(point, state)
        points.append(round(float(point[0]), 6))
    return points


print("jaxopt", importlib.metadata.version("jaxopt"))
print("GradientDescent(stepsize=0.1)                    ", path())
print("GradientDescent(stepsize=0.1, acceleration=False)", path(acceleration=False))
assert path() == [0.8, 0.64, 0.475936, 0.32378]
assert path(acceleration=False) == [0.8, 0.64, 0.512, 0.4096]
PYTHON
