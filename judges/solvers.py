"""How many evaluations each solver needs on twelve landscapes, beside SciPy's solver of that name.

All start at the landscape's own start and go on until |∇f| ≤ 1e-8 (Nelder–Mead: until the simplex is 1e-8 small). An
evaluation is a place at which the value was asked for, with or without derivatives. Held to: every solver arrives at a
minimum wherever SciPy's does, with a geometric mean of at most 1.15 times SciPy's evaluations. Solvers that SciPy does not have are
listed beside its nearest relative and not bounded; their pages say why they are slow.

    judges/run solvers          prints the table
"""

import math
import sys

import numpy
import scipy.optimize

from judging import Judge, descent


class Jet:
    """A number with its gradient and Hessian in two variables."""

    def __init__(self, value, gradient=(0.0, 0.0), hessian=((0.0, 0.0), (0.0, 0.0))):
        self.v, self.g, self.h = value, numpy.array(gradient, float), numpy.array(hessian, float)

    @staticmethod
    def of(x):
        return x if isinstance(x, Jet) else Jet(float(x))

    def chain(self, f, f1, f2):
        return Jet(f, f1 * self.g, f1 * self.h + f2 * numpy.outer(self.g, self.g))

    def __add__(self, o):
        o = Jet.of(o)
        return Jet(self.v + o.v, self.g + o.g, self.h + o.h)

    def __mul__(self, o):
        o = Jet.of(o)
        cross = numpy.outer(self.g, o.g)
        return Jet(self.v * o.v, self.v * o.g + o.v * self.g, self.v * o.h + o.v * self.h + cross + cross.T)

    def __neg__(self):
        return self * -1.0

    def __sub__(self, o):
        return self + -Jet.of(o)

    def __rsub__(self, o):
        return Jet.of(o) - self

    def __pow__(self, n):
        result = self
        for _ in range(n - 1):
            result = result * self
        return result

    __radd__, __rmul__ = __add__, __mul__


def sin(x):
    return x.chain(math.sin(x.v), math.cos(x.v), -math.sin(x.v))


def goldstein(x, y):
    a = 1 + (x + y + 1) ** 2 * (19 - 14 * x + 3 * x**2 - 14 * y + 6 * x * y + 3 * y**2)
    b = 30 + (2 * x - 3 * y) ** 2 * (18 - 32 * x + 12 * x**2 + 48 * y - 36 * x * y + 27 * y**2)
    return a * b


LANDSCAPES = {
    "booth": (lambda x, y: (x + 2 * y - 7) ** 2 + (2 * x + y - 5) ** 2, (-8, 7)),
    "matyas": (lambda x, y: 0.26 * (x**2 + y**2) - 0.48 * x * y, (-8, 3)),
    "rosenbrock": (lambda x, y: (1 - x) ** 2 + 100 * (y - x**2) ** 2, (-1.5, 2)),
    "beale": (lambda x, y: (1.5 - x + x * y) ** 2 + (2.25 - x + x * y**2) ** 2 + (2.625 - x + x * y**3) ** 2, (1, 1)),
    "himmelblau": (lambda x, y: (x**2 + y - 11) ** 2 + (x + y**2 - 7) ** 2, (-0.5, -0.5)),
    "three_hump_camel": (lambda x, y: 2 * x**2 - 1.05 * x**4 + x**6 * (1 / 6) + x * y + y**2, (-2, 2)),
    "six_hump_camel": (lambda x, y: (4 - 2.1 * x**2 + x**4 * (1 / 3)) * x**2 + x * y + (-4 + 4 * y**2) * y**2, (-2, 1.5)),
    "styblinski_tang": (lambda x, y: 0.5 * (x**4 - 16 * x**2 + 5 * x + y**4 - 16 * y**2 + 5 * y), (0, 0)),
    "goldstein_price": (goldstein, (-1, 1)),
    "mccormick": (lambda x, y: sin(x + y) + (x - y) ** 2 - 1.5 * x + 2.5 * y + 1, (3, -1)),
    "dixon_price": (lambda x, y: (x - 1) ** 2 + 2 * (2 * y**2 - x) ** 2, (8, 4)),
    "zakharov": (lambda x, y: x**2 + y**2 + (0.5 * x + y) ** 2 + (0.5 * x + y) ** 4, (8, 8)),
}

