import numpy as np

a = np.arange(12).reshape(3, 4)
b = a
print(b is a)
c = a.view()
print(c is a, c.base is a)
c = c.reshape((2, 6))
c[0, 4] = 1234
print(a)
s = a[:, 1:3]
s[:] = 10
print(a)
d = a.copy()
d[0, 0] = 9999
print(a[0, 0], d.base is a)
