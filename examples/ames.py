# A network for the houses of Ames, found as a person would find it: random search, cross-validation, a refined space, Bayesian
# search; thirty trials in all. A fifth of the sales is put away first and looked at once, at the end.
#
#     descent run examples/ames.py

import numpy as np
from sklearn.model_selection import KFold

data = ames(log_target=True, log_inputs=True, clip=3)
parts = hold_out(data, validation=0, test=0.2, seed=1)

def build(c, inputs, updates):
    x = Input(shape=(inputs,))
    h = x
    for layer in range(c["layers"]):
        h = Dense(c["units"], activation="relu")(h)
        h = Dropout(c["dropout"])(h)
    # Most of a price is a sum of what the house has: a straight way beside the layers.
    y = Add()([Dense(1)(h), Dense(1)(x)]) if c["straight"] else Dense(1)(h)
    model = Model(x, y)
    model.compile(AdamW(CosineDecay(c["rate"], updates), weight_decay=c["decay"]), "mse")
    return model

space = {
    "layers": [1, 2, 3], "units": [32, 64, 128], "straight": [True, False], "dropout": Float(0, 0.5),
    "rate": Float(3e-4, 3e-2, log=True), "decay": Float(1e-3, 1, log=True), "batch_size": [32, 64, 128],
}

print("random search, 15 trials of 5 folds")
first = tune(build, space, n=15, sampler="random", data=parts.train, folds=5, epochs=30, seed=1)
print(first)
for warning in first.warnings:
    print(warning)

print("refined around the best, a Gaussian process, 15 trials")
second = tune(build, first.refine(), n=15, sampler=GPSampler(n_startup_trials=5), data=parts.train, folds=5, epochs=30, seed=1)
print(second)

best = second if second.best_value <= first.best_value else first
trial = best.best_trial
print("reported by the search:", round(trial.value, 4), "±", round(trial.standard_error, 4))

# Rows that nobody has touched have an error of their own: a few sales far below their worth weigh as much as hundreds of others.
rows = parts.test
errors = (np.log(best.refit().predict(rows)) - np.log(np.array(rows["price"]))) ** 2
untouched = np.sqrt(errors.mean())
spread = errors.std() / np.sqrt(len(errors)) / (2 * untouched)
print("on rows never touched: ", round(float(untouched), 4), "±", round(float(spread), 4))
apart = abs(untouched - trial.value) / np.hypot(spread, trial.standard_error)
print("apart by", round(float(apart), 1), "standard errors; the worst four rows are off by", np.sort(np.sqrt(errors))[-4:].round(2))

# The same configuration once more, by five folds of all sales.
fixed = {name: [value] for name, value in trial.params.items()}
whole = tune(build, fixed, n=1, sampler="grid", data=data, folds=KFold(5, shuffle=True, random_state=1), epochs=30, seed=1)
print("five folds of all rows:", round(whole.best_value, 4), "±", round(whole.best_trial.standard_error, 4))
