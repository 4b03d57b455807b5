import numpy as np
import keras
layer_1 = keras.layers.Dense(4, name="first")
layer_2 = keras.layers.Dense(4, name="second")
a = keras.Sequential([keras.Input((3,)), layer_1])
b = keras.Sequential([keras.Input((3,)), layer_2])
b.set_weights(a.get_weights())
x = np.random.rand(2, 3)
print(np.allclose(a.predict(x, verbose=0), b.predict(x, verbose=0)))
print(len(a.weights), a.layers[0].get_weights()[0].shape)
