#!/usr/bin/env bash
# Keras 3.15.1 beside optax 0.2.8: Lamb(weight_decay=...) is not LAMB's weight decay in Keras.
#
# LAMB's paper, and optax, add the decay to the update before it is scaled by the ratio of norms: u = r + 0.1*x, step rate*|x|/|u|*u. Keras
# takes its decoupled decay, x*(1 - rate*0.1), off the weights first and leaves it out of the ratio. On x = (1, -2) with gradients 2x and 30x
# the points agree to 1e-6 without decay and part in the first step with weight_decay=0.1.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder"
"$folder/bin/pip" install --quiet --disable-pip-version-check jax==0.10.2 keras==3.15.1 optax==0.2.8 numpy==2.4.6
JAX_PLATFORMS=cpu KERAS_BACKEND=jax "$folder/bin/python" - <<'PYTHON'
import jax
import keras
import numpy
import optax

jax.config.update("jax_enable_x64", True)
keras.config.set_floatx("float64")
START, SLOPES = numpy.array([1.0, -2.0]), numpy.array([2.0, 30.0])


def keras_step(decay):
    variable = keras.Variable(START, dtype="float64")
    optimizer = keras.optimizers.Lamb(0.1, epsilon=1e-6, weight_decay=decay or None)
    optimizer.build([variable])
    optimizer.apply([keras.ops.convert_to_tensor(SLOPES * START)], [variable])
    return numpy.asarray(variable)


def optax_step(decay):
    optimizer, point = optax.lamb(0.1, weight_decay=decay), jax.numpy.asarray(START)
    updates, _ = optimizer.update(jax.numpy.asarray(SLOPES * START), optimizer.init(point), point)
    return numpy.asarray(optax.apply_updates(point, updates))


print("keras", keras.__version__, "optax", optax.__version__)
for decay in (0.0, 0.1):
    print(f"weight_decay={decay}: Keras {keras_step(decay)}, optax {optax_step(decay)}")
assert abs(keras_step(0.0) - optax_step(0.0)).max() < 1e-5
assert abs(keras_step(0.1) - optax_step(0.1)).max() > 1e-3
PYTHON
