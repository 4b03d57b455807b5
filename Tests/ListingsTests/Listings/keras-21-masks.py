import numpy as np
import keras
from keras import layers

def numbers(model):
    return [np.full(w.shape, 0.1) if w.ndim == 1 or w.shape == (2, 9)
            else np.sin(np.arange(w.size) * 0.7 + w.size).reshape(w.shape) * 0.5 for w in model.get_weights()]

out = {}
words = np.array([[1, 2, 3, 0, 0], [4, 0, 5, 6, 0], [7, 1, 2, 3, 4], [0, 0, 2, 0, 0]])
y = np.array([[1.0], [0.0], [2.0], [1.0]])
for name, cell in [("rnn", layers.SimpleRNN(3)), ("gru", layers.GRU(3)), ("lstm", layers.LSTM(3)),
                   ("both", layers.Bidirectional(layers.GRU(3))), ("relu", layers.LSTM(3, activation="relu")),
                   ("mean", layers.GlobalAveragePooling1D())]:
    model = keras.Sequential([keras.Input((5,)), layers.Embedding(8, 4, mask_zero=True), cell, layers.Dense(1)])
    model.set_weights(numbers(model))
    model.compile(keras.optimizers.SGD(0.1), "mse")
    out[name] = model.predict(words, verbose=0).ravel().tolist()
    history = model.fit(words, y, batch_size=4, epochs=2, shuffle=False, verbose=0)
    out[name + " loss"] = history.history["loss"]
    out[name + " after"] = model.predict(words, verbose=0).ravel().tolist()

x = np.cos(np.arange(24)).reshape(2, 4, 3)
x[0, 2:] = 0.0
t = np.ones((2, 4, 1))
t[0, 3] = 50.0
steps = keras.Sequential([keras.Input((4, 3)), layers.Masking(), layers.LSTM(2, return_sequences=True),
                          layers.TimeDistributed(layers.Dense(1))])
steps.set_weights(numbers(steps))
steps.compile(keras.optimizers.SGD(0.1), "mse", metrics=["mae"])
out["steps"] = steps.predict(x, verbose=0).ravel().tolist()
history = steps.fit(x, t, epochs=2, shuffle=False, verbose=0)
out["steps loss"] = history.history["loss"]
out["steps mae"] = history.history["mae"]
print(sorted(out))
