#!/usr/bin/env bash
# Keras 3.15.1 on JAX: a model whose optimizer has use_ema=True can be fitted once; the second fit raises an error.
#
# After the first fit the weights are the averages, and they are then the same buffers, which the compiled step gives away twice.
# With PyTorch as the backend the second fit runs.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder"
"$folder/bin/pip" install --quiet --disable-pip-version-check jax==0.10.2 keras==3.15.1 numpy==2.4.6
JAX_PLATFORMS=cpu KERAS_BACKEND=jax "$folder/bin/python" - 2>/dev/null <<'PYTHON'
import keras
import numpy

model = keras.Sequential([keras.Input((2,)), keras.layers.Dense(1)])
model.compile(keras.optimizers.SGD(0.1, use_ema=True), "mse")
x, y = numpy.ones((4, 2)), numpy.ones((4, 1))
model.fit(x, y, epochs=1, verbose=0)
try:
    model.fit(x, y, epochs=1, verbose=0)
    second = "runs"
except Exception as error:
    second = "raises " + type(error).__name__
print("keras", keras.__version__, "use_ema=True on JAX: the second fit", second)
assert second.startswith("raises")
PYTHON
