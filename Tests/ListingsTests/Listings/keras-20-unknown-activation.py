import keras
model = keras.Sequential()
model.add(keras.layers.Dense(8, activation='relu', input_shape=(4,)))
print(model.count_params())
model.add(keras.layers.Dense(1, activation='sigmoidal'))
model.compile(optimizer='adam', loss='binary_crossentropy')
