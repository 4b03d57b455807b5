"""optimi, low-precision optimizers for PyTorch."""

import optimi

from libraries.problem import Entry, hand_over
from libraries.torch_walk import walk


def named(rule, name, words, equals=None, **options):
    shown = "".join(f", {key}={value}" for key, value in options.items())
    return Entry(rule, f"optimi.{name}(lr=η{shown})", lambda p, r: getattr(optimi, name)(p, lr=r, **options), words, equals)


ENTRIES = [
    named("SGD", "SGD", "b ← 0.9b + g, θ − ηb", 'SGD(η, momentum=0.9, dialect="pytorch")', momentum=0.9),
    named("SGD", "SGD", "b ← 0.9b + 0.1g: the first step is η/10", momentum=0.9, dampening=True),
    named("Adam", "Adam", "β₂ 0.99, ε = 1e-6", 'Adam(η, beta_2=0.99, epsilon=1e-6, dialect="pytorch")'),
    named("AdamW", "AdamW", "β₂ 0.99, ε = 1e-6, decay 0.01",
          'AdamW(η, beta_2=0.99, epsilon=1e-6, weight_decay=0.01, dialect="pytorch")'),
    named("Adan", "Adan", "β 0.98, 0.92, 0.99, decay 0.02; the first difference of gradients is 0"),
    named("Lion", "Lion", "sign of the β₁ mix"),
    named("RAdam", "RAdam", "β₂ 0.99, ε = 1e-6: rectified from step 5 on as elsewhere", 'RAdam(η, beta_2=0.99, epsilon=1e-6, dialect="optax")'),
]

if __name__ == "__main__":
    hand_over(["torch-optimi", "torch"], ENTRIES, walk)
