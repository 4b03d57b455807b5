"""How optimizers built on PyTorch walk: gradients are laid into .grad, as backward() would."""

import numpy
import torch

from libraries.problem import STEPS

torch.set_num_threads(1)


def walk(make, rate, start, function, closure=False, read=None):
    """`closure`: step() is given the loss, for rules that read it. `read` looks at the point otherwise than as it is."""
    point = torch.nn.Parameter(torch.tensor(start, dtype=torch.float64))
    optimizer = make([point], rate)
    if hasattr(optimizer, "train"):
        optimizer.train()
    points = []
    for _ in range(STEPS):
        value, gradient = function(point.detach().numpy())
        point.grad = torch.from_numpy(numpy.array(gradient))
        optimizer.step((lambda: torch.tensor(value, dtype=torch.float64)) if closure else None)
        points.append(point.detach().clone().tolist())
    return points
