"""The small networks of the benchmark in other people's frameworks, one thread.

    python3 networks.py pytorch|jax|sklearn house|autoencoder|generator|transformer BATCH

Prints the median processor time, over all threads, of an epoch (house, autoencoder), of a forward pass (generator) or of
a training step (transformer) in microseconds. Ends with status 3 when the framework is not installed, with 4 when it has no
such case.
"""

import os
import statistics
import sys
import time

for name in ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS"):
    os.environ[name] = "1"
os.environ["XLA_FLAGS"] = "--xla_cpu_multi_thread_eigen=false intra_op_parallelism_threads=1"
os.environ["JAX_PLATFORMS"] = "cpu"

SIZES = {"house": [8, 64, 64, 1], "autoencoder": [784, 64, 64, 784], "generator": [100, 64, 64, 784]}
ROWS = {"house": 16512, "autoencoder": 10000}


def median_microseconds(body, rounds, calls=1):
    """One call to warm up, then `rounds` timings of `calls` calls."""
    body()
    times = []
    for _ in range(rounds):
        begin = time.process_time()
        for _ in range(calls):
            body()
        times.append((time.process_time() - begin) / calls * 1e6)
    return statistics.median(times)


def rounds_of(case):
    return {"house": (7, 1), "autoencoder": (5, 1), "generator": (50, 20), "transformer": (31, 1)}[case]


def data(case):
    """Inputs and targets as the C reference draws them, up to the generator of random numbers."""
    import numpy

    draw = numpy.random.default_rng(7)
    if case == "autoencoder":
        x = draw.random((ROWS[case], 784), dtype=numpy.float32)
        return x, x
    x = 2 * draw.random((ROWS[case], 8), dtype=numpy.float32) - 1
    noise = 0.2 * draw.random(ROWS[case], dtype=numpy.float32) - 0.1
    return x, (numpy.sin(2 * x[:, 0]) + x[:, 1] * x[:, 2] + 0.5 * x[:, 3] + noise)[:, None]


def pytorch(case, batch):
    import torch
    from torch import nn
    from torch.nn import functional

    torch.set_num_threads(1)
    torch.manual_seed(1)
    if case == "transformer":
        model = transformer(torch, nn, functional)
    else:
        last = [] if case == "house" else [nn.Sigmoid()]
        a, b, c, d = SIZES[case]
        model = nn.Sequential(nn.Linear(a, b), nn.ReLU(), nn.Linear(b, c), nn.ReLU(), nn.Linear(c, d), *last)
    if case == "generator":
        x = torch.rand(batch, 100)

        def forward():
            with torch.no_grad():
                model(x)

        return forward
    optimizer = torch.optim.Adam(model.parameters(), lr=1e-3, fused=True)

    def step(x, t, loss):
        optimizer.zero_grad()
        loss(model(x), t).backward()
        optimizer.step()

    if case == "transformer":
        x, t = torch.randint(0, 64, (batch, 64)), torch.randint(0, 64, (batch, 64))
        entropy = nn.CrossEntropyLoss()
        return lambda: step(x, t, lambda y, t: entropy(y.flatten(0, 1), t.flatten()))
    x, t = (torch.from_numpy(array) for array in data(case))
    loss = nn.MSELoss() if case == "house" else nn.BCELoss()

    def epoch():
        order = torch.randperm(len(x))
        for start in range(0, len(x), batch):
            rows = order[start : start + batch]
            step(x[rows], t[rows], loss)

    return epoch


