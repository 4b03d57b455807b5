import tensorflow as tf
import keras
from keras import layers
import numpy as np

inputs = keras.Input(shape=(4,), name="digits")
x1 = layers.Dense(16, activation="relu")(inputs)
outputs = layers.Dense(3, name="predictions")(x1)
model = keras.Model(inputs=inputs, outputs=outputs)
optimizer = keras.optimizers.Adam(learning_rate=1e-2)
loss_fn = keras.losses.SparseCategoricalCrossentropy(from_logits=True)
train_acc_metric = keras.metrics.SparseCategoricalAccuracy()

rng = np.random.default_rng(0)
x_train = rng.normal(size=(300, 4)).astype("float32")
y_train = np.argmax(x_train[:, :3], axis=1)
batch_size = 50
train_dataset = tf.data.Dataset.from_tensor_slices((x_train, y_train))
train_dataset = train_dataset.shuffle(buffer_size=1024).batch(batch_size)

@tf.function
def train_step(x, y):
    with tf.GradientTape() as tape:
        logits = model(x, training=True)
        loss_value = loss_fn(y, logits)
    grads = tape.gradient(loss_value, model.trainable_weights)
    optimizer.apply_gradients(zip(grads, model.trainable_weights))
    train_acc_metric.update_state(y, logits)
    return loss_value

for epoch in range(20):
    for step, (x_batch_train, y_batch_train) in enumerate(train_dataset):
        loss_value = train_step(x_batch_train, y_batch_train)
    train_acc = train_acc_metric.result()
    if epoch % 10 == 0:
        print(f"epoch {epoch}: steps {step + 1}")
    train_acc_metric.reset_state()
print("Training acc over epoch above 0.9:", float(train_acc) > 0.9)
print(len(train_dataset), int(optimizer.iterations))
