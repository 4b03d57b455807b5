import torch
torch.manual_seed(0)
inputs, targets = torch.rand(16, 100), torch.rand(16, 784)

import torch
import torch.nn as nn
import torch.optim as optim

# Define the generative AI model
class Generator(nn.Module):
    def __init__(self):
        super(Generator, self).__init__()
        self.fc1 = nn.Linear(100, 64)
        self.fc2 = nn.Linear(64, 64)
        self.fc3 = nn.Linear(64, 784)

    def forward(self, x):
        x = torch.relu(self.fc1(x))
        x = torch.relu(self.fc2(x))
        x = torch.sigmoid(self.fc3(x))
        return x

# Initialize the model and optimizer
model = Generator()
optimizer = optim.Adam(model.parameters(), lr=0.001)

# Train the model with early stopping
early_stopping = torch.optim.lr_scheduler.ReduceLROnPlateau(optimizer, mode='min',
                                                            factor=0.1, patience=5,
                                                            min_lr=1e-5)

# Train the model for 100 epochs
for epoch in range(100):
    optimizer.zero_grad()
    outputs = model(inputs)
    loss = nn.MSELoss()(outputs, targets)
    loss.backward()
    optimizer.step()
    early_stopping.step()
    if epoch % 5 == 0:
        print(f'Epoch {epoch+1}, Loss: {loss.item():.4f}')
