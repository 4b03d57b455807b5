import torch
from torch import nn

model = nn.Linear(3, 2)
torch.save(model.state_dict(), "model_weights.pth")
other = nn.Linear(3, 2)
other.load_state_dict(torch.load("model_weights.pth", weights_only=True))
other.eval()
x = torch.ones(1, 3)
print(torch.equal(model(x), other(x)))
print(list(model.state_dict()))
