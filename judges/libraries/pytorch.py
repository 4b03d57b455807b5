"""PyTorch's own optimizers."""

from torch import optim

from libraries.problem import Entry, hand_over
from libraries.torch_walk import walk

ENTRIES = [
    Entry("SGD", "torch.optim.SGD(lr=η)", lambda p, r: optim.SGD(p, r), "θ − ηg"),
    Entry("SGD", "torch.optim.SGD(lr=η, momentum=0.9)", lambda p, r: optim.SGD(p, r, momentum=0.9),
          "b ← 0.9b + g, θ − ηb; the first b is g", 'SGD(η, momentum=0.9, dialect="pytorch")'),
    Entry("SGD", "torch.optim.SGD(lr=η, momentum=0.9, dampening=0.5)",
          lambda p, r: optim.SGD(p, r, momentum=0.9, dampening=0.5),
          "b ← 0.9b + 0.5g, but the first b is g, undamped", 'SGD(η, momentum=0.9, dampening=0.5, dialect="pytorch")'),
    Entry("SGD", "torch.optim.SGD(lr=η, momentum=0.9, nesterov=True)",
          lambda p, r: optim.SGD(p, r, momentum=0.9, nesterov=True),
          "θ − η(g + 0.9b): the look-ahead point is the one kept", 'SGD(η, momentum=0.9, nesterov=True, dialect="pytorch")'),
    Entry("ASGD", "torch.optim.ASGD(lr=η)", lambda p, r: optim.ASGD(p, r),
          "plain descent with a decay λ = 1e-4, the average kept beside; the rate is held in float32"),
    Entry("Adagrad", "torch.optim.Adagrad(lr=η)", lambda p, r: optim.Adagrad(p, r), "v from 0, ε = 1e-10 outside the root"),
    Entry("Adadelta", "torch.optim.Adadelta(lr=η)", lambda p, r: optim.Adadelta(p, r), "ρ 0.9, ε = 1e-6 inside both roots"),
    Entry("RMSprop", "torch.optim.RMSprop(lr=η)", lambda p, r: optim.RMSprop(p, r),
          "decay 0.99, ε = 1e-8 outside the root, v from 0"),
    Entry("Rprop", "torch.optim.Rprop(lr=η)", lambda p, r: optim.Rprop(p, r), "moves by η in step 1"),
    Entry("Adam", "torch.optim.Adam(lr=η)", lambda p, r: optim.Adam(p, r), "ε = 1e-8 after the bias correction"),
    Entry("AMSGrad", "torch.optim.Adam(lr=η, amsgrad=True, betas=(0.9, 0.5))",
          lambda p, r: optim.Adam(p, r, amsgrad=True, betas=(0.9, 0.5)),
          "the largest raw v, corrected afterwards"),
    Entry("AdamW", "torch.optim.AdamW(lr=η)", lambda p, r: optim.AdamW(p, r), "θ(1 − ηλ) first, λ = 0.01"),
    Entry("Adamax", "torch.optim.Adamax(lr=η)", lambda p, r: optim.Adamax(p, r), "u ← max(β₂u, |g| + ε)"),
    Entry("Nadam", "torch.optim.NAdam(lr=η)", lambda p, r: optim.NAdam(p, r),
          "momentum schedule μₜ = β₁(1 − 0.5·0.96^(0.004t))"),
    Entry("RAdam", "torch.optim.RAdam(lr=η)", lambda p, r: optim.RAdam(p, r), "steps of ηm̂ as long as ρₜ ≤ 5"),
    Entry("Adafactor", "torch.optim.Adafactor(lr=η)", lambda p, r: optim.Adafactor(p, r),
          "rate min(η, 1/√t) times max(1e-3, rms θ)"),
]

if __name__ == "__main__":
    hand_over(["torch"], ENTRIES, walk, library="PyTorch")
