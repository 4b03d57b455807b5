# environment: atlas
"""The atlas of dialects: what rules of one name compute in the libraries that people meet, and which of Descent's
dialects equals each. Makes docs/atlas/."""

import json
import os
import subprocess
import sys

from judging import ROOT, WRITING, Judge, Refusal, descent, distance

sys.path.insert(0, str(ROOT / "judges"))
from libraries.problem import LANDSCAPES, STEPS, rates  # noqa: E402
from libraries.read import READ  # noqa: E402

LIBRARIES = [
    "pytorch", "keras_library", "optax_library", "keras2", "tensorflow1", "jax_examples", "scikit_learn", "timm_library",
    "transformers_library", "fastai_library", "pytorch_optimizer_library", "torch_optimizer_library", "optimi_library",
    "bitsandbytes_library", "heavyball_library", "authors", "paddle_library", "mlx_library", "tinygrad_library",
    "thinc_library", "pennylane_library", "river_library", "autograd_library",
]
DIALECTS = ["keras", "pytorch", "optax", "paper"]
# A walk in double precision is compared over all its steps, one in float32 over the three that are shown.
DOUBLE, SINGLE, SHOWN = 1e-8, 1e-5, 3
STARTS = {"parabola": "1", "rosenbrock": "(-1.5, 2)"}


def rows_of(module):
    done = subprocess.run(
        [sys.executable, "-m", f"libraries.{module}"], cwd=ROOT / "judges", capture_output=True, text=True,
        env={**os.environ, "PYTHONPATH": str(ROOT / "judges")})
    if done.returncode != 0:
        raise RuntimeError(f"{module}: {done.stderr.strip().splitlines()[-1]}")
    return json.loads(done.stdout.splitlines()[-1])


class Ours:
    """Descent's own walks, each asked for once."""

    def __init__(self):
        self.paths = {}

    def path(self, expression, landscape, rate):
        """The points after the start, or None where Descent refuses the expression."""
        key = (expression, landscape, rate)
        if key not in self.paths:
            self.ask([key])
        return self.paths[key]

    def ask(self, keys):
        keys = [key for key in dict.fromkeys(keys) if key not in self.paths]
        if not keys:
            return
        runs = [
            f"minimize({landscape}, {expression.replace('η', repr(rate))}, start={STARTS[landscape]}, steps={STEPS}).path"
            for expression, landscape, rate in keys]
        try:
            answers = [descent(run) for run in runs] if len(runs) == 1 else descent("[" + ", ".join(runs) + "]")
        except Refusal:
            if len(keys) == 1:
                self.paths[keys[0]] = None
                return
            for key in keys:
                self.ask([key])
            return
        for key, answer in zip(keys, answers):
            points = answer[1:]
            self.paths[key] = [[part] for part in points] if key[1] == "parabola" else points


def close(ours, theirs, double):
    if ours is None:
        return False
    count, limit = (STEPS, DOUBLE) if double else (SHOWN, SINGLE)
    ours, theirs = ours[:count], theirs[:count]
    # A run of ours ends where it diverges; theirs goes on in what is not finite.
    return len(ours) == len(theirs) and distance(ours, theirs) <= limit


def equal(ours, expression, row):
    """Whether Descent's expression walks as the row does, on both landscapes."""
    return all(
        close(ours.path(expression, landscape, rate), row["paths"][landscape], row["double"])
        for (landscape, _, _), rate in zip(LANDSCAPES, rates(row["rule"])))


def number(value, digits):
    text = f"{value:.{digits}g}"
    if "e" in text:
        mantissa, exponent = text.split("e")
        text = f"{mantissa}e{int(exponent)}"
    return "0" if text == "-0" else text.replace("-", "−")


def cells(path, double):
    digits = 8 if double else 6
    points = path[:SHOWN]
    if len(points[0]) == 1:
        return ", ".join(number(point[0], digits) for point in points)
    return ", ".join("(" + ", ".join(number(part, 6) for part in point) + ")" for point in points)

class Page:
    """All rows of one rule."""

    def __init__(self, rule):
        self.rule = rule
        self.rows = []
        self.unmatched = []
        self.versions = {}

    def markdown(self, known):
        first, second = rates(self.rule)
        lines = [
            f"# {self.rule}", "",
            f"{ORIGIN} Rate η: {first:g} on x² from 1, {second:g} on Rosenbrock's valley from (−1.5, 2);"
            " all else is each library's default.",
        ]
        if not known:
            lines += ["", "Descent has no such word."]
        lines += [
            "", "| library | call | x₁, x₂, x₃ on x² | on Rosenbrock | formula in words | equal in Descent |",
            "|---|---|---|---|---|---|"]
        lines += self.rows
        lines += ["", "Versions: " + ", ".join(f"{name} {version}" for name, version in sorted(self.versions.items())) + "."]
        read = [entry for entry in READ if entry[0] == self.rule]
        if read:
            lines += ["", "Read, not run (other languages, no package to install):", "",
                      "| library and file | formula in words | equal in Descent |", "|---|---|---|"]
            lines += [f"| {place} | {words} | {'`' + equals + '`' if equals else '**none**'} |"
                      for _, place, words, equals in read]
        return "\n".join(lines) + "\n"


