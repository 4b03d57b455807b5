import torch
# autograd basics
x = torch.tensor(3.0, requires_grad=True)
y = x ** 2 + 2 * x + 1
y.backward()
print(x.grad)
a = torch.tensor([2., 3.], requires_grad=True)
b = torch.tensor([6., 4.], requires_grad=True)
Q = 3 * a ** 3 - b ** 2
print(Q)
external_grad = torch.tensor([1., 1.])
Q.backward(gradient=external_grad)
print(9 * a ** 2 == a.grad)
print(-2 * b == b.grad)
x = torch.ones(5)
y = torch.zeros(3)
w = torch.full((5, 3), 0.5, requires_grad=True)
bias = torch.zeros(3, requires_grad=True)
z = torch.matmul(x, w) + bias
loss = torch.nn.functional.binary_cross_entropy_with_logits(z, y)
print(f"Gradient function for z = {z.grad_fn is not None}")
loss.backward()
print(w.grad)
print(bias.grad)
z = torch.matmul(x, w) + bias
print(z.requires_grad)
with torch.no_grad():
    z = torch.matmul(x, w) + bias
print(z.requires_grad)
z = torch.matmul(x, w) + bias
z_det = z.detach()
print(z_det.requires_grad)
inp = torch.eye(4, 5, requires_grad=True)
out = (inp + 1).pow(2).t()
out.backward(torch.ones_like(out), retain_graph=True)
print(f"First call\n{inp.grad}")
out.backward(torch.ones_like(out), retain_graph=True)
print(f"\nSecond call\n{inp.grad}")
inp.grad.zero_()
out.backward(torch.ones_like(out), retain_graph=True)
print(f"\nCall after zeroing gradients\n{inp.grad}")
x = torch.tensor(2.0, requires_grad=True)
y = x ** 3
g1, = torch.autograd.grad(y, x, create_graph=True)
g2, = torch.autograd.grad(g1, x)
print(g1, g2)
try:
    y.backward()
    y.backward()
except RuntimeError as e:
    print("RuntimeError:", str(e)[:60])
x = torch.tensor([1.0], requires_grad=True)
try:
    x += 1
except RuntimeError as e:
    print("RuntimeError:", e)
try:
    (x * 2).numpy()
except RuntimeError as e:
    print(e)
try:
    torch.tensor([1., 2.], requires_grad=True).backward()
except RuntimeError as e:
    print(e)
try:
    torch.tensor([1., 2.]).sum().backward()
except RuntimeError as e:
    print(e)
try:
    torch.ones(2, 3) @ torch.ones(2, 3)
except RuntimeError as e:
    print(e)
try:
    torch.ones(3) + torch.ones(4)
except RuntimeError as e:
    print(e)
