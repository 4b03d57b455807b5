import torch
# closures, custom training loop with functions
def make_step(model, loss_fn, optimizer):
    def step(x, y):
        model.train()
        yhat = model(x)
        loss = loss_fn(yhat, y)
        loss.backward()
        optimizer.step()
        optimizer.zero_grad()
        return loss.item()
    return step
model = torch.nn.Linear(1, 1)
with torch.no_grad():
    model.weight[:] = 0.5; model.bias[:] = 0.0
x = torch.tensor([[0.], [1.], [2.]]); y = 1 + 2 * x
step = make_step(model, torch.nn.MSELoss(reduction='mean'), torch.optim.SGD(model.parameters(), lr=0.1))
losses = [step(x, y) for _ in range(20)]
print([round(l, 4) for l in losses[:5]])
print(dict(model.state_dict()))
w = torch.randn(3, requires_grad=True)
opt = torch.optim.SGD([w], lr=0.1)
def closure():
    opt.zero_grad()
    l = (w ** 2).sum()
    l.backward()
    return l
l0 = opt.step(closure)
print(l0.item() > 0, w.requires_grad)
lb = torch.tensor([-1.5, 2.0], requires_grad=True, dtype=torch.float64)
o = torch.optim.LBFGS([lb], lr=1, max_iter=20)
def c():
    o.zero_grad(); f = (1 - lb[0])**2 + 100*(lb[1]-lb[0]**2)**2; f.backward(); return f
for i in range(5): print(round(o.step(c).item(), 4))
