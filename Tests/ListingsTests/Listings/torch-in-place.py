import torch
# gradient accumulation and in-place errors
w = torch.tensor([1.0, 2.0], requires_grad=True)
opt = torch.optim.SGD([w], lr=0.5)
data = torch.tensor([[1., 2.], [3., 4.], [5., 6.], [7., 8.]])
opt.zero_grad()
for i, row in enumerate(data):
    loss = (w * row).sum() / 4
    loss.backward()
print(w.grad)
opt.step(); print(w)
a = torch.tensor([1., 2.], requires_grad=True)
b = a * 2
c = b ** 2
b += 1
try: c.sum().backward()
except RuntimeError as e: print('modified by an inplace operation' in str(e))
with torch.no_grad():
    a.add_(1); a.mul_(2)
print(a, a.requires_grad)
a.data -= 1; print(a)
x = torch.zeros(3); x[0] = a[0] * 3; x.sum().backward(); print(a.grad)
print(x)
@torch.no_grad()
def evaluate(m): return (m * 2).requires_grad
print(evaluate(a))
torch.set_grad_enabled(False); print((a * 2).requires_grad); torch.set_grad_enabled(True)
print(float(a[0]), int(torch.tensor(3.7)), f"{a[0]:.2f}", round(a[1].item(), 1), bool(torch.tensor(0)))
if torch.tensor(1.0) > 0.5: print('yes')
for v in torch.tensor([1, 2]): print(v, v.item())
print(len(torch.zeros(4, 2)), torch.tensor([1, 2, 3]).float().mean(), sum(torch.tensor([1., 2.])))
print(torch.nn.functional.one_hot(torch.tensor([0, 2]), 3))
print([p for p in [torch.tensor(1.0)]])
