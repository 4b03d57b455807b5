import numpy as np
from keras.layers import Input, Dense, GaussianNoise, LeakyReLU
from keras.models import Model
from keras import regularizers, backend as K

np.random.seed(0)
x_train = np.random.rand(128, 20)
encoding_dim = 4
input_img = Input(shape=(20,))
noisy = GaussianNoise(0.1)(input_img)
encoded = Dense(12, activity_regularizer=regularizers.l1(1e-5))(noisy)
encoded = LeakyReLU(negative_slope=0.1)(encoded)
encoded = Dense(encoding_dim, activation='relu', name='code')(encoded)
decoded = Dense(12, activation='relu')(encoded)
decoded = Dense(20, activation='sigmoid')(decoded)

autoencoder = Model(input_img, decoded)
encoder = Model(input_img, encoded)
encoded_input = Input(shape=(encoding_dim,))
decoder = Model(encoded_input, autoencoder.layers[-1](autoencoder.layers[-2](encoded_input)))
autoencoder.compile(optimizer='adam', loss='binary_crossentropy')
h = autoencoder.fit(x_train, x_train, epochs=4, batch_size=32, shuffle=True, validation_data=(x_train, x_train), verbose=0)
codes = encoder.predict(x_train, verbose=0)
back = decoder.predict(codes, verbose=0)
print(codes.shape, back.shape)
full = autoencoder.predict(x_train, verbose=0)
print(np.abs(full - back).max() < 1e-5)
mse = np.mean(np.power(x_train - full, 2), axis=1)
threshold = np.quantile(mse, 0.95)
print((mse > threshold).sum())
print(encoder.get_layer('code').units, autoencoder.layers[1].stddev)
print(h.history['loss'][-1] < h.history['loss'][0])
