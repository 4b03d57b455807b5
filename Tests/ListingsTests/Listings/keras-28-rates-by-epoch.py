import numpy as np
import keras
import math

def step_decay(epoch, lr):
    drop = 0.5
    epochs_drop = 2
    if epoch > 0 and epoch % epochs_drop == 0:
        return lr * drop
    return lr

def warmup_cosine(epoch):
    base = 0.1
    if epoch < 2:
        return base * (epoch + 1) / 2
    return base * 0.5 * (1 + math.cos(math.pi * (epoch - 2) / 4))

x = np.arange(10, dtype="float32").reshape(-1, 1) / 10
y = 2 * x + 1
for schedule in (step_decay, warmup_cosine):
    keras.backend.clear_session()
    model = keras.Sequential([keras.Input(shape=(1,)), keras.layers.Dense(1, kernel_initializer="zeros")])
    model.compile(optimizer=keras.optimizers.SGD(learning_rate=0.1, momentum=0.9), loss="mse")
    lrs = []
    track = keras.callbacks.LambdaCallback(on_epoch_end=lambda e, logs: lrs.append(float(model.optimizer.learning_rate.numpy())))
    h = model.fit(x, y, epochs=6, batch_size=10, shuffle=False, verbose=0,
                  callbacks=[keras.callbacks.LearningRateScheduler(schedule), track])
    print(schedule.__name__, [round(v, 4) for v in lrs])
    print([f"{v:.5f}" for v in h.history["loss"]])
    print(np.round(h.history["learning_rate"], 4).tolist())
