import numpy as np
import keras
from keras import layers

rng = np.random.RandomState(42)
x_train = rng.rand(64, 16, 16, 3).astype("float32")
y_train = keras.utils.to_categorical(rng.randint(0, 4, 64), 4)

data_augmentation = keras.Sequential([
    layers.RandomFlip("horizontal"),
    layers.RandomRotation(0.1),
    layers.RandomZoom(0.1),
], name="augment")

inputs = keras.Input(shape=(16, 16, 3))
x = data_augmentation(inputs)
x = layers.Rescaling(1. / 255)(x)
x = layers.Conv2D(8, 3, padding="same", activation="relu")(x)
x = layers.MaxPooling2D()(x)
x = layers.Conv2D(16, 3, padding="same", use_bias=False)(x)
x = layers.BatchNormalization()(x)
x = layers.ReLU()(x)
x = layers.GlobalMaxPooling2D()(x)
x = layers.Dropout(0.5)(x)
outputs = layers.Dense(4, activation="softmax")(x)
model = keras.Model(inputs, outputs)
model.compile("adam", "categorical_crossentropy", metrics=["accuracy"])
h = model.fit(x_train, y_train, batch_size=16, epochs=2, verbose=0)
print(sorted(h.history))
p = model.predict(x_train[:3], verbose=0)
print(p.shape, np.allclose(p.sum(axis=1), 1, atol=1e-5))
a = data_augmentation(x_train[:2], training=False)
print(np.allclose(np.array(a), x_train[:2]))
print(model.count_params())
