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
MOMENTS = (0.6, 1.1, 1.9)
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


def main():
    program = os.path.abspath(sys.argv[1] if len(sys.argv) > 1 else ".build/release/descent")
    pattern = sys.argv[2] if len(sys.argv) > 2 else ""
    is_good = True
    for name, line in LINES.items():
        if not re.search(pattern, name):
            continue
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
