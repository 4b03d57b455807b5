import numpy as np
import keras
from keras import layers, initializers, regularizers
layer = layers.Dense(units=64, kernel_initializer=initializers.RandomNormal(stddev=0.01), bias_initializer=initializers.Zeros(), kernel_regularizer=regularizers.L1L2(l1=1e-5, l2=1e-4))
model = keras.Sequential([keras.Input((10,)), layer, layers.Dense(1, kernel_initializer=initializers.Constant(0.5))])
w, b, v, c = model.get_weights()
print(w.shape, abs(float(w.mean())) < 0.01, b.sum(), float(v[0, 0]))
