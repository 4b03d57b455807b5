"""What PyTorch prints for the listings of Tests/ListingsTests that are compared line by line: `torch-*.py`.

Nothing that they print depends on random numbers.
"""

import json
import pathlib
import subprocess
import sys
import tempfile

from judging import Judge

judge = Judge()
FOLDER = pathlib.Path(__file__).parents[2] / "Tests" / "ListingsTests" / "Listings"

for listing in sorted(FOLDER.glob("torch-*.py")):
    golden = listing.with_suffix(".json")
    # Its title, and the files that it writes, are said by hand.
    known = json.loads(golden.read_text(encoding="utf-8")) if golden.exists() else {}
    with tempfile.TemporaryDirectory() as folder:
        done = subprocess.run([sys.executable, listing], cwd=folder, capture_output=True, text=True, check=True)
    title = listing.stem.removeprefix("torch-").replace("-", " ")
    prints = [line.rstrip() for line in done.stdout.splitlines()]
    judge.golden(
        f"Tests/ListingsTests/Listings/{listing.stem}.json", {"kind": "pytorch", "title": title, **known, "prints": prints})
judge.finish()
