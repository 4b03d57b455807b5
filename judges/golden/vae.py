"""Ten updates of a variational autoencoder by PyTorch, from the same weights and with the same draws: losses and gradients."""

import torch
from judging import Judge
from variational import noise, start, trained

judge = Judge(relative=1e-9)
SEED, LATENT = 5, 2
weights, x = start(inputs=6, hidden=5, latent=LATENT)
cases = [
    {"name": name, "beta": beta, "sigma": sigma,
     "steps": trained(weights, x, LATENT, beta, sigma, SEED, steps=10)}
    for name, beta, sigma in [("Bernoulli", 1.0, None), ("Bernoulli, beta 4", 4.0, None), ("Gaussian", 1.0, 0.3)]
]
judge.golden("Tests/AutoencodingTests/Golden/vae.json", {
    "torch": torch.__version__.split("+")[0], "seed": SEED, "latent": LATENT, "inputs": 6, "hidden": 5,
    "x": x.reshape(-1).tolist(), "weights": [number for w in weights for number in w.reshape(-1).tolist()],
    "noise": noise(SEED, 2, 3, 7), "cases": cases})
judge.finish()
