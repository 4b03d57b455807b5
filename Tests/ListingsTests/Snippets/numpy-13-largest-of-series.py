import numpy as np

time = np.linspace(20, 145, 5)
data = np.sin(np.arange(20)).reshape(5, 4)
ind = data.argmax(axis=0)
print(ind)
print(time[ind])
data_max = data[ind, range(data.shape[1])]
print(data_max)
print(np.all(data_max == data.max(axis=0)))
