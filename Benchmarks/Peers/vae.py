"""An epoch of a variational autoencoder on 10,000 pictures at batch 128, by the program and by PyTorch beside it, one thread each; held
to at most 1/2.5 of PyTorch's time.

    python3 Benchmarks/Peers/vae.py .build/release/descent

Both train 784 → 64 → (2 means, 2 log-variances) → 64 → 784 with relu, a Bernoulli likelihood and Adam(0.001): shuffled rows gathered
for each batch, forward, loss in its two parts, backward, update. The pictures are those of shapes28(n=10000, seed=1). PyTorch takes
the logits (binary_cross_entropy_with_logits) and Adam with fused=True, whatever is fastest there; a first epoch of each is not timed.
What is compared is the processor's time of the fastest of EPOCHS epochs, which others on the machine do not lengthen. Without PyTorch
the program's time alone is told.
"""

import importlib.util
import os
import subprocess
import sys
import time

for name in ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS"):
    os.environ[name] = "1"

ROWS, BATCH, LATENT, EPOCHS, HELD_TO = 10_000, 128, 2, 7, 1 / 2.5
HIDDEN = [int(width) for width in os.environ.get("HIDDEN", "64").split(",")]


def ours(program):
    """Seconds of the processor of the fastest epoch, and the loss of the last."""
    lines = (
        "import time\n"
        f"d = shapes28(n={ROWS}, seed=1)\n"
        f"vae = VAE(latent={LATENT}, hidden={HIDDEN}, seed=1)\n"
        "ends = []\n"
        "clock = LambdaCallback(on_epoch_end=lambda epoch, logs: ends.append(time.process_time()))\n"
        f"h = vae.fit(d.x, d.x, epochs={EPOCHS + 1}, batch_size={BATCH}, verbose=0, callbacks=[clock])\n"
        "print(min([b - a for a, b in zip(ends, ends[1:])]), h.history['loss'][-1])\n"
    )
    found = subprocess.run([program, "eval", lines], capture_output=True, text=True, check=True).stdout.split()
    return float(found[0]), float(found[1])


def pytorch():
    """The same by PyTorch."""
    import numpy
    import torch
    from torch.nn import functional

    torch.set_num_threads(1)
    torch.manual_seed(1)
    # The program's pictures are not needed for their time: the same share of ink.
    chance = numpy.random.default_rng(1)
    x = torch.from_numpy((chance.random((ROWS, 784)) * (chance.random((ROWS, 784)) < 0.15)).astype("float32"))

    class VAE(torch.nn.Module):
        def __init__(self):
            super().__init__()
            widths, encoder, decoder = [784] + HIDDEN, [], []
            for a, b in zip(widths, widths[1:]):
                encoder += [torch.nn.Linear(a, b), torch.nn.ReLU()]
            self.encoder = torch.nn.Sequential(*encoder, torch.nn.Linear(widths[-1], 2 * LATENT))
            widths = [LATENT] + HIDDEN[::-1]
            for a, b in zip(widths, widths[1:]):
                decoder += [torch.nn.Linear(a, b), torch.nn.ReLU()]
            self.decoder = torch.nn.Sequential(*decoder, torch.nn.Linear(widths[-1], 784))

        def forward(self, x):
            mean, log_variance = self.encoder(x).chunk(2, dim=1)
            z = mean + torch.exp(0.5 * log_variance) * torch.randn_like(mean)
            return self.decoder(z), mean, log_variance

    model = VAE()
    rule = torch.optim.Adam(model.parameters(), lr=1e-3, fused=True)
    taken = []
    for _ in range(EPOCHS + 1):
        start = time.process_time()
        order = torch.randperm(ROWS)
        total = 0.0
        for first in range(0, ROWS, BATCH):
            rows = x[order[first : first + BATCH]]
            logits, mean, log_variance = model(rows)
            reconstruction = functional.binary_cross_entropy_with_logits(logits, rows, reduction="sum") / len(rows)
            divergence = 0.5 * (mean * mean + log_variance.exp() - log_variance - 1).sum() / len(rows)
            loss = reconstruction + divergence
            rule.zero_grad(set_to_none=True)
            loss.backward()
            rule.step()
            total += loss.item() * len(rows)
        taken.append(time.process_time() - start)
    return min(taken[1:])


def main():
    taken, loss = ours(sys.argv[1])
    line = f"vae: an epoch of {ROWS} pictures at batch {BATCH}, hidden {HIDDEN}: {1000 * taken:.0f} ms of the processor (loss {loss:.0f})"
    if importlib.util.find_spec("torch") is None:
        print(f"{line}; PyTorch is not installed: its time is not measured")
        return
    theirs = pytorch()
    print(f"{line}; PyTorch {1000 * theirs:.0f} ms: {taken / theirs:.2f} of it, held to {HELD_TO}")
    if taken / theirs > HELD_TO:
        sys.exit("slower than it is held to")


if __name__ == "__main__":
    main()
