#!/usr/bin/env bash
# keras-tuner 1.4.8: Choice of True and False gives 1 and 0.
#
# `hp.Choice("bias", [True, False])` converts its values to whole numbers, so that `if hp.get("bias") is True` is never so, a table of the best
# hyperparameters says 1, and a builder that compares with `== "True"` or checks `isinstance(value, bool)` takes the other branch.
# `hp.Boolean("bias")` gives True and False.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder"
"$folder/bin/pip" install --quiet --disable-pip-version-check keras-tuner==1.4.8 keras==3.15.1 jax==0.10.2 numpy==2.4.6 six==1.17.0
KERAS_BACKEND=jax "$folder/bin/python" - <<'PYTHON'
import keras_tuner

tried = keras_tuner.HyperParameters()
chosen, plain = tried.Choice("bias", [True, False]), tried.Boolean("plain")
print(f"keras-tuner {keras_tuner.__version__}: Choice([True, False]) gives {chosen!r}, Boolean gives {plain!r}, kept: {tried.values}")
assert type(chosen) is int and chosen == 1 and type(plain) is bool
PYTHON
