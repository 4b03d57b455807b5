import keras
from keras import ops
import numpy as np


class ActivityRegularizationLayer(keras.layers.Layer):
    def __init__(self, rate=1e-2):
        super().__init__()
        self.rate = rate

    def call(self, inputs):
        self.add_loss(self.rate * ops.mean(inputs))
        return inputs


class OuterLayer(keras.layers.Layer):
    def __init__(self):
        super().__init__()
        self.activity_reg = ActivityRegularizationLayer(1e-2)

    def call(self, inputs):
        return self.activity_reg(inputs)


layer = OuterLayer()
print(len(layer.losses))
_ = layer(ops.ones((1, 1)))
print(len(layer.losses), float(layer.losses[0]) - 0.01 < 1e-9)
_ = layer(ops.ones((1, 1)))
print(len(layer.losses))

inputs = keras.Input(shape=(3,))
outputs = ActivityRegularizationLayer(0.5)(inputs)
model = keras.Model(inputs, outputs)
model.compile(optimizer="sgd", loss="mse")
x = np.ones((4, 3))
print(model.evaluate(x, x, verbose=0))
