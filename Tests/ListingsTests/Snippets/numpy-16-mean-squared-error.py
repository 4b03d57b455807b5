import numpy as np

predictions = np.array([1, 1, 1])
labels = np.array([1, 2, 3])
n = len(labels)
error = (1 / n) * np.sum(np.square(predictions - labels))
print(error)
print(np.abs(predictions - labels).mean())
