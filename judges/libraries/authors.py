"""Rules as their authors published them, each a package of its own."""

import io
import warnings
from contextlib import redirect_stdout

import dadaptation
import lion_pytorch
import madgrad
import prodigyopt
import schedulefree
from adabelief_pytorch import AdaBelief
from adan_pytorch import Adan

from libraries.problem import Entry, hand_over
from libraries.torch_walk import walk

warnings.simplefilter("ignore")


def quietly(make):
    with redirect_stdout(io.StringIO()):
        return make()


ENTRIES = [
    Entry("Lion", "lion_pytorch.Lion(lr=η)", lambda p, r: lion_pytorch.Lion(p, lr=r), "sign of the β₁ mix"),
    Entry("Adan", "adan_pytorch.Adan(lr=η)", lambda p, r: Adan(p, lr=r), "step 1 only stores the gradient; no bias correction"),
    Entry("AdaBelief", "adabelief_pytorch.AdaBelief(lr=η)",
          lambda p, r: quietly(lambda: AdaBelief(p, lr=r, print_change_log=False)), "rectified by default: RAdam's first five steps, then AdaBelief's"),
    Entry("AdaBelief", "adabelief_pytorch.AdaBelief(lr=η, rectify=False)",
          lambda p, r: quietly(lambda: AdaBelief(p, lr=r, rectify=False, print_change_log=False)),
          "variance of g − m, ε = 1e-16 inside and outside"),
    Entry("MADGRAD", "madgrad.MADGRAD(lr=η)", lambda p, r: madgrad.MADGRAD(p, lr=r), "dual averaging with cube roots, momentum 0.9"),
    Entry("Prodigy", "prodigyopt.Prodigy(lr=η)", lambda p, r: prodigyopt.Prodigy(p, lr=r),
          "no bias correction by default: the first step is 3.16 d₀"),
    Entry("ScheduleFreeSGD", "schedulefree.SGDScheduleFree(lr=η)", lambda p, r: schedulefree.SGDScheduleFree(p, lr=r),
          "in training mode the variable holds y; β 0.9"),
    Entry("ScheduleFreeAdamW", "schedulefree.AdamWScheduleFree(lr=η)", lambda p, r: schedulefree.AdamWScheduleFree(p, lr=r),
          "in training mode the variable holds y; Adam inside"),
    Entry("DAdaptAdamW", "dadaptation.DAdaptAdam(lr=1)", lambda p, r: dadaptation.DAdaptAdam(p, lr=1.0),
          "D-Adaptation, Adam inside, no bias correction"),
]

if __name__ == "__main__":
    hand_over(
        ["lion-pytorch", "adan-pytorch", "adabelief-pytorch", "madgrad", "prodigyopt", "schedulefree", "dadaptation", "torch"],
        ENTRIES, walk, library="the authors' own packages")
