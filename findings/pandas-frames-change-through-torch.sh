#!/usr/bin/env bash
# pandas 3.1.1 with PyTorch 2.13.0: x.sub_(mean) on a tensor changes the DataFrame it was made from, and all that were taken from that one.
#
# pandas 3 copies on write: no table changes when another one that was made from it does. Arrays that look into a table are handed out as
# read-only for that reason. torch.from_numpy takes them all the same, with one warning for the whole process, and writing in place into the
# tensor writes into the table and into every table that still shares its numbers (selected columns, renamed ones), of which pandas knows
# nothing. A table that was centred through one name is centred in all. df.to_numpy(copy=True), torch.tensor or x - mean keep them apart.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder"
"$folder/bin/pip" install --quiet --disable-pip-version-check pandas==3.1.1 torch==2.13.0 numpy==2.4.6
"$folder/bin/python" - <<'PYTHON'
import warnings

import pandas as pd
import torch


def tables():
    houses = pd.DataFrame({"area": [100.0, 150.0, 200.0], "age": [1.0, 2.0, 3.0]})
    return houses, houses[["area"]], houses.rename(columns=str.upper)


houses, selected, renamed = tables()
renamed.iloc[0, 0] = -1.0
print("pandas", pd.__version__, "torch", torch.__version__)
print("written by pandas:", renamed["AREA"].tolist(), "the others", houses["area"].tolist(), selected["area"].tolist())
assert houses["area"].tolist() == selected["area"].tolist() == [100, 150, 200]

houses, selected, renamed = tables()
with warnings.catch_warnings(record=True) as warned:
    warnings.simplefilter("always")
    features = torch.from_numpy(renamed.to_numpy())
    again = torch.from_numpy(renamed.to_numpy())
features.sub_(features.mean(0))
print("warnings in two calls:", len(warned), "of the tensor", features[:, 0].tolist())
print("tables after the tensor was centred:", houses["area"].tolist(), selected["area"].tolist(), renamed["AREA"].tolist())
assert houses["area"].tolist() == selected["area"].tolist() == renamed["AREA"].tolist() == [-50, 0, 50]
assert len(warned) == 1 and not renamed.to_numpy().flags.writeable
PYTHON
