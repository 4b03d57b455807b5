"""Folds, scalers and codes of tables, and what ridge, neighbours and boosted trees make of them: scikit-learn's."""

from pathlib import Path

import numpy as np
import pandas as pd
from judging import Judge
from sklearn.compose import ColumnTransformer
from sklearn.dummy import DummyClassifier
from sklearn.ensemble import HistGradientBoostingClassifier, HistGradientBoostingRegressor
from sklearn.impute import MissingIndicator, SimpleImputer
from sklearn.linear_model import Ridge, RidgeClassifier
from sklearn.metrics import root_mean_squared_error
from sklearn.model_selection import GroupKFold, KFold, StratifiedKFold, TimeSeriesSplit
from sklearn.multiclass import OneVsRestClassifier
from sklearn.neighbors import KNeighborsClassifier, KNeighborsRegressor
from sklearn.pipeline import make_pipeline
from sklearn.preprocessing import MinMaxScaler, OneHotEncoder, OrdinalEncoder, RobustScaler, StandardScaler

judge = Judge(relative=1e-9)
rng = np.random.default_rng(3)


def folds(splitter, rows, y=None, groups=None):
    return [{"train": a.tolist(), "test": b.tolist()} for a, b in splitter.split(np.zeros((rows, 1)), y, groups)]


classes = [0, 2, 1, 1, 0, 2, 2, 2, 1, 0, 2, 2, 0, 1, 2, 2, 1, 2, 0, 2, 2, 1, 2]
groups = [7, 3, 3, 9, 7, 7, 1, 1, 1, 1, 9, 3, 5, 5, 2, 7, 7, 2, 9, 4]
splits = [
    {"form": "folds", "count": 3, "rows": 11, "folds": folds(KFold(3), 11)},
    {"form": "stratified", "count": 4, "rows": len(classes), "classes": classes,
     "folds": folds(StratifiedKFold(4), len(classes), classes)},
    {"form": "grouped", "count": 3, "rows": len(groups), "groups": groups,
     "folds": folds(GroupKFold(3), len(groups), groups=groups)},
    {"form": "series", "count": 4, "rows": 23, "gap": 0, "folds": folds(TimeSeriesSplit(4), 23)},
    {"form": "series", "count": 3, "rows": 23, "gap": 2, "folds": folds(TimeSeriesSplit(3, gap=2), 23)},
]
columns = [[round(float(v), 6) for v in rng.lognormal(1, 1, 12)], [5.0] * 12, [0.1] * 11 + [0.3], list(range(-3, 9))]
scalers = []
for name, scaler in (("standard", StandardScaler()), ("minmax", MinMaxScaler()), ("robust", RobustScaler())):
    for column in columns:
        scaled = scaler.fit_transform(np.array(column, float)[:, None])[:, 0]
        scalers.append({"scaler": name, "column": [float(v) for v in column], "scaled": scaled.tolist()})
judge.golden("Tests/DatasetsTests/Golden/tables.json", {"splits": splits, "scalers": scalers})

# Small data with gaps for the trees, without for the others.
n = 400
x = np.round(rng.normal(size=(n, 4)), 4)
x[:, 3] = rng.integers(0, 6, n)
y = np.round(np.sin(2 * x[:, 0]) + x[:, 1] * x[:, 3] + 0.1 * rng.normal(size=n), 5)
label = (y + rng.normal(size=n) > 0.5).astype(int)
gaps = x.copy()
gaps[rng.random((n, 4)) < 0.15] = np.nan
train, test = slice(0, 300), slice(300, n)
missing = [[None if np.isnan(v) else float(v) for v in row] for row in gaps]
trees = HistGradientBoostingRegressor().fit(gaps[train], y[train])
shallow = HistGradientBoostingRegressor(
    max_iter=30, learning_rate=0.2, max_leaf_nodes=8, min_samples_leaf=5, l2_regularization=1, max_depth=3
).fit(x[train], y[train])
both = HistGradientBoostingClassifier().fit(gaps[train], label[train])
wide = np.round(rng.normal(size=(20, 30)), 4)

