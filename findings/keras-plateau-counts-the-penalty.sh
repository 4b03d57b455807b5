#!/usr/bin/env bash
# Keras 3.15.1: with an L2 penalty, ReduceLROnPlateau on val_loss waits long after the error has stopped falling.
#
# The two usual remedies for a restless training get in each other's way: val_loss contains the penalty, and the weights go on
# shrinking when the error no longer falls. The callback takes that for an improvement. Same model, same seeds, same data: watching
# the error alone (val_mse) the rate is first cut dozens of epochs earlier than watching val_loss.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder"
"$folder/bin/pip" install --quiet --disable-pip-version-check jax==0.10.2 keras==3.15.1 numpy==2.4.6
JAX_PLATFORMS=cpu KERAS_BACKEND=jax "$folder/bin/python" - 2>/dev/null <<'PYTHON'
import keras
import numpy

random = numpy.random.default_rng(0)
x = random.normal(size=(500, 8)).astype("float32")
y = (x[:, :1] + random.normal(size=(500, 1))).astype("float32")


def first_cut(monitor, seed):
    keras.utils.set_random_seed(seed)
    start, penalty = keras.initializers.RandomNormal(stddev=0.3), keras.regularizers.L2(0.01)
    model = keras.Sequential([
        keras.Input((8,)), keras.layers.Dense(64, "relu", kernel_initializer=start, kernel_regularizer=penalty),
        keras.layers.Dense(1, kernel_regularizer=penalty)])
    model.compile(keras.optimizers.Adam(0.001), "mse", metrics=["mse"])
    plateau = keras.callbacks.ReduceLROnPlateau(monitor=monitor, factor=0.2, patience=5, min_lr=1e-5)
    rates = model.fit(x, y, epochs=100, validation_split=0.2, callbacks=[plateau], verbose=0).history["learning_rate"]
    return next((epoch for epoch, rate in enumerate(rates, 1) if rate < rates[0]), 101)


seen = [(first_cut("val_mse", seed), first_cut("val_loss", seed)) for seed in (1, 2, 3)]
print("keras", keras.__version__, "epoch of the first cut (val_mse, val_loss), three seeds:", seen)
assert all(loss - error >= 20 for error, loss in seen)
PYTHON
