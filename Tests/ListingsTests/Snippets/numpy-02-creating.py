import numpy as np

a = np.array([2, 3, 4])
b = np.array([1.2, 3.5, 5.1])
print(a.dtype, b.dtype)
print(np.array([(1.5, 2, 3), (4, 5, 6)]))
print(np.zeros((2, 3)))
print(np.ones((2, 3, 2), dtype=np.int32))
print(np.arange(10, 30, 5))
print(np.arange(0, 2, 0.3))
print(np.linspace(0, 2, 9))
print(np.full((2, 2), 7.5))
print(np.eye(3))
