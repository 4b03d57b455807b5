"""scikit-learn's SVC (LIBSVM): the dual objective, the number of support vectors, decisions on other points, by kernel, C and gamma."""

import numpy
from judging import Judge
from sklearn.datasets import make_moons
from sklearn.svm import SVC

random = numpy.random.default_rng(23)


def objective(model, x, y):
    """½·αᵀQα − Σα of the fitted multipliers, from the kernel itself."""
    support = x[model.support_]
    weights = model.dual_coef_[0]
    gamma = model._gamma
    product = support @ support.T
    if model.kernel == "linear":
        kernel = product
    elif model.kernel == "poly":
        kernel = (gamma * product + model.coef0) ** model.degree
    else:
        squares = numpy.sum(support**2, axis=1)
        kernel = numpy.exp(-gamma * (squares[:, None] + squares[None, :] - 2 * product))
    return float(weights @ kernel @ weights / 2 - numpy.abs(weights).sum())


def case(name, x, y, other, **settings):
    x, other = numpy.round(x, 6), numpy.round(other, 6)
    model = SVC(tol=1e-6, **settings).fit(x, y)
    several = len(set(y.tolist())) > 2
    return {
        "name": name, "C": settings.get("C", 1.0), "kernel": settings.get("kernel", "rbf"),
        "gamma": float(model._gamma), "scale": settings.get("gamma", "scale") == "scale",
        "degree": settings.get("degree", 3), "offset": settings.get("coef0", 0.0), "width": x.shape[1],
        "x": x.flatten().tolist(), "y": y.tolist(), "other": other.flatten().tolist(),
        "objective": None if several else objective(model, x, y), "support": int(model.n_support_.sum()),
        "decisions": model.decision_function(other).flatten().tolist(), "predictions": model.predict(other).tolist()}


moons, classes = make_moons(120, noise=0.25, random_state=3)
there, _ = make_moons(40, noise=0.3, random_state=4)
wide = random.normal(size=(80, 5))
labels = (wide[:, 0] + 0.5 * wide[:, 1] ** 2 + 0.3 * random.normal(size=80) > 0.3).astype(int)
wide_there = random.normal(size=(30, 5))
three = numpy.concatenate([random.normal(centre, 0.9, (30, 2)) for centre in [(0, 0), (2, 0.5), (0.5, 2)]])
of_three = numpy.repeat([0, 1, 2], 30)

judge = Judge()
judge.golden(
    "Tests/GalleryTests/Golden/svm.json",
    [case("moons", moons, classes, there), case("moons, narrow", moons, classes, there, C=10.0, gamma=5.0),
     case("moons, loose", moons, classes, there, C=0.05, gamma=0.5),
     case("moons, straight", moons, classes, there, kernel="linear", C=2.0),
     case("moons, cubic", moons, classes, there, kernel="poly", coef0=1.0),
     case("five columns", wide, labels, wide_there), case("five columns, straight", wide, labels, wide_there, kernel="linear"),
     case("five columns, square", wide, labels, wide_there, kernel="poly", degree=2, coef0=0.5, C=3.0),
     case("three classes", three, of_three, there)])
judge.finish()
