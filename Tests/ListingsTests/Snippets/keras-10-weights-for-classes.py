import numpy as np
import keras
x = np.array([[0.], [1.], [2.], [3.]])
y = np.array([0, 1, 2, 1])
model = keras.Sequential([keras.Input((1,)), keras.layers.Dense(3, activation="softmax", kernel_initializer="zeros")])
model.compile(optimizer="sgd", loss="sparse_categorical_crossentropy", metrics=["sparse_categorical_accuracy"])
h = model.fit(x, y, class_weight={0: 1.0, 1: 2.0, 2: 1.0}, batch_size=4, epochs=1, verbose=0)
print("%.4f" % h.history["loss"][0])
sample_weight = np.ones(shape=(len(y),))
sample_weight[y == 2] = 0.5
h = model.fit(x, y, sample_weight=sample_weight, batch_size=4, epochs=1, verbose=0)
print(sorted(h.history))
