import numpy as np

a = np.arange(12).reshape(3, 4)
b = a > 4
print(b)
print(a[b])
a[b] = 0
print(a)
values = np.array([[1, 2, 3, 4], [5, 6, 7, 8], [9, 10, 11, 12]])
print(values[values < 5])
print(values[values % 2 == 0])
print(values[(values > 2) & (values < 11)])
print(np.nonzero(values < 5))
print(np.where(values > 6, values, -1))
