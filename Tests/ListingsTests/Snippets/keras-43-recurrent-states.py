import numpy as np
from keras import Input, Model
from keras.layers import GRU, LSTM, Masking, SimpleRNN

x = np.sin(np.arange(24, dtype="float32")).reshape(2, 4, 3)


def fill(layer, step=0.07):
    layer.set_weights([
        np.cos(np.arange(w.size, dtype="float32") * step + place).reshape(w.shape) * 0.5
        for place, w in enumerate(layer.get_weights())])


def show(*arrays):
    for a in arrays:
        a = np.asarray(a)
        print(a.shape, [round(float(v), 4) for v in a.reshape(-1)[:6]])


for make in (SimpleRNN, GRU, LSTM):
    for options in ({}, {"return_sequences": True}, {"return_sequences": True, "go_backwards": True}):
        inputs = Input(shape=(4, 3))
        layer = make(2, return_state=True, **options)
        parts = layer(inputs)
        model = Model(inputs, parts)
        fill(layer)
        print(make.__name__, options, len(parts))
        show(*model.predict(x, verbose=0))

# What a layer begins with, as symbols and as numbers.
inputs, h, c = Input((4, 3)), Input((2,)), Input((2,))
layer = LSTM(2, return_sequences=True, return_state=True)
outputs = layer(inputs, initial_state=[h, c])
model = Model([inputs, h, c], outputs)
fill(layer)
first = np.array([[0.5, -0.5], [1.0, 0.0]], dtype="float32")
show(*model.predict([x, first, -first], verbose=0))
show(*layer(x, initial_state=[first, -first]))
whole, a, b = layer(x)
show(whole, a, b)

gru = GRU(2)
show(gru(x, initial_state=first)[:, :0])
fill(gru)
show(gru(x, initial_state=first), gru(x))

# A masked step leaves the states where they are.
inputs = Input((4, 3))
layer = LSTM(2, return_sequences=True, return_state=True)
model = Model(inputs, layer(Masking(0.0)(inputs)))
fill(layer)
y = x.copy()
y[0, 2:] = 0
show(*model.predict(y, verbose=0))
