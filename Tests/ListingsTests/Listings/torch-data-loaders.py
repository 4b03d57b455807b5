import torch
from torch.utils.data import Dataset, DataLoader, random_split, TensorDataset, Subset
class Squares(Dataset):
    def __init__(self, n): self.n = n
    def __len__(self): return self.n
    def __getitem__(self, i): return torch.tensor([float(i)]), i * i
ds = Squares(10)
for xb, yb in DataLoader(ds, batch_size=4):
    print(xb.shape, yb, yb.dtype)
a, b = random_split(ds, [7, 3])
print(len(a), len(b), sorted(int(x) for x, _ in list(a) + list(b)))
dl = DataLoader(TensorDataset(torch.arange(6).float(), torch.arange(6)), batch_size=4, shuffle=True, drop_last=True)
print(len(dl), sum(1 for _ in dl))
x, y = next(iter(dl)); print(x.shape, y.dtype)
class D2(Dataset):
    def __len__(self): return 3
    def __getitem__(self, i): return {'x': float(i), 'y': i}
print(next(iter(DataLoader(D2(), batch_size=3))))
