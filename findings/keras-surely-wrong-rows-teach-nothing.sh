#!/usr/bin/env bash
# Keras 3.15.1 on JAX and PyTorch: a row that a softmax or sigmoid layer gets surely wrong has a gradient of 0.
#
# Cross-entropy is chosen because its slope does not vanish where a model is sure and wrong: by the logits it is p - y, near 1 there. Keras
# takes the probabilities of the last layer and keeps them between 1e-7 and 1 - 1e-7 before the logarithm, and outside of that the slope is
# that of a constant. From a logit of 17 against the truth the loss stands at 16 and no training moves it, though it is the largest a row
# can have. After a step that was too long, or on labels that have changed their places, a model stays wrong for good. With the activation
# left out and from_logits=True the same model, data and rate learn; on TensorFlow, which finds the logits behind the layer, both do.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder"
"$folder/bin/pip" install --quiet --disable-pip-version-check torch==2.13.0 jax==0.10.2 tensorflow-cpu==2.21.0 keras==3.15.1 numpy==2.4.6
for backend in jax torch tensorflow; do
    JAX_PLATFORMS=cpu KERAS_BACKEND=$backend "$folder/bin/python" - 2>/dev/null <<'PYTHON'
import keras
import numpy as np

clipped = keras.backend.backend() != "tensorflow"
one = np.ones((1, 1), "float32")
kinds = {
    "softmax": (2, "softmax", keras.losses.SparseCategoricalCrossentropy, [1]),
    "sigmoid": (1, "sigmoid", keras.losses.BinaryCrossentropy, [[0.0]]),
}


def trained(kind, logit, from_logits, epochs):
    """The losses of a model whose first logit is `logit` against the truth, and how far the first weight has moved."""
    units, activation, loss, truth = kinds[kind]
    layer = keras.layers.Dense(units, None if from_logits else activation, use_bias=False)
    model = keras.Sequential([keras.Input((1,)), layer])
    start = np.zeros((1, units), "float32")
    start[0, 0] = logit
    model.set_weights([start])
    model.compile(keras.optimizers.SGD(0.1), loss(from_logits=from_logits))
    losses = model.fit(one, np.array(truth), epochs=epochs, verbose=0).history["loss"]
    return losses, float(logit - model.get_weights()[0][0, 0])


print("keras", keras.__version__, "on", keras.backend.backend(), "one step of SGD(0.1): how far the wrong logit falls")
for kind in kinds:
    for from_logits in (False, True):
        moved = [round(trained(kind, logit, from_logits, 1)[1], 4) for logit in (10.0, 15.0, 17.0, 30.0)]
        print(f"{kind}, {'from_logits=True' if from_logits else 'probabilities'}: from 10, 15, 17, 30 it falls by {moved}")
        assert np.allclose(moved, [0.1, 0.1, 0.0, 0.0] if clipped and not from_logits else 0.1, atol=0.02)
    stuck, free = trained(kind, 30.0, False, 1000)[0], trained(kind, 30.0, True, 1000)[0]
    print(f"{kind}, 1000 epochs from 30: the loss goes {stuck[0]:.3f} -> {stuck[-1]:.3f}, from_logits {free[0]:.3f} -> {free[-1]:.3f}")
    assert free[0] > 29 and free[-1] < 0.1 and (stuck[0] == stuck[-1] > 15 if clipped else stuck == free)
PYTHON
done
