"""Ten steps of a GAN by PyTorch, for every pair of losses: what the tests of `Adversarial` hold the laboratory's steps to.

Both have the same first weights, the same real rows and the same latent numbers, which are uniform and drawn as the laboratory draws
them (SplitMix64, keyed by seed, purpose and index). Kept are both losses, both gradients before each of the first two steps, and all
weights after the tenth. Adam's epsilon is 0.001: the slopes of a critic's last bias cancel to rounding, of which a small epsilon would make
whole steps.
"""

import numpy
import torch
from judging import Judge

torch.set_default_dtype(torch.float32)
STEPS, ROWS, LATENT, SEED = 10, 6, 3, 5
MASK = (1 << 64) - 1


def mix(z):
    z = ((z ^ (z >> 30)) * 0xBF58476D1CE4E5B9) & MASK
    z = ((z ^ (z >> 27)) * 0x94D049BB133111EB) & MASK
    return z ^ (z >> 31)


def stream(seed, purpose, index):
    """Uniform numbers in [0, 1) of the laboratory's `RandomStream`."""
    key = 0xCBF29CE484222325
    for byte in purpose.encode():
        key = ((key ^ byte) * 0x100000001B3) & MASK
    state = mix(mix((seed + 0x9E3779B97F4A7C15) & MASK) ^ mix(key ^ mix((index + 0x6A09E667F3BCC909) & MASK)))
    while True:
        state = (state + 0x9E3779B97F4A7C15) & MASK
        yield (mix(state) >> 11) * 2.0**-53


def latents(step):
    draws = stream(SEED, "latent of step", step * 128)
    return torch.tensor([[-1 + 2 * next(draws) for _ in range(LATENT)] for _ in range(ROWS)], dtype=torch.float32)


softplus = torch.nn.functional.softplus
LOSSES = {
    "minimax": (lambda r, m: softplus(-r).mean() + softplus(m).mean(), lambda m: -softplus(m).mean()),
    "non_saturating": (lambda r, m: softplus(-r).mean() + softplus(m).mean(), lambda m: softplus(-m).mean()),
    "least_squares": (
        lambda r, m: ((r - 1) ** 2 / 2).mean() + (m**2 / 2).mean(), lambda m: ((m - 1) ** 2 / 2).mean()),
    "wasserstein": (lambda r, m: m.mean() - r.mean(), lambda m: -m.mean()),
    "hinge": (lambda r, m: torch.relu(1 - r).mean() + torch.relu(1 + m).mean(), lambda m: -m.mean()),
}


def networks():
    torch.manual_seed(3)
    generator = torch.nn.Sequential(torch.nn.Linear(LATENT, 5), torch.nn.Tanh(), torch.nn.Linear(5, 2))
    discriminator = torch.nn.Sequential(torch.nn.Linear(2, 6), torch.nn.ReLU(), torch.nn.Linear(6, 1))
    return generator, discriminator


def flat(tensors):
    """Kernels as (in, out), as the laboratory has them."""
    return [float(v) for t in tensors for v in (t.detach().T if t.ndim == 2 else t.detach()).reshape(-1)]


torch.manual_seed(11)
real = torch.randn(ROWS, 2)
found = {"rows": real.reshape(-1).tolist(), "seed": SEED, "latent": LATENT, "cases": []}
generator, discriminator = networks()
found["generator"], found["discriminator"] = flat(generator.parameters()), flat(discriminator.parameters())
for name, (d_of, g_of) in LOSSES.items():
    generator, discriminator = networks()
    d_rule = torch.optim.Adam(discriminator.parameters(), 0.01, betas=(0.5, 0.999), eps=1e-3)
    g_rule = torch.optim.Adam(generator.parameters(), 0.01, betas=(0.5, 0.999), eps=1e-3)
    case = {"loss": name, "d_loss": [], "g_loss": [], "d_gradients": [], "g_gradients": []}
    for step in range(STEPS):
        made = generator(latents(step))
        d_loss = d_of(discriminator(real), discriminator(made.detach()))
        d_rule.zero_grad()
        d_loss.backward()
        d_gradient = flat([p.grad for p in discriminator.parameters()])
        d_rule.step()
        if name == "wasserstein":
            with torch.no_grad():
                for p in discriminator.parameters():
                    p.clamp_(-0.01, 0.01)
        g_loss = g_of(discriminator(made))
        g_rule.zero_grad()
        g_loss.backward()
        g_gradient = flat([p.grad for p in generator.parameters()])
        g_rule.step()
        case["d_loss"].append(d_loss.item())
        case["g_loss"].append(g_loss.item())
        case["d_gradients"].append(float(numpy.linalg.norm(d_gradient)))
        case["g_gradients"].append(float(numpy.linalg.norm(g_gradient)))
    case["generator"], case["discriminator"] = flat(generator.parameters()), flat(discriminator.parameters())
    found["cases"].append(case)

judge = Judge(relative=1e-6)
judge.golden("Tests/AdversarialTests/Golden/gan.json", {"torch": torch.__version__, **found})
judge.finish()
