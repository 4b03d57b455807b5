import torch
from torch import nn
from collections import OrderedDict

backbone = nn.Sequential(OrderedDict([
    ("conv1", nn.Conv2d(1, 4, kernel_size=3, padding=1)), ("bn1", nn.BatchNorm2d(4)), ("relu1", nn.ReLU()),
    ("pool", nn.AdaptiveAvgPool2d((1, 1))), ("flatten", nn.Flatten()), ("fc", nn.Linear(4, 10)),
]))
for name, param in backbone.named_parameters():
    param.requires_grad = False
backbone.fc = nn.Linear(backbone.fc.in_features, 3)
trainable = [n for n, p in backbone.named_parameters() if p.requires_grad]
print(trainable)
before = backbone.conv1.weight.clone()
opt = torch.optim.SGD(filter(lambda p: p.requires_grad, backbone.parameters()), lr=0.1, momentum=0.9)
sched = torch.optim.lr_scheduler.StepLR(opt, step_size=2, gamma=0.1)
x = torch.randn(8, 1, 6, 6)
y = torch.tensor([0, 1, 2, 0, 1, 2, 0, 1])
crit = nn.CrossEntropyLoss(label_smoothing=0.1)
for i in range(4):
    opt.zero_grad()
    out = backbone(x)
    loss = crit(out, y)
    loss.backward()
    opt.step()
    sched.step()
    print(i, sched.get_last_lr())
print(torch.equal(before, backbone.conv1.weight))
_, preds = torch.max(out, 1)
print(preds.shape, (preds == y).sum().item() >= 0)
torch.save(backbone.state_dict(), "ckpt.pt")
state = torch.load("ckpt.pt")
print(list(state.keys())[:3])
backbone.load_state_dict(state)
print(backbone.fc)
