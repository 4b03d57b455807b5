#!/usr/bin/env bash
# TorchMetrics 1.9.0: the same logits and labels give an accuracy of 1 in one batch and of 0.5 in two.
#
# BinaryAccuracy takes predictions for logits when one of a batch lies outside [0, 1], and for probabilities otherwise; each call of
# update decides anew. A batch whose logits all happen to lie between 0 and 1 is cut at 0.5 instead of 0, so the accuracy of an epoch
# depends on how its rows were batched. Seen with the logits .2, .3, -2, 3 for the labels 1, 1, 0, 1.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder"
"$folder/bin/pip" install --quiet --disable-pip-version-check torch==2.13.0 numpy==2.4.6 torchmetrics==1.9.0
"$folder/bin/python" - <<'PYTHON'
import torch
import torchmetrics
from torchmetrics.classification import BinaryAccuracy

logits, labels = torch.tensor([0.2, 0.3, -2.0, 3.0]), torch.tensor([1, 1, 0, 1])


def accuracy(rows_per_batch):
    metric = BinaryAccuracy()
    for x, y in zip(logits.split(rows_per_batch), labels.split(rows_per_batch)):
        metric.update(x, y)
    return metric.compute().item()


print(f"torchmetrics {torchmetrics.__version__}: batches of 4: {accuracy(4)}, of 2: {accuracy(2)}")
assert (accuracy(4), accuracy(2)) == (1.0, 0.5)
PYTHON
