#!/usr/bin/env bash
# PyTorch 2.13.0: torch.optim.LBFGS(max_iter=1, line_search_fn="strong_wolfe") never moves.
#
# max_eval, the bound on evaluations in a step, defaults to max_iter*5//4, which is 1 for max_iter=1 (2 for 2, 3 for 3). The
# line search counts against it, so it may not try a single point: each step evaluates the loss and returns where it began.
# Seen on Rosenbrock's valley from (-1.5, 2): after 30 steps still (-1.5, 2), without an error or a warning; with max_eval=25
# the same call descends.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder"
"$folder/bin/pip" install --quiet --disable-pip-version-check torch==2.13.0 numpy==2.4.6
"$folder/bin/python" - <<'PYTHON'
import torch


def point_after(steps, **options):
    point = torch.nn.Parameter(torch.tensor([-1.5, 2.0], dtype=torch.float64))
    optimizer = torch.optim.LBFGS([point], max_iter=1, line_search_fn="strong_wolfe", **options)

    def closure():
        optimizer.zero_grad()
        loss = (1 - point[0]) ** 2 + 100 * (point[1] - point[0] ** 2) ** 2
        loss.backward()
        return loss

    for _ in range(steps):
        optimizer.step(closure)
    return point.tolist(), closure().item()


still, moving = point_after(30), point_after(30, max_eval=25)
print(f"torch {torch.__version__}")
print(f"max_iter=1              after 30 steps: {still[0]}, loss {still[1]}")
print(f"max_iter=1, max_eval=25 after 30 steps: {moving[0]}, loss {moving[1]:.3g}")
assert still == ([-1.5, 2.0], 12.5)
assert moving[1] < 1
PYTHON
