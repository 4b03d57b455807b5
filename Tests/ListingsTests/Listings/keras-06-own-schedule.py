import keras, numpy as np

class Warmup(keras.optimizers.schedules.LearningRateSchedule):
    def __init__(self, peak, warm_steps):
        self.peak = peak
        self.warm_steps = warm_steps

    def __call__(self, step):
        step = keras.ops.cast(step, 'float32')
        return self.peak * keras.ops.minimum(1.0, (step + 1) / self.warm_steps)

    def get_config(self):
        return {'peak': self.peak, 'warm_steps': self.warm_steps}

sched = Warmup(0.1, 5)
print([round(float(sched(s)), 3) for s in range(7)])
model = keras.Sequential([keras.Input((2,)), keras.layers.Dense(1, kernel_initializer='zeros', bias_initializer='zeros')])
model.compile(optimizer=keras.optimizers.SGD(sched), loss='mse')
x = np.array([[1., 0.], [0., 1.]]); y = np.array([1., -1.])
h = model.fit(x, y, epochs=6, batch_size=2, shuffle=False, verbose=0)
print(['%.4f' % l for l in h.history['loss']])
