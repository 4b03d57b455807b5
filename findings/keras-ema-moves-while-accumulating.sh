#!/usr/bin/env bash
# Keras 3.15.1: with gradient_accumulation_steps, use_ema averages over batches, in most of which the weights have not moved.
#
# Accumulating 8 batches makes one update of them; clipping, weight decay, the iterations and the schedule wait for it. The moving average
# of the weights does not: it takes a step towards the same weights eight times, so that its momentum per update is m to the power of 8, 0.43
# instead of 0.9. Under updates of 1 an average of momentum 0.9 comes to lag 9 behind the weights; with 8 batches for each update it lags
# 1.58, and less than 1 before the next update: most of the smoothing it was made for is gone. On JAX and PyTorch alike.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder"
"$folder/bin/pip" install --quiet --disable-pip-version-check torch==2.13.0 jax==0.10.2 keras==3.15.1 numpy==2.4.6
for backend in jax torch; do
    JAX_PLATFORMS=cpu KERAS_BACKEND=$backend "$folder/bin/python" - 2>/dev/null <<'PYTHON'
import keras


def lag(batches):
    """How far the average is behind the weight after 40 updates of 1, each of that many equal batches."""
    weight = keras.Variable([0.0])
    optimizer = keras.optimizers.SGD(1.0, use_ema=True, ema_momentum=0.9, gradient_accumulation_steps=batches)
    optimizer.build([weight])
    for _ in range(40 * (batches or 1)):
        optimizer.apply([keras.ops.convert_to_tensor([-1.0])], [weight])
    reached = float(weight[0])
    optimizer.finalize_variable_values([weight])
    return reached, reached - float(weight[0])


print("keras", keras.__version__, "on", keras.backend.backend(), "ema_momentum 0.9, 40 updates of 1")
for batches in (None, 2, 8):
    reached, behind = lag(batches)
    momentum = 0.9 ** (batches or 1)
    print(f"gradient_accumulation_steps={batches}: weight {reached:.0f}, average {behind:.3f} behind")
    # just after an update the average has moved once towards it, and batches times towards the weight before
    assert reached == 40 and abs(behind - 0.9 / (1 - momentum) * (1 - momentum**39)) < 1e-3
PYTHON
done
