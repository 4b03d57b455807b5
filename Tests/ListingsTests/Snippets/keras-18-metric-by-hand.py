import keras
m = keras.metrics.AUC()
m.update_state([0, 1, 1, 1], [0, 1, 0, 0])
print("%.2f" % float(m.result()))
p = keras.metrics.Precision()
p.update_state([0, 1, 1, 1], [1, 0, 1, 1])
print("%.4f" % float(p.result()))
p.reset_state()
tracker = keras.metrics.Mean(name="loss")
for loss in (2.0, 4.0):
    tracker.update_state(loss)
print(tracker.name, float(tracker.result()))
