#!/usr/bin/env bash
# pandas 3.1.1: a column of whole numbers refuses 2.5, but a missing value turns it into floats without a word.
#
# Since pandas 3 a cell that its column cannot hold raises a TypeError. None is the exception: s[0] = None makes the whole column float64, so
# that identifiers beyond 2**53 lose digits. And 2.0 fits into one cell, but [1.0, 2.0] into two cells at once does not.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder"
"$folder/bin/pip" install --quiet --disable-pip-version-check pandas==3.1.1 numpy==2.4.6
"$folder/bin/python" - <<'PYTHON'
import pandas


def after(change):
    frame = pandas.DataFrame({"id": [9007199254740993, 2, 3]})
    try:
        change(frame)
    except TypeError:
        return "TypeError"
    return str(frame["id"].dtype), int(frame["id"].iloc[0])


def set_cells(rows, values):
    def change(frame):
        frame.loc[rows, "id"] = values

    return change


seen = {
    "one cell = 2.5": after(set_cells(2, 2.5)),
    "one cell = 2.0": after(set_cells(2, 2.0)),
    "two cells = [1.0, 2.0]": after(set_cells([1, 2], [1.0, 2.0])),
    "one cell = None": after(set_cells(2, None)),
}
for what, found in seen.items():
    print(f"pandas {pandas.__version__}: {what}: {found}")
assert seen["one cell = 2.5"] == seen["two cells = [1.0, 2.0]"] == "TypeError"
assert seen["one cell = 2.0"] == ("int64", 9007199254740993)
assert seen["one cell = None"] == ("float64", 9007199254740992)
PYTHON
