#!/usr/bin/env bash
# PyTorch 2.13.0: torch.cdist gives a point another distance from itself once there are more than 25 rows.
#
# Up to 25 rows the differences are squared and summed. From 26 rows on, compute_mode="use_mm_for_euclid_dist_if_necessary" (the
# default) takes |a|² + |b|² − 2ab from a matrix product, in which points that are near each other and far from 0 lose all their
# digits. Seen in float32 on points around 1000 that are about 1 apart: the 25 rows give 0 on the diagonal and the right distances;
# the same 25 rows with one more are wrong by more than half of what they should be, which is what a nearest neighbour is told by.
# compute_mode="donot_use_mm_for_euclid_dist" is right.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder"
"$folder/bin/pip" install --quiet --disable-pip-version-check torch==2.13.0 numpy==2.4.6
"$folder/bin/python" - <<'PYTHON'
import torch

angles = torch.arange(26, dtype=torch.float64) * 0.7
exact = torch.stack([1000 + angles.cos(), 1000 + angles.sin()], 1)
points = exact.float()
right = (exact.float().double()[:, None] - exact.float().double()[None]).norm(dim=2)


def look(name, distances):
    rows = len(distances)
    wrong = (distances.double() - right[:rows, :rows]).abs().max().item()
    own = distances.diagonal().max().item()
    print(f"{name:<44} {rows} rows: from itself at most {own:.3f}, wrong by at most {wrong:.3g}")
    return own, wrong


print(f"torch {torch.__version__}")
few = look("cdist", torch.cdist(points[:25], points[:25]))
many = look("cdist", torch.cdist(points, points))
exactly = look("cdist, donot_use_mm_for_euclid_dist", torch.cdist(points, points, compute_mode="donot_use_mm_for_euclid_dist"))
assert few[0] == exactly[0] == 0
assert few[1] < 1e-4 and exactly[1] < 1e-4
assert many[0] > 0.2 or many[1] > 0.2
PYTHON
