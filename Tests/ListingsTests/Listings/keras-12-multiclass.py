import numpy as np
from keras.utils import to_categorical
import keras
labels = np.array([0, 2, 1, 2, 0])
onehot = to_categorical(labels, num_classes=3)
print(onehot.shape, onehot.dtype)
print(onehot[1])
model = keras.Sequential([keras.Input((4,)), keras.layers.Dense(3, activation='softmax', kernel_initializer='zeros')])
model.compile(loss='sparse_categorical_crossentropy', optimizer='adam', metrics=['accuracy'])
X = np.eye(5, 4)
loss, acc = model.evaluate(X, labels, verbose=0)
print('loss %.4f' % loss)
p = model.predict(X, verbose=0)
print(p.sum(axis=1))
print(np.argmax(p, axis=1))
print(p[0])
