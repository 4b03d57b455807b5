# environment: lessons
"""The lessons as notebooks: jupytext opens each and writes it back byte for byte; the notebooks that `descent export` makes are
valid for nbformat, and come back byte for byte also after nbformat has written them anew."""

import os
import pathlib
import shutil
import subprocess
import sys
import tempfile

import nbformat
from judging import ROOT, Judge

judge = Judge()


def export(*arguments):
    """What `descent export` writes to standard output."""
    done = subprocess.run(
        [os.environ["DESCENT"], "export", *arguments, "-o", "-"], cwd=ROOT, capture_output=True, timeout=300)
    if done.returncode != 0:
        raise RuntimeError(done.stderr.decode())
    return done.stdout


def jupytext(*arguments, folder):
    subprocess.run([sys.executable, "-m", "jupytext", *arguments], cwd=folder, check=True, capture_output=True)


def there_and_back(lesson, folder):
    """The lesson after jupytext opened it as a notebook and wrote it back."""
    shutil.copy(ROOT / "Lessons/jupytext.toml", folder)
    (folder / "lesson.md").write_bytes(lesson.read_bytes())
    jupytext("--to", "ipynb", "lesson.md", folder=folder)
    (folder / "lesson.md").unlink()
    jupytext("--to", "md", "lesson.ipynb", folder=folder)
    return (folder / "lesson.md").read_bytes()


for lesson in sorted((ROOT / "Lessons").glob("*.md")):
    text = lesson.read_bytes()
    with tempfile.TemporaryDirectory() as name:
        folder = pathlib.Path(name)
        judge.hold(f"jupytext gives {lesson.name} back", there_and_back(lesson, folder) == text, "another text")
        for flags in (["--as-written"], []):
            exported = export(str(lesson), "--to", "ipynb", *flags).decode()
            notebook = nbformat.reads(exported, as_version=nbformat.NO_CONVERT)
            case = " ".join([lesson.name, *flags])
            try:
                nbformat.validate(notebook)
                judge.hold(f"{case} is valid", True)
            except nbformat.ValidationError as problem:
                judge.hold(f"{case} is valid", False, str(problem)[:300])
            judge.hold(f"{case} is of format 4.5", (notebook.nbformat, notebook.nbformat_minor) == (4, 5))
            judge.hold(f"{case} has its cells", any(cell.id == "front-matter" for cell in notebook.cells))
            saved = folder / "saved.ipynb"
            for origin, content in (("as it was", exported), ("saved by Jupyter", nbformat.writes(notebook))):
                saved.write_text(content, encoding="utf-8")
                judge.hold(f"{case} comes back, {origin}", export(str(saved), "--to", "md") == text, "another text")

judge.finish()
