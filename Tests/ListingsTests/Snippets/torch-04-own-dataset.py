import torch
from torch.utils.data import Dataset, DataLoader

class Squares(Dataset):
    def __init__(self, count, transform=None, target_transform=None):
        self.values = torch.arange(count, dtype=torch.float32)
        self.transform = transform
        self.target_transform = target_transform

    def __len__(self):
        return len(self.values)

    def __getitem__(self, idx):
        value = self.values[idx]
        label = value**2
        if self.transform:
            value = self.transform(value)
        if self.target_transform:
            label = self.target_transform(label)
        return value, label

training_data = Squares(10, transform=lambda v: v / 10)
train_dataloader = DataLoader(training_data, batch_size=4, shuffle=False)
features, labels = next(iter(train_dataloader))
print(f"Feature batch shape: {features.size()}")
print(f"Labels batch shape: {labels.size()}")
print(features, labels)
print(len(train_dataloader), len(training_data))
for batch, (X, y) in enumerate(train_dataloader):
    print(batch, X.shape[0], y.sum().item())
