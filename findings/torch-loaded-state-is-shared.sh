#!/usr/bin/env bash
# PyTorch 2.13.0: an optimizer that loads the state of another one moves that one's memory, too.
#
# state_dict() hands out the buffers themselves and load_state_dict keeps them where dtype and device fit, so that both optimizers
# write into the same momentum, moments and step counts. Two trainings that are forked from one by state_dict disturb each other;
# copy.deepcopy of the state keeps them apart.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder"
"$folder/bin/pip" install --quiet --disable-pip-version-check torch==2.13.0 numpy==2.4.6
"$folder/bin/python" - <<'PYTHON'
import copy

import torch


def forked(kind, settings, copied):
    """The first optimizer's state after a step of the second, which began with that state."""
    optimizers, weights = [], [torch.ones(2, requires_grad=True) for _ in range(2)]
    for weight in weights:
        optimizers.append(kind([weight], lr=0.1, **settings))
        weight.grad = torch.ones(2)
    optimizers[0].step()
    state = optimizers[0].state_dict()
    before = copy.deepcopy(state["state"][0])
    optimizers[1].load_state_dict(copy.deepcopy(state) if copied else state)
    optimizers[1].step()
    after = optimizers[0].state[weights[0]]
    return [name for name in before if not torch.equal(torch.as_tensor(before[name]), torch.as_tensor(after[name]))]


print("torch", torch.__version__)
for kind, settings in ((torch.optim.SGD, {"momentum": 0.9}), (torch.optim.Adam, {}), (torch.optim.RMSprop, {})):
    changed = forked(kind, settings, copied=False)
    print(kind.__name__, "the other one's step has changed", changed)
    assert changed and not forked(kind, settings, copied=True)
PYTHON
