#!/usr/bin/env python3
"""Whether what does not fit into memory is refused before any of it is taken.

    Benchmarks/Stops/memory.py [PROGRAM] [PATTERN]

Each line asks for more than a machine has, in a program of its own. It has to be refused in words, with exit code 1, and the
program may never have held more than a little: what it is like when it begins, and the inputs of the line. Exit code 1 of this
script when a line was not refused, took long, or took more.
"""
import os
import subprocess
import sys
import tempfile
import time

from latency import called

MOST = 400
PATIENCE = 60
NUMPY = "import numpy as np\nx = np.arange(10**6)\n"
TORCH = "import torch\nx = torch.rand(10**6)\n"
TABLE = "import pandas as pd\nd = pd.DataFrame({'a': range(10**5), 'b': range(10**5), 'c': [1] * 10**5})\n"
KERAS = "import numpy as np\nimport keras\nx = np.ones((1, 100, 100, 3))\n"
SKLEARN = "import numpy as np\n"

LINES = {
    # Python
    "a list of a range": "list(range(10**12))",
    "a tuple of a range": "tuple(range(10**12))",
    "sorted": "sorted(range(10**12))",
    "a star": "[*range(10**12)]",
    "text": "'a' * 10**12",
    "bytes": "bytes(10**12)",
    "bytes over and over": "b'ab' * 10**12",
    "repetition": "[0] * 10**12",
    "ljust": "'a'.ljust(10**12)",
    "replace": "('a' * 10**6).replace('a', 'b' * 10**6)",
    "a power": "10**10**10",
    "a shift": "1 << 10**12",
    "factorial": "from math import factorial\nfactorial(10**9)",
    "deque": "from collections import deque\ndeque(range(10**12))",
    "random choices": "import random\nrandom.choices([1], k=10**12)",
    # Arrays
    "zeros": NUMPY + "np.zeros((10**6, 10**6))",
    "full": NUMPY + "np.full((10**6, 10**6), 2.0)",
    "eye": NUMPY + "np.eye(10**6)",
    "np.arange": NUMPY + "np.arange(10**12)",
    "outer": NUMPY + "np.outer(x, x)",
    "broadcasting": NUMPY + "x[:, None] * x",
    "meshgrid": NUMPY + "np.meshgrid(x, x)",
    "tile": NUMPY + "np.tile(x, 10**6)",
    "np.pad": NUMPY + "np.pad(x, 10**12)",
    "bincount": NUMPY + "np.bincount([10**12])",
    "np.cov": NUMPY + "np.cov(np.random.rand(10**6, 2))",
    "permutation": NUMPY + "np.random.permutation(10**12)",
    "normal": NUMPY + "np.random.default_rng(0).normal(size=(10**6, 10**6))",
    # Layers and tensors
    "Dense": "Sequential([Input(shape=(10,)), Dense(10**9)])",
    "two of Dense": "Sequential([Input(shape=(10**5,)), Dense(10**5), Dense(10**5)]).build()",
    "Dense called": KERAS + "keras.layers.Dense(10**9)(x)",
    "Embedding": KERAS + "keras.layers.Embedding(10**9, 512)(np.array([1]))",
    "Conv2D": KERAS + "keras.layers.Conv2D(10**6, 3)(x)",
    "LSTM": KERAS + "keras.layers.LSTM(10**6)(np.ones((1, 10, 3)))",
    "to_categorical": KERAS + "keras.utils.to_categorical(np.arange(10**6))",
    "tf.one_hot": "import tensorflow as tf\ntf.one_hot(tf.range(10**6), 10**6)",
    "nn.Linear": TORCH + "torch.nn.Linear(10**6, 10**6)",
    "nn.Embedding": TORCH + "torch.nn.Embedding(10**9, 512)",
    "nn.Conv2d": TORCH + "torch.nn.Conv2d(1, 10**6, 3, padding=1)(torch.ones(1, 1, 1000, 1000))",
    "one_hot of torch": TORCH + "torch.nn.functional.one_hot(torch.tensor([10**12]))",
    "cdist": TORCH + "torch.cdist(x[:, None], x[:, None])",
    "jacobian": TORCH + "torch.autograd.functional.jacobian(lambda v: v**2, x)",
    "hessian": "import jax, jax.numpy as jnp\njax.hessian(lambda v: jnp.sum(v**2))(jnp.ones(10**6))",
    "vmap": "import jax, jax.numpy as jnp\nx = jnp.ones(10**6)\njax.vmap(lambda v: v * x)(x)",
    # Tables and models
    "merge of equal keys": TABLE + "d.merge(d, on='c')",
    "pivot": TABLE + "d.pivot(index='a', columns='b', values='c')",
    "concat": TABLE + "pd.concat([d] * 10**6)",
    "corr": "import numpy as np\nimport pandas as pd\npd.DataFrame(np.ones((1, 10**6))).corr()",
    "get_dummies": TABLE + "pd.get_dummies(d['a'].astype(str))",
    "dates": "import pandas as pd\npd.date_range('2000-01-01', periods=10**12)",
    "PolynomialFeatures": SKLEARN
    + "from sklearn.preprocessing import PolynomialFeatures\nPolynomialFeatures(degree=50).fit_transform(np.ones((10, 100)))",
    "OneHotEncoder": SKLEARN
    + "from sklearn.preprocessing import OneHotEncoder\nOneHotEncoder().fit_transform(np.arange(400000).reshape(-1, 1))",
    "make_blobs": "from sklearn.datasets import make_blobs\nmake_blobs(10**10)",
    "moons": "moons(n=10**12)",
}


def run(program, line):
    """Seconds, the most megabytes held, exit code and the last words."""
    with tempfile.TemporaryDirectory() as home:
        start, peak = time.monotonic(), 0
        with open(os.path.join(home, "shown"), "w+b") as out:
            process = subprocess.Popen(
                [program, "eval", line], cwd=home, stdout=out, stderr=subprocess.STDOUT,
                env={"PATH": os.environ["PATH"], "HOME": home, "DESCENT_HOME": home})
            while process.poll() is None:
                try:
                    with open(f"/proc/{process.pid}/status") as file:
                        peak = max([peak] + [int(text.split()[1]) // 1000 for text in file if text.startswith("VmHWM")])
                except OSError:
                    pass
                if peak > 4 * MOST or time.monotonic() > start + PATIENCE:
                    process.kill()
                    process.wait()
                    break
                time.sleep(0.005)
            out.seek(0)
            lines = [text.strip() for text in out.read().decode(errors="replace").splitlines() if "^" not in text]
            return time.monotonic() - start, peak, process.returncode, " ".join(lines)[-90:]


def main():
    program, lines = called(LINES)
    is_good = True
    for name, line in lines.items():
        seconds, peak, code, text = run(program, line)
        is_refused = code == 1 and peak <= MOST
        is_good = is_good and is_refused
        print(f"{name:24} {seconds:5.1f} s {peak:5} MB {'' if is_refused else f'<-- exit {code}: {text}'}", flush=True)
    sys.exit(0 if is_good else 1)


if __name__ == "__main__":
    main()
