import keras
from keras import layers
import numpy as np

x = np.random.default_rng(1).normal(size=(64, 6)).astype("float32")
y = x[:, :1]
base_model = keras.Sequential([keras.Input(shape=(6,)), layers.Dense(4, activation="relu"), layers.BatchNormalization()])
base_model.trainable = False
inputs = keras.Input(shape=(6,))
h = base_model(inputs, training=False)
outputs = layers.Dense(1)(h)
model = keras.Model(inputs, outputs)
print(len(model.trainable_weights), len(model.non_trainable_weights))
model.compile(optimizer=keras.optimizers.Adam(), loss="mse")
before = [w.copy() for w in base_model.get_weights()]
model.fit(x, y, epochs=2, verbose=0)
print(all(np.array_equal(a, b) for a, b in zip(before, base_model.get_weights())))
base_model.trainable = True
model.compile(optimizer=keras.optimizers.Adam(1e-5), loss="mse")
print(len(model.trainable_weights), len(model.non_trainable_weights))
model.fit(x, y, epochs=2, verbose=0)
print(all(np.array_equal(a, b) for a, b in zip(before, base_model.get_weights())))
