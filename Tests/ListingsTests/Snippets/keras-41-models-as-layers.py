import keras
from keras import layers
import numpy as np

encoder_input = keras.Input(shape=(6,), name="original")
encoder = keras.Model(encoder_input, layers.Dense(2, name="code")(encoder_input), name="encoder")
decoder_input = keras.Input(shape=(2,), name="encoded")
decoder = keras.Model(decoder_input, layers.Dense(6, name="restored")(decoder_input), name="decoder")
autoencoder_input = keras.Input(shape=(6,), name="data")
autoencoder = keras.Model(autoencoder_input, decoder(encoder(autoencoder_input)), name="autoencoder")
print(autoencoder.count_params(), [layer.name for layer in autoencoder.layers])
autoencoder.compile(optimizer="adam", loss="mse")
x = np.random.default_rng(0).normal(size=(64, 6))
before = encoder.get_weights()[0].copy()
history = autoencoder.fit(x, x, epochs=3, verbose=0)
print(bool(np.abs(encoder.get_weights()[0] - before).max() > 0))
both = decoder.predict(encoder.predict(x, verbose=0), verbose=0)
print(np.allclose(both, autoencoder.predict(x, verbose=0), atol=1e-5))
