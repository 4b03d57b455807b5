"""What NumPy prints: every program under `numpy/` is run by Python, and its lines are what the language has to print.

The programs go through the functions of NumPy's own beginner pages and through what coursework is made of. They print nothing
that depends on random numbers.
"""

import contextlib
import io
import pathlib

from judging import Judge

judge = Judge()
programs = []
for file in sorted((pathlib.Path(__file__).parent / "numpy").glob("*.py")):
    text = file.read_text(encoding="utf-8")
    printed = io.StringIO()
    with contextlib.redirect_stdout(printed):
        exec(compile(text, file.name, "exec"), {"__name__": "__main__"})
    programs.append({"name": file.stem, "text": text, "printed": printed.getvalue()})
judge.golden("Tests/ListingsTests/Golden/numpy.json", programs)
judge.finish()
