import numpy as np, pandas as pd
from sklearn.model_selection import train_test_split, cross_val_score, GridSearchCV
from sklearn.preprocessing import StandardScaler, OneHotEncoder
from sklearn.linear_model import LinearRegression, Ridge
from sklearn.pipeline import make_pipeline
from sklearn.compose import ColumnTransformer
from sklearn.metrics import mean_squared_error, r2_score
from sklearn.exceptions import NotFittedError
n = 60
df = pd.DataFrame({'area': [50 + i * 37 % 90 for i in range(n)], 'rooms': [1 + i % 5 for i in range(n)], 'kind': ['flat' if i % 3 else 'house' for i in range(n)]})
df['price'] = 2.5 * df['area'] + 10 * df['rooms'] + np.where(df['kind'] == 'house', 50, 0)
X, y = (df[['area', 'rooms']], df['price'])
m = LinearRegression().fit(X, y)
print(m.coef_.round(4), round(m.intercept_, 4), round(m.score(X, y), 5))
print(type(m).__name__, m)
pred = m.predict(X)
print(round(mean_squared_error(y, pred), 4), round(r2_score(y, pred), 4))
sc = StandardScaler()
Z = sc.fit_transform(X)
print(sc.mean_.round(4), sc.scale_.round(4), Z.shape, Z[:2].round(4))
try:
    Ridge().predict(X)
except NotFittedError as e:
    print('nf', e)
ct = ColumnTransformer([('num', StandardScaler(), ['area', 'rooms']), ('cat', OneHotEncoder(), ['kind'])])
pipe = make_pipeline(ct, Ridge(alpha=1.0))
print(cross_val_score(pipe, df.drop(columns='price'), y, cv=5).round(4))
g = GridSearchCV(pipe, {'ridge__alpha': [0.1, 1.0, 10.0]}, cv=3).fit(df.drop(columns='price'), y)
print(g.best_params_, round(g.best_score_, 5))
res = pd.DataFrame(g.cv_results_)
print(res[['param_ridge__alpha', 'mean_test_score', 'rank_test_score']])
print(pd.DataFrame({'true': y[:3], 'pred': pred[:3]}).round(2))
print(pd.Series(m.coef_, index=X.columns))
print(ct.fit(df).get_feature_names_out())
