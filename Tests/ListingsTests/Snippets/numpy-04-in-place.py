import numpy as np

a = np.ones((2, 3), dtype=int)
b = np.array([[0.25, 0.5, 0.75], [1.0, 1.25, 1.5]])
a *= 3
print(a)
b += a
print(b)
try:
    a += b
except TypeError as error:
    print("cannot cast:", isinstance(error, TypeError))
