"""The program's variational autoencoder against PyTorch's: ten full-batch updates from the same weights with the same draws, and the
closed form of the evidence lower bound of a linear decoder."""

from judging import Judge, descent
from variational import start, trained

judge = Judge(relative=1e-5)
SEED, INPUTS, HIDDEN, LATENT = 5, 6, 5, 2
weights, x = start(INPUTS, HIDDEN, LATENT)
for beta, sigma in [(1.0, None), (4.0, None), (1.0, 0.3)]:
    likelihood = "" if sigma is None else f', likelihood="gaussian", sigma={sigma}'
    found = descent("\n".join([
        "import numpy as np",
        f"x = np.array({x.tolist()}, dtype='float32')",
        f"vae = VAE({LATENT}, {beta}, [{HIDDEN}], input_shape={INPUTS}, seed={SEED}{likelihood}, "
        'optimizer=Adam(0.01, epsilon=0.001, dialect="pytorch"))',
        "vae.build()",
        "vae.set_weights([" + ", ".join(f"np.array({w.tolist()})" for w in weights) + "])",
        f"h = vae.fit(x, x, epochs=10, batch_size={len(x)}, shuffle=False, verbose=0).history",
        "[h['reconstruction_loss'], h['kl_loss'], h['loss']]",
    ]))
    theirs = trained(weights, x, LATENT, beta, sigma, SEED, steps=10)
    parts = [[step[name] for step in theirs] for name in ("reconstruction", "divergence")]
    whole = [r + beta * d for r, d in zip(*parts)]
    judge.agree(f"beta {beta}, sigma {sigma}", found, parts + [whole])
judge.finish()
