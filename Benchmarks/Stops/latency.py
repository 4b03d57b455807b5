#!/usr/bin/env python3
"""How long the program takes to stop after Ctrl-C, for long work of every kind.

    Benchmarks/Stops/latency.py [PROGRAM] [PATTERN]

Each line runs in a program of its own; Ctrl-C comes at several moments after its start, and the time until the program has
answered is measured: until what was reached, or that it was stopped, stands in its output. (The system then takes back its
memory, gigabytes in some of these lines; at the prompt nothing of that is waited for.) On a busy machine a program waits for its
turn: the bar is held against the lesser of the time that passed and the processor's, and a moment that misses it is tried again.
A line that ended before is told. Exit code 1 when one took longer than the bar, ended before, or did not end with 130.
"""
import os
import re
import signal
import subprocess
import sys
import tempfile
import time

BAR = 0.1
PATIENCE = 20
LESSONS = os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", "..", "Lessons")
MOMENTS = (0.6, 1.2, 2.5)
TRIES = 3

NETWORK = """
m = Sequential([Dense(64, activation='relu'), Dense(1, activation='sigmoid')])
d = moons(n=2000, seed=1)
m.compile(optimizer=Adam(0.01), loss='binary_crossentropy')
m.fit(d, epochs=2)
"""
SCORES = """
y = [0, 1] * 1000000
p = [0.1, 0.7, 0.3, 0.9, 0.6, 0.2, 0.55, 0.45] * 250000
"""
TEXT = "t = 'ab ' * 3000000\n"
TABLE = """
import numpy as np
import pandas as pd
x = np.random.rand(2000000)
d = pd.DataFrame({'a': x, 'b': (x * 1000).astype(int), 'c': np.random.rand(2000000)})
"""
NAMES = """
import pandas as pd
s = pd.Series(['ab', 'cd', 'ef', 'gh'] * 500000)
t = pd.DataFrame({'k': s, 'v': range(2000000)})
"""
KEYS = """
import numpy as np
import pandas as pd
k = np.random.permutation(1000000)
d = pd.DataFrame({'k': k, 'v': k})
e = pd.DataFrame({'k': k[::-1], 'w': k})
"""
PLOT = """
import numpy as np
import matplotlib.pyplot as plt
x = np.random.rand(10000000)
y = np.random.rand(10000000)
"""
ROWS = """
import numpy as np
x = np.random.rand(300000, 10)
y = (x[:, 0] > 0.5).astype(int)
"""
HUGE = "x = list(range(9000000))\n"


def wide(inputs, layers, optimizer, rows):
    return f"""
m = Sequential([Dense({layers}, activation='relu'), Dense({layers}, activation='relu'), Dense(1)])
m.compile(optimizer={optimizer}, loss='mse')
x = [[0.1] * {inputs}] * {rows}
m.fit(x, [1] * {rows}, epochs=1000, batch_size={rows})
"""


def forever(line, before=""):
    """The line over and over."""
    return before + "while True:\n    z = " + line + "\n"


