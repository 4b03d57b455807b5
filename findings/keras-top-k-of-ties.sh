#!/usr/bin/env bash
# Keras 3.15.1: a network that has diverged has a top-k accuracy of 1.
#
# A class is among the k largest if no k others are larger, and equal ones are not: of a row of equal outputs every class is the best. A model
# that says 1/10 ten times has a top-1 accuracy of 1, where accuracy is 0.1. The same happens to every overconfident softmax: of a row that
# has come to 1 and nine zeros all ten are among the best two, so a training whose rate is too large ends with an accuracy of chance and a
# top-k accuracy of 1, on JAX and PyTorch. scikit-learn's top_k_accuracy_score lets equal outputs stand in the order of their classes.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder"
"$folder/bin/pip" install --quiet --disable-pip-version-check \
    torch==2.13.0 jax==0.10.2 keras==3.15.1 numpy==2.4.6 scikit-learn==1.9.1 scipy==1.17.1
for backend in jax torch; do
    JAX_PLATFORMS=cpu KERAS_BACKEND=$backend "$folder/bin/python" - 2>/dev/null <<'PYTHON'
import keras
import numpy as np
from sklearn.metrics import top_k_accuracy_score

labels = np.arange(10)


def top(k, outputs):
    metric = keras.metrics.SparseTopKCategoricalAccuracy(k=k)
    metric.update_state(labels, outputs)
    return float(metric.result()), float(top_k_accuracy_score(labels, outputs, k=k, labels=labels))


print("keras", keras.__version__, "on", keras.backend.backend())
equal, sure = np.full((10, 10), 0.1, "float32"), np.eye(10, dtype="float32")[np.zeros(10, int)]
for name, outputs, k in (("all classes 0.1", equal, 1), ("class 0 always, surely", sure, 1), ("class 0 always, surely", sure, 2)):
    print(f"{name}, k = {k}: Keras {top(k, outputs)[0]:.1f}, scikit-learn {top(k, outputs)[1]:.1f}")
assert top(1, equal) == (1.0, 0.1) and abs(top(1, sure)[0] - 0.1) < 1e-6 and top(2, sure) == (1.0, 0.2)

keras.utils.set_random_seed(0)
random = np.random.default_rng(0)
x, y = 100 * random.normal(size=(256, 4)).astype("float32"), random.integers(0, 10, 256)  # labels that nothing can predict
layers = [keras.layers.Dense(32, "relu"), keras.layers.Dense(32, "relu"), keras.layers.Dense(10, "softmax")]
model = keras.Sequential([keras.Input((4,)), *layers])
top_5 = keras.metrics.SparseTopKCategoricalAccuracy(k=5, name="top_5")
model.compile(keras.optimizers.SGD(1e6), "sparse_categorical_crossentropy", metrics=["accuracy", top_5])
history = model.fit(x, y, epochs=3, verbose=0).history
print("a rate of a million, three epochs:", {name: [round(value, 3) for value in values] for name, values in history.items()})
assert history["top_5"][-1] == 1.0 and history["accuracy"][-1] < 0.2 and history["loss"][-1] > 10
PYTHON
done
