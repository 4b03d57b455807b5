import numpy as np
import keras
from keras import layers

title = keras.Input(shape=(6,), name="title")
tags = keras.Input(shape=(3,), name="tags")
x = layers.concatenate([layers.Dense(4)(title), tags])
priority = layers.Dense(1, activation="sigmoid", name="priority")(x)
model = keras.Model(inputs=[title, tags], outputs=priority)
model.compile(optimizer=keras.optimizers.Adam(1e-3), loss="binary_crossentropy")
a = np.random.rand(20, 6)
b = np.random.randint(2, size=(20, 3)).astype("float32")
t = np.random.randint(2, size=(20, 1))
h = model.fit([a, b], t, epochs=2, batch_size=10, verbose=0)
print(len(h.history["loss"]), model.predict([a, b], verbose=0).shape)
