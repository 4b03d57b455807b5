import numpy as np

a = np.arange(12).reshape(3, 4)
print(a)
print(a.shape, a.ndim, a.size, a.itemsize)
print(a.dtype.name)
print(type(a))
