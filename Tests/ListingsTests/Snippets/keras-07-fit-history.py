import numpy as np
import keras
x = np.linspace(0, 1, 50).reshape(-1, 1)
y = 2 * x
model = keras.Sequential([keras.Input((1,)), keras.layers.Dense(1, kernel_initializer="zeros")])
model.compile(optimizer="sgd", loss=keras.losses.MeanSquaredError(), metrics=[keras.metrics.MeanAbsoluteError()])
history = model.fit(x, y, batch_size=10, epochs=3, validation_data=(x, y), shuffle=False, verbose=0)
print(history.history.keys())
results = model.evaluate(x, y, batch_size=50, verbose=0)
print("test loss, test mae:", [round(r, 4) for r in results])
