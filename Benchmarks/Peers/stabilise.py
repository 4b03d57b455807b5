"""The trainings of the full table of `ablation("decade", "full", seeds=10)`, by the program and by PyTorch beside it; held to at most a tenth
of PyTorch's time.

    python3 Benchmarks/Peers/stabilise.py .build/release/descent

The program trains all of them, on all cores. PyTorch (Adam with fused=True, a process for each core, one thread in each) trains the first
epochs of one seed of every condition that is a setting of its own (SAMPLE epochs each, after WARM unmeasured updates); its time for the
table is that time per update, times the updates that the program has counted. Both look at 240 validation and 500 test rows after every
epoch, and at nothing else. What is compared is the processor's time, which others on the machine do not lengthen; where nobody else works,
the time on the wall is that divided by the cores. Without PyTorch the program's time alone is told.
"""

import importlib.util
import multiprocessing
import os
import resource
import subprocess
import sys
import time

SAMPLE, WARM, SEEDS = 6, 30, 10
HELD_TO = 0.1


def table(program, conditions, seeds):
    """Seconds on the wall and of the processor, trainings, and the updates of a training of each condition, as the program counts them."""
    lines = (
        "import time\n"
        "start = time.perf_counter()\n"
        f't = ablation("decade", "{conditions}", seeds={seeds})\n'
        "print(time.perf_counter() - start, t.done)\n"
        "for row in t.rows: print(row.name, row.updates, sep='|')\n"
    )
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    found = subprocess.run([program, "eval", lines], capture_output=True, text=True, check=True).stdout.splitlines()
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    worked = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    seconds, trainings = found[0].split()
    updates = {name: float(count) for name, count in (line.split("|") for line in found[1:] if "|" in line)}
    return float(seconds), worked, int(trainings), updates


def settings(name):
    """Batch size, dropout, penalty, rule and options of a condition, as PyTorch takes them."""
    batch = 128 if "x4" in name or name == "all six" else 64 if "x2" in name else 32
    drops = "dropout" in name or name == "all six"
    penalty = "l2" in name or name == "all six"
    clip = "value" if "clipvalue" in name or name in ("example answer", "all six") else "norm" if "clipnorm" in name else None
    return batch, drops, penalty, clip, name


def trained(name):
    """Seconds of the processor for SAMPLE epochs of a condition, and the updates made in them."""
    import torch

    torch.set_num_threads(1)
    batch, drops, penalty, clip, name = settings(name)
    torch.manual_seed(0)
    x, y = torch.randn(960, 17), torch.randn(960, 1)
    watched, test = (torch.randn(240, 17), torch.randn(240, 1)), (torch.randn(500, 17), torch.randn(500, 1))
    layers = []
    for inputs in (17, 128):
        layers += [torch.nn.Linear(inputs, 128), torch.nn.ReLU()] + ([torch.nn.Dropout(0.3)] if drops else [])
    model = torch.nn.Sequential(*layers, torch.nn.Linear(128, 1))
    parameters = list(model.parameters())
    kernels = [p for p in parameters if p.ndim == 2][:2]
    if name == "nadam":
        rule = torch.optim.NAdam(parameters, 1e-3)
    else:
        rule = torch.optim.Adam(parameters, 1e-3, fused=True, amsgrad=name == "amsgrad")
    average = [p.detach().clone() for p in parameters] if name == "average" else None
    loss_of = torch.nn.MSELoss()

    def update(rows):
        rule.zero_grad(set_to_none=True)
        loss = loss_of(model(x[rows]), y[rows])
        if penalty:
            loss = loss + 0.01 * sum((k * k).sum() for k in kernels)
        loss.backward()
        if clip == "value":
            torch.nn.utils.clip_grad_value_(parameters, 1.0)
        elif clip == "norm":
            torch.nn.utils.clip_grad_norm_(parameters, 1.0)
        rule.step()
        if average:
            with torch.no_grad():
                torch._foreach_lerp_(average, parameters, 0.01)

    for _ in range(WARM):
        update(torch.arange(batch))
    start, updates = time.process_time(), 0
    for _ in range(SAMPLE):
        model.train()
        order = torch.randperm(960)
        for first in range(0, 960, batch):
            update(order[first : first + batch])
            updates += 1
        model.eval()
        with torch.no_grad():
            for rows, truth in (watched, test):
                loss_of(model(rows), truth).item()
    return name, time.process_time() - start, updates


def peer(updates):
    """PyTorch's seconds of the processor for the same trainings, each timed beside others on the other cores."""
    cores = os.cpu_count() or 1
    with multiprocessing.get_context("spawn").Pool(cores) as pool:
        found = pool.map(trained, list(updates), chunksize=1)
    return sum(taken / made * updates[name] * SEEDS for name, taken, made in found)


def main():
    program, cores = sys.argv[1], os.cpu_count() or 1
    quick, _, trainings, _ = table(program, "quick", 3)
    print(f"stabilise, quick: {trainings} trainings in {quick:.1f} s (held to 15 s)")
    wall, own, trainings, updates = table(program, "full", SEEDS)
    line = f"stabilise, full: {trainings} trainings of rig decade in {wall:.1f} s, {own:.1f} s of the processor"
    if importlib.util.find_spec("torch") is None:
        print(line)
        print("PyTorch is not installed: its time for the same trainings is not measured")
        return
    theirs = peer(updates)
    print(
        f"{line}; PyTorch {theirs:.0f} s of the processor, {theirs / cores:.0f} s with a process on each of {cores} cores "
        f"(fused Adam, {SAMPLE} epochs of each condition, scaled by updates): {own / theirs:.3f} of it, held to {HELD_TO}"
    )
    if own / theirs > HELD_TO or quick > 15:
        sys.exit("slower than it is held to")


if __name__ == "__main__":
    main()