# Ames on shuffled folds, whose rows are written down: another generator draws others.
ames = pd.read_csv(Path("Sources/CAmes/ames.csv")).drop(columns=["Order", "PID"])
price = np.log(ames.pop("price"))
numbers = ames.select_dtypes("number").columns
names = ames.columns.difference(numbers)
shuffled = KFold(5, shuffle=True, random_state=1)
linear = make_pipeline(
    ColumnTransformer([
        ("n", make_pipeline(SimpleImputer(strategy="median"), StandardScaler()), numbers),
        ("m", MissingIndicator(error_on_new=False), numbers),
        ("c", make_pipeline(SimpleImputer(strategy="constant", fill_value="missing"),
                            OneHotEncoder(handle_unknown="ignore")), names)]), Ridge(10))
coded = make_pipeline(
    ColumnTransformer([
        ("n", "passthrough", numbers),
        ("c", OrdinalEncoder(handle_unknown="use_encoded_value", unknown_value=-1), names)]),
    HistGradientBoostingRegressor())


def scores(model):
    return [float(root_mean_squared_error(price.iloc[b], model.fit(ames.iloc[a], price.iloc[a]).predict(ames.iloc[b])))
            for a, b in shuffled.split(ames)]


judge.golden("Tests/BaselinesTests/Golden/baselines.json", {
    "x": x.tolist(), "gaps": missing, "y": y.tolist(), "label": label.tolist(), "train": 300,
    "ridge": Ridge(2.5).fit(x[train], y[train]).predict(x[test]).tolist(),
    "ridgeWithoutIntercept": Ridge(2.5, fit_intercept=False).fit(x[train], y[train]).predict(x[test]).tolist(),
    "wide": wide.tolist(), "wideCoefficients": Ridge(1).fit(wide, y[:20]).coef_.tolist(),
    "neighbours": KNeighborsRegressor(5).fit(x[train], y[train]).predict(x[test]).tolist(),
    "neighboursByDistance": KNeighborsRegressor(7, weights="distance").fit(x[train], y[train]).predict(x[test]).tolist(),
    "trees": trees.predict(gaps[test]).tolist(), "shallow": shallow.predict(x[test]).tolist(),
    "classifier": both.predict_proba(gaps[test])[:, 1].tolist(),
    "ames": {"folds": [b.tolist() for _, b in shuffled.split(ames)], "mean": [
        float(root_mean_squared_error(price.iloc[b], np.full(len(b), price.iloc[a].mean()))) for a, b in shuffled.split(ames)],
        "ridge": scores(linear), "trees": scores(coded)},
})

# Three classes, and a fourth of one row, which no training part has when it is tested; beside them a price by an order with gaps.
rows = 240
plane = np.round(rng.normal(size=(rows, 3)), 4)
kinds = np.array(["a", "b", "c"])[np.argmax(plane @ rng.normal(size=(3, 3)) + 0.7 * rng.normal(size=(rows, 3)), axis=1)]
kinds[17] = "d"
order = ["poor", "fair", "good", "best"]
level = rng.integers(0, 4, rows)
worth = np.round(level + plane[:, 0] + 0.3 * rng.normal(size=rows), 5)
quality = np.where(rng.random(rows) < 0.2, np.nan, level)
frame = pd.DataFrame({"x": plane[:, 0], "quality": quality})
pricing = make_pipeline(
    ColumnTransformer([
        ("n", StandardScaler(), ["x"]),
        ("q", SimpleImputer(strategy="median", add_indicator=True), ["quality"])]), Ridge(2))


def wrong(model):
    return [float(np.mean(model.fit(plane[a], kinds[a]).predict(plane[b]) != kinds[b]))
            for a, b in StratifiedKFold(5).split(plane, kinds)]


judge.golden("Tests/BaselinesTests/Golden/classes.json", {
    "x": plane.tolist(), "classes": kinds.tolist(), "mean": wrong(DummyClassifier()),
    "ridge": wrong(make_pipeline(StandardScaler(), RidgeClassifier(1))),
    "neighbours": wrong(make_pipeline(StandardScaler(), KNeighborsClassifier(5))),
    "trees": wrong(OneVsRestClassifier(HistGradientBoostingClassifier())),
    "order": order, "quality": [None if np.isnan(q) else order[int(q)] for q in quality], "worth": worth.tolist(),
    "ordinal": [float(root_mean_squared_error(
        worth[b], pricing.fit(frame.iloc[a], worth[a]).predict(frame.iloc[b]))) for a, b in KFold(4).split(frame)],
})
judge.finish()
