#!/usr/bin/env bash
# Thinc 8.3.14 (the optimizer under spaCy): RAdam counts its first step as the second.
#
# Its step counter is raised twice before it is used, so the mean of one gradient is corrected as if it were of two:
# 0.1/(1 - 0.9^2) = .526 instead of 0.1/(1 - 0.9) = 1. Under a constant gradient of 1 the first step at rate 0.1 is .0526 where RAdam's,
# as PyTorch and optax have it, is .1; and rectification sets in at the fifth step instead of the sixth: the step falls to .0025.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder"
"$folder/bin/pip" install --quiet --disable-pip-version-check thinc==8.3.14 numpy==2.4.6
"$folder/bin/python" - <<'PYTHON'
import importlib.metadata

import numpy
from thinc.api import RAdam

optimizer, weights, steps = RAdam(0.1, grad_clip=0.0), numpy.array([1.0], dtype="float32"), []
for _ in range(6):
    before = weights.copy()
    weights, _ = optimizer((1, "W"), weights, numpy.array([1.0], dtype="float32"))
    steps.append(round(float((before - weights)[0]), 4))
print("thinc", importlib.metadata.version("thinc"), "steps under a constant gradient:", steps)
assert steps[0] == 0.0526 and steps[3] > 0.08 and steps[4] == 0.0025
PYTHON
