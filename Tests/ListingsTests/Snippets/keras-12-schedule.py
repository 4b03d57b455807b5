import keras
lr_schedule = keras.optimizers.schedules.ExponentialDecay(0.1, decay_steps=100000, decay_rate=0.96, staircase=True)
optimizer = keras.optimizers.RMSprop(learning_rate=lr_schedule)
print(round(float(lr_schedule(0)), 4), round(float(lr_schedule(250000)), 6))
