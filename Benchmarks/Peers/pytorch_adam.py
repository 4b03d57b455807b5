"""Adam on Rosenbrock's valley in PyTorch, one thread: prints processor seconds per step and the end point.

    python3 pytorch_adam.py STEPS
"""

import sys
import time

import torch

torch.set_num_threads(1)
steps = int(sys.argv[1])
point = torch.tensor([-1.5, 2.0], dtype=torch.float64, requires_grad=True)
optimizer = torch.optim.Adam([point], lr=0.001)


def step():
    optimizer.zero_grad()
    x, y = point
    loss = (1 - x) ** 2 + 100 * (y - x**2) ** 2
    loss.backward()
    optimizer.step()


for _ in range(100):
    step()
begin = time.process_time()
for _ in range(steps):
    step()
print((time.process_time() - begin) / steps, *point.tolist())
