"""What PyTorch prints for the listings of Tests/ListingsTests that are compared line by line: `torch-*.py`.

Nothing that they print depends on random numbers.
"""

import pathlib
import subprocess
import sys

from judging import Judge

judge = Judge()
FOLDER = pathlib.Path(__file__).parents[2] / "Tests" / "ListingsTests" / "Listings"

for listing in sorted(FOLDER.glob("torch-*.py")):
    done = subprocess.run([sys.executable, listing], capture_output=True, text=True, check=True)
    lines = [line.rstrip() for line in done.stdout.splitlines()]
    title = listing.stem.removeprefix("torch-").replace("-", " ")
    judge.golden(
        f"Tests/ListingsTests/Listings/{listing.stem}.json", {"kind": "pytorch", "title": title, "prints": lines})
judge.finish()
