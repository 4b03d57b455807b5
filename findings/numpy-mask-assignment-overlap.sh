#!/usr/bin/env bash
# NumPy 2.4.6: a[mask] = a[:3] reads what it has just written, a[places] = a[:3] does not.
#
# Slices and lists of places are assigned as if the right side had been copied first; a mask of the same places is not. Shifting
# elements within one array by a mask gives other numbers than by np.flatnonzero of that mask.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder"
"$folder/bin/pip" install --quiet --disable-pip-version-check numpy==2.4.6
"$folder/bin/python" - <<'PYTHON'
import numpy as np

mask = np.array([False, True, True, False, True])
by_mask, by_places, from_copy = np.arange(5), np.arange(5), np.arange(5)
by_mask[mask] = by_mask[:3]
by_places[np.flatnonzero(mask)] = by_places[:3]
from_copy[mask] = from_copy[:3].copy()
print("numpy", np.__version__, "by mask", by_mask, "by places", by_places, "from a copy", from_copy)
assert by_mask.tolist() == [0, 0, 1, 3, 1]
assert by_places.tolist() == from_copy.tolist() == [0, 0, 1, 3, 2]
PYTHON
