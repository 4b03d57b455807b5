import torch
x = torch.tensor([1.0, 2.0, 3.0], requires_grad=True)
y = x * 2
z = y.sum()
print(y.grad_fn is not None, x.is_leaf, y.is_leaf)
print(y); print(z); print(x.mean()); print((x @ x)); print(torch.exp(x)); print(x.view(3, 1)); print(x[0]); print(x[1:]); print(x.unsqueeze(0)); print(-x); print(x - 1); print(x / 2); print(1 / x); print(x.relu()); print(x.sigmoid()); print(torch.stack([x, x])); print(torch.cat([x, x])); print(x.clone()); print(x.max()); print(x.abs()); print(x.sqrt()); print(x.log()); print(x.std()); print(x.norm()); print(x.reshape(1, 3)); print(x.t()); print(x ** 2); print(2 ** x); print(x.softmax(0)); print(x.double()); print(x.clamp(0, 2)); print(x.expand(2, 3)); print(x.repeat(2)); print(torch.where(x > 1, x, 0.0)); print(x.prod()); print(x.var()); print(x.cumsum(0)); print(x.tanh()); print(x.dot(x)); print(x.pow(3)); print(torch.nn.Linear(3, 2)(x).grad_fn.name() if False else 'ok')
y.retain_grad(); z.backward(); print(y.grad)
