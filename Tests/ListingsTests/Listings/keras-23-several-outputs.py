import numpy as np
import keras
from keras import layers

inp = keras.Input((2,))
h = layers.Dense(3, kernel_initializer="ones")(inp)
a = layers.Dense(1, name="b_out", kernel_initializer="ones")(h)
b = layers.Dense(2, name="a_out", kernel_initializer="ones")(h)
model = keras.Model(inp, [a, b])
x = np.arange(8.0).reshape(4, 2) / 8
ya, yb = np.ones((4, 1)), np.zeros((4, 2))
model.compile("sgd", loss=["mse", "mae"], loss_weights=[1, 0.5], metrics=[["mae"], ["mse", "mae"]])
as_list = model.evaluate(x, [ya, yb], verbose=0)
as_dict = model.evaluate(x, [ya, yb], verbose=0, return_dict=True)
print(list(as_dict))
weighted = model.fit(x, [ya, yb], epochs=1, verbose=0, sample_weight=np.array([0.0, 1, 2, 1])).history
print(list(weighted))
history = model.fit(x, {"b_out": ya, "a_out": yb}, epochs=2, batch_size=2, shuffle=False, verbose=0,
                    validation_data=(x, [ya, yb])).history
print(list(history))
p, q = model.predict(x, verbose=0)
print(p.shape, q.shape, model.output_names, model.output_shape)
print([layer.name for layer in model.layers])
first, second = model(x)
print(tuple(first.shape), tuple(second.shape))
named = keras.Model(inp, {"u": a, "v": b})
print({k: v.shape for k, v in named.predict(x, verbose=0).items()})
named.compile("sgd", loss={"u": "mse", "v": "mae"})
by_name = named.evaluate(x, {"u": ya, "v": yb}, verbose=0, return_dict=True)
print(list(by_name))
one = keras.Sequential([keras.Input((2,)), layers.Dense(1, kernel_initializer="ones")])
one.compile("sgd", "mse", metrics=["mae"], weighted_metrics=["mae", "mse"])
rows = one.fit(x, ya, epochs=1, verbose=0, sample_weight=np.array([0.0, 1, 2, 1])).history
print(list(rows))
