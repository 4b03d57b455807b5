import numpy as np
from keras.models import Sequential
from keras.layers import Dense
model = Sequential()
model.add(Dense(4, input_dim=2))
model.add(Dense(1))
print(len(model.layers))
model.fit(np.zeros((4, 2)), np.zeros(4))
