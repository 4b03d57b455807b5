import numpy as np
# coursework: linear regression by gradient descent
np.random.seed(0)
X = np.random.rand(100, 1)
y = 4 + 3 * X + 0.1 * np.random.randn(100, 1)
X_b = np.c_[np.ones((100, 1)), X]
theta = np.zeros((2, 1))
for it in range(2000):
    grad = 2 / len(X_b) * X_b.T.dot(X_b.dot(theta) - y)
    theta -= 0.3 * grad
print(theta.shape, np.abs(theta.ravel() - [4, 3]).max() < 0.1)
best = np.linalg.inv(X_b.T @ X_b) @ X_b.T @ y
print(np.allclose(theta, best, atol=1e-2))
# softmax & cross entropy
def softmax(z):
    e = np.exp(z - z.max(axis=1, keepdims=True))
    return e / e.sum(axis=1, keepdims=True)
z = np.array([[1.0, 2.0, 3.0], [1.0, 2.0, -1.0]])
p = softmax(z); print(p); print(p.sum(axis=1))
labels = np.array([2, 0]); print(-np.log(p[np.arange(2), labels]).mean())
onehot = np.eye(3)[labels]; print(onehot)
print((p.argmax(axis=1) == labels).mean())
# standardize
data = np.array([[1., 2], [3, 4], [5, 9]])
m, s = data.mean(axis=0), data.std(axis=0)
print((data - m) / s, m, s)
for i, row in enumerate(data): print(i, row, row.sum())
losses = []
w = 5.0
for e in range(5):
    w -= 0.1 * 2 * w
    losses.append(w**2)
print(losses, np.mean(losses), np.array(losses).round(3))
acc = np.mean(np.array([1, 0, 1]) == np.array([1, 1, 1])); print(f"accuracy: {acc:.2%}", acc)
idx = np.argsort(-np.array([0.1, 0.5, 0.3])); print(idx, idx[:2])
batches = [data[i:i + 2] for i in range(0, len(data), 2)]; print([b.shape for b in batches])
print(np.r_[1:4, 7], np.c_[[1, 2], [3, 4]])
x = np.linspace(-1, 1, 5); print(x[1:-1], x[x > 0], (x**2).tolist())
A = np.random.default_rng(3).normal(size=(3, 3)); print(A.shape, (A @ np.linalg.inv(A)).round(6) + 0.0)
print("%.3f %d %s" % (x[0], np.int64(3), x[:2]), "{:.2f} {}".format(x.mean(), x.shape))
d = {k: v for k, v in zip("ab", np.array([1.5, 2.5]))}; print(d)
print(isinstance(np.float64(1), float), isinstance(x, np.ndarray), type(np.float64(1)), type(x[0]), x.dtype, x.dtype == np.float64, np.dtype("float32"))
print(np.any(np.isnan([1, np.nan])), np.nansum([1, np.nan]), np.inf > 1, -np.inf, np.nan)
a = np.zeros((2, 2)); a[0] = [1, 2]; a[:, 1] += 5; a[a > 5] = -1; print(a); a[1, 1] = 9; print(a.max(), a.argmax(), np.unravel_index(a.argmax(), a.shape))
print(np.arange(6).reshape(2, 3).T.reshape(-1), np.arange(3) * 1.0, np.arange(3) / 2, np.arange(5) // 2, np.arange(5) % 2 == 0)
print(x.astype(np.float32).dtype, np.array([1.9, -1.9]).astype(int), np.array([0, 1]).astype(bool))
h = np.zeros(3); g = h; g += 1; print(h, h is g); h = h + 1; print(g, h is g)
def numerical(f, v, eps=1e-6):
    g = np.zeros_like(v)
    for i in range(v.size):
        t = v.copy(); t[i] += eps; u = v.copy(); u[i] -= eps
        g[i] = (f(t) - f(u)) / (2 * eps)
    return g
print(numerical(lambda v: (v**2).sum(), np.array([1.0, 2.0])).round(4))
print(np.sum(np.array([[1, 2], [3, 4]]) ** 2, axis=1, keepdims=True), np.prod([1, 2, 3]), np.power(2, [1, 2, 3]), np.mod([5, -5], 3))
print(np.array([1, 2, 3]) @ np.array([4, 5, 6]), np.inner([1, 2], [3, 4]), np.cross([1, 0, 0], [0, 1, 0]), np.trace(np.eye(3)))
a, b = np.array([3.0, 4.0]); print(a, b, a + b, repr(a)); print(np.array([3.0, 4.0]) == [3, 5], np.array([1, 2]) != 2)
print(np.full(3, 0.1).sum(), np.arange(0.0, 1.0, 0.1), np.array([1e-5, 1.5]), np.array([123456.789, 0.5]), np.array([-0.0, 1]), 1e5 * np.ones(2), np.array([1.5e10]))
print(np.float32(3.14159), np.float32(1) / 3, np.array([0.1], dtype=np.float32) * 3, np.float32(0.1) + np.float64(0.2))
