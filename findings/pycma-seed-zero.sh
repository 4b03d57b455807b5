#!/usr/bin/env bash
# pycma 4.5.0: seed=0 is no seed, and every other seed is given to all of NumPy.
#
# In the options of CMA-ES's reference implementation 0 stands for "the time": two runs with seed=0 are two different runs, where seed=1
# repeats itself to the last digit. And the seed is not the search's own: it sets numpy.random's global stream, so that whatever else draws
# from that stream, noise of an objective or a split of rows, draws the same numbers again after every start of a search.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder"
"$folder/bin/pip" install --quiet --disable-pip-version-check cma==4.5.0 numpy==2.4.6
"$folder/bin/python" -W ignore - <<'PYTHON'
import time

import cma
import numpy as np


def first(seed):
    time.sleep(0.01)
    return cma.CMAEvolutionStrategy([1.0, 1.0], 0.5, {"seed": seed, "verbose": -9}).ask()[0].tolist()


zero, one = [first(0), first(0)], [first(1), first(1)]
print("cma", cma.__version__, "the first point, twice: seed=0", zero, "seed=1", one)
assert zero[0] != zero[1] and one[0] == one[1]

draws = []
for _ in range(2):
    cma.CMAEvolutionStrategy([1.0, 1.0], 0.5, {"seed": 1, "verbose": -9})
    draws.append(np.random.rand())
print("numpy.random.rand() after each of two searches was made:", draws)
assert draws[0] == draws[1]
PYTHON
