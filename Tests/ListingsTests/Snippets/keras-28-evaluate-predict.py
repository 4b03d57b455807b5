import keras
from keras import layers
import numpy as np

inputs = keras.Input(shape=(4,), name="digits")
x = layers.Dense(3, activation="relu", name="dense_1", kernel_initializer="ones")(inputs)
outputs = layers.Dense(2, activation="softmax", name="predictions", kernel_initializer="zeros")(x)
model = keras.Model(inputs=inputs, outputs=outputs)
model.compile(
    optimizer=keras.optimizers.RMSprop(),
    loss=keras.losses.SparseCategoricalCrossentropy(),
    metrics=[keras.metrics.SparseCategoricalAccuracy()],
)
x_train = np.arange(40, dtype="float32").reshape(10, 4) / 40
y_train = np.array([0, 1] * 5)
results = model.evaluate(x_train, y_train, batch_size=5, verbose=0)
print("test loss, test acc:", [round(r, 4) for r in results])
predictions = model.predict(x_train[:3], verbose=0)
print("predictions shape:", predictions.shape)
print(predictions)
history = model.fit(x_train, y_train, batch_size=2, epochs=2, validation_data=(x_train[:4], y_train[:4]), verbose=0)
print(sorted(history.history))
