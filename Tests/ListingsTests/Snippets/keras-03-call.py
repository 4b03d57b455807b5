import keras
from keras import layers
import numpy as np

model = keras.Sequential([keras.Input((3,)), layers.Dense(2, kernel_initializer="ones"), layers.Dense(1, kernel_initializer="ones")])
x = np.ones((3, 3))
y = model(x)
print(y.shape)
print(np.array(y).ravel())