def transformer(torch, nn, functional):
    """Two blocks of causal attention and perceptron, 64 features, 4 heads, context and vocabulary 64."""

    class Attention(nn.Module):
        def __init__(self):
            super().__init__()
            self.inward, self.outward = nn.Linear(64, 192), nn.Linear(64, 64)

        def forward(self, x):
            q, k, v = self.inward(x).view(-1, 64, 3, 4, 16).permute(2, 0, 3, 1, 4)
            y = functional.scaled_dot_product_attention(q, k, v, is_causal=True)
            return self.outward(y.transpose(1, 2).reshape(-1, 64, 64))

    class Residual(nn.Module):
        def __init__(self, *layers):
            super().__init__()
            self.block = nn.Sequential(nn.LayerNorm(64), *layers)

        def forward(self, x):
            return x + self.block(x)

    class Positions(nn.Module):
        def __init__(self):
            super().__init__()
            self.table = nn.Parameter(0.02 * torch.randn(64, 64))

        def forward(self, x):
            return x + self.table

    layers = [nn.Embedding(64, 64), Positions()]
    for _ in range(2):
        layers += [Residual(Attention()), Residual(nn.Linear(64, 256), nn.GELU(), nn.Linear(256, 64))]
    return nn.Sequential(*layers, nn.LayerNorm(64), nn.Linear(64, 64))


def jax(case, batch):
    """The whole epoch as one compiled scan: the fastest form JAX offers."""
    import jax
    import numpy
    from jax import numpy as jnp

    if case == "transformer":
        sys.exit(4)
    draw = numpy.random.default_rng(1)
    sizes = SIZES[case]
    weights = [
        (jnp.asarray(draw.uniform(-1, 1, (n, m)) / n**0.5, jnp.float32), jnp.zeros(m))
        for n, m in zip(sizes, sizes[1:])
    ]

    def logits(weights, x):
        for w, b in weights[:-1]:
            x = jax.nn.relu(x @ w + b)
        return x @ weights[-1][0] + weights[-1][1]

    if case == "generator":
        x = jnp.asarray(draw.random((batch, 100)), jnp.float32)
        predict = jax.jit(lambda weights, x: jax.nn.sigmoid(logits(weights, x)))
        return lambda: predict(weights, x).block_until_ready()
    x, t = (jnp.asarray(array) for array in data(case))

    def loss(weights, x, t):
        z = logits(weights, x)
        if case == "house":
            return jnp.mean((z - t) ** 2)
        return jnp.mean(jnp.maximum(z, 0) - z * t + jnp.log1p(jnp.exp(-jnp.abs(z))))

    def adam(state, rows):
        weights, m, v, n = state
        g = jax.grad(loss)(weights, x[rows], t[rows])
        n = n + 1
        m = jax.tree.map(lambda m, g: 0.9 * m + 0.1 * g, m, g)
        v = jax.tree.map(lambda v, g: 0.999 * v + 0.001 * g * g, v, g)
        rate, root = 1e-3 / (1 - 0.9**n), jnp.sqrt(1 - 0.999**n)
        weights = jax.tree.map(lambda w, m, v: w - rate * m / (jnp.sqrt(v) / root + 1e-8), weights, m, v)
        return (weights, m, v, n), None

    whole = len(x) // batch * batch
    run = jax.jit(lambda state, order: jax.lax.scan(adam, state, order)[0])
    zeros = jax.tree.map(jnp.zeros_like, weights)
    state = [(weights, zeros, zeros, jnp.float32(0))]

    def epoch():
        order = draw.permutation(len(x))[:whole].reshape(-1, batch)
        state[0] = jax.block_until_ready(run(state[0], order))

    return epoch


def sklearn(case, batch):
    """MLPRegressor; its autoencoder minimises the squared error, for want of a cross-entropy of many outputs."""
    import warnings

    from sklearn.neural_network import MLPRegressor

    warnings.simplefilter("ignore")
    if case not in ROWS:
        sys.exit(4)
    x, t = data(case)
    model = MLPRegressor(hidden_layer_sizes=(64, 64), solver="adam", batch_size=batch, alpha=0, max_iter=1, warm_start=True)
    return lambda: model.fit(x, t if case == "autoencoder" else t.ravel())


if __name__ == "__main__":
    framework, case, batch = sys.argv[1], sys.argv[2], int(sys.argv[3])
    try:
        body = {"pytorch": pytorch, "jax": jax, "sklearn": sklearn}[framework](case, batch)
    except ImportError:
        sys.exit(3)
    rounds, calls = rounds_of(case)
    print(median_microseconds(body, rounds, calls))
