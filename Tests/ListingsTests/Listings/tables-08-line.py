import warnings
warnings.filterwarnings('ignore')
import numpy as np
import pandas as pd
import matplotlib.pyplot as plt
from sklearn.linear_model import LinearRegression, Ridge
from sklearn.preprocessing import StandardScaler
from sklearn.metrics import r2_score
x = np.arange(20)
data = pd.DataFrame({'x': x, 'y': 3 * x + 2 + (-1.0) ** x, 'group': np.where(x % 4 == 0, 'A', 'B')})
train, test = (data.iloc[:15], data.iloc[15:])
lr = LinearRegression()
lr.fit(train[['x']], train['y'])
test = test.copy()
test['pred'] = lr.predict(test[['x']])
test['error'] = test['y'] - test['pred']
print(test.round(3))
print('slope %.3f intercept %.3f' % (lr.coef_[0], lr.intercept_))
print('R2:', round(r2_score(test['y'], test['pred']), 4))
print('MAE:', test['error'].abs().mean().round(4))
fig, axes = plt.subplots(1, 2, figsize=(8, 3))
axes[0].scatter(train['x'], train['y'])
axes[0].plot(test['x'], test['pred'], 'r--')
data['y'].plot(kind='hist', bins=5, ax=axes[1])
axes[1].set_title('y')
data.groupby('group')['y'].mean().plot(kind='bar')
data.plot.scatter(x='x', y='y')
plt.close('all')
alphas = [0.01, 1, 100]
table = []
for a in alphas:
    m = Ridge(alpha=a).fit(train[['x']], train['y'])
    table.append({'alpha': a, 'coef': m.coef_[0], 'score': m.score(test[['x']], test['y'])})
print(pd.DataFrame(table))
best = pd.DataFrame(table).sort_values('score', ascending=False).iloc[0]
print(best['alpha'], best.name)
print(data.groupby('group')[['x', 'y']].mean())
print(data['group'].value_counts().to_dict())
print(data.groupby('group')['y'].apply(lambda s: s.max() - s.min()))
print(data.loc[data['y'].idxmax()])
print(data[data['group'].isin(['A'])].shape[0], '')
z = (data['y'] - data['y'].mean()) / data['y'].std()
print(z.head(3))
print(np.corrcoef(data['x'], data['y'])[0, 1].round(5), data['x'].corr(data['y']).round(5))
print(np.mean(data['y']), np.array(data['x'])[:3], data['x'].values.reshape(-1, 1).shape)
print(pd.get_dummies(data['group']).sum().tolist(), pd.get_dummies(data, columns=['group'], drop_first=True).columns.tolist())
X = data.drop(columns=['group', 'y'])
print(X.shape, list(X), X.columns[0])
print(data['x'].sum(), data['x'].max() + 1, int(data['x'].min()))
print(sum(data['x']), max(data['y']), len(data['x']), sorted(data['group'].unique()))
print([round(v, 2) for v in data['y'][:3]], {k: v for k, v in zip(data['group'], data['x'])})
