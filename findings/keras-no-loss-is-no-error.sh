#!/usr/bin/env bash
# Keras 3.15.1 on JAX 0.10.2: a model that was compiled without a loss trains without a word, and learns nothing.
#
# compile(optimizer="adam") leaves loss=None, which is meant for models that add their losses themselves. Where nothing adds one, fit reports
# a loss of 0.0 from the first epoch on, as of a model that has learnt everything, evaluate gives 0.0, and no weight moves; nothing is raised
# and nothing is warned of. The same lines on the torch backend end with a ValueError, "No loss to compute".
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder"
"$folder/bin/pip" install --quiet --disable-pip-version-check keras==3.15.1 jax==0.10.2 numpy==2.4.6
KERAS_HOME="$folder" KERAS_BACKEND=jax "$folder/bin/python" - <<'PYTHON'
import warnings

import keras
import numpy as np

x = np.random.default_rng(0).normal(size=(64, 3)).astype("float32")
y = x.sum(axis=1, keepdims=True)
model = keras.Sequential([keras.Input((3,)), keras.layers.Dense(1)])
model.compile(optimizer="adam")
before = [w.copy() for w in model.get_weights()]
with warnings.catch_warnings(record=True) as told:
    warnings.simplefilter("always")
    history = model.fit(x, y, epochs=3, verbose=0).history
moved = any((a != b).any() for a, b in zip(before, model.get_weights()))
about_loss = [str(w.message) for w in told if "loss" in str(w.message).lower()]
print(f"keras {keras.__version__} on {keras.backend.backend()}")
print(f"history {history}, evaluate {model.evaluate(x, y, verbose=0)}, weights moved: {moved}, warnings about the loss: {len(about_loss)}")
assert history["loss"] == [0.0, 0.0, 0.0] and not moved and not about_loss
PYTHON
