"""Covariance, paths and mean of CMA-ES after each generation, against Hansen's own pure-Python code.

`purecma` is given samples that are written down with the results, so that no random generator has to be shared. Its step
size rule is a newer one (the square of the path's length); here σ follows equation 44 of the tutorial
(arXiv 1604.00772v2), as in Descent, with the damping of its table 1.
"""

import math
import random

from cma.more_algorithms import purecma
from judging import Judge

judge = Judge(relative=1e-9)


def loss(x):
    return sum(10 ** (3 * i / max(1, len(x) - 1)) * (a - 0.1 * i) ** 2 for i, a in enumerate(x))


def case(n, population, first, generations):
    draw = random.Random(n)
    start = [1.0 - 0.2 * i for i in range(n)]
    es = purecma.CMAES(start, first)
    es.params = p = purecma.CMAESParameters(n, population)
    damping = 1 + 2 * max(0, math.sqrt((p.mueff - 1) / (n + 1)) - 1) + p.cs
    steps = []
    for _ in range(generations):
        samples = [[m + es.sigma * draw.gauss(0, 1) for m in es.xmean] for _ in range(p.lam)]
        values = [loss(x) for x in samples]
        es.C.update_eigensystem(es.counteval, 0)
        sigma = es.sigma
        es.tell(samples, values)
        length = math.sqrt(sum(x * x for x in es.ps))
        es.sigma = sigma * math.exp(min(1, p.cs / damping * (length / p.chiN - 1)))
        steps.append({
            "samples": samples, "values": values, "mean": list(es.xmean), "sigma": es.sigma, "pathSigma": list(es.ps),
            "pathC": list(es.pc), "covariance": [list(row) for row in es.C],
        })
    return {
        "start": start, "sigma": first,
        "constants": {
            "population": p.lam, "weights": p.weights[:p.mu], "mueff": p.mueff, "cs": p.cs, "cc": p.cc, "c1": p.c1,
            "cmu": p.cmu, "chi": p.chiN,
        },
        "generations": steps,
    }


judge.golden(
    "Tests/SolversTests/Golden/cmaes.json",
    {"cases": [case(2, None, 0.5, 8), case(3, None, 0.3, 6), case(6, 12, 1.0, 6)]})
judge.finish()
