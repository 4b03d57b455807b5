#!/usr/bin/env bash
# PyTorch 2.13.0: an Adam that loads an AdamW's state is an AdamW from then on; the other way round it stays what it was.
#
# Whether weight decay is decoupled is one of the settings of a parameter group, and load_state_dict takes a group's settings from the
# file. Adam(weight_decay=0.5) then lets a weight without a gradient decay from 1 to 0.95 as AdamW does; its name, and what it prints in front
# of its settings, stay Adam. AdamW puts its own setting back after loading, so the mistake has no counterpart there.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder"
"$folder/bin/pip" install --quiet --disable-pip-version-check torch==2.13.0 numpy==2.4.6
"$folder/bin/python" - <<'PYTHON'
import copy

import torch
from torch.optim import Adam, AdamW


def made(rule, saved=None):
    """The optimizer after one step without a gradient, and the weight that it has moved from 1."""
    weight = torch.nn.Parameter(torch.ones(1, dtype=torch.float64))
    optimizer = rule([weight], lr=0.1, weight_decay=0.5)
    if saved is not None:
        optimizer.load_state_dict(copy.deepcopy(saved.state_dict()))
    weight.grad = torch.zeros(1, dtype=torch.float64)
    optimizer.step()
    return optimizer, round(weight.item(), 4)


for rule, other in ((Adam, AdamW), (AdamW, Adam)):
    (alone, first), (loaded, moved) = made(rule), made(rule, made(other)[0])
    decoupled = [one.param_groups[0]["decoupled_weight_decay"] for one in (alone, loaded)]
    print(f"torch {torch.__version__}: {rule.__name__} new: 1 -> {first}; with the state of {other.__name__}: 1 -> {moved}; decoupled {decoupled}")
    assert decoupled == ([False, True] if rule is Adam else [True, True])
    assert type(loaded) is rule
    if rule is Adam:
        assert (first, moved) == (0.9, 0.95)
PYTHON
