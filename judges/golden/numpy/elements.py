"""Elements one at a time: what a name holds stays, whatever the loop goes on to."""
import numpy as np

x = np.array([1.0, 2.5, -3.0, 4.0])
kept = []
before = None
total = 0.0
for i in range(len(x)):
    v = x[i]
    w = v
    v += 1
    v *= 2
    if before is not None:
        print(before, w, v)
    before = w
    kept.append(v)
    total += x[i]
    alias = total
    total = total - 0.5
    print(total, alias)
print(kept, before, x)


def running(values):
    s = values[0]
    for k in range(1, len(values)):
        yield s
        s = s + values[k]
    yield s


print(list(running(x)))
adders = []
for i in range(3):
    v = x[i]
    adders.append(lambda y, v=v: y + v)
print([f(10) for f in adders])

n = np.array([3, 1, 2])
c = n[0]
d = c
c += n[1]
c -= 7
print(c, d, type(c).__name__, c // 2, c % 2, n[0] / n[2], type(n[0] / n[2]).__name__, n[0] ** 2, -n[0])
n[0] = n[1] + n[2]
n[1] = 9.9 > 1
print(n, n[0] > n[1], n[0] == 3, 2 < n[2] < 5)
big = np.array([2**62, 2**62])
print(big[0] - big[1], big[0] // 3, big[0] % 1000)
a = np.zeros((3, 3))
for i in range(3):
    for j in range(3):
        a[i, j] = a[i - 1, j] + 10 * i + j
        a[i][j] += 0.25
print(a)
print(a[-1, -1], a[1, 2] < a[2, 1], a[1, 2] != a[1, 2])
m = np.array([[1, 2], [3, 4]])
m[0, 1] += 5
m[1, 0] = m[0, 1] * m[1, 1]
print(m, m.T[0, 1], m[::-1, ::-1][0, 0])
h = np.array([1.5, 2.5], dtype=np.float32)
h[0] = h[1] + 1
h[1] = 7
print(h, h[0] + 1, type(h[0] * 2.0).__name__)
f = np.array([True, False])
f[1] = x[0] > 0
print(f, f[0] + f[1])
pair = (x[0], x[1])
x[0] = 100
print(pair, x[0] - pair[0], x[1] / 0.5, x[2] ** 2, 2 ** x[1], 1 - x[3])
for bad in ("x[4]", "x[-5]", "a[3, 0]", "a[0, -4]"):
    try:
        {"x[4]": lambda: x[4], "x[-5]": lambda: x[-5], "a[3, 0]": lambda: a[3, 0], "a[0, -4]": lambda: a[0, -4]}[bad]()
    except IndexError as problem:
        print(problem)
