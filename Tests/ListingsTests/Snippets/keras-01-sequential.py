import keras
from keras import layers

model = keras.Sequential(
    [
        layers.Dense(2, activation="relu", name="layer1"),
        layers.Dense(3, activation="relu", name="layer2"),
        layers.Dense(4, name="layer3"),
    ],
    name="my_sequential",
)
print(model.name, len(model.layers))
print([layer.name for layer in model.layers])
model.pop()
print(len(model.layers))