LINES = {
    # Pictures
    "plot of many numbers": forever("plot(linspace(0, 1, 10**7))"),
    "plot of a cloud": forever("plot(x, x)", "x = linspace(0, 1, 10**6)\n"),
    "plot of a long run": forever("plot(r)", "r = minimize(rosenbrock, Adam(0.001), steps=10**6)\n"),
    "loss curve of a long run": forever("loss_curve(r)", "r = minimize(rosenbrock, Adam(0.001), steps=10**6)\n"),
    "animate": "animate(minimize(rosenbrock, Adam(0.01), steps=5000), 'a.gif', frames=500)",
    # Audit, experiments, solvers
    "audit": forever("audit('model.add(Dense(4))\\nmodel.compile(loss=\"mse\", metrics=[\"accuracy\"])\\n' * 50000)"),
    "basins of a slice": NETWORK + "basins(slice(m, d), SGD(0.1))",
    "basins of a solver": "basins(himmelblau, BFGS(), n=4000)",
    "minimize": "minimize(rosenbrock, Adam(0.001), steps=1e12)",
    "sweep": "sweep(rosenbrock, Adam(), lr=logspace(-4, 0, 1000), steps=100000)",
    "race": forever("race([rosenbrock, himmelblau], [Adam(0.01), SGD(0.001)], steps=10**6)"),
    "critical points": forever("describe(landscape(lambda x, y: sin(20*x)*cos(20*y), x=(-50, 50), y=(-50, 50)))"),
    "explain a late step": "explain(minimize(rosenbrock, Adam(0.0001), steps=10**8), step=10**8)",
    # Metrics of many rows
    "roc_auc_score": forever("roc_auc_score(y, p)", SCORES),
    "roc_curve": forever("plot(roc_curve(y, p))", SCORES),
    "log_loss": forever("log_loss(y, p)", SCORES),
    "calibration": forever("calibration(y, p)", SCORES),
    "regression_report": forever("regression_report(y, p)", SCORES),
    "confusion_matrix": forever("confusion_matrix(y, y)", SCORES),
    "mse": forever("mse(y, p)", SCORES),
    "median": forever("median(x)", "x = linspace(0, 1, 10**7)\n"),
    # Networks
    "find_rate": forever("find_rate(m, d, steps=100000)", NETWORK),
    "fit of a wide layer": wide(5000, 5000, "SGD(0.01)", 512),
    "fit of a wide layer, one row": wide(5000, 5000, "SGD(0.01)", 1),
    "Adam over huge vectors": wide(5000, 5000, "Adam(0.01)", 4),
    "AdamW with clipping over huge vectors": wide(5000, 5000, "AdamW(0.01, clipnorm=1.0)", 4),
    "SAM over huge vectors": wide(5000, 5000, "SAM(SGD(0.01))", 4),
    "fit with Muon": wide(512, 512, "Muon(0.01)", 64),
    "building of a wide layer": forever("Sequential([Input(shape=(6000,)), Dense(6000)])"),
    "slice of a large network": wide(1000, 2000, "SGD(0.01)", 256).replace("epochs=1000", "epochs=1")
    + "d = dataset(x, [1.0] * 256)\nplot(slice(m, d))",
    "predict of a wide layer": forever("m.predict(x)", wide(4000, 4000, "SGD(0.01)", 512).replace("m.fit", "z = m.evaluate").replace(
        ", epochs=1000, batch_size=512", "")),
    "sharpness": forever("sharpness(m, d)", NETWORK),
    "explain of a wide model": forever("explain(m, d)", wide(3000, 3000, "Adam(0.01)", 64).replace("epochs=1000", "epochs=1")
        + "d = dataset(x, [1.0] * 64)\n"),
    "save of a wide model": forever("m.save('a.safetensors')", wide(5000, 5000, "Adam(0.01)", 4).replace("epochs=1000", "epochs=1")),
    "load of a wide model": forever("load_model('a.safetensors')", wide(3000, 3000, "Adam(0.01)", 4).replace("epochs=1000", "epochs=1")
        + "m.save('a.safetensors')\n"),
    # The language: loops, functions, comprehensions
    "an empty loop": "while True:\n    pass\n",
    "a counting loop": "i = 0\nwhile True:\n    i += 1\n",
    "a loop over a range": "for i in range(10**15):\n    pass\n",
    "a loop that catches": "while True:\n    try:\n        1/0\n    except:\n        pass\n",
    "a loop that ends in finally": "while True:\n    try:\n        x = 1\n    finally:\n        continue\n",
    "calls that catch each other": "def f(n):\n    try:\n        return f(n + 1)\n    except RecursionError:\n        return f(0)\n"
    "while True:\n    try:\n        f(0)\n    except BaseException:\n        pass\n",
    "recursion": "def fib(n):\n    return n if n < 2 else fib(n - 1) + fib(n - 2)\nfib(60)\n",
    "a comprehension": "sum([i*i for i in range(3)] + [sum(j for j in range(10**13))])",
    "a dict comprehension": "{i % 100: i for i in range(10**12)}",
    "a generator": "def g():\n    while True:\n        yield 1\nfor x in g():\n    pass\n",
    "any of a generator": "any(x < 0 for x in range(10**13))",
    "in of a long list": forever("-1 in x", "x = list(range(9000000))\n"),
    "zip": forever("list(zip(range(10**6), range(10**6)))"),
    "enumerate": forever("list(enumerate(range(10**6)))"),
    "map": forever("list(map(abs, range(9000000)))"),
    "reversed": forever("list(reversed(range(9000000)))"),
    "a list that is copied": forever("x[:]", "x = list(range(9000000))\n"),
    "lists that are added": forever("x + x", "x = list(range(4900000))\n"),
    "a tuple of a list": forever("tuple(x)", "x = list(range(1900000))\n"),
    "repetition": forever("[0] * 9999999"),
    "a list that grows": "x = []\nwhile True:\n    x.append(1)\n    if len(x) > 5000000:\n        x.clear()\n",
    "lists inside lists": "x = []\nwhile True:\n    x = [x]\n",
    "insert at the beginning": "x = list(range(5000000))\nwhile True:\n    x.insert(0, 1)\n    x.pop()\n",
    "slices that are set": "x = list(range(5000000))\nwhile True:\n    x[0:2] = [1, 2]\n",
    "del of slices": "while True:\n    x = list(range(5000000))\n    del x[::2]\n",
    "sort": forever("sorted(x)", "x = [(i * 7919) % 1000003 for i in range(2000000)]\n"),
    "sort in place": "x = [(i * 7919) % 1000003 for i in range(2000000)]\nwhile True:\n    y = x[:]\n    y.sort()\n",
    "sort with key": forever("sorted(range(3000000), key=lambda i: -i)"),
    "sort with reverse": forever("sorted(x, reverse=True)", "x = [str(i * 7919 % 1000003) for i in range(500000)]\n"),
    "sort of instances": forever("sorted(x)", "class A:\n    def __init__(self, x):\n        self.x = x\n"
        "    def __lt__(self, other):\n        return self.x < other.x\nx = [A(i * 7919 % 1000003) for i in range(300000)]\n"),
    "lists of large lists": forever("sorted(x)", "x = [list(range(100000)) for i in range(60)]\n"),
    "equal lists": forever("x == y", "x = list(range(5000000))\ny = list(range(5000000))\n"),
    "max with key": "max(range(10**13), key=lambda i: -i)",
    "sum": forever("sum(x)", "x = list(range(9000000))\n"),
    "count and index": forever("x.count(5) + x.index(8999999)", "x = list(range(9000000))\n"),
    "remove": "x = [0] * 5000000 + [1]\nwhile True:\n    x.remove(1)\n    x.append(1)\n",
    "reverse": "x = list(range(9000000))\nwhile True:\n    x.reverse()\n",
    "a set": forever("set(x)", "x = list(range(3000000))\n"),
    "sets that are joined": forever("(x | y, x & y, x - y)", "x = set(range(1000000))\ny = set(range(500000, 1500000))\n"),
    "a dict": forever("dict(zip(x, x))", "x = list(range(2000000))\n"),
    "dicts that are joined": forever("{**x, **x}", "x = {i: i for i in range(1000000)}\n"),
    "keys of a dict": forever("sorted(x.items())", "x = {i: i for i in range(1000000)}\n"),
    "Counter": forever("Counter(x)", "from collections import Counter\nx = 'abcdefghij' * 900000\n"),
    "deepcopy": forever("copy.deepcopy(x)", "import copy\nx = [[i] for i in range(1000000)]\n"),
    "product": "from itertools import product\nsum(1 for a in product(range(1000), repeat=4))",
    "permutations": "from itertools import permutations\nfor p in permutations(range(12)):\n    pass\n",
    "accumulate": forever("list(accumulate(x))", "from itertools import accumulate\nx = list(range(3000000))\n"),
    "lists that a function holds": "def f():\n    x = []\n    while True:\n        x.append([0.5] * 100000)\nf()\n",
    "a dict that a function makes": "def f():\n    x = {}\n    for i in range(10**9):\n        x[i] = [i]\nf()\n",
    "a dict that is stopped and shown": "{i: [i] for i in range(10**8)}",
    "a set that is stopped and shown": "{i for i in range(10**8)}",
    "shuffle": "import random\nx = list(range(5000000))\nwhile True:\n    random.shuffle(x)\n",
    "sample": forever("random.sample(x, 2000000)", "import random\nx = list(range(5000000))\n"),
    # Text
    "text that grows": "s = ''\nwhile True:\n    s += 'abc'\n    if len(s) > 9000000:\n        s = ''\n",
    "text that grows at its front": "s = ''\nwhile True:\n    s = 'abc' + s\n    if len(s) > 9000000:\n        s = ''\n",
    "repr": forever("repr(t)", "t = 'ab\"' * 3000000\n"),
    "repr of a list": forever("repr(x)", "x = list(range(1000000))\n"),
    "repr of numbers": forever("str(x)", "x = [i / 7 for i in range(500000)]\n"),
    "repr of a deep dict": forever("repr(x)", "x = {i: [i, (i,)] for i in range(200000)}\n"),
    "upper": forever("t.upper()", TEXT),
    "split": forever("t.split()", TEXT),
    "split at text": forever("t.split('b')", TEXT),
    "splitlines": forever("t.splitlines()", "t = 'ab\\n' * 3000000\n"),
    "join": forever("','.join(x)", "x = ['ab'] * 3000000\n"),
    "replace": forever("t.replace('a', 'cd')", "t = 'ab ' * 1500000\n"),
    "count": forever("t.count('a')", TEXT),
    "find": forever("t.find('abab')", TEXT),
    "text from behind": forever("t[::-1]", TEXT),
    "characters": "t = 'ab ' * 3000000\nwhile True:\n    for c in t:\n        pass\n",
    "one character": "t = 'äb ' * 2000000\ni = 0\nwhile True:\n    i = (i + 7919) % 6000000\n    z = t[i]\n",
    "list of characters": forever("list(t)", TEXT),
    "format": forever("f'{t:>900}'", TEXT),
    "percent": forever("'%s' % t", TEXT),
    "strip": forever("t.strip('ab ')", TEXT),
    "title": forever("t.title()", TEXT),
    "zfill": forever("t.zfill(9999999)", TEXT),
    "ord and chr": forever("''.join([chr(ord(c) + 1) for c in t])", TEXT),
    "isalpha": forever("t.isalpha()", "t = 'ab' * 4900000\n"),
    "float of text": forever("float(t)", "t = '0' * 9000000 + '1'\n"),
    "int of text": forever("int(t)", "t = '1' * 4000\n"),
    "int of text in base 16": forever("int(t, 16)", "t = '1' * 79000\n"),
    "hash of text": forever("{t: 1}", TEXT),
    "comparing text": forever("t < u", "t = 'ab ' * 3000000\nu = 'ab ' * 3000000\n"),
    # Arrays
    "np.sort along the first axis": forever("np.sort(x, axis=0)", "import numpy as np\nx = np.random.rand(3000, 5000)\n"),
    "np.argsort of all": forever("np.argsort(x, axis=None)", "import numpy as np\nx = np.random.rand(3000, 5000)\n"),
    "np.unique": forever("np.unique(x)", "import numpy as np\nx = np.random.rand(3000, 5000)\n"),
    "np.cumsum": forever("np.cumsum(x)", "import numpy as np\nx = np.random.rand(3000, 5000)\n"),
    "np.quantile of all": forever("np.quantile(x, [0.1, 0.2])", "import numpy as np\nx = np.random.rand(3000, 5000)\n"),
    "np.percentile along an axis": forever("np.percentile(x, 30, axis=0)", "import numpy as np\nx = np.random.rand(3000, 5000)\n"),
    "np.partition": forever("np.partition(x, 5, axis=0)", "import numpy as np\nx = np.random.rand(3000, 5000)\n"),
    "np.argpartition": forever("np.argpartition(x, 5)", "import numpy as np\nx = np.random.rand(3000, 5000)\n"),
    "np.gradient": forever("np.gradient(x)", "import numpy as np\nx = np.random.rand(3000, 5000)\n"),
    "np.histogram": forever("np.histogram(x, bins=50)", "import numpy as np\nx = np.random.rand(3000, 5000)\n"),
    "np.digitize": forever("np.digitize(x, [0.1, 0.5])", "import numpy as np\nx = np.random.rand(3000, 5000)\n"),
    "np.convolve": forever("np.convolve(x.ravel(), np.ones(500))", "import numpy as np\nx = np.random.rand(3000, 5000)\n"),
    "np.cov": forever("np.cov(x)", "import numpy as np\nx = np.random.rand(3000, 5000)\n"),
    "np.bincount": forever("np.bincount((x * 100).astype(int).ravel())", "import numpy as np\nx = np.random.rand(3000, 5000)\n"),
    "np.concatenate": forever("np.concatenate([x, x, x])", "import numpy as np\nx = np.random.rand(3000, 5000)\n"),
    "np.take_along_axis": forever("np.take_along_axis(x, i, axis=1)", "import numpy as np\nx = np.random.rand(3000, 5000)\ni = np.argsort(x, axis=1)\n"),
    "np.vectorize": forever("np.vectorize(lambda v: v + 1)(x)", "import numpy as np\nx = np.random.rand(3000, 5000)\n"),
    "tolist": forever("x.tolist()", "import numpy as np\nx = np.random.rand(3000, 5000)\n"),
    "np.meshgrid": forever("np.meshgrid(x.ravel()[:6000], x.ravel()[:6000])", "import numpy as np\nx = np.random.rand(3000, 5000)\n"),
    "np.einsum": forever("np.einsum('ij,kj->ik', x, x)", "import numpy as np\nx = np.random.rand(3000, 5000)\n"),
    "np.random.permutation of rows": forever("np.random.permutation(x)", "import numpy as np\nx = np.random.rand(3000, 5000)\n"),
    "np.nanmean": forever("np.nanmean(x, axis=0)", "import numpy as np\nx = np.random.rand(3000, 5000)\n"),
    "np.argmax along the first axis": forever("np.argmax(x, axis=0)", "import numpy as np\nx = np.random.rand(3000, 5000)\n"),
    "np.allclose": forever("np.allclose(x, x + 1e-9)", "import numpy as np\nx = np.random.rand(3000, 5000)\n"),
    "np.unwrap": forever("np.unwrap(x)", "import numpy as np\nx = np.random.rand(3000, 5000)\n"),
    "np.linalg.qr": forever("np.linalg.qr(x)", "import numpy as np\nx = np.random.rand(3000, 5000)\n"),
    "np.linalg.det": forever("np.linalg.det(x[:, :3000])", "import numpy as np\nx = np.random.rand(3000, 5000)\n"),
    # Tensors
    "torch.sort along the first axis": forever("torch.sort(x, 0)", "import torch\nx = torch.rand(3000, 5000)\n"),
    "torch.sort": forever("torch.sort(x, 1)", "import torch\nx = torch.rand(3000, 5000)\n"),
    "torch.topk": forever("torch.topk(x, 30)", "import torch\nx = torch.rand(3000, 5000)\n"),
    "torch.unique": forever("torch.unique(x)", "import torch\nx = torch.rand(3000, 5000)\n"),
    "torch.median along an axis": forever("torch.median(x, 0)", "import torch\nx = torch.rand(3000, 5000)\n"),
    "torch.mode": forever("torch.mode(x)", "import torch\nx = torch.rand(3000, 5000)\n"),
    "torch.quantile": forever("torch.quantile(x, 0.2, dim=0)", "import torch\nx = torch.rand(3000, 5000)\n"),
    "torch.cat": forever("torch.cat([x] * 4)", "import torch\nx = torch.rand(3000, 5000)\n"),
    "torch.stack": forever("torch.stack([x] * 4)", "import torch\nx = torch.rand(3000, 5000)\n"),
    "repeat of a tensor": forever("x.repeat(4, 2)", "import torch\nx = torch.rand(3000, 5000)\n"),
    "a tensor by a mask": forever("x[x > 0.5]", "import torch\nx = torch.rand(3000, 5000)\n"),
    "one_hot": forever("torch.nn.functional.one_hot(torch.randint(0, 1000, (50000,)), 1000)", "import torch\nx = torch.rand(3000, 5000)\n"),
    "torch.bincount": forever("torch.bincount(torch.randint(0, 9, (10**7,)))", "import torch\nx = torch.rand(3000, 5000)\n"),
    "avg_pool2d": forever("torch.nn.functional.avg_pool2d(torch.rand(1, 10**6, 4, 4), 2)", "import torch\nx = torch.rand(3000, 5000)\n"),
    "torch.cdist": forever("torch.cdist(x[:1000, :500], x[:1000, :500])", "import torch\nx = torch.rand(3000, 5000)\n"),
    "torch.bernoulli": forever("torch.bernoulli(x)", "import torch\nx = torch.rand(3000, 5000)\n"),
    "tolist of a tensor": forever("x.tolist()", "import torch\nx = torch.rand(3000, 5000)\n"),
    # Numbers
    "powers": forever("7**30000 % 10**20"),
    "products": "x = 3**40000\nwhile True:\n    y = x * x\n",
    "quotients": "x = 3**60000\ny = 7**20000\nwhile True:\n    z = x // y\n",
    "digits of a huge number": forever("len(str(x))", "x = 3**9000\n"),
    "a huge number in binary": forever("bin(x)", "x = 3**60000\n"),
    "shifts": forever("(1 << 60000) >> 3"),
    "factorial": forever("factorial(5000)", "from math import factorial\n"),
    "comb": forever("comb(20000, 10000)", "from math import comb\n"),
    "pow with a modulus": forever("pow(3, 7**20000, 11**3000)"),
    "fsum": forever("fsum(x)", "from math import fsum\nx = [0.1] * 9000000\n"),
    "a lambda as a landscape": "minimize(lambda x, y: x**2 + y**2, Adam(1e-9), start=(1, 1), steps=1e12)",
    "a literal of many": "[" + "1, " * 40000 + "]\nwhile True:\n    pass\n",
    "Decimal-like formatting": forever("f'{x:,}'", "x = 3**8000\n"),
    "lesson check": None,
    # Tables
    "a table of arrays": forever("pd.DataFrame({'a': x, 'b': x, 'c': x})", TABLE),
    "a table of lists": forever("pd.DataFrame({'a': x, 'b': x})", "import pandas as pd\nx = list(range(3000000))\n"),
    "a table of dicts": forever("pd.DataFrame(x)", "import pandas as pd\nx = [{'a': i, 'b': 'x'} for i in range(300000)]\n"),
    "sort_values": forever("d.sort_values('a')", TABLE),
    "sort_values of several": forever("d.sort_values(['b', 'a'], ascending=[True, False])", TABLE),
    "sort_values of names": forever("s.sort_values()", NAMES),
    "nlargest": forever("d.nlargest(5, 'a')", TABLE),
    "groupby mean": forever("d.groupby('b').mean()", TABLE),
    "groupby of a million keys": forever("d.groupby('k').sum()", KEYS),
    "groupby agg": forever("d.groupby('b').agg({'a': ['mean', 'std'], 'c': 'median'})", TABLE),
    "groupby transform": forever("d.groupby('b')['a'].transform('mean')", TABLE),
    "groupby cumsum": forever("d.groupby('b')['a'].cumsum()", TABLE),
    "groupby apply": forever("d.groupby('b').apply(lambda g: g['a'].max())", TABLE),
    "groupby rank": forever("d.groupby('b')['a'].rank()", TABLE),
    "groupby head": forever("d.groupby('b').head(2)", TABLE),
    "groupby of names": forever("t.groupby('k')['v'].sum()", NAMES),
    "merge": forever("d.merge(e, on='k')", KEYS),
    "merge outer": forever("d.merge(e, on='k', how='outer')", KEYS),
    "merge of many pairs": forever("d.merge(d, on='g')", "import numpy as np\nimport pandas as pd\nd = pd.DataFrame({'g': np.arange(4000) % 2})\n"),
    "join": forever("d.join(e.rename(columns={'k': 'j'}))", KEYS),
    "concat": forever("pd.concat([d, d, d])", TABLE),
    "concat of names": forever("pd.concat([t, t])", NAMES),
    "concat side by side": forever("pd.concat([d.set_index('k'), e.set_index('k')], axis=1)", KEYS),
    "pivot_table": forever("d.pivot_table(index='b', columns='e', values='a')", TABLE + "d['e'] = d['b'] % 7\n"),
    "crosstab": forever("pd.crosstab(d['b'] % 10, d['b'] % 7)", TABLE),
    "melt": forever("d.melt()", TABLE),
    "stack": forever("d.stack()", TABLE),
    "describe": forever("d.describe()", TABLE),
    "describe of names": forever("t.describe(include='all')", NAMES),
    "median of a table": forever("d.median()", TABLE),
    "quantile of a table": forever("d.quantile([0.1, 0.5, 0.9])", TABLE),
    "corr of a table": forever("d.corr(method='spearman')", TABLE),
    "corr of many columns": forever("d.corr()", "import numpy as np\nimport pandas as pd\nd = pd.DataFrame(np.random.rand(3, 20000))\n"),
    "apply to a column": forever("d['a'].apply(lambda v: v + 1)", TABLE),
    "apply to rows": forever("d.apply(lambda r: r['a'] + r['c'], axis=1)", TABLE),
    "map of a dict": forever("d['b'].map({1: 'x', 2: 'y'})", TABLE),
    "iterrows": forever("sum(r['a'] for i, r in d.iterrows())", TABLE),
    "itertuples": forever("sum(r.a for r in d.itertuples())", TABLE),
    "value_counts": forever("d['b'].value_counts()", TABLE),
    "value_counts of all different": forever("d['k'].value_counts()", KEYS),
    "unique of a column": forever("d['k'].unique()", KEYS),
    "nunique of a table": forever("d.nunique()", TABLE),
    "drop_duplicates": forever("d.drop_duplicates('b')", TABLE),
    "drop_duplicates of keys": forever("d.drop_duplicates()", KEYS),
    "duplicated": forever("d['k'].duplicated()", KEYS),
    "isin": forever("d['b'].isin([1, 2, 3])", TABLE),
    "mode of a column": forever("d['k'].mode()", KEYS),
    "rank": forever("d['a'].rank()", TABLE),
    "rolling mean": forever("d['a'].rolling(50).mean()", TABLE),
    "rolling of flags": forever("(d['a'] > 0.5).rolling(50).mean()", TABLE),
    "rolling median": forever("d['a'].rolling(500).median()", TABLE),
    "expanding": forever("d['a'].head(100000).expanding().mean()", TABLE),
    "ewm": forever("d['a'].ewm(span=10).mean()", TABLE),
    "cut": forever("pd.cut(d['a'], 50)", TABLE),
    "qcut": forever("pd.qcut(d['a'], 10)", TABLE),
    "astype str": forever("d['b'].astype(str)", TABLE),
    "astype category": forever("s.astype('category')", NAMES),
    "to_numeric": forever("pd.to_numeric(u)", NAMES + "u = t['v'].astype(str)\n"),
    "to_datetime": forever("pd.to_datetime(u)", "import pandas as pd\nu = pd.Series(['2024-01-31'] * 1000000)\n"),
    "fillna": forever("d['a'].where(d['a'] > 0.5).fillna(0)", TABLE),
    "ffill": forever("d['a'].where(d['a'] > 0.5).ffill()", TABLE),
    "dropna": forever("d.where(d > 0.1).dropna()", TABLE),
    "where": forever("d['a'].where(d['a'] > 0.5, d['c'])", TABLE),
    "replace of cells": forever("d['b'].replace({1: 2, 3: 4})", TABLE),
    "shift and diff": forever("(d['a'].shift(1), d['a'].diff())", TABLE),
    "cumsum of a table": forever("d.cumsum()", TABLE),
    "a condition on rows": forever("d[d['a'] > 0.5]", TABLE),
    "query": forever("d.query('a > 0.5 and b < 300')", TABLE),
    "loc set": forever("d.loc[d['a'] > 0.5, 'c'] = 0", TABLE).replace("z = ", ""),
    "get_dummies": forever("pd.get_dummies(t)", NAMES),
    "explode": forever("l.explode('v')", "import pandas as pd\nl = pd.DataFrame({'v': [[1, 2, 3]] * 200000})\n"),
    "resample": forever("r.resample('D').mean()", "import numpy as np\nimport pandas as pd\nr = pd.DataFrame({'a': np.random.rand(500000)}, index=pd.date_range('2000-01-01', periods=500000, freq='h'))\n"),
    "set_index and reset_index": forever("t.set_index('k').reset_index()", NAMES),
    "to_dict": forever("t.to_dict()", NAMES),
    "to_dict of records": forever("t.to_dict('records')", NAMES),
    "tolist of a column": forever("s.tolist()", NAMES),
    "to_numpy of a table": forever("d.to_numpy()", TABLE),
    "values of names": forever("t.values", NAMES),
    "str upper": forever("s.str.upper()", NAMES),
    "str contains": forever("s.str.contains('a.')", NAMES),
    "str replace": forever("s.str.replace('a', 'b')", NAMES),
    "str split": forever("s.str.split('b', expand=True)", NAMES),
    "str len": forever("s.str.len()", NAMES),
    "str cat": forever("s.str.cat(sep=',')", NAMES),
    "comparing names": forever("s == 'ab'", NAMES),
    "adding names": forever("s + s", NAMES),
    "to_csv": forever("d.to_csv('a.csv')", TABLE),
    "to_csv as text": forever("t.to_csv()", NAMES),
    "read_csv": forever("pd.read_csv('a.csv')", TABLE + "d.head(500000).to_csv('a.csv')\n"),
    "read_csv of names": forever("pd.read_csv('a.csv')", NAMES + "t.head(500000).to_csv('a.csv')\n"),
    "print of a table": forever("print(d.head(3))", TABLE).replace("print(d.head(3))", "str(d)"),
    "to_string": forever("d.head(200000).to_string()", TABLE),
    "transpose": forever("d.head(20000).T", TABLE),
    "a picture of a table": forever("d.plot()", TABLE),
    "hist of a table": forever("d['a'].hist()", TABLE),
    # Matplotlib
    "plt.plot": forever("plt.plot(x, y)", PLOT).replace("z = plt.plot(x, y)", "plt.plot(x, y)\n    plt.show()"),
    "plt.scatter": forever("plt.scatter(x, y)", PLOT).replace("z = plt.scatter(x, y)", "plt.scatter(x, y)\n    plt.show()"),
    "plt.scatter with colours": forever("plt.scatter(x, y, c=x)", PLOT).replace("z = plt.scatter(x, y, c=x)", "plt.scatter(x, y, c=x)\n    plt.show()"),
    "plt.hist": forever("plt.hist(x, bins=100)", PLOT).replace("z = plt.hist(x, bins=100)", "plt.hist(x, bins=100)\n    plt.show()"),
    "plt.hist auto": forever("plt.hist(x, bins='auto')", PLOT),
    "plt.imshow": "import numpy as np\nimport matplotlib.pyplot as plt\nx = np.random.rand(3000, 3000)\nwhile True:\n    plt.imshow(x)\n    plt.show()\n",
    "plt.contourf": "import numpy as np\nimport matplotlib.pyplot as plt\nx = np.random.rand(2000, 2000)\nwhile True:\n    plt.contourf(x)\n    plt.show()\n",
    "plt.pcolormesh": "import numpy as np\nimport matplotlib.pyplot as plt\nx = np.random.rand(2000, 2000)\nwhile True:\n    plt.pcolormesh(x)\n    plt.show()\n",
    "plt.bar": "import numpy as np\nimport matplotlib.pyplot as plt\nx = np.arange(1000000)\nwhile True:\n    plt.bar(x, x)\n    plt.show()\n",
    "plt.boxplot": "import numpy as np\nimport matplotlib.pyplot as plt\nx = np.random.rand(5000000)\nwhile True:\n    plt.boxplot(x)\n    plt.show()\n",
    "plt.violinplot": "import numpy as np\nimport matplotlib.pyplot as plt\nx = np.random.rand(1000000)\nwhile True:\n    plt.violinplot(x)\n    plt.show()\n",
    "plt.fill_between": "import numpy as np\nimport matplotlib.pyplot as plt\nx = np.arange(3000000)\nwhile True:\n    plt.fill_between(x, x)\n    plt.show()\n",
    "plt.errorbar": "import numpy as np\nimport matplotlib.pyplot as plt\nx = np.arange(1000000)\nwhile True:\n    plt.errorbar(x, x, yerr=x)\n    plt.show()\n",
    "plt.hexbin or hist2d": forever("plt.hist2d(x, y, bins=100)", PLOT),
    "plt.stem": "import numpy as np\nimport matplotlib.pyplot as plt\nx = np.arange(1000000)\nwhile True:\n    plt.stem(x, x)\n    plt.show()\n",
    "plt.quiver": "import numpy as np\nimport matplotlib.pyplot as plt\nx = np.random.rand(1000000)\nwhile True:\n    plt.quiver(x, x, x, x)\n    plt.show()\n",
    "plt.plot of names": "import matplotlib.pyplot as plt\nx = [str(i) for i in range(200000)]\nwhile True:\n    plt.plot(x, range(200000))\n    plt.show()\n",
    "plt.savefig": "import numpy as np\nimport matplotlib.pyplot as plt\nx = np.random.rand(3000000)\nwhile True:\n    plt.plot(x)\n    plt.savefig('a.png')\n",
    "plot of an array": forever("plot(x)", "import numpy as np\nx = np.random.rand(2000, 2000)\n"),
    # scikit-learn
    "LinearRegression": forever("LinearRegression().fit(x, y)", ROWS + "from sklearn.linear_model import LinearRegression\n"),
    "LogisticRegression": forever("LogisticRegression().fit(x, y)", ROWS + "from sklearn.linear_model import LogisticRegression\n"),
    "Ridge": forever("Ridge().fit(x, y)", ROWS + "from sklearn.linear_model import Ridge\n"),
    "Lasso": forever("Lasso(alpha=1e-6).fit(x, y)", ROWS + "from sklearn.linear_model import Lasso\n"),
    "StandardScaler": forever("StandardScaler().fit_transform(x)", ROWS + "from sklearn.preprocessing import StandardScaler\n"),
    "PolynomialFeatures": forever("PolynomialFeatures(3).fit_transform(x)", ROWS + "from sklearn.preprocessing import PolynomialFeatures\n"),
    "QuantileTransformer": forever("QuantileTransformer().fit_transform(x)", ROWS + "from sklearn.preprocessing import QuantileTransformer\n"),
    "KBinsDiscretizer": forever("KBinsDiscretizer().fit_transform(x)", ROWS + "from sklearn.preprocessing import KBinsDiscretizer\n"),
    "OneHotEncoder": forever("OneHotEncoder().fit_transform(x[:, :1].round(2))", ROWS + "from sklearn.preprocessing import OneHotEncoder\n"),
    "LabelEncoder": forever("LabelEncoder().fit_transform(y)", ROWS + "from sklearn.preprocessing import LabelEncoder\n"),
    "SimpleImputer": forever("SimpleImputer(strategy='median').fit_transform(x)", ROWS + "from sklearn.impute import SimpleImputer\n"),
    "train_test_split": forever("train_test_split(x, y)", ROWS + "from sklearn.model_selection import train_test_split\n"),
    "train_test_split by class": forever("train_test_split(x, y, stratify=y)", ROWS + "from sklearn.model_selection import train_test_split\n"),
    "cross_val_score": forever("cross_val_score(LogisticRegression(), x, y)", ROWS + "from sklearn.model_selection import cross_val_score\nfrom sklearn.linear_model import LogisticRegression\n"),
    "KFold": forever("list(KFold(5, shuffle=True).split(x))", ROWS + "from sklearn.model_selection import KFold\n"),
    "StratifiedKFold": forever("list(StratifiedKFold(5).split(x, y))", ROWS + "from sklearn.model_selection import StratifiedKFold\n"),
    "GridSearchCV": forever("GridSearchCV(Ridge(), {'alpha': [0.1, 1, 10]}).fit(x, y)", ROWS + "from sklearn.model_selection import GridSearchCV\nfrom sklearn.linear_model import Ridge\n"),
    "DecisionTreeClassifier": forever("DecisionTreeClassifier().fit(x, y)", ROWS + "from sklearn.tree import DecisionTreeClassifier\n"),
    "RandomForestClassifier": forever("RandomForestClassifier().fit(x, y)", ROWS + "from sklearn.ensemble import RandomForestClassifier\n"),
    "GradientBoostingRegressor": forever("GradientBoostingRegressor().fit(x, y)", ROWS + "from sklearn.ensemble import GradientBoostingRegressor\n"),
    "tree predict": forever("t.predict(x)", ROWS + "from sklearn.tree import DecisionTreeClassifier\nt = DecisionTreeClassifier(max_depth=3).fit(x[:1000], y[:1000])\n"),
    "forest predict": forever("t.predict_proba(x)", ROWS + "from sklearn.ensemble import RandomForestClassifier\nt = RandomForestClassifier(20, max_depth=5).fit(x[:1000], y[:1000])\n"),
    "KNeighborsClassifier": forever("KNeighborsClassifier().fit(x, y).predict(x)", ROWS + "from sklearn.neighbors import KNeighborsClassifier\n"),
    "KMeans": forever("KMeans(8).fit(x)", ROWS + "from sklearn.cluster import KMeans\n"),
    "PCA": forever("PCA(2).fit_transform(x)", ROWS + "from sklearn.decomposition import PCA\n"),
    "SVC": forever("SVC().fit(x[:5000], y[:5000])", ROWS + "from sklearn.svm import SVC\n"),
    "MLPClassifier": forever("MLPClassifier().fit(x, y)", ROWS + "from sklearn.neural_network import MLPClassifier\n"),
    "GaussianNB": forever("GaussianNB().fit(x, y).predict(x)", ROWS + "from sklearn.naive_bayes import GaussianNB\n"),
    "linear predict": forever("t.predict(x)", ROWS + "from sklearn.linear_model import LinearRegression\nt = LinearRegression().fit(x[:1000], y[:1000])\n"),
    "Pipeline": forever("make_pipeline(StandardScaler(), LogisticRegression()).fit(x, y)", ROWS + "from sklearn.pipeline import make_pipeline\nfrom sklearn.preprocessing import StandardScaler\nfrom sklearn.linear_model import LogisticRegression\n"),
    "accuracy_score": forever("accuracy_score(y, y)", ROWS + "from sklearn.metrics import accuracy_score\ny = np.tile(y, 10)\n"),
    "classification_report": forever("classification_report(y, y)", ROWS + "from sklearn.metrics import classification_report\ny = np.tile(y, 10)\n"),
    "roc_auc_score of arrays": forever("roc_auc_score(y, p)", ROWS + "from sklearn.metrics import roc_auc_score\ny = np.tile(y, 10)\np = np.random.rand(3000000)\n"),
    "average_precision_score": forever("average_precision_score(y, p)", ROWS + "from sklearn.metrics import average_precision_score\ny = np.tile(y, 10)\np = np.random.rand(3000000)\n"),
    "mean_squared_error": forever("mean_squared_error(x, x)", ROWS + "from sklearn.metrics import mean_squared_error\n"),
    "r2_score": forever("r2_score(p, p)", ROWS + "from sklearn.metrics import r2_score\np = np.random.rand(3000000)\n"),
    "median_absolute_error": forever("median_absolute_error(p, p)", ROWS + "from sklearn.metrics import median_absolute_error\np = np.random.rand(3000000)\n"),
    "permutation_importance": forever("permutation_importance(t, x, y)", ROWS + "from sklearn.inspection import permutation_importance\nfrom sklearn.linear_model import LinearRegression\nt = LinearRegression().fit(x[:1000], y[:1000])\n"),
    "make_blobs": forever("make_blobs(1000000)", "from sklearn.datasets import make_blobs\n"),
    "make_classification": forever("make_classification(300000)", "from sklearn.datasets import make_classification\n"),
    # Values of the language
    "json dumps": forever("json.dumps(x)", "import json\nx = list(range(2000000))\n"),
    "json loads": forever("json.loads(t)", "import json\nt = '[' + '1.5, ' * 1500000 + '1]'\n"),
    "json of dicts": forever("json.dumps(x)", "import json\nx = {str(i): [i, {'a': i}] for i in range(200000)}\n"),
    "deepcopy of dicts": forever("copy.deepcopy(x)", "import copy\nx = {i: {'a': [i]} for i in range(300000)}\n"),
    "copy of a list": forever("copy.copy(x)", "import copy\n" + HUGE),
    "str of an array": forever("str(x)", "import numpy as np\nnp.set_printoptions(threshold=10**9)\nx = np.random.rand(1000000)\n"),
    "repr of a table of lists": forever("repr(x)", "x = [[i, str(i), (i, i)] for i in range(200000)]\n"),
    "format of many": forever("'{} {:.2f}'.format(i, i / 3)", "i = 5\n"),
    "a set of texts": forever("set(x)", "x = [str(i) for i in range(1000000)]\n"),
    "a set of numbers": forever("set(range(5000000))"),
    "frozenset": forever("frozenset(x)", "x = list(range(3000000))\n"),
    "dict.fromkeys": forever("dict.fromkeys(x)", "x = list(range(3000000))\n"),
    "dict of texts": forever("{s: 1 for s in x}", "x = [str(i) for i in range(1000000)]\n"),
    "defaultdict": forever("f()", "from collections import defaultdict\ndef f():\n    d = defaultdict(list)\n    for i in range(2000000):\n        d[i].append(i)\n    return d\n"),
    "deque": forever("deque(x)", "from collections import deque\n" + HUGE),
    "deque rotate": forever("q.rotate(1000001)", "from collections import deque\nq = deque(range(5000000))\n"),
    "heapify": forever("f()", "import heapq\nx = [(i * 7919) % 1000003 for i in range(1000000)]\ndef f():\n    y = x[:]\n    heapq.heapify(y)\n    return y\n"),
    "heapq nlargest": forever("heapq.nlargest(100000, x)", "import heapq\nx = [(i * 7919) % 1000003 for i in range(1000000)]\n"),
    "bisect insort": "import bisect\nx = list(range(3000000))\nwhile True:\n    bisect.insort(x, 5)\n",
    "groupby of itertools": forever("[len(list(g)) for k, g in groupby(x)]", "from itertools import groupby\nx = [i // 3 for i in range(1000000)]\n"),
    "combinations": "from itertools import combinations\nfor c in combinations(range(100), 6):\n    pass\n",
    "chain": forever("list(chain(x, x))", "from itertools import chain\nx = list(range(4000000))\n"),
    "islice": forever("list(islice(count(), 8000000))", "from itertools import islice, count\n"),
    "zip_longest": forever("list(zip_longest(x, x))", "from itertools import zip_longest\nx = list(range(1000000))\n"),
    "product to a list": forever("list(product(range(100), repeat=3))", "from itertools import product\n"),
    "cycle": "from itertools import cycle\nfor c in cycle([1, 2]):\n    pass\n",
    "lru_cache": forever("f(30)", "from functools import lru_cache\n@lru_cache(None)\ndef g(i):\n    return i\ndef f(n):\n    return sum(g(i) for i in range(1000000))\n"),
    "reduce": forever("reduce(lambda a, b: a + b, x)", "from functools import reduce\nx = list(range(3000000))\n"),
    "statistics": forever("statistics.median(x)", "import statistics\nx = list(range(3000000))\n"),
    "statistics stdev": forever("statistics.stdev(x)", "import statistics\nx = list(range(3000000))\n"),
    "statistics mode": forever("statistics.mode(x)", "import statistics\nx = list(range(1000000))\n"),
    "random choices": forever("random.choices(x, k=2000000)", "import random\nx = list(range(1000))\n"),
    "random floats": forever("[random.random() for i in range(2000000)]", "import random\n"),
    "random gauss": forever("[random.gauss(0, 1) for i in range(1000000)]", "import random\n"),
    "seeded draws of arrays": forever("np.random.default_rng(1).normal(size=10000000)", "import numpy as np\n"),
    "choice without putting back": forever("np.random.choice(5000000, 4000000, replace=False)", "import numpy as np\n"),
    "multinomial": forever("np.random.multinomial(10**6, [0.001] * 1000, size=1000)", "import numpy as np\n"),
    "poisson": forever("np.random.poisson(1000.0, 5000000)", "import numpy as np\n"),
    "gamma": forever("np.random.gamma(2.0, size=5000000)", "import numpy as np\n"),
    "binomial": forever("np.random.binomial(10**6, 0.3, 3000000)", "import numpy as np\n"),
    "csv reader": forever("list(csv.reader(io.StringIO(t)))", "import csv, io\nt = 'a,b,c\\n' * 300000\n"),
    "csv writer": forever("w.writerows(x)", "import csv, io\nw = csv.writer(io.StringIO())\nx = [[1, 2, 'a']] * 300000\n"),
    "regular expression search": forever("re.search('(a+)+$', t)", "import re\nt = 'a' * 28 + 'b'\n"),
    "regular expression findall": forever("re.findall('[a-z]+', t)", "import re\nt = 'ab ' * 1000000\n"),
    "regular expression sub": forever("re.sub('a', 'bb', t)", "import re\nt = 'ab ' * 1000000\n"),
    "regular expression split": forever("re.split(' ', t)", "import re\nt = 'ab ' * 1000000\n"),
    "regular expression with many states": forever("re.search('(.*)(.*)(.*)(.*)(.*)x', t)", "import re\nt = 'a' * 2000\n"),
    "textwrap": forever("textwrap.fill(t, 70)", "import textwrap\nt = 'ab ' * 500000\n"),
    "casefold": forever("t.casefold()", "t = 'ab ' * 3000000\n"),
    "expandtabs": forever("t.expandtabs(8)", "t = 'a\\tb' * 1000000\n"),
    "partition of text": forever("t.rpartition('x')", "t = 'ab ' * 3000000\n"),
    "sorted characters": forever("sorted(t)", "t = 'ab ' * 2000000\n"),
    "sorted texts": forever("sorted(x, key=len)", "x = [str(i) for i in range(1000000)]\n"),
    "Decimal of many digits": forever("Decimal(2).sqrt()", "from decimal import Decimal, getcontext\ngetcontext().prec = 20000\n"),
    "Decimal power": forever("Decimal(3) ** 100000", "from decimal import Decimal, getcontext\ngetcontext().prec = 20000\n"),
    "Decimal exp": forever("Decimal(3).exp()", "from decimal import Decimal, getcontext\ngetcontext().prec = 5000\n"),
    "Decimal to text": forever("str(x)", "from decimal import Decimal, getcontext\ngetcontext().prec = 50000\nx = Decimal(1) / 7\n"),
    "Fraction sums": forever("sum(Fraction(1, i) for i in range(1, 3000))", "from fractions import Fraction\n"),
    "gcd of huge numbers": forever("gcd(x, y)", "from math import gcd\nx = 3**60000 * 7\ny = 5**40000 * 7\n"),
    "isqrt": forever("isqrt(x)", "from math import isqrt\nx = 3**100000\n"),
    "a huge power": forever("7**60000 * 3**60000"),
    "a modulus by a huge number": forever("pow(3, x, x + 2)", "x = 7**5000\n"),
    "primes by trial": forever("[n for n in range(2, 30000) if all(n % d for d in range(2, n))]"),
    "int of digits": forever("[int(t) for i in range(1000)]", "t = '7' * 4000\n"),
    "sum of floats": forever("sum(x)", "x = [0.5] * 9000000\n"),
    "min of a list": forever("min(x)", HUGE),
    "all of a list": forever("all(x)", "x = [1] * 9000000\n"),
    "sum of lists": forever("sum(x, [])", "x = [[1]] * 20000\n"),
    "dates": forever("[date(2000, 1, 1) + timedelta(days=i) for i in range(300000)]", "from datetime import date, timedelta\n"),
    "strptime": forever("[datetime.strptime('2024-01-31', '%Y-%m-%d') for i in range(100000)]", "from datetime import datetime\n"),
    "dataclasses": forever("[P(i, i) for i in range(500000)]", "from dataclasses import dataclass\n@dataclass\nclass P:\n    x: int\n    y: int\n"),
    # Arrays and their neighbours
    "np.vectorize of a slow function": forever("np.vectorize(lambda v: sum(range(100)) + v)(x)", "import numpy as np\nx = np.random.rand(3000000)\n"),
    "np.apply_along_axis": forever("np.apply_along_axis(sum, 1, x)", "import numpy as np\nx = np.random.rand(300000, 10)\n"),
    "np.array of lists": forever("np.array(x)", "import numpy as np\nx = [[i, i] for i in range(1000000)]\n"),
    "np.save": forever("np.save('a.npy', x)", "import numpy as np\nx = np.random.rand(20000000)\n"),
    "np.load": forever("np.load('a.npy')", "import numpy as np\nnp.save('a.npy', np.random.rand(20000000))\n"),
    "np.savetxt": forever("np.savetxt('a.txt', x)", "import numpy as np\nx = np.random.rand(500000, 2)\n"),
    "np.loadtxt": forever("np.loadtxt('a.txt')", "import numpy as np\nnp.savetxt('a.txt', np.random.rand(100000, 2))\n"),
    "np.savez": forever("np.savez('a.npz', x)", "import numpy as np\nx = np.random.rand(20000000)\n"),
    "iteration of an array": forever("sum(v for v in x)", "import numpy as np\nx = np.random.rand(3000000)\n"),
    "in of an array": forever("2.0 in x", "import numpy as np\nx = np.random.rand(20000000)\n"),
    "np.interp": forever("np.interp(x, x[:1000].copy(), x[:1000])", "import numpy as np\nx = np.sort(np.random.rand(5000000))\n"),
    "np.polyfit": forever("np.polyfit(x, x, 5)", "import numpy as np\nx = np.random.rand(2000000)\n"),
    "np.linalg.svd": forever("np.linalg.svd(x)", "import numpy as np\nx = np.random.rand(1500, 1500)\n"),
    "np.linalg.eigh": forever("np.linalg.eigh(x + x.T)", "import numpy as np\nx = np.random.rand(1500, 1500)\n"),
    "np.linalg.solve": forever("np.linalg.solve(x, x)", "import numpy as np\nx = np.random.rand(3000, 3000)\n"),
    "np.linalg.lstsq": forever("np.linalg.lstsq(x, x[:, 0])", "import numpy as np\nx = np.random.rand(200000, 50)\n"),
    # JAX
    "jnp sort": forever("jnp.sort(x)", "import jax.numpy as jnp\nx = jnp.linspace(0, 1, 5000000)\n"),
    "jax grad": forever("g(x)", "import jax\nimport jax.numpy as jnp\nx = jnp.linspace(0, 1, 5000000)\ng = jax.grad(lambda v: jnp.sum(jnp.sin(v) ** 2))\n"),
    "jax hessian": forever("h(x)", "import jax\nimport jax.numpy as jnp\nx = jnp.linspace(0, 1, 200)\nh = jax.hessian(lambda v: jnp.sum(jnp.sin(v) ** 2))\n"),
    "jax vmap": forever("f(x)", "import jax\nimport jax.numpy as jnp\nx = jnp.linspace(0, 1, 2000000)\nf = jax.vmap(lambda v: jnp.sin(v) * v)\n"),
    "jax random": forever("jax.random.normal(k, (5000000,))", "import jax\nk = jax.random.PRNGKey(0)\n"),
    "jax permutation": forever("jax.random.permutation(k, 3000000)", "import jax\nk = jax.random.PRNGKey(0)\n"),
    "jax scan": forever("jax.lax.scan(lambda c, v: (c + v, c), 0.0, x)", "import jax\nimport jax.numpy as jnp\nx = jnp.linspace(0, 1, 100000)\n"),
    "jax fori_loop": forever("jax.lax.fori_loop(0, 10**7, lambda i, v: v + 1, 0)", "import jax\n"),
    "jax while_loop": forever("jax.lax.while_loop(lambda v: v < 10**7, lambda v: v + 1, 0)", "import jax\n"),
    "tree_map": forever("jax.tree_util.tree_map(lambda v: v, x)", "import jax\nx = [[i] for i in range(300000)]\n"),
    # Keras and PyTorch
    "get_weights": forever("m.get_weights()", "m = Sequential([Input(shape=(5000,)), Dense(5000), Dense(5000)])\nm.build()\n"),
    "set_weights": forever("m.set_weights(w)", "m = Sequential([Input(shape=(4000,)), Dense(4000), Dense(4000)])\nw = m.get_weights()\n").replace("z = ", ""),
    "Conv2D of large images": forever("m.predict(x, verbose=0)", "import numpy as np\nimport keras\nm = keras.Sequential([keras.Input(shape=(512, 512, 3)), keras.layers.Conv2D(32, 5), keras.layers.Conv2D(32, 5)])\nx = np.random.rand(8, 512, 512, 3)\n"),
    "fit of Conv2D": "import numpy as np\nimport keras\nm = keras.Sequential([keras.Input(shape=(128, 128, 3)), keras.layers.Conv2D(32, 5), keras.layers.Flatten(), keras.layers.Dense(1)])\nm.compile(loss='mse')\nx = np.random.rand(32, 128, 128, 3)\nm.fit(x, np.ones(32), epochs=1000, verbose=0)\n",
    "Conv2D called": forever("l(x)", "import numpy as np\nimport keras\nl = keras.layers.Conv2D(64, 7)\nx = np.random.rand(4, 512, 512, 8).astype('float32')\n"),
    "Embedding": "import numpy as np\nimport keras\nm = keras.Sequential([keras.layers.Embedding(200000, 128), keras.layers.GlobalAveragePooling1D(), keras.layers.Dense(1)])\nm.compile(loss='mse')\nx = np.random.randint(0, 200000, (64, 500))\nm.fit(x, np.ones(64), epochs=1000, verbose=0)\n",
    "LSTM of long rows": "import numpy as np\nimport keras\nm = keras.Sequential([keras.Input(shape=(2000, 8)), keras.layers.LSTM(256), keras.layers.Dense(1)])\nm.compile(loss='mse')\nm.fit(np.random.rand(16, 2000, 8), np.ones(16), epochs=1000, verbose=0)\n",
    "MultiHeadAttention": "import numpy as np\nimport keras\nl = keras.layers.MultiHeadAttention(8, 64)\nx = np.random.rand(4, 1500, 64).astype('float32')\nwhile True:\n    l(x, x)\n",
    "TextVectorization": forever("l.adapt(x)", "import keras\nl = keras.layers.TextVectorization()\nx = ['ab cd ef'] * 200000\n").replace("z = ", ""),
    "to_categorical": forever("keras.utils.to_categorical(x, 1000)", "import numpy as np\nimport keras\nx = np.random.randint(0, 1000, 50000)\n"),
    "pad_sequences": forever("keras.utils.pad_sequences(x)", "import keras\nx = [[1, 2, 3]] * 300000\n"),
    "tf.data shuffle": forever("sum(1 for b in d.shuffle(1000000).batch(32))", "import numpy as np\nimport tensorflow as tf\nd = tf.data.Dataset.from_tensor_slices(np.random.rand(1000000))\n"),
    "tf.data map": forever("sum(1 for b in d.map(lambda v: v + 1))", "import numpy as np\nimport tensorflow as tf\nd = tf.data.Dataset.from_tensor_slices(np.random.rand(1000000))\n"),
    "tf.data cache and batch": forever("sum(1 for b in d.cache().batch(100000))", "import numpy as np\nimport tensorflow as tf\nd = tf.data.Dataset.from_tensor_slices(np.random.rand(3000000))\n"),
    "tf.data range": forever("sum(1 for v in tf.data.Dataset.range(10**9).filter(lambda v: v < 0))", "import tensorflow as tf\n"),
    "tf ops": forever("tf.reduce_sum(tf.sin(x) * x)", "import tensorflow as tf\nx = tf.random.normal((5000000,))\n"),
    "GradientTape": "import tensorflow as tf\nx = tf.Variable(tf.random.normal((3000000,)))\nwhile True:\n    with tf.GradientTape() as t:\n        y = tf.reduce_sum(tf.sin(x) * x)\n    t.gradient(y, x)\n",
    "backward": "import torch\nx = torch.rand(3000000, requires_grad=True)\nwhile True:\n    (x.sin() * x).sum().backward()\n",
    "conv2d of torch": forever("l(x)", "import torch\nl = torch.nn.Conv2d(8, 64, 7)\nx = torch.rand(4, 8, 512, 512)\n"),
    "DataLoader": forever("sum(1 for b in l)", "import torch\nfrom torch.utils.data import DataLoader, TensorDataset\nl = DataLoader(TensorDataset(torch.rand(1000000, 4)), batch_size=32, shuffle=True)\n"),
    "state_dict": forever("torch.save(m.state_dict(), 'a.pt')", "import torch\nm = torch.nn.Linear(5000, 5000)\n"),
    "Linear of torch": forever("torch.nn.Linear(6000, 6000)", "import torch\n"),
    "Adam of torch": "import torch\nm = torch.nn.Linear(4000, 4000)\no = torch.optim.Adam(m.parameters())\nx = torch.rand(8, 4000)\nwhile True:\n    o.zero_grad()\n    m(x).sum().backward()\n    o.step()\n",
    # Datasets, studies, models
    "dataset of huge arrays": forever("dataset(x, y)", "import numpy as np\nx = np.random.rand(1000000, 4)\ny = np.random.rand(1000000)\n"),
    "dataset split": forever("d.split(0.2)", "import numpy as np\nd = dataset(np.random.rand(1000000, 4), np.random.rand(1000000))\n"),
    "describe of a dataset": forever("describe(d)", "import numpy as np\nd = dataset(np.random.rand(1000000, 4), np.random.rand(1000000))\n"),
    "moons": forever("moons(n=1000000)"),
    "load_csv": forever("load_csv('a.csv')", TABLE + "d.head(500000).to_csv('a.csv')\n"),
    "a study of many trials": "tune(lambda x: x**2, {'x': Float(-1, 1)}, n=100000, sampler='random')",
    "a study with TPE": "tune(lambda x: x**2, {'x': Float(-1, 1)}, n=100000)",
    "a study with CMA-ES": "tune(lambda x, y: x**2 + y**2, {'x': Float(-1, 1), 'y': Float(-1, 1)}, n=100000, sampler='cmaes')",
    "a Bayesian study": "tune(lambda x, y: x**2 + y**2, {'x': Float(-1, 1), 'y': Float(-1, 1)}, n=100000, sampler='gp')",
    "a study by optuna": "import optuna\ns = optuna.create_study()\ns.optimize(lambda t: t.suggest_float('x', -1, 1)**2, n_trials=100000)",
    "trials_dataframe": forever("s.trials_dataframe()", "s = tune(lambda x: x**2, {'x': Float(-1, 1)}, n=3000, sampler='random')\n"),
    "importances of a study": forever("get_param_importances(s)", "s = tune(lambda x, y: x**2 + y, {'x': Float(-1, 1), 'y': Float(-1, 1)}, n=1000, sampler='random')\n"),
    "plot of a study": forever("plot(s)", "s = tune(lambda x: x**2, {'x': Float(-1, 1)}, n=3000, sampler='random')\n"),
    "a grid search": "tune(lambda x, y: x + y, {'x': Float(0, 1), 'y': Float(0, 1)}, sampler=GridSampler(levels=1000))",
    "hessian of a landscape": forever("hessian(rosenbrock, (1, 2))"),
}


