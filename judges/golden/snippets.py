"""What NumPy, PyTorch and Keras (on JAX) print for the snippets of Tests/ListingsTests that are compared line by line.

Nothing that they print depends on random numbers. Snippets that import TensorFlow, which is not among the judges, are not run:
their files are kept as they are.
"""

import json
import os
import pathlib
import subprocess
import sys
import tempfile

from judging import Judge

judge = Judge()
FOLDER = pathlib.Path(__file__).parents[2] / "Tests" / "ListingsTests" / "Snippets"
KINDS = {"numpy": "numpy", "torch": "pytorch", "keras": "keras"}

for snippet in sorted(FOLDER.glob("*.py")):
    if "tensorflow" in snippet.read_text():
        continue
    with tempfile.TemporaryDirectory() as place:
        done = subprocess.run(
            [sys.executable, snippet], capture_output=True, text=True, check=True, cwd=place,
            env=os.environ | {"KERAS_BACKEND": "jax"})
        files = sorted(path.name for path in pathlib.Path(place).iterdir())
    lines = [line.rstrip() for line in done.stdout.splitlines()]
    kind, _, title = snippet.stem.partition("-")
    record = {"kind": KINDS[kind], "title": title.replace("-", " "), "prints": lines}
    if files:
        record["files"] = files
    judge.golden(f"Tests/ListingsTests/Snippets/{snippet.stem}.json", record)
judge.finish()
