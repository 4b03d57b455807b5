import torch
from torch import nn
def init_weights(m):
    if isinstance(m, nn.Linear):
        torch.nn.init.constant_(m.weight, 0.1)
        m.bias.data.fill_(0.01)
net = nn.Sequential(nn.Linear(2, 2), nn.ReLU(), nn.Linear(2, 2))
net.apply(init_weights)
print(net[0].weight)
print(net(torch.ones(1, 2)))
class Block(nn.Module):
    def __init__(self, n):
        super().__init__()
        self.layers = nn.ModuleList([nn.Linear(4, 4) for _ in range(n)])
        self.scale = nn.Parameter(torch.ones(1))
        self.register_buffer('count', torch.zeros(1))
    def forward(self, x):
        for layer in self.layers: x = x + layer(x)
        self.count += 1
        return x * self.scale
b = Block(3)
print(b)
print([n for n, _ in b.named_parameters()])
b(torch.ones(2, 4)); print(b.count)
print(list(b.state_dict())[:3])
class Bad(nn.Module):
    def __init__(self):
        self.fc = nn.Linear(1, 1)
try: Bad()
except AttributeError as e: print(e)
from collections import OrderedDict
s = nn.Sequential(OrderedDict([('fc1', nn.Linear(2, 3)), ('act', nn.ReLU())]))
print(s); print(s.fc1.in_features)
try: nn.Linear(3, 2)(torch.ones(1, 4))
except RuntimeError as e: print(e)
lin = nn.Linear(3, 2, bias=False); print(lin, lin.bias)
print(nn.Linear(2, 1).weight.requires_grad, type(nn.Linear(2, 1).weight).__name__)
