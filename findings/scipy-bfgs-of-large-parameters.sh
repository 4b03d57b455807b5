#!/usr/bin/env bash
# SciPy 1.17.1: minimize(method="BFGS") calls the start a minimum where parameters are large, at half the right value.
#
# gtol=1e-5 is compared with the gradient as it stands, whatever the units: a loss of about 1 whose parameter is an amount of dollars has a
# gradient of one over that amount. Seen on (x/s − 2)² from x = s: for s = 1e3 the minimum is found; for s = 1e6 the answer is the
# start itself, with success=True, nit=0 and "Optimization terminated successfully.", although the slope is given exactly. CG does the same.
# x scaled to about 1, or a smaller gtol, finds it.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder"
"$folder/bin/pip" install --quiet --disable-pip-version-check scipy==1.17.1 numpy==2.4.6
"$folder/bin/python" - <<'PYTHON'
import scipy
from scipy.optimize import minimize


def solve(scale, **options):
    loss = lambda x: (x[0] / scale - 2) ** 2
    slope = lambda x: [2 * (x[0] / scale - 2) / scale]
    found = minimize(loss, [scale], jac=slope, **options)
    print(f"s = {scale:.0e} {str(options):<34} x/s = {found.x[0] / scale:.4f}, success {found.success}, {found.nit} iterations")
    return found


print(f"scipy {scipy.__version__}")
assert abs(solve(1e3, method="BFGS").x[0] / 1e3 - 2) < 1e-3
for method in ("BFGS", "CG"):
    still = solve(1e6, method=method)
    assert still.success and still.nit == 0 and still.x[0] == 1e6
assert abs(solve(1e6, method="BFGS", options={"gtol": 1e-12}).x[0] / 1e6 - 2) < 1e-3
PYTHON
