import numpy as np
import keras
from keras.models import Sequential, load_model
from keras.layers import Dense, Input
model = Sequential([Input((3,)), Dense(4, activation='tanh', name='hidden'), Dense(2, name='out')], name='small')
model.compile('adam', 'mse', metrics=['mae'])
x = np.random.rand(5, 3)
model.fit(x, np.zeros((5, 2)), epochs=1, verbose=0)
model.save('small.keras')
again = load_model('small.keras')
print(again.name, [l.name for l in again.layers])
print('same predictions:', np.allclose(model.predict(x, verbose=0), again.predict(x, verbose=0)))
model.save_weights('small.weights.h5')
other = keras.models.clone_model(model)
other.load_weights('small.weights.h5')
print(np.abs(other.predict(x, verbose=0) - model.predict(x, verbose=0)).max())
