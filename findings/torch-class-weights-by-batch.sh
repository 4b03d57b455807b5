#!/usr/bin/env bash
# PyTorch 2.13.0: the class weights of CrossEntropyLoss do nothing in a batch of one class, and mean something else for one-hot targets.
#
# With class numbers the mean divides by the sum of the weights of the batch's rows, so that a weight counts only beside rows of another class:
# in batches of one row a weight of 10 gives the loss and the gradient that no weight gives, and accumulating batches of one row is not the
# batch of all. With the same labels as one-hot rows the mean divides by the number of rows: another loss (6.63 instead of 1.21), and gradients
# 5.5 times as long. BCEWithLogitsLoss(pos_weight=) always divides by the rows.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder"
"$folder/bin/pip" install --quiet --disable-pip-version-check torch==2.13.0 numpy==2.4.6
"$folder/bin/python" - <<'PYTHON'
import torch
from torch import nn


def loss_and_gradient(criterion, targets, rows=slice(None)):
    logits = torch.tensor([[2.0, 0.0], [1.0, 0.0]], requires_grad=True)
    loss = criterion(logits[rows], targets[rows])
    loss.backward()
    return round(loss.item(), 4), round(logits.grad.norm().item(), 4)


numbers = torch.tensor([0, 1])
one_hot = nn.functional.one_hot(numbers).float()
weighted, plain = nn.CrossEntropyLoss(weight=torch.tensor([1.0, 10.0])), nn.CrossEntropyLoss()
alone = [loss_and_gradient(criterion, numbers, slice(1, 2)) for criterion in (weighted, plain)]
both = [loss_and_gradient(weighted, targets) for targets in (numbers, one_hot)]
print("torch", torch.__version__, "loss and length of the gradient")
print("one row of class 1, weight 10 and no weights:", alone)
print("both rows, weights 1 and 10, class numbers and one-hot:", both)
binary = [nn.BCEWithLogitsLoss(pos_weight=torch.tensor(w))(torch.tensor([-1.0]), torch.ones(1)).item() for w in (1.0, 10.0)]
print("BCEWithLogitsLoss of one row, pos_weight 1 and 10:", binary)
assert alone[0] == alone[1]
assert both[0][0] == 1.2054 and both[1][0] == 6.6298 and abs(both[1][1] / both[0][1] - 5.5) < 0.01
assert abs(binary[1] / binary[0] - 10) < 1e-5
PYTHON
