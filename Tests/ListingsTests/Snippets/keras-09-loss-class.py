import numpy as np
import keras
from keras import layers, ops

class CustomMSE(keras.losses.Loss):
    def __init__(self, regularization_factor=0.1, name="custom_mse"):
        super().__init__(name=name)
        self.regularization_factor = regularization_factor

    def call(self, y_true, y_pred):
        mse = ops.mean(ops.square(y_true - y_pred), axis=-1)
        reg = ops.mean(ops.square(0.5 - y_pred), axis=-1)
        return mse + reg * self.regularization_factor

model = keras.Sequential([keras.Input((1,)), layers.Dense(1, kernel_initializer="ones")])
model.compile(optimizer="sgd", loss=CustomMSE())
x = np.array([[0.], [1.], [2.]])
print(round(model.evaluate(x, 2 * x, verbose=0), 5))