def stopped(program, line, moment):
    """The seconds that passed until the answer, those of the processor, and the exit code; what it said."""
    with tempfile.TemporaryDirectory() as home:
        if line is None:
            command = [program, "lesson", "check"]
        else:
            command = [program, "eval", line]
        out = open(os.path.join(home, "shown"), "w+b")
        process = subprocess.Popen(
            command, cwd=home, stdout=out, stderr=subprocess.STDOUT,
            env={"PATH": os.environ["PATH"], "HOME": home, "DESCENT_HOME": home, "DESCENT_LESSONS": LESSONS})

        def used():
            try:
                fields = open(f"/proc/{process.pid}/stat").read().rsplit(")", 1)[1].split()
            except OSError:
                return 0.0
            return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")

        time.sleep(moment)
        before, shown = used(), os.fstat(out.fileno()).st_size
        start = time.monotonic()
        os.kill(process.pid, signal.SIGINT)
        end = start + PATIENCE
        seconds = processor = None
        while True:
            pid, status, usage = os.wait4(process.pid, os.WNOHANG)
            if seconds is None and (pid or os.fstat(out.fileno()).st_size > shown):
                seconds = time.monotonic() - start
                processor = (usage.ru_utime + usage.ru_stime if pid else used()) - before
            if pid or time.monotonic() > end:
                break
            time.sleep(0.001)
        if not pid:
            process.kill()
            os.wait4(process.pid, 0)
            process.returncode = -9
            return None, None, None, ""
        process.returncode = os.waitstatus_to_exitcode(status)
        out.seek(0)
        return seconds, processor, process.returncode, out.read().decode(errors="replace")


