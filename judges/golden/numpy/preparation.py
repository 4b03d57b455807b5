import numpy as np
from sklearn.model_selection import train_test_split, KFold
from sklearn.preprocessing import StandardScaler, MinMaxScaler
from sklearn.linear_model import LinearRegression
X = np.arange(20).reshape(10, 2).astype(float); y = np.arange(10)
a, b, c, d = train_test_split(X, y, test_size=0.3, random_state=42)
print(a.shape, b.shape, c.shape, d.shape, sorted(np.concatenate([c, d])))
s = StandardScaler(); Z = s.fit_transform(X); print(Z.mean(axis=0), Z.std(axis=0), s.mean_, s.scale_)
print(s.inverse_transform(Z)[:2], MinMaxScaler().fit_transform(X)[[0, -1]])
for tr, te in KFold(n_splits=5).split(X): print(tr, te)
m = LinearRegression().fit(X[:, :1], 3 * X[:, 0] + 2); print(m.coef_.round(6), round(float(m.intercept_), 6), m.predict([[1.0]]).round(6), round(m.score(X[:, :1], 3 * X[:, 0] + 2), 6))
import math, time, random, itertools, copy
from collections import defaultdict, Counter
print(math.sqrt(np.float64(4)), math.floor(np.float64(2.5)), [x for x in range(np.int64(3))], [10, 20, 30][np.argmax([1, 5, 2])])
q = copy.deepcopy({"w": np.zeros(2)}); q["w"][0] = 1; print(q)
print({1: "a"}[np.int64(1)], np.float64(0.5) in [0.5], round(np.float64(2.5)), int(np.float64(3.7)), float(np.array([2.5])[0]), str(np.float64(1.5)))
print(max([np.float64(1), np.float64(3)]), sum([np.float64(1.5), 2]), np.float64(1) < 2, [np.float64(1) < 2], not np.array([0])[0])
print([float(v) for v in np.array([1.5, 2])], list(map(float, np.ones(2))))
