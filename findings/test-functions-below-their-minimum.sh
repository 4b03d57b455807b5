#!/usr/bin/env bash
# Test functions from PyPI that are not the functions of their names: NiaPy 2.7.1, landscapes 0.0.13, optimization-benchmarks 0.3.0 and
# benchmark-functions 1.1.4.
#
# Two go below the minimum that their own documentation names: optimization-benchmarks' three-hump camel has x*y^3 for x*y + y^2 and falls
# without bound (documented: 0); NiaPy's Levy is negative (documented: 0). Two lose their shape: NiaPy's Dixon-Price in two dimensions is
# (x - 1)^2 alone, a valley without a bottom, and landscapes' leaves out the factor i before its squares. landscapes' Zakharov and the
# Schaffer N. 2 of benchmark-functions and of optimization-benchmarks have other values than the literature's formulas.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder"
"$folder/bin/pip" install --quiet --disable-pip-version-check numpy==2.4.6 scipy==1.17.1 niapy==2.7.1 landscapes==0.0.13 optimization-benchmarks==0.3.0 benchmark-functions==1.1.4
"$folder/bin/python" - <<'PYTHON'
from math import sin

import benchmark_functions
import landscapes.single_objective as landscapes
import niapy.problems as niapy
import numpy
import optimization_benchmarks as suite

row = numpy.array


def dixon_price(x, y):
    return (x - 1) ** 2 + 2 * (2 * y * y - x) ** 2


def zakharov(x, y):
    s = 0.5 * x + y
    return x * x + y * y + s**2 + s**4


def schaffer2(x, y):
    return 0.5 + (sin(x * x - y * y) ** 2 - 0.5) / (1 + 0.001 * (x * x + y * y)) ** 2


def camel3(x, y):
    return 2 * x * x - 1.05 * x**4 + x**6 / 6 + x * y + y * y


point = (1.3, -0.7)
CASES = [
    ("optimization-benchmarks camel3", (-0.8, 1.9), suite.camel3(row([-0.8, 1.9])), camel3(-0.8, 1.9), -4.593589),
    ("optimization-benchmarks camel3", (-1.0, 4.0), suite.camel3(row([-1.0, 4.0])), camel3(-1.0, 4.0), -62.883333),
    ("NiaPy Levy", (2.1, 0.4), niapy.Levy(2).evaluate(row([2.1, 0.4])), 1.384173, -0.03292),
    ("NiaPy DixonPrice", point, niapy.DixonPrice(2).evaluate(row(point)), dixon_price(*point), 0.09),
    ("NiaPy DixonPrice", (1.0, 9.0), niapy.DixonPrice(2).evaluate(row([1.0, 9.0])), dixon_price(1.0, 9.0), 0.0),
    ("landscapes dixon_price", point, landscapes.dixon_price(row(point)), dixon_price(*point), 0.1924),
    ("landscapes zakharov", point, landscapes.zakharov(row(point)), zakharov(*point), 2.317506),
    ("benchmark-functions Schaffer2", point, benchmark_functions.Schaffer2()(list(point)), schaffer2(*point), 0.988997),
    ("optimization-benchmarks schaffer2", point, suite.schaffer2(row(point)), schaffer2(*point), 66.894597),
]
for name, place, value, literature, seen in CASES:
    print(f"{name:34} at ({place[0]:.4g}, {place[1]:.4g}): {float(value):.6g}, literature {literature:.6g}")
    assert abs(float(value) - literature) > 1e-3 and abs(float(value) - seen) < 1e-5
PYTHON
