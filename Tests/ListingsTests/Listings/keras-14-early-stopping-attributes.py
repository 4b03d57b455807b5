import keras, numpy as np
x = np.array([[0.], [1.]]); y = np.array([[0.], [1.]])
m = keras.Sequential([keras.Input((1,)), keras.layers.Dense(1, kernel_initializer='ones')])
m.compile(loss='mse', optimizer='sgd')
es = keras.callbacks.EarlyStopping(monitor='loss', patience=3, min_delta=0.001)
h = m.fit(x, y, epochs=50, verbose=0, callbacks=[es])
print('stopped at', es.stopped_epoch, 'best', es.best, 'wait', es.wait)
print(len(h.history['loss']))
