"""bitsandbytes with 32-bit states, on the processor and in float32."""

import bitsandbytes.optim as optim
import numpy
import torch

from libraries.problem import STEPS, Entry, hand_over


def walk(make, rate, start, function):
    point = torch.nn.Parameter(torch.tensor(start, dtype=torch.float32))
    optimizer, points = make([point], rate), []
    for _ in range(STEPS):
        gradient = function(point.detach().numpy().astype("float64"))[1]
        point.grad = torch.from_numpy(numpy.array(gradient)).float()
        optimizer.step()
        points.append(point.detach().tolist())
    return points


ENTRIES = [
    Entry("SGD", "bitsandbytes.optim.SGD(lr=η, momentum=0.9)", lambda p, r: optim.SGD(p, r, momentum=0.9),
          "b ← 0.9b + g, θ − ηb", 'SGD(η, momentum=0.9, dialect="pytorch")'),
    Entry("Adagrad", "bitsandbytes.optim.Adagrad(lr=η)", lambda p, r: optim.Adagrad(p, r), "v from 0, ε = 1e-10 outside the root"),
    Entry("RMSprop", "bitsandbytes.optim.RMSprop(lr=η)", lambda p, r: optim.RMSprop(p, r), "decay 0.99, ε = 1e-8 outside the root"),
    Entry("Adam", "bitsandbytes.optim.Adam(lr=η)", lambda p, r: optim.Adam(p, r), "ε = 1e-8 after the correction"),
    Entry("AMSGrad", "bitsandbytes.optim.Adam(lr=η, amsgrad=True, betas=(0.9, 0.5))",
          lambda p, r: optim.Adam(p, r, amsgrad=True, betas=(0.9, 0.5)),
          "amsgrad is accepted and changes nothing: Adam", 'Adam(η, beta_2=0.5, dialect="pytorch")'),
    Entry("AdamW", "bitsandbytes.optim.AdamW(lr=η)", lambda p, r: optim.AdamW(p, r), "decay 0.01"),
    Entry("AdEMAMix", "bitsandbytes.optim.AdEMAMix(lr=η)", lambda p, r: optim.AdEMAMix(p, r), "α = 5, β₃ 0.9999, decay 0.01", 'AdEMAMix(η, weight_decay=0.01, dialect="pytorch")'),
    Entry("Lion", "bitsandbytes.optim.Lion(lr=η)", lambda p, r: optim.Lion(p, r), "sign of the β₁ mix"),
    Entry("LARS", "bitsandbytes.optim.LARS(lr=η, momentum=0.9)", lambda p, r: optim.LARS(p, r, momentum=0.9), "the memory b is cut to the norm 0.02‖θ‖ for the step, never made longer"),
    Entry("LAMB", "bitsandbytes.optim.LAMB(lr=η)", lambda p, r: optim.LAMB(p, r), "m/(√v + ε) is cut to the norm ‖θ‖ before the bias correction: the first step is .316 η‖θ‖"),
]

if __name__ == "__main__":
    hand_over(["bitsandbytes", "torch"], ENTRIES, walk, double=False)
