import numpy as np
import torch
import torch.nn as nn
import torch.optim as optim

torch.manual_seed(111)
train_data_length = 256
train_data = torch.zeros((train_data_length, 2))
train_data[:, 0] = 2 * np.pi * torch.rand(train_data_length)
train_data[:, 1] = torch.sin(train_data[:, 0])
train_labels = torch.zeros(train_data_length)
train_set = [(train_data[i], train_labels[i]) for i in range(train_data_length)]
train_loader = torch.utils.data.DataLoader(train_set, batch_size=32, shuffle=True)

class Discriminator(nn.Module):
    def __init__(self):
        super().__init__()
        self.model = nn.Sequential(
            nn.Linear(2, 32), nn.LeakyReLU(0.2), nn.Dropout(0.3),
            nn.Linear(32, 1), nn.Sigmoid(),
        )
    def forward(self, x):
        return self.model(x)

class Generator(nn.Module):
    def __init__(self):
        super().__init__()
        self.model = nn.Sequential(nn.Linear(2, 16), nn.ReLU(), nn.Linear(16, 2))
    def forward(self, x):
        return self.model(x)

D, G = Discriminator(), Generator()
loss_function = nn.BCELoss()
optD = optim.Adam(D.parameters(), lr=0.001, betas=(0.5, 0.999))
optG = optim.Adam(G.parameters(), lr=0.001, betas=(0.5, 0.999))
for epoch in range(2):
    for n, (real, _) in enumerate(train_loader):
        bs = real.shape[0]
        real_labels = torch.ones((bs, 1))
        latent = torch.randn((bs, 2))
        fake = G(latent)
        allx = torch.cat((real, fake))
        labels = torch.cat((real_labels, torch.zeros((bs, 1))))
        D.zero_grad()
        loss_d = loss_function(D(allx.detach()), labels)
        loss_d.backward()
        optD.step()
        G.zero_grad()
        loss_g = loss_function(D(fake), real_labels)
        loss_g.backward()
        optG.step()
    print(f"Epoch: {epoch} n: {n} finite: {torch.isfinite(loss_d).item() and torch.isfinite(loss_g).item()}")
samples = G(torch.randn(100, 2)).detach().numpy()
print(samples.shape, samples.dtype)
