#!/usr/bin/env python3
"""How long the program takes to stop after Ctrl-C, for long work of every kind.

    Benchmarks/Stops/latency.py [PROGRAM] [PATTERN]

Each line runs in a program of its own; Ctrl-C comes 1.5 s after its start, and the time until the program has ended is
measured, what was reached by then shown or thrown away. A line that ended before is told. Exit code 1 when one took longer
than the bar or did not end with 130.
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

NETWORK = "m = Sequential([Dense(64, activation='relu'), Dense(1, activation='sigmoid')]); d = moons(n=2000, seed=1); " \
    "m.compile(optimizer=Adam(0.01), loss='binary_crossentropy'); m.fit(d, epochs=2); "
SCORES = "y = [i % 2 for i in range(2000000)]; p = [(i * 7919 % 1000) / 1000 for i in range(2000000)]; "

LINES = {
    "plot of many numbers": "[plot(linspace(0, 1, 10**7)) and None for i in range(1000)]",
    "plot of a cloud": "x = linspace(0, 1, 10**6); [plot(x, x) and None for i in range(1000)]",
    "plot of a long run": "r = minimize(rosenbrock, Adam(0.001), steps=10**6); [plot(r) and None for i in range(1000)]",
    "loss curve of a long run": "r = minimize(rosenbrock, Adam(0.001), steps=10**6); "
    "[loss_curve(r) and None for i in range(1000)]",
    "audit": "audit('model.add(Dense(4))\\nmodel.compile(loss=\"mse\", metrics=[\"accuracy\"])\\n' * 50000)",
    "animate": "animate(minimize(rosenbrock, Adam(0.01), steps=5000), 'a.gif', frames=500)",
    "basins of a slice": NETWORK + "basins(slice(m, d), SGD(0.1))",
    "basins of a solver": "basins(himmelblau, BFGS(), n=4000)",
    "zip": "[zip(range(10**6), range(10**6)) and None for i in range(1000)]",
    "enumerate": "[enumerate(range(10**6)) and None for i in range(1000)]",
    "lists of large lists": "sorted([range(100000) for i in range(1000)])",
    "roc_auc_score": SCORES + "roc_auc_score(y, p)",
    "roc_curve": SCORES + "plot(roc_curve(y, p))",
    "log_loss": SCORES + "log_loss(y, p)",
    "calibration": SCORES + "calibration(y, p)",
    "regression_report": SCORES + "regression_report(y, p)",
    "confusion_matrix": SCORES + "confusion_matrix(y, y)",
    "find_rate": NETWORK + "find_rate(m, d, steps=100000)",
    "repr": "t = 'ab\"' * 3000000; [repr(t) and None for i in range(1000)]",
    "upper": "t = 'ab ' * 3000000; [t.upper() and None for i in range(1000)]",
    "split": "t = 'ab ' * 3000000; [t.split() and None for i in range(1000)]",
    "format": "t = 'ab ' * 3000000; [f'{t:>900}' and None for i in range(1000)]",
    "percent": "t = 'ab ' * 3000000; [t.count('a') and None for i in range(1000)]",
    "median": "x = linspace(0, 1, 10**7); [median(x) and None for i in range(1000)]",
    "a literal of a million": "len([" + "1, " * 30000 + "])",
    "fit of a wide layer": "m = Sequential([Dense(5000, activation='relu'), Dense(5000, activation='relu'), Dense(1)]); "
    "x = array([[0.1] * 5000] * 512); m.compile(optimizer=SGD(0.01), loss='mse'); "
    "m.fit(x, [1] * 512, epochs=1000, batch_size=512)",
    "fit with Muon": "m = Sequential([Dense(512, activation='relu'), Dense(512, activation='relu'), Dense(1)]); "
    "x = array([[0.1] * 512] * 64); m.compile(optimizer=Muon(0.01), loss='mse'); m.fit(x, [1] * 64, epochs=1000)",
    "minimize": "minimize(rosenbrock, Adam(0.001), steps=1e12)",
    "sweep": "sweep(rosenbrock, Adam(), lr=logspace(-4, 0, 1000), steps=100000)",
    "race": "race([rosenbrock, himmelblau], [Adam(0.01), SGD(0.001)], seeds=1000, steps=100000)",
    "critical points": "describe(landscape(lambda x, y: sin(20*x)*cos(20*y), x=(-50, 50), y=(-50, 50)))",
    "sharpness": NETWORK + "[sharpness(m, d) and None for i in range(10000)]",
    "explain a late step": "explain(minimize(rosenbrock, Adam(0.0001), steps=10**8), step=10**8)",
    "lesson check": None,
}


def run(program, name, line):
    with tempfile.TemporaryDirectory() as home:
        command = [program, "lesson", "check"] if line is None else [program, "eval", line]
        process = subprocess.Popen(
            command, cwd=home, stdout=subprocess.PIPE, stderr=subprocess.STDOUT,
            env={"PATH": os.environ["PATH"], "HOME": home, "DESCENT_HOME": home})
        try:
            text, _ = process.communicate(timeout=1.5)
            return "ended by itself", text.decode(errors="replace")
        except subprocess.TimeoutExpired:
            pass
        start = time.monotonic()
        process.send_signal(signal.SIGINT)
        try:
            process.communicate(timeout=PATIENCE)
        except subprocess.TimeoutExpired:
            process.kill()
            process.communicate()
            return f"not within {PATIENCE} s", None
        return time.monotonic() - start, process.returncode


def main():
    program = os.path.abspath(sys.argv[1] if len(sys.argv) > 1 else ".build/release/descent")
    pattern = sys.argv[2] if len(sys.argv) > 2 else ""
    is_good = True
    for name, line in LINES.items():
        if not re.search(pattern, name):
            continue
        seconds, rest = run(program, name, line)
        if isinstance(seconds, str):
            is_good = is_good and seconds == "ended by itself"
            print(f"{name:28} {seconds}" + (f": {rest.strip().splitlines()[-1][:80]}" if rest and rest.strip() else ""))
        else:
            mark = "" if seconds <= BAR and rest == 130 else "  <--"
            is_good = is_good and not mark
            print(f"{name:28} {seconds * 1000:7.0f} ms  exit {rest}{mark}")
    sys.exit(0 if is_good else 1)


if __name__ == "__main__":
    main()
