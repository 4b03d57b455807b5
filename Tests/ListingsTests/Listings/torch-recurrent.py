import torch
import torch.nn as nn
emb = nn.Embedding(5, 3)
with torch.no_grad(): emb.weight.copy_(torch.arange(15.).view(5, 3) / 10)
print(emb(torch.tensor([0, 4])))
rnn = nn.LSTM(input_size=3, hidden_size=2, batch_first=True)
with torch.no_grad():
    for p in rnn.parameters(): p.copy_(torch.linspace(-1, 1, p.numel()).view_as(p))
out, (h, c) = rnn(torch.ones(1, 4, 3))
print(out, h.shape, c.shape)
gru = nn.GRU(3, 2)
with torch.no_grad():
    for p in gru.parameters(): p.copy_(torch.linspace(-1, 1, p.numel()).view_as(p))
o, h = gru(torch.ones(4, 1, 3)); print(o.squeeze(), h)
r = nn.RNN(3, 2)
with torch.no_grad():
    for p in r.parameters(): p.copy_(torch.linspace(-1, 1, p.numel()).view_as(p))
print(r(torch.ones(2, 1, 3))[1])
print(rnn); print(gru); print([n for n, _ in rnn.named_parameters()])
