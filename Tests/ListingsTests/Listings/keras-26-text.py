import numpy as np
import keras

keras.utils.set_random_seed(3)
texts = np.random.RandomState(0).randint(1, 50, size=(160, 12))
labels = (texts[:, 0] > 25).astype(int)

model = keras.models.Sequential()
model.add(keras.layers.Embedding(input_dim=50, output_dim=8))
model.add(keras.layers.GRU(10, return_sequences=True))
model.add(keras.layers.Bidirectional(keras.layers.LSTM(6)))
model.add(keras.layers.Dense(16, activation='relu'))
model.add(keras.layers.Dense(1, activation='sigmoid'))
model.compile(loss='binary_crossentropy', optimizer='rmsprop', metrics=['acc'])
hist = model.fit(texts, labels, epochs=2, batch_size=32, validation_split=0.25, verbose=0)
print(list(hist.history.keys()))
print([l.name for l in model.layers])
print(model.count_params())
