"""pytorch_optimizer (kozistr's collection): those of its rules that share a name with ours."""

import warnings

from pytorch_optimizer import load_optimizer

from libraries.problem import Entry, hand_over
from libraries.torch_walk import walk

warnings.simplefilter("ignore")


def named(rule, name, words, equals=None):
    return Entry(rule, f'load_optimizer("{name}")(lr=η)', lambda p, r: load_optimizer(name)(p, lr=r), words, equals)


ENTRIES = [
    named("AdaBelief", "adabelief", "ε = 1e-16 inside and outside, not rectified"),
    named("Adadelta", "adadelta", "PyTorch's"),
    named("Adafactor", "adafactor", "relative step and warm-up off, first moment 0.9, ε = 1e-30; η scaled by rms θ"),
    named("Adamax", "adamax", "u ← max(β₂u, |g| + ε)"),
    named("AdEMAMix", "ademamix", "α = 5, β₃ 0.9999"),
    named("Adan", "adan", "the first difference of gradients is 0"),
    named("ADOPT", "adopt", "step 1 only sets v; m is not corrected"),
    named("ASGD", "asgd", "another rule of that name: the rate is raised by √(1 + 0.02θ) each step, up to ‖Δθ‖/(dampening·‖Δg‖)"),
    named("Fromage", "fromage", "(θ − ηg‖θ‖/‖g‖)/√(1 + η²)"),
    named("Ftrl", "ftrl", "β = 0, accumulator from 0, started at θ: Adagrad as long as no penalty is asked for",
          'Adagrad(η, dialect="pytorch")'),
    named("LAMB", "lamb", "the rate is divided by 1 − β₁ᵗ after the trust ratio: ten times as long in step 1"),
    named("LARS", "lars", "no trust ratio for a parameter without decay; momentum 0.9", 'SGD(η, momentum=0.9, dialect="pytorch")'),
    named("Lion", "lion", "sign of the β₁ mix"),
    named("MADGRAD", "madgrad", "dual averaging with cube roots, momentum 0.9"),
    named("Nadam", "nadam", "PyTorch's"),
    named("NovoGrad", "novograd", "β₁ 0.95, β₂ 0.98", 'NovoGrad(η, beta_1=0.95, beta_2=0.98, epsilon=1e-8, dialect="optax")'),
    named("Prodigy", "prodigy", "d is multiplied by η√(1 − β₂ᵗ)/(1 − β₁ᵗ)"),
    named("RAdam", "radam", "stands still as long as ρₜ ≤ 5"),
    named("RMSprop", "rmsprop", "PyTorch's"),
    named("ScheduleFreeAdamW", "schedulefreeadamw", "y is what is kept; Adam inside"),
    named("ScheduleFreeSGD", "schedulefreesgd", "y is what is kept; β 0.9", ),
    named("SignSGD", "signsgd", "sign of a mean with β 0.9", "Signum(η)"),
    named("SM3", "sm3", "Adagrad on a vector, no momentum", 'Adagrad(η, dialect="pytorch")'),
    named("Yogi", "yogi", "second moment from 1e-6, first from 0"),
]

if __name__ == "__main__":
    hand_over(["pytorch_optimizer", "torch"], ENTRIES, walk)
