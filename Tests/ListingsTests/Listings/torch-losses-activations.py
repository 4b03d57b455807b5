import torch, torch.nn as nn, torch.nn.functional as F
x = torch.tensor([[2.0, 1.0, 0.1], [0.5, 2.5, -1.0]], requires_grad=True)
t = torch.tensor([0, 1])
print(F.softmax(x, dim=1)); print(F.log_softmax(x, dim=1))
print(nn.CrossEntropyLoss()(x, t), nn.CrossEntropyLoss(reduction='none')(x, t), nn.CrossEntropyLoss(label_smoothing=0.1)(x, t))
print(nn.CrossEntropyLoss(weight=torch.tensor([1.0, 2.0, 3.0]))(x, t))
print(F.nll_loss(F.log_softmax(x, 1), t))
print(nn.CrossEntropyLoss()(x, torch.tensor([[0.7, 0.2, 0.1], [0.1, 0.8, 0.1]])))
l = nn.CrossEntropyLoss()(x, t); l.backward(); print(x.grad)
p = torch.tensor([0.2, 0.7, 0.9]); y = torch.tensor([0.0, 1.0, 1.0])
print(nn.BCELoss()(p, y), nn.BCEWithLogitsLoss()(p, y), nn.MSELoss()(p, y), nn.L1Loss()(p, y), nn.SmoothL1Loss()(p, y), nn.HuberLoss(delta=0.5)(p, y))
print(nn.MSELoss(reduction='sum')(p, y), nn.MSELoss(reduction='none')(p, y))
print(nn.KLDivLoss(reduction='batchmean')(F.log_softmax(x, 1), F.softmax(x * 2, 1)))
v = torch.linspace(-2, 2, 5)
for f in [F.relu, F.leaky_relu, F.elu, F.selu, F.gelu, F.silu, F.softplus, F.mish, F.hardtanh, F.relu6, F.hardsigmoid, F.hardswish, F.logsigmoid, F.softsign, F.tanhshrink, torch.sigmoid, torch.tanh, F.celu]:
    print(f(v))
for m in [nn.ReLU(), nn.LeakyReLU(0.1), nn.ELU(), nn.GELU(), nn.Sigmoid(), nn.Tanh(), nn.Softmax(dim=1), nn.Softplus(), nn.Dropout(0.3), nn.BatchNorm1d(4), nn.LayerNorm(4), nn.Conv2d(1, 8, 3, padding=1), nn.MaxPool2d(2), nn.Embedding(10, 3), nn.Flatten(), nn.Identity(), nn.MSELoss(), nn.CrossEntropyLoss(), nn.BatchNorm2d(3), nn.PReLU(), nn.Hardtanh(), nn.LogSoftmax(dim=1), nn.AvgPool2d(2), nn.Bilinear if False else nn.SiLU()]:
    print(m)
