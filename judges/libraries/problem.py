"""The two landscapes on which every library walks, and how a library's module hands its walks over."""

import dataclasses
import importlib.metadata
import json
import sys
from collections.abc import Callable

import numpy

STEPS = 10
# Some walks leave for infinity; that is a result as any other.
numpy.seterr(all="ignore")


def parabola(point):
    return float(point[0] ** 2), numpy.array([2 * point[0]])


def rosenbrock(point):
    x, y = (numpy.float64(part) for part in point)
    off = y - x * x
    return float((1 - x) ** 2 + 100 * off * off), numpy.array([-2 * (1 - x) - 400 * x * off, 200 * off])


# Name, function, start.
LANDSCAPES = [("parabola", parabola, [1.0]), ("rosenbrock", rosenbrock, [-1.5, 2.0])]

# Learning rates on x² and on Rosenbrock; 0.1 for a rule that is not named.
RATES = {
    "GD": (0.1, 0.001), "SGD": (0.1, 0.001), "ASGD": (0.1, 0.001), "RAdam": (0.1, 0.001), "Adadelta": (1.0, 1.0),
    "Prodigy": (1.0, 1.0), "DoG": (1.0, 1.0), "Fromage": (0.01, 0.01), "Rprop": (0.01, 0.01), "MADGRAD": (0.01, 0.01),
    "ScheduleFreeSGD": (0.1, 0.001), "LARS": (0.1, 0.001), "OptimisticGD": (0.1, 0.001), "PolyakSGD": (1.0, 1.0),
    "DoWG": (1.0, 1.0), "COCOB": (1.0, 1.0), "DAdaptAdamW": (1.0, 1.0), "MoMo": (0.1, 0.001),
}


def rates(rule):
    return RATES.get(rule, (0.1, 0.1))


@dataclasses.dataclass
class Entry:
    """One rule of one library.

    rule:  the page of the atlas it stands on, by Descent's name.
    call:  how it is made in the library, η for the rate.
    make:  the optimizer, given whatever the library's walk passes.
    words: the formula in words, as far as it differs from the rule's page.
    equals: the same rule in Descent's words (η for the rate), where no dialect's defaults give it.
    single: some of its memories are float32 even where the parameters are not.
    """

    rule: str
    call: str
    make: Callable
    words: str
    equals: str | None = None
    single: bool = False


def hand_over(packages, entries, walk, double=True, library=None):
    """Runs all entries and prints what they gave as JSON; called by a library's module at its end.

    walk(entry.make, rate, start, function) gives a list of STEPS points after the start. `library` is the heading where
    it is not the first package's name.
    """
    versions = {name: importlib.metadata.version(name) for name in packages}
    rows = []
    for entry in entries:
        paths = {}
        for (name, function, start), rate in zip(LANDSCAPES, rates(entry.rule)):
            points = walk(entry.make, rate, start, function)
            paths[name] = [[float(part) for part in point] for point in points]
        rows.append({
            "rule": entry.rule, "call": entry.call, "words": entry.words, "equals": entry.equals, "double": double and not entry.single,
            "paths": paths})
    json.dump({"library": library or packages[0], "versions": versions, "rows": rows}, sys.stdout)
