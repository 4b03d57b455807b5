"""Thinc's optimizer, which trains spaCy's models; in float32."""

import numpy
from thinc.api import SGD, Adam, RAdam

from libraries.problem import STEPS, Entry, hand_over


def walk(make, rate, start, function):
    weights, optimizer, points = numpy.array(start, dtype="float32"), make(rate), []
    for _ in range(STEPS):
        gradient = function(weights.astype("float64"))[1].astype("float32")
        weights, _ = optimizer((1, "W"), weights, gradient)
        points.append(weights.tolist())
    return points


ENTRIES = [
    Entry("SGD", "thinc.api.SGD(η)", SGD, "the gradient's norm is clipped at 1 by default", 'SGD(η, clipnorm=1, dialect="keras")'),
    Entry("SGD", "thinc.api.SGD(η, grad_clip=0)", lambda r: SGD(r, grad_clip=0), "θ − ηg"),
    Entry("Adam", "thinc.api.Adam(η)", Adam,
          "the gradient's norm is clipped at 1 by default; ε̂ with ε = 1e-8",
          'Adam(η, epsilon=1e-8, clipnorm=1, dialect="keras")'),
    Entry("Adam", "thinc.api.Adam(η, grad_clip=0)", lambda r: Adam(r, grad_clip=0), "ε̂ with ε = 1e-8",
          'Adam(η, epsilon=1e-8, dialect="keras")'),
    Entry("RAdam", "thinc.api.RAdam(η, grad_clip=0)", lambda r: RAdam(r, grad_clip=0),
          "counts each step twice at the start: t = 2 in step 1, so the first step is η(1 − β₁)g/(1 − β₁²)"),
]

if __name__ == "__main__":
    hand_over(["thinc"], ENTRIES, walk, double=False, library="Thinc (spaCy)")
