"""torch-optimizer (jettify's collection)."""

import warnings

import torch_optimizer

from libraries.problem import Entry, hand_over
from libraries.torch_walk import walk

warnings.simplefilter("ignore")


def named(rule, name, words, equals=None, single=False):
    return Entry(
        rule, f"torch_optimizer.{name}(lr=η)", lambda p, r: getattr(torch_optimizer, name)(p, lr=r), words, equals, single)


ENTRIES = [
    named("AdaBelief", "AdaBelief", "ε = 1e-3 inside the recursion's root and outside"),
    named("Yogi", "Yogi", "second moment from 1e-6, first too; ε = 1e-3"),
    named("LAMB", "Lamb", "no bias correction, which the trust ratio takes out again but for ε; ‖θ‖ counts as at most 10"),
    named("NovoGrad", "NovoGrad", "β₁ 0.95, β₂ 0: ‖g‖ of the step alone", 'NovoGrad(η, beta_1=0.95, beta_2=0, epsilon=1e-8, dialect="optax")', single=True),
    named("RAdam", "RAdam", "steps of ηm̂ as long as ρₜ < 5; ε in the ε̂ place", single=True),
    named("Adafactor", "Adafactor", "relative step by default: η is not used", 'Adafactor(dialect="pytorch")'),
    named("MADGRAD", "MADGRAD", "dual averaging with cube roots, momentum 0.9"),
    named("LARS", "LARS", "no trust ratio for a parameter without decay, no momentum by default", 'SGD(η, dialect="pytorch")'),
]

if __name__ == "__main__":
    hand_over(["torch-optimizer", "torch"], ENTRIES, walk)
