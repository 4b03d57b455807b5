import keras
import numpy as np

mse = keras.losses.MeanSquaredError()
y_true = np.array([[0.0], [1.0], [2.0]])
y_pred = np.array([[0.5], [1.0], [4.0]])
print(round(float(mse(y_true, y_pred)), 4))
print(float(mse(y_true, y_pred, sample_weight=np.array([1.0, 1.0, 0.5]))))
print(np.array(keras.losses.mean_squared_error(y_true, y_pred)))
print(np.array(keras.losses.mean_absolute_error(y_true, y_pred)))
bce = keras.losses.BinaryCrossentropy(from_logits=True)
print(round(float(bce(np.array([[1.0], [0.0]]), np.array([[2.0], [-1.0]]))), 5))
