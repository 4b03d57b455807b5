import keras
from keras import layers
import numpy as np


class Net(keras.Model):
    def __init__(self, hidden):
        super().__init__()
        self.dense1 = layers.Dense(hidden, activation="relu", kernel_initializer="ones")
        self.dropout = layers.Dropout(0.5)
        self.dense2 = layers.Dense(1, kernel_initializer="ones")

    def call(self, inputs, training=False):
        x = self.dense1(inputs)
        x = self.dropout(x, training=training)
        return self.dense2(x)


net = Net(4)
x = np.arange(12, dtype="float32").reshape(4, 3) / 10
print(np.array(net(x)).round(4).ravel())
net.compile(optimizer=keras.optimizers.Adam(0.01), loss="mse", metrics=["mae"])
print(sorted(net.evaluate(x, x.sum(axis=1), verbose=0, return_dict=True)))
history = net.fit(x, x.sum(axis=1), epochs=3, batch_size=2, verbose=0)
print(sorted(history.history), len(history.history["loss"]))
print(net.predict(x, verbose=0).shape)
print(net.count_params(), [tuple(w.shape) for w in net.trainable_weights])
print([layer.name for layer in net.layers])
