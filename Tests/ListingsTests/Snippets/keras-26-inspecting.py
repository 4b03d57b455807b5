import keras
from keras import layers

model = keras.Sequential(name="deep")
model.add(keras.Input(shape=(28, 28, 1)))
model.add(layers.Conv2D(32, 5, strides=2, activation="relu"))
model.add(layers.Conv2D(32, 3, activation="relu"))
model.add(layers.MaxPooling2D(3))
model.summary()
model.add(layers.Flatten())
model.add(layers.Dense(10))
print(model.output_shape)
print(len(model.layers), model.layers[-1].name)
print([tuple(w.shape) for w in model.get_weights()])
