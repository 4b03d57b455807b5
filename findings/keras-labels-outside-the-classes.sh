#!/usr/bin/env bash
# Keras 3.15.1 on JAX: labels that are no class number are taken, and come to mean another class, or nothing.
#
# keras.utils.to_categorical uses labels as places in an array, where −1 is the last: labels of −1 and 1, as support vector machines and many
# public files have them, all become class 1, and a model fitted on them has an accuracy of 1. sparse_categorical_crossentropy gives a label
# outside of 0 to n − 1 a row of zeros, so that its loss is 0 and its gradient too: of classes numbered from 1 to 3 the third teaches nothing,
# and the mean loss looks the better for it. On PyTorch the same labels raise an error.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder"
"$folder/bin/pip" install --quiet --disable-pip-version-check jax==0.10.2 keras==3.15.1 numpy==2.4.6
JAX_PLATFORMS=cpu KERAS_BACKEND=jax "$folder/bin/python" - 2>/dev/null <<'PYTHON'
import jax
import keras
import numpy as np

rows = keras.utils.to_categorical([-1, 1, 1, -1]).tolist()
print(f"keras {keras.__version__} on {keras.backend.backend()}: to_categorical([-1, 1, 1, -1]) is {rows}")
assert rows == [[0.0, 1.0]] * 4

logits = np.array([[0.2, 0.5, 0.3]], dtype="float32")
entropy = keras.losses.SparseCategoricalCrossentropy(from_logits=True)
found = {}
for label in (2, 3, -1):
    loss, gradient = jax.value_and_grad(lambda logits: entropy(np.array([label]), logits))(logits)
    found[label] = (abs(round(float(loss), 4)), float(np.abs(gradient).sum()))
print("three classes, loss and size of the gradient by label:", found)
assert found[2][0] > 1 and found[2][1] > 1 and found[3] == found[-1] == (0, 0)
PYTHON
