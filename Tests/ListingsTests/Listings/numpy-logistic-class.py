import numpy as np
import matplotlib.pyplot as plt

class LogisticRegression:
    """batch gradient descent with l2"""
    def __init__(self, lr=0.1, n_iters=500, lam=0.0):
        self.lr, self.n_iters, self.lam = lr, n_iters, lam
        self.costs = []

    @staticmethod
    def sigmoid(z):
        return 1.0 / (1.0 + np.exp(-np.clip(z, -500, 500)))

    def fit(self, X, y):
        n, d = X.shape
        self.theta = np.zeros(d + 1)
        Xb = np.c_[np.ones(n), X]
        for it in range(self.n_iters):
            h = self.sigmoid(Xb.dot(self.theta))
            reg = np.r_[0, self.theta[1:]] * self.lam / n
            grad = Xb.T.dot(h - y) / n + reg
            self.theta -= self.lr * grad
            if it % 100 == 0:
                cost = -np.mean(y * np.log(h + 1e-15) + (1 - y) * np.log(1 - h + 1e-15))
                self.costs.append(cost)
                print("iter %4d cost %.6f" % (it, cost))
        return self

    def predict(self, X):
        Xb = np.c_[np.ones(len(X)), X]
        return (self.sigmoid(Xb @ self.theta) >= 0.5).astype(int)

X = np.array([[0.5, 1.2], [1.0, -0.3], [-1.5, 0.2], [2.2, 1.1], [-0.7, -1.9], [-2.0, 0.9], [1.7, 0.4], [-0.2, -0.8]])
y = np.array([1, 1, 0, 1, 0, 0, 1, 0])
clf = LogisticRegression(lr=0.5, lam=0.1).fit(X, y)
print(np.round(clf.theta, 5))
print("accuracy:", np.mean(clf.predict(X) == y))
xx, yy = np.meshgrid(np.arange(-3, 3, 0.5), np.arange(-3, 3, 0.5))
Z = clf.predict(np.c_[xx.ravel(), yy.ravel()]).reshape(xx.shape)
fig, axes = plt.subplots(1, 2, figsize=(10, 4))
axes[0].contourf(xx, yy, Z, alpha=0.3, cmap="coolwarm")
axes[0].scatter(X[:, 0], X[:, 1], c=y, edgecolors="k")
axes[1].plot(np.arange(0, 500, 100), clf.costs, "o-")
axes[1].set(xlabel="iteration", ylabel="cost", title="training")
plt.tight_layout()
plt.savefig("logreg.png")
print(Z.sum(), Z.shape)
