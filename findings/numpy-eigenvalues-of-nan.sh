#!/usr/bin/env bash
# NumPy 2.4.6: the eigenvalues of a symmetric matrix with NaN on its diagonal are finite numbers.
#
# eigvalsh and eigh of [[nan, 1], [1, 2]] answer without an error or a warning, with finite values, where eigvals and svd raise
# LinAlgError. Whoever looks at the curvature of a loss that has diverged is told of a saddle.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder"
"$folder/bin/pip" install --quiet --disable-pip-version-check numpy==2.4.6
"$folder/bin/python" -W error - <<'PYTHON'
import numpy as np

hessian = np.array([[np.nan, 1.0], [1.0, 2.0]])
found = np.linalg.eigvalsh(hessian)
print("numpy", np.__version__, "eigvalsh", found, "eigh", np.linalg.eigh(hessian).eigenvalues)
assert np.isfinite(found).all() and np.isfinite(np.linalg.eigh(hessian).eigenvalues).all()
for function in (np.linalg.eigvals, np.linalg.svd):
    try:
        function(hessian)
    except np.linalg.LinAlgError as error:
        print(function.__name__, "raises:", error)
    else:
        raise AssertionError(function.__name__)
PYTHON
