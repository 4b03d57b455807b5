import torch
import torch.nn as nn
import torch.nn.functional as F

class ResBlock(nn.Module):
    def __init__(self, dim, p=0.1):
        super().__init__()
        self.norm = nn.LayerNorm(dim)
        self.fc1 = nn.Linear(dim, 2 * dim)
        self.fc2 = nn.Linear(2 * dim, dim)
        self.act = nn.PReLU()
        self.drop = nn.Dropout(p)

    def forward(self, x):
        return x + self.drop(self.fc2(self.act(self.fc1(self.norm(x)))))

class Net(nn.Module):
    def __init__(self, depth=3, dim=8):
        super().__init__()
        self.blocks = nn.ModuleList([ResBlock(dim) for _ in range(depth)])
        self.scale = nn.Parameter(torch.ones(1))
        self.register_buffer("mean", torch.zeros(dim))
        self.head = nn.Linear(dim, 2)
        self.apply(self._init)

    @staticmethod
    def _init(m):
        if isinstance(m, nn.Linear):
            nn.init.xavier_uniform_(m.weight)
            nn.init.constant_(m.bias, 0.0)

    def forward(self, x):
        x = x - self.mean
        for b in self.blocks:
            x = b(x)
        return self.head(x) * self.scale

torch.manual_seed(0)
net = Net()
print(sum(p.numel() for p in net.parameters()))
decay, no_decay = [], []
for n, p in net.named_parameters():
    (no_decay if p.ndim == 1 else decay).append(p)
opt = torch.optim.AdamW([{"params": decay, "weight_decay": 0.1}, {"params": no_decay, "weight_decay": 0.0}], lr=3e-3)
sched = torch.optim.lr_scheduler.OneCycleLR(opt, max_lr=0.01, epochs=2, steps_per_epoch=5, cycle_momentum=True)
x = torch.randn(40, 8); y = (x[:, 0] > 0).long()
lrs = []
for epoch in range(2):
    net.train()
    perm = torch.randperm(40)
    for i in range(0, 40, 8):
        b = perm[i:i + 8]
        loss = F.cross_entropy(net(x[b]), y[b])
        opt.zero_grad(set_to_none=True)
        loss.backward()
        opt.step()
        lrs.append(opt.param_groups[0]["lr"])
        sched.step() if not (epoch == 1 and i == 32) else None
print([round(v, 6) for v in lrs])
print([round(g["weight_decay"], 3) for g in opt.param_groups], round(opt.param_groups[0]["betas"][0], 4))
net.eval()
with torch.inference_mode():
    probs = F.softmax(net(x), dim=-1)
    print(probs.sum(-1).allclose(torch.ones(40)), (probs.argmax(1) == y).float().mean().item() > 0.3)
print([n for n, _ in net.named_children()], len(net.blocks), list(net.state_dict())[-1])
g = F.gumbel_softmax(torch.zeros(3, 4), tau=0.5, hard=True)
print(g.sum(dim=1).tolist(), F.rrelu(torch.tensor([-8.0]), training=False).item())
