import numpy as np

data = np.array([1.0, 2.0])
print(data * 1.6)
a = np.array([[0.0, 0.0, 0.0], [10.0, 10.0, 10.0], [20.0, 20.0, 20.0]])
b = np.array([1.0, 2.0, 3.0])
print(a + b)
print(np.array([[1], [2], [3]]) + np.array([10, 20]))
try:
    np.ones((2, 3)) + np.ones((2, 4))
except ValueError as error:
    print(error)
