import numpy as np
import pandas as pd
from sklearn.model_selection import GridSearchCV, StratifiedKFold, cross_val_predict
from sklearn.neighbors import KNeighborsClassifier
from sklearn.preprocessing import StandardScaler, OneHotEncoder
from sklearn.pipeline import Pipeline
from sklearn.compose import make_column_transformer
from sklearn.metrics import accuracy_score, f1_score
n = 40
i = np.arange(n)
df = pd.DataFrame({'len': 5 + i * 7 % 13 / 5, 'wid': 2 + i * 5 % 11 / 7, 'color': np.array(['red', 'blue', 'green'])[i % 3]})
df['label'] = np.where(df['len'] + df['wid'] > 9, 'big', 'small')
print(df.head(3))
print(df['label'].value_counts())
pre = make_column_transformer((StandardScaler(), ['len', 'wid']), (OneHotEncoder(handle_unknown='ignore'), ['color']))
pipe = Pipeline([('pre', pre), ('knn', KNeighborsClassifier())])
grid = GridSearchCV(pipe, {'knn__n_neighbors': [1, 3, 5]}, cv=StratifiedKFold(4))
grid.fit(df[['len', 'wid', 'color']], df['label'])
print(grid.best_params_, round(grid.best_score_, 4))
pred = grid.predict(df[['len', 'wid', 'color']])
print(pred[:4], '', accuracy_score(df['label'], pred))
print(round(f1_score(df['label'], pred, average='macro'), 4))
cvp = cross_val_predict(pipe, df[['len', 'wid', 'color']], df['label'], cv=4)
print(cvp[:3], round((cvp == df['label']).mean(), 4))
df['pred'] = cvp
wrong = df[df['pred'] != df['label']]
print(len(wrong), wrong.index.tolist())
print(pd.crosstab(df['label'], df['pred']))
print(pipe.get_params()['knn__n_neighbors'], grid.best_estimator_.named_steps['knn'])
print(pd.DataFrame(grid.cv_results_)['mean_test_score'].round(4).tolist())
print(grid.best_estimator_.classes_)
