"""What pandas and scikit-learn print for the listings of Tests/ListingsTests that are compared line by line: `tables-*.py`.

Nothing that they print depends on random numbers.
"""

import pathlib
import subprocess
import sys
import tempfile

from judging import Judge

judge = Judge()
FOLDER = pathlib.Path(__file__).parents[2] / "Tests" / "ListingsTests" / "Listings"

for listing in sorted(FOLDER.glob("tables-*.py")):
    with tempfile.TemporaryDirectory() as folder:
        done = subprocess.run(
            [sys.executable, "-W", "ignore", listing], capture_output=True, text=True, check=True, cwd=folder)
        files = sorted(path.name for path in pathlib.Path(folder).iterdir())
    lines = [line.rstrip() for line in done.stdout.splitlines()]
    title = listing.stem.split("-", 2)[2].replace("-", " ")
    judgement = {"kind": "tables", "title": title, "prints": lines} | ({"files": files} if files else {})
    judge.golden(f"Tests/ListingsTests/Listings/{listing.stem}.json", judgement)
judge.finish()
