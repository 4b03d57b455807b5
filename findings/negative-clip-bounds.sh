#!/usr/bin/env bash
# A bound below 0 for the length of a gradient is taken without a word: PyTorch 2.13.0 turns the gradient round, Keras 3.15.1
# does not clip.
#
# Such a bound comes from a formula or a search over exponents. PyTorch divides the bound by the norm and takes the lesser of that and 1, so a
# negative bound is a negative factor: SGD climbs. Keras asks whether the bound is above 0 and otherwise leaves the gradient as it is.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder"
"$folder/bin/pip" install --quiet --disable-pip-version-check numpy==2.4.6 torch==2.13.0 keras==3.15.1
KERAS_BACKEND=torch "$folder/bin/python" - <<'PYTHON'
import keras
import torch

gradient = [3.0, 4.0]
p = torch.nn.Parameter(torch.tensor([3.0, 4.0]))
(p.square().sum() / 2).backward()
norm = torch.nn.utils.clip_grad_norm_([p], max_norm=-1.0)
torch.optim.SGD([p], lr=1.0).step()
climbed = p.detach().tolist()
print("torch", torch.__version__, "norm", float(norm), "gradient", p.grad.tolist(), "SGD went from [3, 4] to", climbed)

w = keras.Variable(gradient)
keras.optimizers.SGD(1.0, clipnorm=-1.0).apply([keras.ops.convert_to_tensor(gradient)], [w])
unclipped = keras.ops.convert_to_numpy(w).tolist()
print("keras", keras.__version__, "SGD(1.0, clipnorm=-1.0) went from [3, 4] to", unclipped)
assert abs(climbed[0] - 3.6) < 1e-5 and abs(climbed[1] - 4.8) < 1e-5
assert unclipped == [0.0, 0.0]
PYTHON
