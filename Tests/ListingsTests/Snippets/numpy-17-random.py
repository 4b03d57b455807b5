import numpy as np

rng = np.random.default_rng(42)
a = rng.random((3, 2))
print(a.shape, a.min() >= 0, a.max() < 1)
print(rng.integers(5, size=(2, 4)).max() < 5)
print(rng.normal(size=1000).shape)
again = np.random.default_rng(42).random((3, 2))
print((a == again).all())
order = rng.permutation(10)
print(sorted(order.tolist()))
