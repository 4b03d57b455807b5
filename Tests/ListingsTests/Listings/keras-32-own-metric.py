import numpy as np
import keras
from keras import layers, ops

class F1(keras.metrics.Metric):
    def __init__(self, name="f1", **kwargs):
        super().__init__(name=name, **kwargs)
        self.tp = self.add_weight(name="tp", initializer="zeros")
        self.fp = self.add_weight(name="fp", initializer="zeros")
        self.fn = self.add_weight(name="fn", initializer="zeros")

    def update_state(self, y_true, y_pred, sample_weight=None):
        y_true = ops.cast(y_true, "float32")
        y_pred = ops.cast(y_pred > 0.5, "float32")
        self.tp.assign_add(ops.sum(y_true * y_pred))
        self.fp.assign_add(ops.sum((1 - y_true) * y_pred))
        self.fn.assign_add(ops.sum(y_true * (1 - y_pred)))

    def result(self):
        return 2 * self.tp / (2 * self.tp + self.fp + self.fn + 1e-7)

    def reset_state(self):
        self.tp.assign(0.0)
        self.fp.assign(0.0)
        self.fn.assign(0.0)

m = F1()
m.update_state(np.array([[1.0], [0.0], [1.0]]), np.array([[0.9], [0.8], [0.2]]))
print(round(float(m.result()), 4))
m.reset_state()
m.update_state(np.array([[1.0]]), np.array([[0.7]]))
print(round(float(m.result()), 4), m.name, len(m.variables))

x = np.linspace(-1, 1, 64).reshape(-1, 1).astype("float32")
y = (x > 0).astype("float32")
model = keras.Sequential([layers.Dense(4, activation="tanh"), layers.Dense(1, activation="sigmoid")])
model.compile(optimizer="adam", loss="binary_crossentropy", metrics=[F1(), "accuracy"])
h = model.fit(x, y, epochs=2, validation_data=(x, y), verbose=0)
print(list(h.history))
res = model.evaluate(x, y, verbose=0, return_dict=True)
print(sorted(res))
p = model.predict(x, verbose=0)
f = F1()
f.update_state(y, p)
print(abs(float(f.result()) - res["f1"]) < 1e-5)
