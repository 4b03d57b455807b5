"""Plain programs, run by CPython and by the program in turn; ratios only. Held to: at most 0.7 of CPython's time.

    python3 Benchmarks/Peers/language.py .build/release/descent

The time is that of the loop itself, taken with `time.perf_counter` inside the program: both have the same text. Each is run three
times in turn, and the shortest times are compared.
"""

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
        printed = subprocess.run(command + [file.name], capture_output=True, text=True, check=True).stdout.split()
    return float(printed[0]), printed[1]


def main():
    ours, theirs = [sys.argv[1], "run"], [sys.executable]
    for name, program in PROGRAMS.items():
        times = {"ours": [], "theirs": []}
        results = set()
        for _ in range(3):
            for who, command in (("ours", ours), ("theirs", theirs)):
                time, result = seconds(command, program)
                times[who].append(time)
                results.add(result)
        if len(results) != 1:
            print(f"{name:10}  different results: {', '.join(sorted(results))}")
            continue
        print(f"{name:10}  {min(times['ours']) / min(times['theirs']):5.2f} of CPython's time")


main()
