import numpy as np
import keras
callbacks = [
    keras.callbacks.EarlyStopping(monitor="val_loss", min_delta=1e-2, patience=2, verbose=0),
]
x = np.linspace(-1, 1, 40).reshape(-1, 1)
model = keras.Sequential([keras.Input((1,)), keras.layers.Dense(1, kernel_initializer="zeros")])
model.compile("sgd", "mse")
h = model.fit(x, 0.1 * x, epochs=20, batch_size=64, callbacks=callbacks, validation_split=0.2, verbose=0)
print(len(h.history["val_loss"]), callbacks[0].stopped_epoch)
