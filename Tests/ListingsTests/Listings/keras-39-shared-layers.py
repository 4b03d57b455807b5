import numpy as np
import keras
from keras import layers

rng = np.random.default_rng(0)
x = rng.normal(size=(40, 3))
y = x @ np.array([[1.0, 0.5], [-2.0, 1.0], [0.5, 0.0]])
base = keras.Sequential([keras.Input((3,)), layers.Dense(4, activation="relu", name="hidden"), layers.Dense(2, name="logits")])
features = keras.Model(inputs=base.inputs, outputs=base.get_layer("hidden").output)
base.compile("adam", "mse")
before = features.predict(x, verbose=0)
base.fit(x, y, epochs=3, verbose=0)
w, b = base.get_layer("hidden").get_weights()
after = features.predict(x, verbose=0)
print(np.allclose(after, np.maximum(0, x @ w + b), atol=1e-5), np.allclose(before, after))

frozen = keras.Sequential([keras.Input((3,)), base.layers[0], layers.Dense(1)])
frozen.layers[0].trainable = False
frozen.compile("sgd", "mse")
frozen.fit(x, y[:, :1], epochs=2, verbose=0)
print(np.allclose(base.get_layer("hidden").get_weights()[0], w), np.allclose(frozen.get_weights()[0], w))

tuned = keras.Model(base.inputs, layers.Dense(1)(base.outputs[0]))
base.get_layer("hidden").trainable = True
tuned.compile("sgd", "mse")
tuned.fit(x, y[:, :1], epochs=2, verbose=0)
print(np.allclose(base.get_weights()[2], tuned.get_weights()[2]), len(tuned.get_weights()))
for layer in base.layers:
    print(layer.name, layer.__class__.__name__, isinstance(layer, layers.Dense), isinstance(layer, layers.Dropout),
          isinstance(layer, layers.Layer), layer.activation.__name__, layer.units)

text = keras.Sequential([layers.Embedding(10, 4), layers.GlobalAveragePooling1D(), layers.Dense(1)])
print(text.predict(np.ones((2, 5)), verbose=0).shape, text.predict(np.ones((3, 8)), verbose=0).shape)
words = keras.Input(shape=(None,))
h = layers.Embedding(10, 4)(words)
model = keras.Model(words, layers.Dense(1)(layers.LSTM(3)(h)))
model.compile("adam", "mse")
model.fit(np.ones((4, 6)), np.ones(4), epochs=1, verbose=0)
print(model.predict(np.ones((2, 9)), verbose=0).shape, model.count_params())
