import numpy as np, pandas as pd
from sklearn.model_selection import train_test_split, KFold, cross_validate
from sklearn.preprocessing import MinMaxScaler, OrdinalEncoder, StandardScaler
from sklearn.impute import SimpleImputer
from sklearn.neighbors import KNeighborsClassifier, KNeighborsRegressor
from sklearn.pipeline import Pipeline
from sklearn.metrics import accuracy_score, confusion_matrix, mean_absolute_error
from sklearn.dummy import DummyRegressor
rows = [[5.1, 3.5, 'a'], [4.9, 3.0, 'a'], [6.2, 2.9, 'b'], [5.9, 3.0, 'b'], [6.3, 3.3, 'c'], [5.8, 2.7, 'c'], [5.0, 3.4, 'a'], [6.0, 2.2, 'b'], [7.1, 3.0, 'c']]
iris = pd.DataFrame(rows, columns=['sl', 'sw', 'sp'])
print(iris.describe(include='all'))
X, y = (iris[['sl', 'sw']], iris['sp'])
knn = KNeighborsClassifier(n_neighbors=3).fit(X, y)
print(knn.predict(X), knn.score(X, y), knn.classes_)
print(accuracy_score(y, knn.predict(X)))
print(knn.predict_proba([[5.0, 3.2]]))
pipe = Pipeline([('imp', SimpleImputer(strategy='median')), ('sc', MinMaxScaler()), ('reg', KNeighborsRegressor(n_neighbors=2, weights='distance'))])
Z = X.copy()
Z.loc[[0, 4], 'sw'] = np.nan
t = iris['sl'] * 2 + 1
pipe.fit(Z, t)
print(pipe.predict(Z[:3]).round(3), round(pipe.score(Z, t), 4))
cv = cross_validate(pipe, Z, t, cv=KFold(3), scoring='neg_mean_absolute_error', return_train_score=True)
print(sorted((k for k in cv if k.startswith('t'))), cv['test_score'].round(3))
print(OrdinalEncoder().fit_transform(iris[['sp']]).ravel())
print(mean_absolute_error(t, DummyRegressor(strategy='median').fit(X, t).predict(X)))
print(pipe.named_steps['imp'].statistics_, pipe.steps[0][0])
sc = MinMaxScaler(feature_range=(-1, 1))
print(sc.fit_transform(X)[:2].round(3), sc.data_min_, sc.data_max_)
try:
    KNeighborsClassifier(n_neighbors=50).fit(X, y).predict(X)
except ValueError:
    print('VE')
try:
    StandardScaler().fit(iris)
except ValueError as e:
    print('VE', e)
