#!/usr/bin/env bash
# NumPy 2.4.6: the mean of twenty million ones is 0.84 down a column of a float32 table, and 1 along the same numbers as a vector.
#
# Along the numbers that lie side by side NumPy adds in pairs, and is exact here. Down the columns of a table it adds row by row into
# one float32, which stays at 16,777,216 once 1 is less than half of its last digit. So x.mean(axis=0), the line that centres a table of
# features, is wrong by 16 % where x[:, 0].copy().mean() is right, and the standard deviation of a column of ones is 0.16; a million
# values of 0.1 are wrong by 1 %. dtype=np.float64 cures it; PyTorch 2.13.0 and JAX 0.10.2 give 1 for the same table.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder"
"$folder/bin/pip" install --quiet --disable-pip-version-check numpy==2.4.6 torch==2.13.0 jax==0.10.2
JAX_PLATFORMS=cpu "$folder/bin/python" - <<'PYTHON'
import jax.numpy as jnp
import numpy as np
import torch

table = np.ones((20_000_000, 2), dtype=np.float32)
down, deviation, along = table.mean(axis=0), table.std(axis=0), table[:, 0].copy().mean()
double = table.mean(axis=0, dtype=np.float64)
tenths = np.full((1_000_000, 2), 0.1, dtype=np.float32).mean(axis=0)
print("numpy", np.__version__, "mean down the columns", down, "deviation", deviation, "of one column as a vector", along, "in float64", double)
print("a million of 0.1:", tenths)
print("torch", torch.__version__, torch.from_numpy(table).mean(0).tolist(), "jax", jnp.asarray(table).mean(0).tolist())
assert np.allclose(down, 0.8388608) and along == 1 and double.tolist() == [1, 1] and np.allclose(deviation, 0.1619, atol=1e-4)
assert np.all(abs(tenths - 0.1) > 0.0005)
assert torch.from_numpy(table).mean(0).tolist() == jnp.asarray(table).mean(0).tolist() == [1, 1]
PYTHON
