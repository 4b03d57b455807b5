"""What every judge needs: asking the program, comparing, and saying how it went.

    from judging import Judge, descent

    judge = Judge(relative=1e-9)
    judge.agree("f(1.2, 1)", descent("rosenbrock(1.2, 1)"), 19.4)
    judge.finish()
"""

import json
import math
import os
import pathlib
import subprocess
import sys

ROOT = pathlib.Path(__file__).resolve().parents[2]
WRITING = "JUDGES_WRITE" in os.environ

_NOT_FINITE = {"nan": math.nan, "inf": math.inf, "-inf": -math.inf}


class Refusal(Exception):
    """The program refused; its message."""


def descent(text, timeout=300):
    """The value of the last statement of `text` (lines or `;` separate statements), as Python's own.

    Many questions go faster as one list, `[minimize(f, r, steps=3).path for r in [...]]`: each call starts the program
    anew (30 ms).
    """
    done = subprocess.run(
        [os.environ["DESCENT"], "eval", "--json", text], cwd=ROOT, capture_output=True, text=True, timeout=timeout)
    if done.returncode != 0:
        raise Refusal(done.stderr.strip())
    return _with_numbers(json.loads(done.stdout))


def _with_numbers(value):
    """JSON has no nan and no infinity; the program writes them as text."""
    if isinstance(value, str):
        return _NOT_FINITE.get(value, value)
    if isinstance(value, list):
        return [_with_numbers(part) for part in value]
    if isinstance(value, dict):
        return {key: _with_numbers(part) for key, part in value.items()}
    return value


def distance(ours, theirs):
    """The largest difference between two values of one shape, each number's relative to 1 or to its size, if that is
    more; infinite where shapes, texts or what is not finite differ."""
    if isinstance(ours, dict) and isinstance(theirs, dict):
        if ours.keys() != theirs.keys():
            return math.inf
        return max((distance(ours[key], theirs[key]) for key in ours), default=0.0)
    if _is_row(ours) and _is_row(theirs):
        ours, theirs = list(ours), list(theirs)
        if len(ours) != len(theirs):
            return math.inf
        return max((distance(a, b) for a, b in zip(ours, theirs)), default=0.0)
    if isinstance(ours, (str, bool, type(None))) or isinstance(theirs, (str, bool, type(None))):
        return 0.0 if ours == theirs else math.inf
    if _is_row(ours) or _is_row(theirs):
        return math.inf
    ours, theirs = float(ours), float(theirs)
    if ours == theirs or (math.isnan(ours) and math.isnan(theirs)):
        return 0.0
    if not (math.isfinite(ours) and math.isfinite(theirs)):
        return math.inf
    return abs(ours - theirs) / max(1.0, abs(theirs))


def _unversioned(value):
    return {key: part for key, part in value.items() if key not in ("torch", "keras")} if isinstance(value, dict) else value


def _is_row(value):
    """Lists, tuples and arrays with an axis; a NumPy scalar or an array without axes is a number."""
    return isinstance(value, (list, tuple)) or getattr(value, "ndim", 0) > 0


class Judge:
    """Counts the cases of one judge. A case that differs is printed at once."""

    def __init__(self, relative=1e-9):
        self.name = os.environ.get("JUDGE") or pathlib.Path(sys.argv[0]).stem
        self.relative = relative
        self.agreed = 0
        self.differing = 0

    def agree(self, case, ours, theirs, relative=None):
        """The case holds where the two are equal within `relative` (the judge's own unless given)."""
        limit = self.relative if relative is None else relative
        if distance(ours, theirs) <= limit:
            self.agreed += 1
        else:
            self._report(case, ours, theirs)

    def differ(self, case, ours, theirs, because):
        """A difference that is meant, and stated on the rule's page: the case holds as long as the two do differ."""
        if distance(ours, theirs) > self.relative:
            self.agreed += 1
        else:
            self._report(case, ours, theirs, note=f"equal now, but said to differ: {because}")

    def hold(self, case, condition, found=""):
        """Any other condition; `found` is what was found instead."""
        if condition:
            self.agreed += 1
        else:
            self._report(case, found, "(see the judge)")

    def bound(self, case, ours, theirs, at_most):
        """The case holds where ours is no more than `at_most` times theirs: evaluations, errors."""
        if ours <= at_most * theirs:
            self.agreed += 1
        else:
            self._report(case, ours, theirs, note=f"{ours / theirs:.3g} times, at most {at_most:g}")

    def document(self, path, text):
        """A file that this judge makes: compared with the tree's, or written by `judges/run --write`."""
        file = ROOT / path
        if WRITING:
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_text(text, encoding="utf-8")
        there = file.read_text(encoding="utf-8") if file.exists() else ""
        if there == text:
            self.agreed += 1
            return
        old, new = there.splitlines(), text.splitlines()
        line = next((i for i, pair in enumerate(zip(old, new)) if pair[0] != pair[1]), min(len(old), len(new)))
        self._report(
            f"{path}, line {line + 1}", old[line] if line < len(old) else "(ends)",
            new[line] if line < len(new) else "(ends)", note=f"judges/run --write {self.name} renews it")

    def golden(self, path, value, relative=None):
        """Numbers of others in a JSON file that tests read: compared number by number, or written by
        `judges/run --write`."""
        file = ROOT / path
        if WRITING:
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_text(json.dumps(value, indent=1, ensure_ascii=False) + "\n", encoding="utf-8")
        there = json.loads(file.read_text(encoding="utf-8")) if file.exists() else None
        limit = self.relative if relative is None else relative
        # What a version is called is told by the file, and compared with nothing: the numbers are what holds.
        apart = distance(_unversioned(there), _unversioned(json.loads(json.dumps(value))))
        if apart <= limit:
            self.agreed += 1
        else:
            self._report(path, "the committed file", "a new run", note=f"apart by {apart:.2g}")

    def finish(self):
        """The judge's line; ends the process with status 1 where a case differs."""
        count = self.agreed + self.differing
        print(f"{self.name}: {count} cases, {self.agreed} agreed, {self.differing} differing", flush=True)
        sys.exit(1 if self.differing or count == 0 else 0)

    def _report(self, case, ours, theirs, note=""):
        self.differing += 1
        print(f"  {case}\n    ours   {_short(ours)}\n    theirs {_short(theirs)}" + (f"\n    {note}" if note else ""))


def _short(value):
    text = str(value)
    return text if len(text) <= 300 else text[:300] + " …"
