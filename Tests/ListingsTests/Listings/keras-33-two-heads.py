import numpy as np
import keras
from keras import layers

rng = np.random.default_rng(1)
x = rng.random((100, 10)).astype("float32")
y_price = x.sum(axis=1, keepdims=True)
y_kind = rng.integers(0, 3, size=(100,))

inp = keras.Input(shape=(10,))
h = layers.Dense(16, activation="relu")(inp)
price = layers.Dense(1, name="price")(h)
kind = layers.Dense(3, activation="softmax", name="kind")(h)
model = keras.Model(inputs=inp, outputs=[price, kind])
model.compile(optimizer="adam",
              loss={"price": "mse", "kind": "sparse_categorical_crossentropy"},
              loss_weights={"price": 0.5, "kind": 1.0},
              metrics={"price": ["mae"], "kind": ["accuracy"]})
hist = model.fit(x, {"price": y_price, "kind": y_kind}, epochs=2, validation_split=0.2, verbose=0)
print(sorted(hist.history))
res = model.evaluate(x, {"price": y_price, "kind": y_kind}, verbose=0, return_dict=True)
print(sorted(res))
print(abs(res["loss"] - (0.5 * res["price_loss"] + res["kind_loss"])) < 1e-5)
p, k = model.predict(x, verbose=0)
print(p.shape, k.shape)
print(model.output_names, len(model.outputs))
print(abs(np.mean((p - y_price) ** 2) - res["price_loss"]) < 1e-4)
