import torch
import torch.nn as nn
from torch.utils.data import Dataset, DataLoader

class SineDataset(Dataset):
    def __init__(self, n=100, seq_len=10):
        t = torch.linspace(0, 20, n + seq_len)
        self.data = torch.sin(t)
        self.seq_len = seq_len
        self.n = n

    def __len__(self):
        return self.n

    def __getitem__(self, idx):
        x = self.data[idx:idx + self.seq_len].unsqueeze(-1)
        y = self.data[idx + self.seq_len]
        return x, y

class LSTMModel(nn.Module):
    def __init__(self, hidden_size=16, num_layers=1):
        super().__init__()
        self.hidden_size = hidden_size
        self.lstm = nn.LSTM(1, hidden_size, num_layers, batch_first=True)
        self.fc = nn.Linear(hidden_size, 1)

    def forward(self, x):
        h0 = torch.zeros(1, x.size(0), self.hidden_size)
        c0 = torch.zeros(1, x.size(0), self.hidden_size)
        out, (hn, cn) = self.lstm(x, (h0, c0))
        return self.fc(out[:, -1, :]).squeeze(-1)

torch.manual_seed(0)
device = torch.device("cuda" if torch.cuda.is_available() else "cpu")
ds = SineDataset()
loader = DataLoader(ds, batch_size=20, shuffle=True, drop_last=True)
xb, yb = next(iter(loader))
print(xb.shape, yb.shape, len(loader))
model = LSTMModel().to(device)
print(model)
print(sum(p.numel() for p in model.parameters() if p.requires_grad))
crit = nn.MSELoss()
opt = torch.optim.Adam(model.parameters(), lr=1e-2)
losses = []
for epoch in range(5):
    running = 0.0
    for xb, yb in loader:
        xb, yb = xb.to(device), yb.to(device)
        opt.zero_grad()
        loss = crit(model(xb), yb)
        loss.backward()
        nn.utils.clip_grad_norm_(model.parameters(), max_norm=1.0)
        opt.step()
        running += loss.item() * xb.size(0)
    losses.append(running / len(loader.dataset))
print(len(losses), losses[-1] < losses[0])
model.eval()
with torch.no_grad():
    print(model(ds[0][0].unsqueeze(0)).shape)
