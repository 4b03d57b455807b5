"""Keras 2, still used as tf_keras."""

import tensorflow
import tf_keras

from libraries.problem import STEPS, Entry, hand_over

optimizers = tf_keras.optimizers
legacy = tf_keras.optimizers.legacy


def walk(make, rate, start, function):
    variable, optimizer, points = tensorflow.Variable(start, dtype="float64"), make(rate), []
    for _ in range(STEPS):
        gradient = tensorflow.constant(function(variable.numpy())[1], dtype="float64")
        optimizer.apply_gradients([(gradient, variable)])
        points.append(variable.numpy().tolist())
    return points


ENTRIES = [
    Entry("SGD", "tf_keras.optimizers.SGD(η, momentum=0.9)", lambda r: optimizers.SGD(r, momentum=0.9),
          "v ← 0.9v − ηg, θ + v", 'SGD(η, momentum=0.9, dialect="keras")'),
    Entry("Adagrad", "tf_keras.optimizers.Adagrad(η)", optimizers.Adagrad, "v from 0.1, ε = 1e-7 inside the root"),
    Entry("Adagrad", "tf_keras.optimizers.legacy.Adagrad(η)", legacy.Adagrad, "v from 0.1, ε = 1e-7 outside the root",
          ),
    Entry("Adadelta", "tf_keras.optimizers.Adadelta(η)", optimizers.Adadelta, "ρ 0.95, ε = 1e-7 inside both roots"),
    Entry("RMSprop", "tf_keras.optimizers.RMSprop(η)", optimizers.RMSprop, "decay 0.9, ε = 1e-7 inside the root, v from 0"),
    Entry("RMSprop", "tf_keras.optimizers.legacy.RMSprop(η)", legacy.RMSprop, "decay 0.9, ε = 1e-7 outside the root"),
    Entry("Adam", "tf_keras.optimizers.Adam(η)", optimizers.Adam, "ε̂ with ε = 1e-7"),
    Entry("Adam", "tf_keras.optimizers.legacy.Adam(η)", legacy.Adam, "ε̂ with ε = 1e-7"),
    Entry("AdamW", "tf_keras.optimizers.AdamW(η)", optimizers.AdamW, "decay first, λ = 0.004; ε̂"),
    Entry("Adamax", "tf_keras.optimizers.Adamax(η)", optimizers.Adamax, "u ← max(β₂u, |g|), divided by u + ε"),
    Entry("Nadam", "tf_keras.optimizers.Nadam(η)", optimizers.Nadam, "momentum schedule with ψ = 1"),
    Entry("Lion", "tf_keras.optimizers.Lion(η)", optimizers.Lion, "sign of the β₁ mix"),
    Entry("Ftrl", "tf_keras.optimizers.Ftrl(η)", optimizers.Ftrl, "FTRL-proximal, accumulator from 0.1"),
]

if __name__ == "__main__":
    hand_over(["tf-keras", "tensorflow-cpu"], ENTRIES, walk, double=False, library="Keras 2 (tf_keras)")
