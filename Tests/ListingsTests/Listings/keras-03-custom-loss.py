import numpy as np
import keras
from keras import ops

def weighted_mse(y_true, y_pred):
    error = y_true - y_pred
    return ops.mean(ops.where(error > 0, 4.0, 1.0) * ops.square(error), axis=-1)

x = np.linspace(-1, 1, 8).reshape(-1, 1)
y = 2 * x + 0.5
model = keras.Sequential([keras.Input((1,)), keras.layers.Dense(1, kernel_initializer='zeros')])
model.compile(optimizer=keras.optimizers.SGD(learning_rate=0.1), loss=weighted_mse)
h = model.fit(x, y, epochs=30, batch_size=8, verbose=0)
print('first loss %.5f' % h.history['loss'][0])
print('last loss %.5f' % h.history['loss'][-1])
w, b = model.layers[0].get_weights()
print('w = %.4f b = %.4f' % (w[0][0], b[0]))
