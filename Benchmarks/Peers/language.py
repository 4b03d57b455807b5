"""Plain programs, run by CPython and by the program in turn; ratios only. Held to: at most 0.7 of CPython's time, and where NumPy
computes at most 1.5 of that.

    python3 Benchmarks/Peers/language.py .build/release/descent

The time is that of the loop itself, taken with `time.perf_counter` inside the program: both have the same text. Each is run three
times in turn, and the shortest times are compared. Programs with arrays are left out where Python has no NumPy; everyone computes
in one thread.
"""

import importlib.util
import os
import subprocess
import sys
import tempfile

PROGRAMS = {
    "loop": """
def run():
    x, y, total = 0.1, 0.2, 0.0
    for k in range(1000000):
        x = x + 0.01 * (y - x)
        y = y * 0.999 + 0.001 * k
        if y > 100.0:
            y = y - 100.0
        total += x * y
    return total
""",
    "while": """
def run():
    x, steps = 6.0, 0
    while steps < 1000000:
        slope = 4 * x * x * x - 9 * x * x
        x = x - 0.000001 * slope
        steps += 1
    return x
""",
    "lists": """
def run():
    xs = [0.5 * k for k in range(1000)]
    for turn in range(300):
        for k in range(1, 999):
            xs[k] = 0.25 * xs[k - 1] + 0.5 * xs[k] + 0.25 * xs[k + 1]
    return sum(xs)
""",
    "class": """
class Adam:
    def __init__(self, rate):
        self.rate, self.m, self.v, self.t = rate, 0.0, 0.0, 0
    def update(self, x, g):
        self.t += 1
        self.m = 0.9 * self.m + 0.1 * g
        self.v = 0.999 * self.v + 0.001 * g * g
        return x - self.rate * self.m / (self.v ** 0.5 + 1e-8)
def run():
    adam, x = Adam(0.001), 5.0
    for k in range(300000):
        x = adam.update(x, 2 * x)
    return x
""",
    "closure": """
def make(a, b):
    count = 0
    def f(x, y):
        nonlocal count
        count += 1
        return a * x * x + b * y * y
    return f
def run():
    f, total = make(1.5, 2.5), 0.0
    for k in range(500000):
        total += f(0.001 * k, 0.5)
    return total
""",
    "recursion": """
def fib(n):
    return n if n < 2 else fib(n - 1) + fib(n - 2)
def run():
    return fib(24)
""",
}

