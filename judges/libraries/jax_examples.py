"""jax.example_libraries.optimizers, which NumPyro's optimizers wrap unchanged."""

import jax
import numpy
from jax.example_libraries import optimizers

from libraries.problem import STEPS, Entry, hand_over

jax.config.update("jax_enable_x64", True)


def walk(make, rate, start, function):
    initial, update, parameters = make(rate)
    state, points = initial(jax.numpy.array(start)), []
    for step in range(STEPS):
        gradient = function(numpy.asarray(parameters(state)))[1]
        state = update(step, jax.numpy.asarray(gradient), state)
        points.append(numpy.asarray(parameters(state)).tolist())
    return points


ENTRIES = [
    Entry("SGD", "optimizers.sgd(η)", optimizers.sgd, "θ − ηg"),
    Entry("SGD", "optimizers.momentum(η, 0.9)", lambda r: optimizers.momentum(r, 0.9), "v ← 0.9v + g, θ − ηv",
          'SGD(η, momentum=0.9, dialect="optax")'),
    Entry("SGD", "optimizers.nesterov(η, 0.9)", lambda r: optimizers.nesterov(r, 0.9),
          "v ← 0.9v + g, θ − η(0.9v + g)", 'SGD(η, momentum=0.9, nesterov=True, dialect="optax")'),
    Entry("Adagrad", "optimizers.adagrad(η)", optimizers.adagrad,
          "v from 0, no ε (0/0 is 0); a damped momentum by default: m ← 0.9m + 0.1g/√v, so the first step is η/10",
          'SM3(η, dialect="optax")'),
    Entry("RMSprop", "optimizers.rmsprop(η)", optimizers.rmsprop, "decay 0.9, ε = 1e-8 inside the root, v from 0"),
    Entry("RMSprop", "optimizers.rmsprop_momentum(η)", optimizers.rmsprop_momentum,
          "the same with momentum 0.9 by default", 'RMSprop(η, momentum=0.9, dialect="optax")'),
    Entry("Adam", "optimizers.adam(η)", optimizers.adam, "ε = 1e-8 after the bias correction"),
    Entry("Adamax", "optimizers.adamax(η)", optimizers.adamax, "u ← max(β₂u, |g|), divided by u + ε with ε = 1e-8"),
    Entry("SM3", "optimizers.sm3(η)", optimizers.sm3, "Adagrad on a vector, without ε; m ← 0.9m + 0.1g/√v"),
]

if __name__ == "__main__":
    hand_over(["jax", "numpyro"], ENTRIES, walk, library="jax.example_libraries, NumPyro")
