import numpy as np, keras
def rmse(y_true, y_pred):
    return keras.ops.sqrt(keras.ops.mean(keras.ops.square(y_pred - y_true)))
def max_error(y_true, y_pred):
    return keras.ops.max(keras.ops.abs(y_true - y_pred))
x = np.array([[0.], [1.], [2.]]); y = np.array([[1.], [3.], [7.]])
m = keras.Sequential([keras.Input((1,)), keras.layers.Dense(1, kernel_initializer='ones')])
m.compile(loss='mse', optimizer='sgd', metrics=[rmse, max_error, 'mae'])
print(m.evaluate(x, y, verbose=0, return_dict=True).keys())
r = m.evaluate(x, y, verbose=0)
print([round(v, 4) for v in r])
