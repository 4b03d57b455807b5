import torch
from torch import nn
class NeuralNetwork(nn.Module):
    def __init__(self):
        super().__init__()
        self.flatten = nn.Flatten()
        self.linear_relu_stack = nn.Sequential(
            nn.Linear(28*28, 512),
            nn.ReLU(),
            nn.Linear(512, 512),
            nn.ReLU(),
            nn.Linear(512, 10),
        )
    def forward(self, x):
        x = self.flatten(x)
        logits = self.linear_relu_stack(x)
        return logits
device = "cuda" if torch.cuda.is_available() else "cpu"
print(f"Using {device} device")
model = NeuralNetwork().to(device)
print(model)
X = torch.rand(1, 28, 28, device=device)
logits = model(X)
pred_probab = nn.Softmax(dim=1)(logits)
y_pred = pred_probab.argmax(1)
print(y_pred.shape, pred_probab.shape)
for name, param in model.named_parameters():
    print(f"Layer: {name} | Size: {param.size()}")
print(sum(p.numel() for p in model.parameters()))
for name, child in model.named_children():
    print(name, type(child).__name__)
print(isinstance(model.linear_relu_stack[0], nn.Linear), len(model.linear_relu_stack))
print(list(model.state_dict().keys()))
print(model.training, model.eval().training)
