"""Matrix factorization: the objective that scikit-learn's Ridge comes to, one table after the other, from many starts; and the closed form where every
rating is known, by the singular values (Srebro & Shraibman 2005)."""

import numpy
from judging import Judge
from sklearn.linear_model import Ridge

random = numpy.random.default_rng(31)


def alternated(values, mask, rank, penalty, seed):
    chance = numpy.random.default_rng(seed)
    users, items = values.shape
    u, v = numpy.zeros((users, rank)), chance.normal(size=(items, rank)) / numpy.sqrt(rank)
    mean = values[mask].mean()
    ridge = Ridge(alpha=penalty, fit_intercept=False, solver="cholesky")
    before = numpy.inf
    for sweep in range(2000):
        for row in range(users):
            known = mask[row]
            u[row] = ridge.fit(v[known], values[row, known] - mean).coef_ if known.any() else 0
        for row in range(items):
            known = mask[:, row]
            v[row] = ridge.fit(u[known], values[known, row] - mean).coef_ if known.any() else 0
        far = (values - mean - u @ v.T)[mask]
        now = float(far @ far + penalty * (numpy.sum(u * u) + numpy.sum(v * v)))
        if before - now < 1e-10 * before:
            break
        before = now
    return now


def case(users, items, rank, fitted, penalty, share, starts=10):
    values = numpy.round(3 + random.normal(size=(users, rank)) @ random.normal(size=(rank, items)) / numpy.sqrt(rank)
                         + 0.3 * random.normal(size=(users, items)), 6)
    mask = random.uniform(size=values.shape) < share
    entries = [[int(i), int(j), float(values[i, j])] for i, j in zip(*numpy.nonzero(mask))]
    found = {"users": users, "items": items, "rank": fitted, "l2": penalty, "entries": entries,
             "objective": min(alternated(values, mask, fitted, penalty, seed) for seed in range(starts))}
    if share >= 1:
        singular = numpy.linalg.svd(values - values.mean(), compute_uv=False)
        kept = numpy.maximum(singular - penalty, 0)
        kept[fitted:] = 0
        found["closed"] = float(numpy.sum((singular - kept) ** 2) + 2 * penalty * numpy.sum(kept))
    return found


judge = Judge()
judge.golden(
    "Tests/GalleryTests/Golden/factorization.json",
    [case(20, 15, 3, 3, 1.0, 0.5), case(20, 15, 3, 2, 0.3, 0.6), case(15, 12, 2, 4, 2.0, 0.5), case(12, 10, 3, 3, 0.5, 1.1),
     case(12, 10, 2, 1, 1.0, 1.1)])
judge.finish()
