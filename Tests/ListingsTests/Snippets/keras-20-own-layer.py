import keras
from keras import layers
from keras import ops
import numpy as np


class Linear(layers.Layer):
    def __init__(self, units=32, input_dim=32):
        super().__init__()
        self.w = self.add_weight(shape=(input_dim, units), initializer="ones", trainable=True)
        self.b = self.add_weight(shape=(units,), initializer="zeros", trainable=True)

    def call(self, inputs):
        return ops.matmul(inputs, self.w) + self.b


x = ops.ones((2, 2))
linear_layer = Linear(4, 2)
y = linear_layer(x)
print(y.shape)
print(np.array(y))
print(len(linear_layer.weights), len(linear_layer.trainable_weights))
print([tuple(w.shape) for w in linear_layer.weights])
