import torch
from torch import nn
from torch.utils.data import DataLoader, TensorDataset

torch.manual_seed(0)
X = torch.linspace(-1, 1, 256).reshape(-1, 1)
X = torch.cat([X, X.flip(0) ** 2], dim=1)
Y = (X[:, 0] > 0).long()
train_dataloader = DataLoader(TensorDataset(X, Y), batch_size=64, shuffle=True)
test_dataloader = DataLoader(TensorDataset(X, Y), batch_size=64)
model = nn.Sequential(nn.Linear(2, 16), nn.ReLU(), nn.Linear(16, 2))
learning_rate = 0.1
loss_fn = nn.CrossEntropyLoss()
optimizer = torch.optim.SGD(model.parameters(), lr=learning_rate)

def train_loop(dataloader, model, loss_fn, optimizer):
    size = len(dataloader.dataset)
    model.train()
    for batch, (X, y) in enumerate(dataloader):
        pred = model(X)
        loss = loss_fn(pred, y)
        loss.backward()
        optimizer.step()
        optimizer.zero_grad()
        if batch % 100 == 0:
            loss, current = loss.item(), batch * 64 + len(X)
            print(f"loss: [{current:>5d}/{size:>5d}]")

def test_loop(dataloader, model, loss_fn):
    model.eval()
    size = len(dataloader.dataset)
    num_batches = len(dataloader)
    test_loss, correct = 0, 0
    with torch.no_grad():
        for X, y in dataloader:
            pred = model(X)
            test_loss += loss_fn(pred, y).item()
            correct += (pred.argmax(1) == y).type(torch.float).sum().item()
    test_loss /= num_batches
    correct /= size
    return correct, test_loss

for t in range(20):
    train_loop(train_dataloader, model, loss_fn, optimizer)
correct, test_loss = test_loop(test_dataloader, model, loss_fn)
print("accurate:", correct > 0.9, test_loss < 0.5)
