import numpy as np
import keras

class BatchCallback(keras.callbacks.Callback):
    def on_train_begin(self, logs=None):
        print("Starting training; got log keys:", list(logs.keys()))

    def on_epoch_end(self, epoch, logs=None):
        print("End epoch {} of training; got log keys: {}".format(epoch, list(logs.keys())))

    def on_train_batch_end(self, batch, logs=None):
        print("...Training: end of batch {}; got log keys: {}".format(batch, list(logs.keys())))

    def on_test_end(self, logs=None):
        print("Stop testing; got log keys: {}".format(list(logs.keys())))

x = np.ones((4, 1)); y = np.ones((4, 1))
model = keras.Sequential([keras.Input((1,)), keras.layers.Dense(1)])
model.compile(optimizer="sgd", loss="mse", metrics=["mean_absolute_error"])
model.fit(x, y, batch_size=2, epochs=1, verbose=0, validation_split=0.5, callbacks=[BatchCallback()])
res = model.evaluate(x, y, batch_size=2, verbose=0, callbacks=[BatchCallback()])
