"""A GAN step on the ring, by the program and by PyTorch beside it; held to at most a twelfth of PyTorch's time.

    python3 Benchmarks/Peers/gan.py .build/release/descent

Both train the same networks (8 → 64 → 64 → 2 against 2 → 64 → 64 → 1, relu) on the same recipe: batches of 128, Adam(0.002, β₁ = 0.5) for
both, linear decay of the rates, instance noise of 0.5 that falls to 0, the non-saturating losses; a step is one move of the discriminator
and one of the generator on the samples that the discriminator has just seen. Both in one thread. PyTorch has fused=True. What is compared
is the processor's time of a step, the better of three measurements each, after a start that is not measured; the program's includes a look
at its samples after each epoch. Without PyTorch the program's time alone is told.
"""

import resource
import subprocess
import sys
import time

STEPS, SAMPLE, WARM, ROWS, HELD_TO = 4000, 400, 50, 20_480, 1 / 12

LINES = f"""
g = Sequential([Dense(64, activation="relu", input_shape=(8,)), Dense(64, activation="relu"), Dense(2)], seed=1)
d = Sequential([Dense(64, activation="relu", input_shape=(2,)), Dense(64, activation="relu"), Dense(1)], seed=2)
gan = GAN(g, d, noise=0.5, seed=1)
data = ring(n={ROWS}, seed=1).x
STEPS
"""


def ours(program):
    """Seconds of the processor for a step: those of a run with the steps, less those of one without."""

    def seconds(steps):
        lines = LINES.replace("STEPS", f"train(gan, data, steps={steps}).steps" if steps else "0")
        before = resource.getrusage(resource.RUSAGE_CHILDREN)
        subprocess.run([program, "eval", lines], capture_output=True, text=True, check=True)
        after = resource.getrusage(resource.RUSAGE_CHILDREN)
        return after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime

    start = min(seconds(0) for _ in range(3))
    return (min(seconds(STEPS) for _ in range(3)) - start) / STEPS


def theirs():
    import torch

    torch.set_num_threads(1)
    torch.manual_seed(0)
    generator = torch.nn.Sequential(
        torch.nn.Linear(8, 64), torch.nn.ReLU(), torch.nn.Linear(64, 64), torch.nn.ReLU(), torch.nn.Linear(64, 2))
    critic = torch.nn.Sequential(
        torch.nn.Linear(2, 64), torch.nn.ReLU(), torch.nn.Linear(64, 64), torch.nn.ReLU(), torch.nn.Linear(64, 1))
    angle = torch.randint(0, 8, (ROWS,)) * (2 * torch.pi / 8)
    real = 2 * torch.stack([angle.cos(), angle.sin()], 1) + 0.05 * torch.randn(ROWS, 2)
    rules = [
        torch.optim.Adam(net.parameters(), 0.002, betas=(0.5, 0.999), fused=True) for net in (generator, critic)]
    loss_of = torch.nn.BCEWithLogitsLoss()
    ones, zeros = torch.ones(128, 1), torch.zeros(128, 1)
    order = torch.randperm(ROWS)

    def step(number):
        left = 1 - number / STEPS
        for rule in rules:
            rule.param_groups[0]["lr"] = 0.002 * left
        sigma = 0.5 * left
        first = (number * 128) % ROWS
        x = real[order[first : first + 128]]
        made = generator(torch.randn(128, 8))
        rules[1].zero_grad(set_to_none=True)
        loss = loss_of(critic(x + sigma * torch.randn(128, 2)), ones)
        loss = loss + loss_of(critic(made.detach() + sigma * torch.randn(128, 2)), zeros)
        loss.backward()
        rules[1].step()
        rules[0].zero_grad(set_to_none=True)
        loss = loss_of(critic(made + sigma * torch.randn(128, 2)), ones)
        loss.backward()
        rules[0].step()

    for number in range(WARM):
        step(number)
    best = float("inf")
    for _ in range(3):
        start = time.process_time()
        for number in range(SAMPLE):
            step(number)
        best = min(best, (time.process_time() - start) / SAMPLE)
    return best


def main():
    own = ours(sys.argv[1])
    print(f"descent  {1e6 * own:8.1f} µs a step, {STEPS * own:.2f} s for {STEPS}")
    try:
        other = theirs()
    except ImportError:
        print("PyTorch is not installed: nothing to compare with")
        return 0
    ratio = own / other
    print(f"PyTorch  {1e6 * other:8.1f} µs a step")
    print(f"ratio    1/{1 / ratio:.1f} (held to 1/{1 / HELD_TO:.0f})")
    return 0 if ratio <= HELD_TO else 1


if __name__ == "__main__":
    sys.exit(main())
