"""A variational autoencoder in PyTorch, in double precision, with the draws that the program makes: what its judges share."""

import math

import torch

GOLDEN, INDEX, MASK = 0x9E3779B97F4A7C15, 0x6A09E667F3BCC909, (1 << 64) - 1
SAMPLING = 0x67617573_7369616E


def _mix(z):
    z = ((z ^ (z >> 30)) * 0xBF58476D1CE4E5B9) & MASK
    z = ((z ^ (z >> 27)) * 0x94D049BB133111EB) & MASK
    return z ^ (z >> 31)


def noise(seed, number, step, count):
    """The normal numbers of layer `number` in update `step`: SplitMix64, then Box and Muller's pairs."""
    state = _mix(_mix((seed + GOLDEN) & MASK) ^ _mix((number ^ SAMPLING) ^ _mix((step + INDEX) & MASK)))

    def uniform():
        nonlocal state
        state = (state + GOLDEN) & MASK
        return (_mix(state) >> 11) * 2.0**-53

    found = []
    while len(found) < count:
        radius = math.sqrt(-2 * math.log(1 - uniform()))
        angle = 2 * math.pi * uniform()
        found += [radius * math.cos(angle), radius * math.sin(angle)]
    return found[:count]


def start(inputs, hidden, latent, seed=0):
    """Kernels (in, out) and constants of the four dense layers, and the examples: single-precision numbers."""
    chance = torch.Generator().manual_seed(seed)
    sizes = [(inputs, hidden), (hidden, 2 * latent), (latent, hidden), (hidden, inputs)]
    weights = []
    for size in sizes:
        weights += [0.5 * torch.randn(size, generator=chance), 0.1 * torch.randn(size[1], generator=chance)]
    return weights, torch.rand((9, inputs), generator=chance)


def trained(weights, x, latent, beta, sigma, seed, steps, rate=0.01, eps=1e-3):
    """Reconstruction, divergence and the gradient of every tensor in each of the first updates, all rows in each; by Adam.

    `sigma` is that of a Gaussian likelihood; None for a Bernoulli's.
    """
    weights = [w.double().clone().requires_grad_() for w in weights]
    x = x.double()
    rule = torch.optim.Adam(weights, lr=rate, eps=eps)
    told = []
    for step in range(steps):
        e1, c1, e2, c2, d1, b1, d2, b2 = weights
        code = torch.relu(x @ e1 + c1) @ e2 + c2
        mean, log_variance = code[:, :latent], code[:, latent:]
        # Dense, Dense, Sampling: the layer that draws is number 2.
        eps_drawn = torch.tensor(noise(seed, 2, step, mean.numel()), dtype=torch.float64).reshape(mean.shape)
        z = mean + torch.exp(log_variance / 2) * eps_drawn
        y = torch.relu(z @ d1 + b1) @ d2 + b2
        if sigma is None:
            loss = torch.nn.functional.binary_cross_entropy_with_logits(y, x, reduction="sum") / len(x)
        else:
            loss = -torch.distributions.Normal(y, sigma).log_prob(x).sum() / len(x)
        prior = torch.distributions.Normal(torch.zeros_like(mean), torch.ones_like(mean))
        posterior = torch.distributions.Normal(mean, torch.exp(log_variance / 2))
        divergence = torch.distributions.kl_divergence(posterior, prior).sum() / len(x)
        rule.zero_grad()
        (loss + beta * divergence).backward()
        told.append({
            "reconstruction": loss.item(), "divergence": divergence.item(),
            "gradient": [number for w in weights for number in w.grad.reshape(-1).tolist()]})
        rule.step()
    return told
