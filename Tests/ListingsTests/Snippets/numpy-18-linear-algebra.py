import numpy as np

a = np.array([[1.0, 2.0], [3.0, 4.0]])
print(a.transpose())
print(np.linalg.inv(a))
y = np.array([[5.0], [7.0]])
print(np.linalg.solve(a, y))
print(np.trace(np.eye(2)), round(np.linalg.det(a), 6))
values, vectors = np.linalg.eig(np.array([[2.0, 0.0], [0.0, 3.0]]))
print(values)
print(np.linalg.norm(np.array([3.0, 4.0])))
