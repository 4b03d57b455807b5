#!/usr/bin/env bash
# Keras 3.15.1: after Dense.enable_lora the kernel is held and the bias still learns.
#
# LoRA leaves the weights of a layer as they were and learns a correction of low rank, so that taking the correction out gives the old model
# back. `enable_lora(rank)` holds the kernel only: the bias stays among the trainable weights, and after training the layer is another one even
# where the two factors are set to zero.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder"
"$folder/bin/pip" install --quiet --disable-pip-version-check keras==3.15.1 jax==0.10.2 numpy==2.4.6
KERAS_BACKEND=jax "$folder/bin/python" - <<'PYTHON'
import keras
import numpy as np

keras.utils.set_random_seed(0)
layer = keras.layers.Dense(3)
model = keras.Sequential([keras.layers.Input((4,)), layer])
layer.enable_lora(2)
trainable = [weight.name for weight in model.trainable_weights]
before = keras.ops.convert_to_numpy(layer.bias).copy()
model.compile("sgd", "mse")
x = np.random.default_rng(0).normal(size=(64, 4)).astype("float32")
model.fit(x, np.ones((64, 3), "float32"), epochs=3, verbose=0)
moved = float(np.abs(keras.ops.convert_to_numpy(layer.bias) - before).max())
print("keras", keras.__version__, "trainable after enable_lora(2):", trainable, "bias moved by", round(moved, 3))
assert "bias" in trainable and "kernel" not in trainable and moved > 0.01
PYTHON