ORIGIN = (
    "Made by `judges/run --write atlas`, which runs every library below; not edited by hand. *Equal* means: the same path "
    "to 1e-8 over ten steps, or to 1e-5 over the three shown where a library computes in float32 (*).")

# Rules that are shown with another setting than their defaults, because those would show no difference.
SETTINGS = {"AMSGrad": "AMSGrad(η, beta_2=0.5, dialect=\"{}\")"}


def default(rule, dialect):
    return SETTINGS.get(rule, rule + '(η, dialect="{}")').format(dialect)


def verdict(judge, ours, row):
    """What stands in the last column, and whether it names an equal."""
    rule = row["rule"]
    dialects = [dialect for dialect in DIALECTS if equal(ours, default(rule, dialect), row)]
    if row["equals"] is not None:
        holds = equal(ours, row["equals"], row)
        if not dialects:
            judge.hold(f"{row['library']}: {row['call']} is {row['equals']}", holds, "another path")
            return (f"`{row['equals']}`", True) if holds else ("**none**", False)
    if len(dialects) == len(DIALECTS):
        return "all dialects", True
    return (", ".join(dialects), True) if dialects else ("**none**", False)


def main():
    judge, ours, pages = Judge(), Ours(), {}
    for module in LIBRARIES:
        try:
            told = rows_of(module)
        except RuntimeError as failure:
            judge.hold(f"{module} runs", False, failure)
            continue
        for row in told["rows"]:
            row["library"] = told["library"]
            page = pages.setdefault(row["rule"], Page(row["rule"]))
            page.versions.update(told["versions"])
            text, matched = verdict(judge, ours, row)
            star = "" if row["double"] else "\\*"
            parabola, rosenbrock = (cells(row["paths"][name], row["double"]) for name in ("parabola", "rosenbrock"))
            page.rows.append(
                f"| {row['library']}{star} | `{row['call']}` | {parabola} | {rosenbrock} | {row['words']} | {text} |")
            if not matched:
                page.unmatched.append(row)
    known = {rule: any(ours.path(default(rule, dialect), "parabola", 0.1) for dialect in DIALECTS) for rule in pages}
    for rule, page in pages.items():
        judge.document(f"docs/atlas/{rule}.md", page.markdown(known[rule]))
    judge.document("docs/atlas/README.md", index(pages, known))
    judge.finish()


def index(pages, known):
    lines = [
        "# An atlas of dialects", "",
        "The same name is not the same rule in every library. Each page shows what the rules of one name compute in the "
        "libraries that people meet: their first three points on x² and on Rosenbrock's valley, the formula in words, and "
        "which of Descent's dialects, or which arguments, give the same numbers.", "",
        ORIGIN, "", "| rule | rows | with an equal in Descent | without |", "|---|---|---|---|"]
    for rule in sorted(pages, key=lambda name: (not known[name], name.lower())):
        page = pages[rule]
        without = "; ".join(f"{row['library']} `{row['call']}`" for row in page.unmatched)
        name = f"[{rule}]({rule}.md)" + ("" if known[rule] else " (no word)")
        lines.append(f"| {name} | {len(page.rows)} | {len(page.rows) - len(page.unmatched)} | {without} |")
    total = sum(len(page.rows) for page in pages.values())
    unmatched = sum(len(page.unmatched) for page in pages.values())
    lines += ["", f"{total} rows, {total - unmatched} with an equal.", "", "## Forms that no dialect gives", "", FORMS]
    return "\n".join(lines) + "\n"


FORMS = """\
What the rows without an equal have in common, as formulas:

- **Damped momentum from the first step**: b₀ = 0, b ← μb + (1 − τ)g, θ − ηb (autograd and optimi with τ = μ = 0.9, MLX's `dampening`);
  PyTorch's first b is g itself.
- **Nadam without a schedule, corrected by the same t**: θ − η(β₁m + (1 − β₁)g)/(1 − β₁ᵗ)/(√v̂ + ε) (River, timm's `nadamw`); optax
  divides β₁m by 1 − β₁ᵗ⁺¹.
- **Nesterov's own point**: the gradient is taken at θ − μv and θ is kept (River, PennyLane); PyTorch's, Keras's and optax's form keeps
  the shifted point, so their paths are this one's shifted by −μv.
- **AdaBelief rectified** (adabelief-pytorch by default): RAdam's factor and its steps of ηm̂ as long as ρₜ ≤ 5, over AdaBelief's s.
- **LAMB's ratio capped** at 10 (fastai), **its numerator** at 10 (torch-optimizer).
"""


if __name__ == "__main__":
    main()
