#!/usr/bin/env bash
# PyTorch 2.13.0: a Python number that a tensor's whole numbers cannot hold is cut to their bits without a word, in comparisons too.
#
# `torch.tensor(2**63)` is refused as too large, but beside a tensor the same number is converted to the tensor's type: an int32 tensor plus
# 2**40 is the tensor itself, and [1, 2] < 2**63 is false twice, since 2**63 has become the smallest number there is. NumPy 2 refuses the sum
# with an OverflowError and answers the comparison with true. Step counters, hashed identifiers and bounds such as `mask < limit` meet it.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder"
"$folder/bin/pip" install --quiet --disable-pip-version-check torch==2.13.0 numpy==2.4.6
"$folder/bin/python" - <<'PYTHON'
import numpy
import torch


def tried(body):
    try:
        return body().tolist()
    except (OverflowError, RuntimeError, ValueError) as error:
        return type(error).__name__


small, large = torch.tensor([1, 2], dtype=torch.int32), torch.tensor([1, 2])
plain = numpy.array([1, 2], dtype=numpy.int32)
seen = {
    "torch.tensor(2**63)": tried(lambda: torch.tensor(2**63)),
    "int32 tensor + 2**40": tried(lambda: small + 2**40),
    "int64 tensor < 2**63": tried(lambda: large < 2**63),
    "NumPy int32 + 2**40": tried(lambda: plain + 2**40),
    "NumPy int64 < 2**63": tried(lambda: numpy.array([1, 2]) < 2**63),
}
for what, found in seen.items():
    print(f"torch {torch.__version__}, NumPy {numpy.__version__}: {what}: {found}")
assert list(seen.values()) == ["ValueError", [1, 2], [False, False], "OverflowError", [True, True]]
PYTHON
