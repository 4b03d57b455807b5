"""fastai's optimizers."""

import torch
from fastai import optimizer as fastai

from libraries.problem import Entry, hand_over
from libraries.torch_walk import walk

ENTRIES = [
    Entry("SGD", "fastai.optimizer.SGD(lr=η, mom=0.9)", lambda p, r: fastai.SGD(p, r, mom=0.9), "b ← 0.9b + g, θ − ηb",
          'SGD(η, momentum=0.9, dialect="pytorch")'),
    Entry("RMSprop", "fastai.optimizer.RMSProp(lr=η)", lambda p, r: fastai.RMSProp(p, r),
          "decay 0.99, ε = 1e-8 outside the root"),
    Entry("AdamW", "fastai.optimizer.Adam(lr=η)", lambda p, r: fastai.Adam(p, r),
          "named Adam: β₂ 0.99, ε = 1e-5 and a decoupled decay of 0.01 by default",
          'AdamW(η, beta_2=0.99, epsilon=1e-5, weight_decay=0.01, dialect="pytorch")'),
    Entry("RAdam", "fastai.optimizer.RAdam(lr=η)", lambda p, r: fastai.RAdam(p, r),
          "β₂ 0.99, ε = 1e-5 after the correction", 'RAdam(η, beta_2=0.99, epsilon=1e-5, dialect="optax")'),
    Entry("LARS", "fastai.optimizer.Larc(lr=η, clip=False)", lambda p, r: fastai.Larc(p, r, clip=False),
          "trust coefficient 0.02 on the memory b ← 0.9b + g, as far as η·0.02·‖θ‖/‖g‖ goes"),
    Entry("LAMB", "fastai.optimizer.Lamb(lr=η)", lambda p, r: fastai.Lamb(p, r),
          "β₂ 0.99, ε = 1e-5, trust ratio of root mean squares, at most 10"),
]




if __name__ == "__main__":
    hand_over(["fastai", "torch"], ENTRIES, walk)
