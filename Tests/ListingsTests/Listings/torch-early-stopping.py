import torch
from torch import nn
torch.manual_seed(0)
x = torch.arange(10, dtype=torch.float32).view(-1, 1)
y = 2 * x + 1
model = nn.Linear(1, 1)
nn.init.zeros_(model.weight); nn.init.zeros_(model.bias)
opt = torch.optim.SGD(model.parameters(), lr=0.01, momentum=0.9, weight_decay=1e-3)
sched = torch.optim.lr_scheduler.StepLR(opt, step_size=10, gamma=0.5)
best = float('inf'); patience = 5; bad = 0
for epoch in range(60):
    loss = nn.functional.mse_loss(model(x), y)
    opt.zero_grad(); loss.backward()
    norm = torch.nn.utils.clip_grad_norm_(model.parameters(), max_norm=5.0)
    opt.step(); sched.step()
    if loss.item() < best - 1e-4:
        best = loss.item(); bad = 0
    else:
        bad += 1
        if bad >= patience:
            print('early stop at', epoch); break
    if epoch % 10 == 0:
        print(epoch, round(loss.item(), 4), round(norm.item(), 4), sched.get_last_lr())
print(model.weight, model.bias)
print(opt)
print(opt.param_groups[0]['lr'])
