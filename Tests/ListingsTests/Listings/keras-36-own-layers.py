import os
os.environ["TF_CPP_MIN_LOG_LEVEL"] = "2"
import numpy as np
import tensorflow as tf
from tensorflow.keras import Model
from tensorflow.keras.layers import Dense, Layer

class Linear(Layer):
    def __init__(self, units=32):
        super(Linear, self).__init__()
        self.units = units

    def build(self, input_shape):
        self.w = self.add_weight(shape=(input_shape[-1], self.units), initializer="random_normal", trainable=True)
        self.b = self.add_weight(shape=(self.units,), initializer="zeros", trainable=True)

    def call(self, inputs):
        return tf.matmul(inputs, self.w) + self.b

class TwoInputs(Model):
    def __init__(self):
        super().__init__()
        self.a = Linear(4)
        self.b = Dense(4, activation="relu")
        self.out = Dense(1)

    def call(self, inputs, training=None):
        u, v = inputs
        return self.out(tf.concat([self.a(u), self.b(v)], axis=-1))

def weighted_mse(y_true, y_pred):
    return tf.reduce_mean(tf.square(y_true - y_pred) * 2.0)

def within(y_true, y_pred):
    return tf.reduce_mean(tf.cast(tf.abs(y_true - y_pred) < 0.5, tf.float32))

u = np.random.RandomState(0).rand(50, 2).astype("float32")
v = np.random.RandomState(1).rand(50, 3).astype("float32")
y = u[:, :1] + v[:, :1]
model = TwoInputs()
model.compile(optimizer=tf.keras.optimizers.Adam(0.01), loss=weighted_mse, metrics=[within, "mae"])
h = model.fit([u, v], y, epochs=3, batch_size=10, verbose=0)
print(list(h.history.keys()))
print(model.a.w.shape, model.layers[0].units)
print(model.predict([u[:4], v[:4]], verbose=0).shape)
print(len(model.trainable_variables))
s = tf.keras.Sequential([Linear(3), Dense(1)])
s.compile("sgd", "mse")
s.fit(u, y, verbose=0)
print(s.layers[0].w.shape, s.layers[0].units)
