import numpy as np

a = np.arange(12)**2
i = np.array([1, 1, 3, 8, 5])
print(a[i])
j = np.array([[3, 4], [9, 7]])
print(a[j])
b = np.arange(12).reshape(3, 4)
print(b[np.array([0, 1]), np.array([2, 1])])
print(b[:, np.array([2, 1])])
d = np.arange(5)
d[[1, 3, 4]] = 0
print(d)
