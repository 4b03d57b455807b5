import math

import torch
from torch import nn


def fill(module):
    k = 0
    with torch.no_grad():
        for p in module.parameters():
            values = [0.5 * math.sin(0.9 * (k + i) + 0.3) for i in range(p.numel())]
            p.copy_(torch.tensor(values).reshape(p.shape))
            k += p.numel()


attn = nn.MultiheadAttention(4, 2, batch_first=True)
print([(name, tuple(p.shape)) for name, p in attn.named_parameters()])
print(attn)
fill(attn)
x = torch.tensor([[[math.cos(0.7 * (5 * b + 3 * t + i)) for i in range(4)] for t in range(3)] for b in range(2)], requires_grad=True)
mask = torch.triu(torch.ones(3, 3, dtype=torch.bool), diagonal=1)
y, w = attn(x, x, x, attn_mask=mask)
print([[round(v.item(), 4) for v in row] for row in y[1]])
print([[round(v.item(), 4) for v in row] for row in w[0]])
loss = (y * y).sum()
loss.backward()
print([round(v.item(), 4) for v in x.grad[0, 1]])
print([round(v.item(), 4) for v in attn.in_proj_weight.grad[5]])
y2, none = attn(x, x, x, need_weights=False, attn_mask=torch.zeros(3, 3).masked_fill(mask, float("-inf")))
print(none, bool((y2 - y).abs().max() < 1e-5))
padded, w = attn(x, x, x, key_padding_mask=torch.tensor([[False, False, True], [False, True, True]]), average_attn_weights=False)
print(tuple(w.shape), [round(v.item(), 4) for v in w[1, 0, 2]])
other = nn.MultiheadAttention(4, 1)
fill(other)
q, kv = torch.ones(2, 1, 4), torch.tensor([[[0.1 * i + t for i in range(4)]] for t in range(5)])
out, w = other(q, kv, kv)
print(tuple(out.shape), tuple(w.shape), [round(v.item(), 4) for v in out[0, 0]])

for first in [False, True]:
    layer = nn.TransformerEncoderLayer(4, 2, dim_feedforward=6, dropout=0.0, activation="gelu", batch_first=True, norm_first=first)
    fill(layer)
    z = layer(x, src_mask=mask)
    print([[round(v.item(), 4) for v in row] for row in z[0]])
print([name for name, p in layer.named_parameters()])
try:
    nn.MultiheadAttention(5, 2)
except AssertionError as error:
    print("refused:", error)
