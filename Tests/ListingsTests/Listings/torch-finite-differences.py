import torch
from torch import nn
# finite differences against autograd
torch.set_default_dtype(torch.float64)
def f(x): return (torch.sin(x[0]) * torch.exp(x[1]) + x[2].pow(3) / (1 + x[0] ** 2)).sum()
x = torch.tensor([0.5, -0.3, 1.2], requires_grad=True)
f(x).backward()
h = 1e-6
num = []
for i in range(3):
    e = torch.zeros(3); e[i] = h
    with torch.no_grad():
        num.append(((f(x + e) - f(x - e)) / (2 * h)).item())
for g, n in zip(x.grad.tolist(), num):
    print(f'{g:.6f} {n:.6f} {abs(g - n) < 1e-8}')
H = torch.zeros(3, 3)
g = torch.autograd.grad(f(x), x, create_graph=True)[0]
for i in range(3):
    H[i] = torch.autograd.grad(g[i], x, retain_graph=True)[0]
print(H)
print(x)