# What NumPy is used for, with results that rounding does not reach.
ARRAYS = {
    "elementwise": """
import numpy as np
x = np.linspace(0.0, 1.0, 1000000)
def run():
    total = 0.0
    for turn in range(20):
        y = 2.0 * x + 1.0
        z = np.sqrt(y * y + x) - x / (y + 3.0)
        total += z[turn]
    return round(float(total), 6)
""",
    "functions": """
import numpy as np
x = np.linspace(0.1, 2.0, 1000000)
def run():
    total = 0.0
    for turn in range(5):
        total += (np.exp(-x) + np.sin(x) * np.log(x)).sum()
    return round(float(total), 3)
""",
    "in place": """
import numpy as np
x = np.linspace(0.0, 1.0, 1000000)
def run():
    w = np.zeros(1000000)
    for turn in range(30):
        w *= 0.9
        w += 0.1 * x
    return round(float(w.sum()), 3)
""",
    "matmul": """
import numpy as np
a = np.arange(250000.0).reshape(500, 500) / 250000.0
def run():
    b = a
    for turn in range(5):
        b = a @ b
        b = b / b.max()
    return round(float(b.sum()), 3)
""",
    "reductions": """
import numpy as np
x = (np.arange(1000000) * 7919 % 1000003 / 1000003.0).reshape(1000, 1000)
def run():
    total = 0.0
    for turn in range(20):
        total += x.sum() + x.max() + x.min() + x.mean(axis=0)[turn] + x.sum(axis=1)[turn] + x.argmax() + x.max(axis=0)[turn]
    return round(float(total), 3)
""",
    "masks": """
import numpy as np
x = np.arange(1000000) * 7919 % 1000003 / 1000003.0
def run():
    total = 0.0
    for turn in range(10):
        mask = x > 0.5
        total += x[mask].sum() + mask.sum()
        y = x.copy()
        y[mask] = 0.0
        total += np.where(mask, x, -x).sum() + y.sum()
    return round(float(total), 3)
""",
    "fancy": """
import numpy as np
x = np.arange(1000000) / 1000000.0
places = np.arange(1000000) * 7919 % 1000000
rows = np.arange(20000) * 79 % 10000
table = x.reshape(10000, 100)
def run():
    total = 0.0
    for turn in range(10):
        total += x[places].sum() + table[rows].sum() + table[:, 7][rows].sum()
    return round(float(total), 3)
""",
    "cumsum": """
import numpy as np
x = np.arange(1000000) * 7919 % 1000003 / 1000003.0
def run():
    total = 0.0
    for turn in range(20):
        total += np.cumsum(x)[-1] + np.diff(x)[turn]
    return round(float(total), 3)
""",
    "sort": """
import numpy as np
x = np.arange(1000000) * 7919 % 1000003 / 1000003.0
def run():
    total = 0.0
    for turn in range(5):
        total += np.sort(x)[turn]
    return round(float(total), 6)
""",
    "argsort": """
import numpy as np
x = np.arange(1000000) * 7919 % 1000003 / 1000003.0
def run():
    total = 0
    for turn in range(3):
        total += np.argsort(x)[turn]
    return int(total)
""",
    "unique": """
import numpy as np
x = np.arange(1000000) * 7919 % 5003
def run():
    total = 0
    for turn in range(3):
        values, counts = np.unique(x, return_counts=True)
        total += values[turn] + counts[turn] + len(np.unique(x))
    return int(total)
""",
    "small arrays": """
import numpy as np
def run():
    w, m = np.zeros(3), np.zeros(3)
    target = np.array([1.0, -2.0, 0.5])
    for k in range(30000):
        g = 2 * (w - target)
        m = 0.9 * m + 0.1 * g
        w = w - 0.01 * m
    return [round(float(v), 9) for v in w]
""",
    "regression": """
import numpy as np
x = (np.arange(10000) * 7919 % 10007 / 10007.0).reshape(100, 100)
y = x @ np.ones(100)
def run():
    w = np.zeros(100)
    for k in range(5000):
        error = x @ w - y
        w -= 0.0005 * (x.T @ error) / 100
    return round(float(np.mean((x @ w - y) ** 2)), 9)
""",
    "elements": """
import numpy as np
def run():
    x = np.zeros(1000)
    for turn in range(100):
        for k in range(1, 1000):
            x[k] = 0.5 * x[k - 1] + k
    return round(float(x[-1]), 6)
""",
}

TIMING = """
import time
begin = time.perf_counter()
result = run()
print(time.perf_counter() - begin, result)
"""


def seconds(command, program):
    with tempfile.NamedTemporaryFile("w", suffix=".descent") as file:
        file.write(program + TIMING)
        file.flush()
        one = {name: "1" for name in ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS")}
        printed = subprocess.run(
            command + [file.name], capture_output=True, text=True, check=True, env=os.environ | one
        ).stdout.split(maxsplit=1)
    return float(printed[0]), printed[1].strip()


def main():
    ours, theirs = [sys.argv[1], "run"], [sys.executable]
    has_arrays = importlib.util.find_spec("numpy") is not None
    if not has_arrays:
        print(f"{sys.executable} has no NumPy: the programs with arrays are left out")
    for name, program in (PROGRAMS | (ARRAYS if has_arrays else {})).items():
        times = {"ours": [], "theirs": []}
        results = set()
        for _ in range(3):
            for who, command in (("ours", ours), ("theirs", theirs)):
                time, result = seconds(command, program)
                times[who].append(time)
                results.add(result)
        if len(results) != 1:
            print(f"{name:12}  different results: {', '.join(sorted(results))}")
            continue
        peer = "NumPy" if name in ARRAYS else "CPython"
        print(f"{name:12}  {min(times['ours']) / min(times['theirs']):5.2f} of {peer}'s time")


main()
