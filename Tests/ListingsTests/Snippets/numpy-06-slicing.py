import numpy as np

a = np.arange(10)**3
print(a[2], a[2:5])
a[:6:2] = 1000
print(a)
print(a[::-1])

def f(x, y):
    return 10 * x + y

b = np.fromfunction(f, (5, 4), dtype=int)
print(b[2, 3])
print(b[0:5, 1])
print(b[1:3, :])
print(b[-1])
for row in b:
    print(row)
print([x for x in b.flat][:5])
