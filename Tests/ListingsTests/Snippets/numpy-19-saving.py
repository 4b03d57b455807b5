import numpy as np

a = np.array([1.0, 2.0, 3.0, 4.0, 5.0, 6.0])
print(a.tolist(), a.astype(int), str(a))
b = a.reshape(2, 3)
print(repr(b))
np.set_printoptions(precision=2, suppress=True)
print(np.array([0.123456, 1234.5678]))
print(np.isclose(0.1 + 0.2, 0.3), np.allclose(a, a + 1e-9))
