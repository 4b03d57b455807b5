"""Keras 3's optimizers, on JAX in double precision."""

import jax
import keras
import numpy
from keras import optimizers

from libraries.problem import STEPS, Entry, hand_over

jax.config.update("jax_enable_x64", True)
keras.config.set_floatx("float64")


def walk(make, rate, start, function):
    variable, optimizer, points = keras.Variable(start, dtype="float64"), make(rate), []
    optimizer.build([variable])
    for _ in range(STEPS):
        optimizer.apply([keras.ops.convert_to_tensor(function(numpy.asarray(variable))[1])], [variable])
        points.append(numpy.asarray(variable).tolist())
    return points


ENTRIES = [
    Entry("SGD", "keras.optimizers.SGD(η)", optimizers.SGD, "θ − ηg"),
    Entry("SGD", "keras.optimizers.SGD(η, momentum=0.9)", lambda r: optimizers.SGD(r, momentum=0.9),
          "v ← 0.9v − ηg, θ + v: the rate is inside the memory", 'SGD(η, momentum=0.9, dialect="keras")'),
    Entry("Adagrad", "keras.optimizers.Adagrad(η)", optimizers.Adagrad, "v from 0.1, ε = 1e-7 inside the root"),
    Entry("Adadelta", "keras.optimizers.Adadelta(η)", optimizers.Adadelta, "ρ 0.95, ε = 1e-7 inside both roots"),
    Entry("RMSprop", "keras.optimizers.RMSprop(η)", optimizers.RMSprop, "decay 0.9, ε = 1e-7 inside the root, v from 0"),
    Entry("Adam", "keras.optimizers.Adam(η)", optimizers.Adam, "ε̂: ε = 1e-7 added before the bias correction"),
    Entry("AMSGrad", "keras.optimizers.Adam(η, amsgrad=True, beta_2=0.5)",
          lambda r: optimizers.Adam(r, amsgrad=True, beta_2=0.5),
          "the largest raw v; the correction is in the rate"),
    Entry("AdamW", "keras.optimizers.AdamW(η)", optimizers.AdamW, "decay first, λ = 0.004; ε̂"),
    Entry("Adamax", "keras.optimizers.Adamax(η)", optimizers.Adamax, "u ← max(β₂u, |g|), divided by u + ε"),
    Entry("Nadam", "keras.optimizers.Nadam(η)", optimizers.Nadam, "momentum schedule as PyTorch's with ψ = 1; ε̂"),
    Entry("Ftrl", "keras.optimizers.Ftrl(η)", optimizers.Ftrl, "FTRL-proximal, accumulator from 0.1"),
    Entry("Lion", "keras.optimizers.Lion(η)", optimizers.Lion, "sign of the β₁ mix"),
    Entry("Adafactor", "keras.optimizers.Adafactor(η)", optimizers.Adafactor, "rate min(η, 1/√t) times max(1e-3, rms θ)"),
    Entry("LAMB", "keras.optimizers.Lamb(η)", optimizers.Lamb, "trust ratio ‖θ‖/‖u‖; ε outside, after the correction"),
    Entry("Muon", "keras.optimizers.Muon(η)", lambda r: optimizers.Muon(learning_rate=r), "no matrix: AdamW with λ = 0.004", 'AdamW(η, dialect="keras")'),
    Entry("ScheduleFreeAdamW", "keras.optimizers.ScheduleFreeAdamW(η)", optimizers.ScheduleFreeAdamW,
          "y is what the variable holds; Adam inside"),
]

if __name__ == "__main__":
    hand_over(["keras"], ENTRIES, walk, library="Keras")
