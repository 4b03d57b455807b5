import numpy as np
from tensorflow import keras
from tensorflow.keras.layers import Embedding, LSTM, Dense, Masking, TimeDistributed
from tensorflow.keras.utils import pad_sequences

seqs = [[1, 2, 3], [4, 5], [6], [7, 8, 9, 10]]
padded = pad_sequences(seqs, padding="post")
print(padded.tolist())
print(pad_sequences(seqs, maxlen=3, truncating="post", value=-1).tolist())
model = keras.Sequential([Embedding(11, 4, mask_zero=True), LSTM(5), Dense(1)])
out = model.predict(padded, verbose=0)
longer = pad_sequences(seqs, maxlen=7, padding="post")
print(np.abs(model.predict(longer, verbose=0) - out).max() < 1e-6)
m2 = keras.Sequential([keras.Input((4, 2)), Masking(mask_value=0.0), LSTM(3, return_sequences=True), TimeDistributed(Dense(1))])
x = np.ones((2, 4, 2)); x[0, 2:] = 0
o = m2.predict(x, verbose=0)
print(o.shape, bool(np.allclose(o[0, 1], o[0, 3])), bool(np.allclose(o[1, 1], o[1, 3])))
m2.compile("sgd", "mse")
print(len(m2.fit(x, np.zeros((2, 4, 1)), epochs=2, verbose=0).history["loss"]))
