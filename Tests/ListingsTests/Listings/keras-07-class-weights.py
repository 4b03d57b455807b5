import numpy as np
from tensorflow import keras
X = np.array([[0.0], [1.0], [2.0], [3.0], [4.0], [5.0]])
y = np.array([0, 0, 0, 0, 1, 1])
model = keras.models.Sequential()
model.add(keras.layers.Dense(1, activation='sigmoid', kernel_initializer='zeros', input_shape=(1,)))
model.compile(optimizer=keras.optimizers.SGD(0.1), loss='binary_crossentropy', metrics=['accuracy'])
hist = model.fit(X, y, epochs=3, batch_size=6, class_weight={0: 1.0, 1: 2.0}, verbose=0)
print('losses:', ', '.join('{:.5f}'.format(v) for v in hist.history['loss']))
hist = model.fit(X, y, epochs=1, batch_size=6, sample_weight=np.array([1, 1, 1, 1, 0, 0]), verbose=0)
print('with sample weights: %.5f' % hist.history['loss'][0])
probs = model.predict(X, verbose=0)
print(probs.shape, probs.dtype)
print((probs > 0.5).astype(int).ravel())
