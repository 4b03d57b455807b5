"""HeavyBall."""

import heavyball
import torch

from libraries.problem import Entry, hand_over
from libraries.torch_walk import walk as torch_walk

heavyball.utils.compile_mode = None


def walk(*arguments):
    torch.manual_seed(0)
    return torch_walk(*arguments, closure=False)


def named(rule, name, words, equals=None):
    return Entry(rule, f"heavyball.{name}(lr=η)", lambda p, r: getattr(heavyball, name)(p, lr=r), words, equals)


ENTRIES = [
    named("SGD", "SGD", "momentum 0.9 by default", 'SGD(η, momentum=0.9, dialect="pytorch")'),
    named("RMSprop", "RMSprop", "decay 0.99, bias-corrected: the first step is η; ε = 1e-6 outside the root",
          'RMSprop(η, rho=0.99, bias_correction=True, epsilon=1e-6, dialect="pytorch")'),
    named("AdamW", "AdamW", "β₂ 0.99, no decay by default", 'AdamW(η, beta_2=0.99, weight_decay=0, dialect="pytorch")'),
    named("Nadam", "NAdam", "PyTorch's momentum schedule"),
    named("AdEMAMix", "AdEMAMix", "α = 2 by default", 'AdEMAMix(η, alpha=2, dialect="pytorch")'),
    named("ADOPT", "ADOPT", "step 1 only sets v; m is bias-corrected, so step 2 is η"),
    named("Muon", "Muon", "no matrix: θ − η(g + m) with m ← 0.9m + 0.1g"),
    named("ScheduleFreeAdamW", "SFAdamW", "y is what is kept; β₂ 0.99", 'ScheduleFreeAdamW(η, beta_2=0.99)'),
]

if __name__ == "__main__":
    hand_over(["heavyball", "torch"], ENTRIES, walk, double=False)
