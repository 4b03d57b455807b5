import keras
from keras import layers

model = keras.Sequential()
model.add(keras.Input(shape=(4,)))
model.add(layers.Dense(2, activation="relu"))
model.add(layers.Dense(1))
print(len(model.weights))
for w in model.get_weights():
    print(w.shape)
model.summary()
