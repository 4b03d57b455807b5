"""TensorFlow 1's optimizers, as they are still there under tf.compat.v1.train."""

import numpy
import tensorflow

from libraries.problem import STEPS, Entry, hand_over

train = tensorflow.compat.v1.train


def walk(make, rate, start, function):
    variable, optimizer, points = tensorflow.Variable(start, dtype="float64"), make(rate), []
    for _ in range(STEPS):
        gradient = tensorflow.constant(function(variable.numpy())[1], dtype="float64")
        optimizer.apply_gradients([(gradient, variable)])
        points.append(variable.numpy().tolist())
    return points


ENTRIES = [
    Entry("SGD", "train.GradientDescentOptimizer(η)", train.GradientDescentOptimizer, "θ − ηg"),
    Entry("SGD", "train.MomentumOptimizer(η, 0.9)", lambda r: train.MomentumOptimizer(r, 0.9),
          "b ← 0.9b + g, θ − ηb (Keras puts η inside)", 'SGD(η, momentum=0.9, dialect="pytorch")'),
    Entry("SGD", "train.MomentumOptimizer(η, 0.9, use_nesterov=True)",
          lambda r: train.MomentumOptimizer(r, 0.9, use_nesterov=True), "b ← 0.9b + g, θ − η(g + 0.9b)",
          'SGD(η, momentum=0.9, nesterov=True, dialect="pytorch")'),
    Entry("Adagrad", "train.AdagradOptimizer(η)", train.AdagradOptimizer, "v from 0.1, no ε at all"),
    Entry("Adadelta", "train.AdadeltaOptimizer(η)", train.AdadeltaOptimizer, "ρ 0.95, ε = 1e-8 inside both roots",
          'Adadelta(η, rho=0.95, epsilon=1e-8, dialect="keras")'),
    Entry("RMSprop", "train.RMSPropOptimizer(η)", train.RMSPropOptimizer,
          "v starts at 1, decay 0.9, ε = 1e-10 inside the root",
          'RMSprop(η, initial_scale=1, epsilon=1e-10, dialect="keras")'),
    Entry("Adam", "train.AdamOptimizer(η)", train.AdamOptimizer, "ε̂ with ε = 1e-8",
          'Adam(η, epsilon=1e-8, dialect="keras")'),
    Entry("Ftrl", "train.FtrlOptimizer(η)", train.FtrlOptimizer, "FTRL-proximal, accumulator from 0.1"),
]

if __name__ == "__main__":
    hand_over(["tensorflow-cpu"], ENTRIES, walk, double=False, library="TensorFlow 1 (tf.compat.v1.train)")
