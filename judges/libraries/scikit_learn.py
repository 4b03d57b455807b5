"""The solvers of scikit-learn's MLPClassifier and MLPRegressor."""

import numpy
from sklearn.neural_network._stochastic_optimizers import AdamOptimizer, SGDOptimizer

from libraries.problem import STEPS, Entry, hand_over


def walk(make, rate, start, function):
    point = numpy.array(start)
    optimizer, points = make([point], rate), []
    for _ in range(STEPS):
        optimizer.update_params([point], [function(point)[1]])
        points.append(point.tolist())
    return points


ENTRIES = [
    Entry("SGD", "MLP(solver='sgd', learning_rate_init=η)", lambda p, r: SGDOptimizer(p, r),
          "Nesterov momentum 0.9 by default: v ← 0.9v − ηg, θ + 0.9v − ηg",
          'SGD(η, momentum=0.9, nesterov=True, dialect="keras")'),
    Entry("SGD", "MLP(solver='sgd', learning_rate_init=η, nesterovs_momentum=False)",
          lambda p, r: SGDOptimizer(p, r, nesterov=False), "v ← 0.9v − ηg, θ + v",
          'SGD(η, momentum=0.9, dialect="keras")'),
    Entry("Adam", "MLP(solver='adam', learning_rate_init=η)", lambda p, r: AdamOptimizer(p, r),
          "ε̂ with ε = 1e-8: added before the bias correction", 'Adam(η, epsilon=1e-8, dialect="keras")'),
]

if __name__ == "__main__":
    hand_over(["scikit-learn"], ENTRIES, walk)
