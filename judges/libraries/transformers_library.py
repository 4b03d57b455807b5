"""transformers' own Adafactor."""

from transformers.optimization import Adafactor

from libraries.problem import Entry, hand_over
from libraries.torch_walk import walk

ENTRIES = [
    Entry("Adafactor", "transformers.Adafactor()", lambda p, r: Adafactor(p),
          "no rate: min(1e-2, 1/√t) times max(1e-3, rms θ)", 'Adafactor(dialect="pytorch")'),
    Entry("Adafactor", "transformers.Adafactor(lr=η, relative_step=False, scale_parameter=False)",
          lambda p, r: Adafactor(p, lr=r, relative_step=False, scale_parameter=False),
          "the rate given, unscaled; β̂₂ₜ = 1 − t^−0.8, rms of the step clipped at 1",
          "Adafactor(η, relative_step=False, scale_parameter=False)"),
]

if __name__ == "__main__":
    hand_over(["transformers", "torch"], ENTRIES, walk)
