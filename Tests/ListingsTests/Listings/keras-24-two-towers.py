import numpy as np
import keras
from keras import layers

keras.utils.set_random_seed(1)
rng = np.random.default_rng(0)
temps = rng.normal(size=(200, 4)).astype("float32")
words = rng.integers(0, 20, size=(200, 6))
y = (temps[:, :1] + 0.1 * words.sum(axis=1, keepdims=True) > 5.5).astype("float32")

num_in = keras.Input(shape=(4,), name="numbers")
txt_in = keras.Input(shape=(6,), name="words")
a = layers.Dense(8, activation="relu", name="num_dense")(num_in)
b = layers.Embedding(20, 5, name="emb")(txt_in)
b = layers.GlobalAveragePooling1D()(b)
x = layers.concatenate([a, b])
x = layers.Dropout(0.2)(x)
out = layers.Dense(1, activation="sigmoid", name="out")(x)
model = keras.Model(inputs=[num_in, txt_in], outputs=out, name="two_towers")
model.compile(optimizer=keras.optimizers.Adam(learning_rate=0.01), loss="binary_crossentropy", metrics=["accuracy"])
history = model.fit({"numbers": temps, "words": words}, y, epochs=3, batch_size=20, validation_split=0.2, verbose=0)
print(sorted(history.history))
print(len(history.history["loss"]), model.count_params())
for layer in model.layers:
    print(layer.name, type(layer).__name__, [tuple(w.shape) for w in layer.weights])
pred = model.predict([temps[:5], words[:5]], verbose=0)
print(pred.shape, bool((pred > 0).all()))
