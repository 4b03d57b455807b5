import numpy as np

a = np.array([[9.0, 7.0], [5.0, 2.0]])
b = np.array([[1.0, 9.0], [5.0, 1.0]])
print(np.vstack((a, b)))
print(np.hstack((a, b)))
print(np.column_stack((np.array([4.0, 2.0]), np.array([3.0, 8.0]))))
print(np.concatenate((a, b), axis=1))
print(np.hsplit(np.arange(12).reshape(2, 6), 3))
print(np.r_[1:4, 0, 4])
