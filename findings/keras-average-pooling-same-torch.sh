#!/usr/bin/env bash
# Keras 3.15.1 on PyTorch: AveragePooling2D(3, strides=2, padding="same") has other numbers than the same layer on JAX.
#
# With "same", what lies outside the picture is no part of a mean: the upper right window of the numbers 1 to 16 in four rows holds
# 3, 4, 7, 8, 11, 12, and their mean is 7.5, which JAX gives. On PyTorch the picture is padded by repeating its border first, and the
# mean of the nine is 7.667.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder"
"$folder/bin/pip" install --quiet --disable-pip-version-check torch==2.13.0 jax==0.10.2 keras==3.15.1 numpy==2.4.6
for backend in torch jax; do
    JAX_PLATFORMS=cpu KERAS_BACKEND=$backend "$folder/bin/python" - 2>/dev/null <<'PYTHON'
import keras
import numpy

picture = numpy.arange(1.0, 17.0).reshape(1, 4, 4, 1)
pooled = keras.layers.AveragePooling2D(3, strides=2, padding="same")(picture)
seen = [round(float(value), 3) for value in numpy.array(keras.ops.convert_to_numpy(pooled)).ravel()]
print("keras", keras.__version__, "on", keras.backend.backend(), seen)
assert seen == ([6.0, 7.667, 12.667, 14.333] if keras.backend.backend() == "torch" else [6.0, 7.5, 12.0, 13.5])
PYTHON
done
