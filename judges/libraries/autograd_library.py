"""autograd.misc.optimizers, from which many courses copy."""

import numpy
from autograd.misc import optimizers

from libraries.problem import STEPS, Entry, hand_over


def walk(make, rate, start, function):
    points = []
    last = make(lambda x, i: function(x)[1], numpy.array(start), lambda x, i, g: points.append(x.tolist()), STEPS, rate)
    return points[1:] + [last.tolist()]


ENTRIES = [
    Entry("SGD", "autograd.misc.optimizers.sgd(step_size=η)", optimizers.sgd,
          "damped momentum by default: v ← 0.9v − 0.1g, θ + ηv"),
    Entry("RMSprop", "autograd.misc.optimizers.rmsprop(step_size=η)", optimizers.rmsprop,
          "v starts at 1, decay 0.9, ε = 1e-8 outside the root",
          'RMSprop(η, rho=0.9, initial_scale=1, dialect="pytorch")'),
    Entry("Adam", "autograd.misc.optimizers.adam(step_size=η)", optimizers.adam, "ε = 1e-8 after the bias correction"),
]

if __name__ == "__main__":
    hand_over(["autograd"], ENTRIES, walk)
