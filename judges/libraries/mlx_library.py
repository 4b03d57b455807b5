"""MLX's optimizers, in float32 (its processor backend)."""

import mlx.core as mx
import numpy
from mlx import optimizers

from libraries.problem import STEPS, Entry, hand_over

mx.set_default_device(mx.cpu)


def walk(make, rate, start, function):
    parameters, optimizer, points = {"w": mx.array(start)}, make(rate), []
    for _ in range(STEPS):
        gradient = function(numpy.array(parameters["w"], dtype="float64"))[1]
        parameters = optimizer.apply_gradients({"w": mx.array(gradient.astype("float32"))}, parameters)
        mx.eval(parameters)
        points.append(parameters["w"].tolist())
    return points


ENTRIES = [
    Entry("SGD", "optimizers.SGD(η, momentum=0.9)", lambda r: optimizers.SGD(r, momentum=0.9), "b ← 0.9b + g, θ − ηb",
          'SGD(η, momentum=0.9, dialect="pytorch")'),
    Entry("SGD", "optimizers.SGD(η, momentum=0.9, dampening=0.5)",
          lambda r: optimizers.SGD(r, momentum=0.9, dampening=0.5), "b ← 0.9b + 0.5g from the first step on (PyTorch spares the first)"),
    Entry("Adagrad", "optimizers.Adagrad(η)", optimizers.Adagrad, "v from 0, ε = 1e-8 outside the root"),
    Entry("Adadelta", "optimizers.AdaDelta(η)", optimizers.AdaDelta, "ρ 0.9, ε = 1e-6 inside both roots"),
    Entry("RMSprop", "optimizers.RMSprop(η)", optimizers.RMSprop, "decay 0.99, ε = 1e-8 outside the root"),
    Entry("Adam", "optimizers.Adam(η)", optimizers.Adam, "no bias correction by default: the first step is η(1 − β₁)/√(1 − β₂) = 3.16η",
          'Adam(η, bias_correction=False, dialect="pytorch")'),
    Entry("Adam", "optimizers.Adam(η, bias_correction=True)", lambda r: optimizers.Adam(r, bias_correction=True),
          "ε = 1e-8 after the correction"),
    Entry("AdamW", "optimizers.AdamW(η)", optimizers.AdamW, "decay 0.01 first; no bias correction by default",
          'AdamW(η, bias_correction=False, dialect="pytorch")'),
    Entry("Adamax", "optimizers.Adamax(η)", optimizers.Adamax, "no bias correction at all: the first step is η/10",
          'Adamax(η, bias_correction=False, dialect="keras")'),
    Entry("Lion", "optimizers.Lion(η)", optimizers.Lion, "sign of the β₁ mix"),
    Entry("Adafactor", "optimizers.Adafactor()", lambda r: optimizers.Adafactor(),
          "no rate: min(1e-2, 1/√t) times max(1e-3, rms θ)", 'Adafactor(dialect="pytorch")'),
]

if __name__ == "__main__":
    hand_over(["mlx"], ENTRIES, walk, double=False, library="MLX")
