#!/usr/bin/env bash
# Keras 3.15.1: activations.sparsemax gives rows that do not sum to 1, often nothing but zeros.
#
# Sparsemax is the nearest row of probabilities: y = max(x - tau, 0) with tau = (sum of the support - 1)/its size. Keras adds up all the
# cumulative sums of the support instead of taking the last one. On (0, 4.5, 4.25) the support is {4.5, 4.25} and tau is 3.875: (0, .625, .375).
# Keras has tau = (4.5 + 8.75 - 1)/2 = 6.125, above every number.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder"
"$folder/bin/pip" install --quiet --disable-pip-version-check jax==0.10.2 keras==3.15.1 numpy==2.4.6
JAX_PLATFORMS=cpu KERAS_BACKEND=jax "$folder/bin/python" - <<'PYTHON'
import keras
import numpy

x = numpy.array([[0.0, 4.5, 4.25]])
y = numpy.asarray(keras.activations.sparsemax(x))
print("keras", keras.__version__, "sparsemax", x[0], "->", y[0], "sum", y.sum())
assert y.sum() == 0.0
PYTHON
