import numpy as np

a = np.floor(np.array([[3.7, 7.2, 3.1, 4.9], [1.4, 4.2, 2.6, 2.8], [7.5, 2.3, 4.1, 9.9]]))
print(a.ravel())
print(a.reshape(6, 2))
print(a.T.shape, a.shape)
a.resize((2, 6))
print(a)
print(a.reshape(3, -1))
