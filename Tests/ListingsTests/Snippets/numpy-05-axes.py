import numpy as np

b = np.arange(12).reshape(3, 4)
print(b.sum(), b.min(), b.max())
print(b.sum(axis=0))
print(b.min(axis=1))
print(b.cumsum(axis=1))
print(b.mean(axis=0), b.std())
print(np.exp(np.arange(3)))
print(np.sqrt(np.arange(3)))
print(np.add(np.arange(3), np.array([2.0, -1.0, 4.0])))
