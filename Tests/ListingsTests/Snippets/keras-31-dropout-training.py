import keras
from keras import layers
import numpy as np

layer = layers.Dropout(0.5)
x = np.ones((4, 8), dtype="float32")
print(np.array_equal(np.array(layer(x, training=False)), x))
dropped = np.array(layer(x, training=True))
print(set(np.unique(dropped)).issubset({0.0, 2.0}))
flat = layers.Flatten()
print(flat(np.ones((2, 3, 4))).shape)
print(np.array(layers.Activation("relu")(np.array([[-1.0, 2.0]]))))
