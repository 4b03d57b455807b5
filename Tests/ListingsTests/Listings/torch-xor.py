import torch, torch.nn as nn
X = torch.tensor([[0.,0.],[0.,1.],[1.,0.],[1.,1.]])
Y = torch.tensor([[0.],[1.],[1.],[0.]])
class XOR(nn.Module):
    def __init__(self):
        super(XOR, self).__init__()
        self.hidden = nn.Linear(2, 4)
        self.out = nn.Linear(4, 1)
        with torch.no_grad():
            self.hidden.weight.copy_(torch.tensor([[0.5,-0.4],[-0.3,0.8],[0.9,0.7],[-0.6,-0.2]]))
            self.hidden.bias.fill_(0.1)
            self.out.weight.copy_(torch.tensor([[0.4,-0.7,0.6,0.3]]))
            self.out.bias.zero_()
    def forward(self, x):
        return torch.sigmoid(self.out(torch.tanh(self.hidden(x))))
model = XOR()
criterion = nn.BCELoss()
optimizer = torch.optim.Adam(model.parameters(), lr=0.05)
for epoch in range(1, 501):
    optimizer.zero_grad()
    output = model(X)
    loss = criterion(output, Y)
    loss.backward()
    optimizer.step()
    if epoch % 100 == 0:
        print(f'epoch {epoch}: loss {loss.item():.4f}')
pred = (model(X) > 0.5).int()
print(pred)
print(pred.squeeze().tolist())
print(model.hidden.weight.grad.shape, loss)
