import torch, math
import torch.nn.functional as F
import matplotlib.pyplot as plt

# learning rate finder
torch.manual_seed(0)
X = torch.randn(256, 10)
w = torch.randn(10, 1)
Y = X @ w + 0.1 * torch.randn(256, 1)
net = torch.nn.Linear(10, 1)
opt = torch.optim.SGD(net.parameters(), lr=1e-4)
lrs, losses = [], []
mult = (10 / 1e-4) ** (1 / 50)
lr = 1e-4
avg, best = 0.0, 0.0
for i in range(1, 51):
    opt.param_groups[0]["lr"] = lr
    idx = torch.randint(0, 256, (32,))
    loss = F.mse_loss(net(X[idx]), Y[idx])
    avg = 0.9 * avg + 0.1 * loss.item()
    smooth = avg / (1 - 0.9 ** i)
    if i > 1 and smooth > 4 * best:
        break
    if smooth < best or i == 1:
        best = smooth
    lrs.append(math.log10(lr))
    losses.append(smooth)
    opt.zero_grad(); loss.backward(); opt.step()
    lr *= mult
print(len(lrs) == len(losses), lrs[0], round(lrs[1] - lrs[0], 4))
fig, ax = plt.subplots()
ax.plot(lrs[2:-2], losses[2:-2])
ax.set_xlabel("log10 lr"); ax.set_ylabel("loss")
ax.set_title("LR finder")
fig.savefig("lr.png", dpi=80, bbox_inches="tight")