EXACT = {"gtol": 1e-8}
# Ours, SciPy's method and options, and whether the bound holds: SciPy has the same method.
SOLVERS = [
    ("BFGS()", "BFGS", EXACT, True),
    ("ConjugateGradient()", "CG", EXACT, True),
    ("LBFGS()", "L-BFGS-B", {"gtol": 1e-8, "ftol": 0}, True),
    ("NelderMead()", "Nelder-Mead", {"xatol": 1e-8, "fatol": 1e-8}, True),
    ("TrustRegion()", "dogleg", EXACT, True),
    ('TrustRegion(subproblem="exact")', "trust-exact", EXACT, True),
    ("Newton()", "Newton-CG", {"xtol": 1e-10}, True),
    ('ConjugateGradient(beta="FR")', "CG", EXACT, False),
    ('ConjugateGradient(beta="HZ")', "CG", EXACT, False),
    ("CoordinateDescent()", "Powell", {"xtol": 1e-8, "ftol": 1e-14}, False),
    ("SteepestDescent()", "CG", EXACT, False),
]


class Counted:
    """Value, gradient and Hessian of a landscape; counts the places at which a value was asked for."""

    def __init__(self, form):
        self.form, self.count, self.last, self.place = form, 0, None, None

    def jet(self, x):
        if self.place is None or not numpy.array_equal(x, self.place):
            self.place = numpy.array(x)
            with numpy.errstate(all="ignore"):
                self.last = self.form(Jet(float(x[0]), (1, 0)), Jet(float(x[1]), (0, 1)))
        return self.last

    def value(self, x):
        self.count += 1
        return self.jet(x).v

    def gradient(self, x):
        return self.jet(x).g

    def hessian(self, x):
        return self.jet(x).h


def theirs(form, start, method, options):
    counted = Counted(form)
    derivatives = {}
    if method not in ("Nelder-Mead", "Powell"):
        derivatives["jac"] = counted.gradient
    if method in ("dogleg", "trust-exact", "Newton-CG"):
        derivatives["hess"] = counted.hessian
    try:
        found = scipy.optimize.minimize(
            counted.value, numpy.array(start, float), method=method, options=options | {"maxiter": 100000}, **derivatives)
    except Exception as refusal:  # dogleg refuses an indefinite Hessian
        return None, counted.count, str(refusal)
    slope = float(numpy.linalg.norm(counted.gradient(found.x)))
    return slope <= 1e-5, counted.count, found.fun


def main():
    judge = Judge()
    print(f"{'':32}" + "".join(f"{name[:11]:>13}" for name in LANDSCAPES) + f"{'mean':>8}")
    for ours, method, options, bounded in SOLVERS:
        runs = descent(
            "[" + ", ".join(f"minimize({name}, {ours}, start=({start[0]}, {start[1]}), steps=100000)"
                            for name, (_, start) in LANDSCAPES.items()) + "]")
        ratios, cells = [], []
        for (name, (form, start)), run in zip(LANDSCAPES.items(), runs):
            arrived, count, _ = theirs(form, start, method, options)
            here = run["gradient_norm"] <= 1e-5
            if arrived:
                ratios.append(run["evaluations"] / count)
            if bounded and arrived is not None:
                judge.hold(f"{ours} arrives on {name}", here or not arrived, run["stop_reason"])
            cells.append(f"{run['evaluations']}{'' if here else '!'}/{count}{'' if arrived else '!'}")
        mean = math.exp(sum(map(math.log, ratios)) / len(ratios))
        print(f"{ours:32}" + "".join(f"{cell:>13}" for cell in cells) + f"{mean:8.2f}")
        if bounded:
            judge.hold(f"{ours} beside SciPy's {method}", mean <= 1.15, f"{mean:.3f} times its evaluations")
    judge.finish()


if __name__ == "__main__":
    sys.setrecursionlimit(10000)
    main()
