"""PennyLane's optimizers for quantum circuits."""

import numpy
from pennylane import numpy as qnp
from pennylane import optimize

from libraries.problem import STEPS, Entry, hand_over


def walk(make, rate, start, function):
    point, optimizer, points = qnp.array(start, requires_grad=True), make(rate), []
    for _ in range(STEPS):
        point = optimizer.step(
            lambda x: function(x)[0], point, grad_fn=lambda x: qnp.array(function(numpy.asarray(x))[1]))
        points.append([float(part) for part in point])
    return points


ENTRIES = [
    Entry("SGD", "GradientDescentOptimizer(η)", optimize.GradientDescentOptimizer, "θ − ηg"),
    Entry("SGD", "MomentumOptimizer(η)", optimize.MomentumOptimizer, "a ← 0.9a + ηg, θ − a",
          'SGD(η, momentum=0.9, dialect="keras")'),
    Entry("SGD", "NesterovMomentumOptimizer(η)", optimize.NesterovMomentumOptimizer,
          "Nesterov's own form: the gradient is taken at θ − 0.9a, and θ is kept"),
    Entry("Adagrad", "AdagradOptimizer(η)", optimize.AdagradOptimizer, "v from 0, ε = 1e-8 inside the root"),
    Entry("RMSprop", "RMSPropOptimizer(η)", optimize.RMSPropOptimizer, "decay 0.9, ε = 1e-8 inside the root, v from 0"),
    Entry("Adam", "AdamOptimizer(η)", optimize.AdamOptimizer, "β₂ 0.99, ε̂ with ε = 1e-8",
          'Adam(η, beta_2=0.99, epsilon=1e-8, dialect="keras")'),
]

if __name__ == "__main__":
    hand_over(["pennylane"], ENTRIES, walk)
