"""tinygrad's optimizers, in float32."""

import numpy
from tinygrad import Context, Tensor
from tinygrad.nn import optim

from libraries.problem import STEPS, Entry, hand_over


def walk(make, rate, start, function):
    with Context(TRAINING=1):
        point = Tensor(start, dtype="float32").is_param_(True)
        optimizer, points = make([point], rate), []
        for _ in range(STEPS):
            gradient = function(point.numpy().astype("float64"))[1].astype("float32")
            point.grad = Tensor(gradient)
            optimizer.step()
            points.append(point.numpy().tolist())
        return points


ENTRIES = [
    Entry("SGD", "optim.SGD(lr=η)", lambda p, r: optim.SGD(p, lr=r), "θ − ηg"),
    Entry("SGD", "optim.SGD(lr=η, momentum=0.9, nesterov=True)",
          lambda p, r: optim.SGD(p, lr=r, momentum=0.9, nesterov=True), "b ← 0.9b + g, θ − η(g + 0.9b)",
          'SGD(η, momentum=0.9, nesterov=True, dialect="pytorch")'),
    Entry("Adam", "optim.Adam(lr=η)", lambda p, r: optim.Adam(p, lr=r), "ε = 1e-8 after the correction; powers of β in float32"),
    Entry("AdamW", "optim.AdamW(lr=η)", lambda p, r: optim.AdamW(p, lr=r), "decay 0.01 beside the update"),
    Entry("LAMB", "optim.LAMB(lr=η)", lambda p, r: optim.LAMB(p, lr=r), "trust ratio ‖θ‖/‖u‖, ε = 1e-6"),
    Entry("LARS", "optim.LARS(lr=η)", lambda p, r: optim.LARS(p, lr=r),
          "trust coefficient 0.001, λ = 1e-4 inside, the rate inside the memory"),
]

if __name__ == "__main__":
    hand_over(["tinygrad"], ENTRIES, walk, double=False)
