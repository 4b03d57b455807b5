"""A hand-written PyTorch loop over a house-price network, run by PyTorch and by the program in turn; ratios only. Held to: at most
1/8 of PyTorch's time for a step.

    python3 Benchmarks/Peers/torch_loop.py .build/release/descent

Both run the same text: 8 → 64 → 32 → 1 with ReLU, Adam, batches of 32, the loss read in every step. PyTorch gets one thread, which is
its fastest way with so small a network. The time is that of the loop itself, taken inside the program; the shortest of three.
"""

import subprocess
import sys
import tempfile

PROGRAM = """
import time
import torch
import torch.nn as nn

torch.set_num_threads(1)
torch.manual_seed(0)
X = torch.randn(32, 8)
y = torch.randn(32, 1)

class Net(nn.Module):
    def __init__(self):
        super().__init__()
        self.fc1 = nn.Linear(8, 64)
        self.fc2 = nn.Linear(64, 32)
        self.fc3 = nn.Linear(32, 1)

    def forward(self, x):
        x = torch.relu(self.fc1(x))
        x = torch.relu(self.fc2(x))
        return self.fc3(x)

model = Net()
optimizer = torch.optim.Adam(model.parameters(), lr=1e-3)
criterion = nn.MSELoss()

def run(steps):
    for step in range(steps):
        optimizer.zero_grad()
        loss = criterion(model(X), y)
        loss.backward()
        optimizer.step()
        loss.item()

run(200)
start = time.perf_counter()
run(2000)
print("seconds", time.perf_counter() - start)
"""


def seconds(command):
    lines = subprocess.run(command, capture_output=True, text=True, check=True).stdout.splitlines()
    return float(next(line for line in lines if line.startswith("seconds")).split()[1])


def main():
    program = sys.argv[1] if len(sys.argv) > 1 else ".build/release/descent"
    with tempfile.NamedTemporaryFile("w", suffix=".py") as file:
        file.write(PROGRAM)
        file.flush()
        peers, ours = [], []
        for _ in range(3):
            peers.append(seconds([sys.executable, file.name]))
            ours.append(seconds([program, "eval", PROGRAM]))
    peer, own = min(peers) / 2000, min(ours) / 2000
    print(f"PyTorch {peer * 1e6:.1f} us a step, here {own * 1e6:.1f} us: {own / peer:.3f} of its time (at most 0.125)")
    sys.exit(0 if own / peer <= 0.125 else 1)


main()
