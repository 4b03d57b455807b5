#!/usr/bin/env bash
# Keras 3.15.1: `compile` without metrics keeps the metrics of the compile before.
#
# A model compiled with metrics=["mae"], trained, and compiled anew with optimizer and loss alone goes on measuring and reporting
# mae, in fit's history and in evaluate. An empty list, metrics=[], ends it; leaving the argument out does not.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder"
"$folder/bin/pip" install --quiet --disable-pip-version-check jax==0.10.2 keras==3.15.1 numpy==2.4.6
JAX_PLATFORMS=cpu KERAS_BACKEND=jax "$folder/bin/python" - 2>/dev/null <<'PYTHON'
import keras
import numpy

x = numpy.ones((4, 1))
model = keras.Sequential([keras.Input((1,)), keras.layers.Dense(1)])
seen = {}
for name, metrics in {"['mae']": {"metrics": ["mae"]}, "none": {}, "[]": {"metrics": []}, "['mape']": {"metrics": ["mape"]}}.items():
    model.compile("sgd", "mse", **metrics)
    seen[name] = list(model.fit(x, x, verbose=0).history)
print("keras", keras.__version__, "metrics given, metrics reported:", seen)
assert seen["none"] == ["loss", "mae"]
PYTHON
