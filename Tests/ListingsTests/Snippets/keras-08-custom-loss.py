import numpy as np
import keras
from keras import layers, ops

def custom_mean_squared_error(y_true, y_pred):
    return ops.mean(ops.square(y_true - y_pred), axis=-1)

model = keras.Sequential([keras.Input((2,)), layers.Dense(1, kernel_initializer="zeros")])
model.compile(optimizer=keras.optimizers.SGD(0.1), loss=custom_mean_squared_error)
x = np.array([[0., 1.], [1., 0.], [1., 1.], [0., 0.]])
y = np.array([[1.], [2.], [3.], [0.]])
h = model.fit(x, y, batch_size=4, epochs=5, verbose=0)
print(["%.4f" % v for v in h.history["loss"]])
