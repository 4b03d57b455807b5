import keras
import numpy as np

v = keras.Variable(np.zeros((2, 2)), name="total")
print(v.shape, v.dtype, v.name)
v.assign(np.ones((2, 2)))
v.assign_add(np.full((2, 2), 0.5))
print(np.array(v))
w = keras.Variable(initializer="ones", shape=(3,))
print(np.array(w * 2 + 1))
