# Arrays of thousands of elements, which go other ways than those of a few: sorted by digits, chosen by masks, eight at a time.
import numpy as np

count = 3000
places = np.arange(count) * 7919 % 3001
for dtype in (np.float64, np.float32, np.int64, np.int32):
    x = (places - 1500).astype(dtype)
    ordered = np.sort(x)
    print(dtype.__name__, ordered[:3], ordered[-3:], bool((ordered[1:] >= ordered[:-1]).all()))
    print(np.argsort(x)[:5], np.argsort(x)[-5:], bool((x[np.argsort(x)] == ordered).all()))
    print(np.unique(x // 100)[:4], len(np.unique(x)), np.unique(x % 7, return_counts=True))
    print(x.max(), x.min(), x.argmax(), x.argmin(), x.sum(), np.cumsum(x)[[0, 1, 1500, -1]])
print(np.sort((places % 256).astype(np.uint8))[::500], np.sort(places % 2 == 0)[::700])

y = places / 7.0 - 200
y[5], y[7], y[11], y[13] = np.nan, np.inf, -np.inf, -0.0
print(np.sort(y)[:2], np.sort(y)[-3:], np.argsort(y)[:2], np.argsort(y)[-2:])
print(y.max(), y.min(), y.argmax(), y.argmin(), np.nanmax(y), np.nanmin(y))
z = y.copy()
z[5] = 1.0
print(z.max(), z.min(), z.argmax(), z.argmin())

table = places[:2400].reshape(60, 40) / 3.0
print(np.sort(table, axis=0)[0, :4], np.sort(table, axis=1)[0, :4], np.argsort(table, axis=0)[:3, 0])
print(table.max(axis=1)[:3], table.argmin(axis=1)[:4], table.max(axis=0)[:3], table.argmax(axis=0)[:4])
print(np.cumsum(table, axis=0)[-1, :3], np.cumsum(table, axis=1)[0, -3:], np.cumprod([[1, 2], [3, 4]], axis=0))

mask = table > 400
print(mask.sum(), table[mask].sum().round(6), table[mask].shape, table[~mask][:3])
w = table.copy()
w[mask] = -1
w[w == 0] = 7
print(w.sum().round(6), (w == -1).sum(), np.where(mask, table, -table).sum().round(6))
print(np.where(mask[0], 1, 0)[:12], np.where(table[:, :1] > 300, table, 0).sum().round(6))
print(np.nonzero(mask[0])[0][:4], np.argwhere(mask)[:2].tolist(), np.flatnonzero(mask)[-1])
print(table[[0, -1, 5]].shape, table[[0, -1, 5], 3], table[np.array([[1, 2], [3, 4]])].shape, places[[[0, 1], [-1, -2]]])
try:
    table[[0, 60]]
except IndexError as error:
    print(error)
try:
    table[np.array([-61])]
except IndexError as error:
    print(error)

a = np.linspace(0, 1, 37)
b = np.linspace(2, 3, 37)
print((a + b)[[0, 9, 36]], (a - 2.0)[[0, 35]], (3.0 / b)[[1, 36]], (2 * a * b)[[8, 33]], (a[::2] + b[::2])[-1])
a *= 2
a += b
print(a[[0, 17, 36]], (a.astype(np.float32) * np.float32(2))[[0, 9, 36]], (a.reshape(37, 1) + b).sum().round(6))

labels = np.array(["pear", "apple", "fig", "apple"])
print(labels, labels == "apple", labels != "fig", labels[1], labels[-2:], labels[labels == "apple"], labels[[0, 2]])
print(np.unique(labels), np.unique(labels, return_counts=True)[1], np.unique(labels, return_inverse=True)[1])
print(len(labels), labels.shape, labels.size, labels.dtype, labels.tolist(), np.sort(labels), np.argsort(labels))
print((labels == "apple").sum(), np.array([1, 2, 3, 4])[labels == "apple"].mean(), [t.upper() for t in labels])
print(np.where(np.array([1, 5, 3]) > 2, "high", "low"), np.isin(labels, ["fig", "kiwi"]), labels == labels[::-1])
print(np.array(["1.5", "2"]).astype(float), repr(np.array(["a", "bc"])))

print(np.loadtxt(["# x y", "1 2.5", "3 4"]), np.loadtxt(["a,b", "1,2", "3,4"], delimiter=",", skiprows=1, usecols=1))
x, y = np.loadtxt(["1 2", "3 4", "5 6"], unpack=True)
print(x, y, np.loadtxt(["7"]), np.loadtxt(["1 2 3"]), np.loadtxt(["1", "2"], dtype=int, max_rows=1, ndmin=1))
for lines in (["1 2", "3"], ["1 x"]):
    try:
        np.loadtxt(lines)
    except ValueError as error:
        print(error)
