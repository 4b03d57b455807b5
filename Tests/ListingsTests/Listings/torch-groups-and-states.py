import torch, copy
from torch import nn
model = nn.Sequential(nn.Linear(2, 3), nn.Tanh(), nn.Linear(3, 1))
with torch.no_grad():
    for p in model.parameters(): p.fill_(0.3)
X = torch.tensor([[0.1, 0.2], [0.3, -0.4], [-0.5, 0.6]]); y = torch.tensor([[1.], [0.], [1.]])
opt = torch.optim.AdamW([{'params': model[0].parameters(), 'lr': 0.01}, {'params': model[2].parameters()}], lr=0.1, weight_decay=0.1)
best_loss, best_state = float('inf'), None
loss_fn = nn.BCEWithLogitsLoss()
for epoch in range(20):
    model.train()
    opt.zero_grad()
    loss = loss_fn(model(X), y)
    loss.backward()
    opt.step()
    if loss.item() < best_loss:
        best_loss = loss.item(); best_state = copy.deepcopy(model.state_dict())
print(round(best_loss, 5))
print([g['lr'] for g in opt.param_groups], len(opt.param_groups))
model.load_state_dict(best_state)
model.eval()
with torch.inference_mode():
    print(torch.sigmoid(model(X)))
opt.param_groups[1]['lr'] *= 0.1
print(opt.param_groups[1]['lr'])
for name, p in model.named_parameters():
    if 'bias' in name: p.requires_grad = False
print([p.requires_grad for p in model.parameters()])
print(model.state_dict()['0.weight'])
try:
    model.load_state_dict({'a': torch.zeros(1)})
except RuntimeError as e:
    print('RuntimeError', 'Missing' in str(e), 'Unexpected' in str(e))
clone = copy.deepcopy(model)
with torch.no_grad(): clone[0].weight.zero_()
print(model[0].weight.sum().item() != 0, clone[0].weight.sum())