def called(lines):
    """The program that the call names, and the lines whose names its pattern finds."""
    program = os.path.abspath(sys.argv[1] if len(sys.argv) > 1 else ".build/release/descent")
    pattern = sys.argv[2] if len(sys.argv) > 2 else ""
    return program, {name: line for name, line in lines.items() if re.search(pattern, name)}


def main():
    program, lines = called(LINES)
    is_good = True
    for name, line in lines.items():
        shown, mark = [], ""
        for moment in MOMENTS:
            for _ in range(TRIES):
                seconds, processor, code, text = stopped(program, line, moment)
                if line is None and code == 0:
                    seconds, processor, code = 0, 0, 130  # it was done before
                if seconds is None or (code == 130 and min(seconds, processor) <= BAR):
                    break
            if seconds is None:
                shown.append(f"> {PATIENCE} s")
                mark = "  <--"
            else:
                shown.append(f"{min(seconds, processor) * 1000:5.0f} ms")
                if code != 130:
                    last = text.strip().splitlines()[-1][:60] if text.strip() else ""
                    mark = f"  <-- exit {code}: {last}"
                elif min(seconds, processor) > BAR:
                    mark = mark or "  <--"
        is_good = is_good and not mark
        print(f"{name:38}", *shown, mark, flush=True)
    sys.exit(0 if is_good else 1)


if __name__ == "__main__":
    main()
