import torch, torch.nn as nn
class CNN(nn.Module):
    def __init__(self):
        super().__init__()
        self.conv1 = nn.Conv2d(1, 4, kernel_size=3, padding=1)
        self.pool = nn.MaxPool2d(2, 2)
        self.conv2 = nn.Conv2d(4, 8, 3)
        self.bn = nn.BatchNorm2d(8)
        self.fc = nn.Linear(8 * 2 * 2, 3)
        for i, p in enumerate(self.parameters()):
            with torch.no_grad():
                p.copy_(torch.linspace(-0.5, 0.5, p.numel()).view_as(p))
    def forward(self, x):
        x = self.pool(torch.relu(self.conv1(x)))
        x = torch.relu(self.bn(self.conv2(x)))
        return self.fc(x.view(x.size(0), -1))
net = CNN()
x = torch.linspace(-1, 1, 2 * 64).view(2, 1, 8, 8)
out = net(x)
print(out)
loss = nn.CrossEntropyLoss()(out, torch.tensor([0, 2]))
loss.backward()
print(round(loss.item(), 5))
for n, p in net.named_parameters(): print(n, round(p.grad.norm().item(), 4))
print(net.bn.running_mean, net.bn.num_batches_tracked)
net.eval()
print(net(x))
print(net)
