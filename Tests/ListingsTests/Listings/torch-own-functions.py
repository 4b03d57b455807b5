import torch
from torch.autograd import Function

class Exp(Function):
    @staticmethod
    def forward(ctx, i):
        result = i.exp()
        ctx.save_for_backward(result)
        return result
    @staticmethod
    def backward(ctx, grad_output):
        result, = ctx.saved_tensors
        return grad_output * result

class Scale(torch.autograd.Function):
    @staticmethod
    def forward(ctx, x, w, k):
        ctx.save_for_backward(x, w)
        ctx.k = k
        return x * w * k
    @staticmethod
    def backward(ctx, g):
        x, w = ctx.saved_tensors
        gx = gw = None
        if ctx.needs_input_grad[0]:
            gx = g * w * ctx.k
        if ctx.needs_input_grad[1]:
            gw = (g * x * ctx.k).sum(0)
        return gx, gw, None

x = torch.tensor([0.0, 1.0], requires_grad=True)
y = Exp.apply(x)
y.sum().backward()
print(x.grad, y)
w = torch.tensor([2.0, 3.0], requires_grad=True)
z = Scale.apply(torch.ones(4, 2), w, 5)
z.sum().backward()
print(w.grad)
print(torch.autograd.gradcheck(Exp.apply, (torch.randn(3, dtype=torch.double, requires_grad=True),)))
a = torch.arange(6.).reshape(2, 3)
out = torch.empty(2, 3)
torch.add(a, 10, out=out)
print(out)
torch.mul(a, 2, out=out); print(out.sum())
class STE(Function):
    @staticmethod
    def forward(ctx, x): return x.sign()
    @staticmethod
    def backward(ctx, g): return g.clamp(-1, 1)
p = torch.nn.Parameter(torch.tensor([0.3, -2.0]))
(STE.apply(p) * torch.tensor([3.0, 0.5])).sum().backward()
print(p.grad)
