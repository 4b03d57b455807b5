"""Dense layers with LoRA, written by hand in PyTorch as Hu et al. 2021 have them: gradients and ten steps of Adam.

h = f(W·x + b + (α/r)·B·A·x) with W and b held, A and B learnt, and the last layer learnt as it is. Numbers are in double precision;
weights and rows begin as numbers that Float32 holds.
"""

import numpy
import torch
from judging import Judge

torch.set_default_dtype(torch.float64)
random = numpy.random.default_rng(7)


def drawn(*shape):
    """Numbers that Float32 holds, rows first as Keras has kernels: (in, out)."""
    return random.normal(0, 0.6, shape).astype(numpy.float32).astype(numpy.float64)


SIZES, ROWS, STEPS = [5, 7, 6, 1], 12, 10
x, y = drawn(ROWS, SIZES[0]), drawn(ROWS, 1)


def case(rank, alpha, activation):
    kernels = [drawn(a, b) for a, b in zip(SIZES, SIZES[1:])]
    biases = [drawn(b) for b in SIZES[1:]]
    downs = [drawn(a, rank) for a in SIZES[:2]]
    ups = [drawn(rank, b) for b in SIZES[1:3]]
    held = [torch.tensor(k) for k in kernels[:2]], [torch.tensor(b) for b in biases[:2]]
    learnt = [torch.tensor(t, requires_grad=True) for pair in zip(downs, ups) for t in pair]
    learnt += [torch.tensor(kernels[2], requires_grad=True), torch.tensor(biases[2], requires_grad=True)]
    function = getattr(torch, activation)

    def output(rows):
        h = rows
        for layer in range(2):
            # The paper's columns: A is (r, in) and B is (out, r).
            a, b = learnt[2 * layer].T, learnt[2 * layer + 1].T
            change = (alpha / rank) * (b @ (a @ h.T)).T
            h = function(torch.nn.functional.linear(h, held[0][layer].T, held[1][layer]) + change)
        return torch.nn.functional.linear(h, learnt[4].T, learnt[5])

    rows, targets = torch.tensor(x), torch.tensor(y)
    optimizer = torch.optim.Adam(learnt, lr=0.01, eps=1e-7)
    losses, gradients = [], None
    for _ in range(STEPS):
        optimizer.zero_grad()
        loss = ((output(rows) - targets) ** 2).mean()
        loss.backward()
        gradients = gradients or [t.grad.flatten().tolist() for t in learnt]
        losses.append(loss.item())
        optimizer.step()
    with torch.no_grad():
        merged = [
            (held[0][layer] + (alpha / rank) * learnt[2 * layer] @ learnt[2 * layer + 1]).flatten().tolist()
            for layer in range(2)]
        answers = output(rows).flatten().tolist()
    return {
        "rank": rank, "alpha": alpha, "activation": activation, "kernels": [k.flatten().tolist() for k in kernels],
        "biases": [b.tolist() for b in biases], "downs": [d.flatten().tolist() for d in downs],
        "ups": [u.flatten().tolist() for u in ups], "gradients": gradients, "losses": losses,
        "learnt": [t.detach().flatten().tolist() for t in learnt], "merged": merged, "answers": answers}


judge = Judge()
judge.golden("Tests/AdaptationTests/Golden/lowrank.json", {
    "sizes": SIZES, "x": x.flatten().tolist(), "y": y.flatten().tolist(),
    "cases": [case(1, 1, "tanh"), case(2, 2, "relu"), case(4, 8, "tanh"), case(3, 1.5, "sigmoid")]})
judge.finish()
