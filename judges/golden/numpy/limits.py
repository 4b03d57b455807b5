# What fits into an array and what does not; matrices at the edges of what can be decomposed.
import warnings

import numpy as np

warnings.simplefilter("ignore")


def attempt(f):
    try:
        print(repr(f()))
    except Exception as e:
        print(type(e).__name__, "|", e)


def stored(dtype, index, value):
    a = np.zeros(3, dtype)
    a[index] = value
    return a


def filled(dtype, value):
    a = np.zeros(3, dtype)
    a[:] = value
    return a


def begun(dtype, value):
    a = np.zeros(3, dtype)
    a[:2] = value
    return a


attempt(lambda: stored(np.uint8, 0, 300))
attempt(lambda: stored(np.uint8, 0, -1))
attempt(lambda: filled(np.int32, 2**40))
attempt(lambda: stored(np.uint8, [0, 1], 300))
attempt(lambda: stored(np.uint8, [0, 1], [300, 1]))
attempt(lambda: stored(np.uint8, np.array([True, False, True]), 300))
attempt(lambda: stored(np.uint8, 0, np.int64(300)))
attempt(lambda: begun(np.uint8, np.array([300, 1])))
attempt(lambda: stored(np.int32, 0, 3e9))
attempt(lambda: stored(np.int32, 0, float("nan")))
attempt(lambda: stored(np.int64, 0, float("inf")))
attempt(lambda: stored(np.int64, 0, 2**70))
attempt(lambda: stored(float, 0, 2**70))
attempt(lambda: filled(np.int32, [1.5, 2.5, float("nan")]))
attempt(lambda: stored(bool, 0, 300))
attempt(lambda: np.array([300], dtype=np.uint8))
attempt(lambda: np.array([[300, 1], [2, 3]], dtype=np.uint8))
attempt(lambda: np.array([np.int64(300)], dtype=np.uint8))
attempt(lambda: np.array([1.5, 300.0], dtype=np.uint8))
attempt(lambda: np.array([[2**70]], dtype=float))
attempt(lambda: np.array([1e20], dtype=np.int64))
attempt(lambda: np.asarray([1, -1], dtype=np.uint8))
attempt(lambda: np.full(3, 300, dtype=np.uint8))
attempt(lambda: np.full(3, np.int64(300), dtype=np.uint8))
attempt(lambda: np.full_like(np.zeros(2, np.uint8), 300))
attempt(lambda: np.zeros(2, np.uint8).fill(300))
attempt(lambda: np.int32(2**31))
attempt(lambda: np.uint8(300))
attempt(lambda: np.uint8(300.5))
attempt(lambda: np.int32(np.int64(2**31)))
attempt(lambda: np.int64(float("nan")))
attempt(lambda: np.uint8([255, 256]))
attempt(lambda: np.insert(np.zeros(2, np.uint8), 0, 300))
attempt(lambda: np.where([True, False], 300, np.array([1, 2], dtype=np.uint8)))
attempt(lambda: np.array([1, 2]) + 2**63)
attempt(lambda: np.array([1, 2]) * 10**20)
attempt(lambda: np.array([1.5]) * 10**20)
attempt(lambda: np.int64(1) + 2**63)
attempt(lambda: np.float64(1.5) * 10**20)
attempt(lambda: np.uint8(5) + 300)
attempt(lambda: np.uint8(5) < 300)
print(np.array([np.nan, 300.7, -1.0, 3e9, 1e20]).astype(np.uint8))
print(np.array([np.nan, 3e9, -3e9, 1e20, 2.5, -2147483648.5]).astype(np.int32))
print(np.array([np.nan, 3e9, -3e9, 1e20], dtype=np.float32).astype(np.int32))
print(np.array([np.nan, 3e9, -3e9, 1e20]).astype(np.int64))

# Assigned from its own memory.
a = np.arange(5)
a[[1, 2, 3]] = a[:3]
print(a)
a = np.arange(5)
a[[4, 3, 2, 1]] = a[:4]
print(a)
a = np.arange(6).reshape(2, 3)
a[:, [1, 2]] = a[:, :2]
print(a)

attempt(lambda: np.histogram([1, np.nan, 3]))
attempt(lambda: np.histogram([np.inf, 1.0]))
attempt(lambda: np.histogram([1, 2, 3], range=(3, 1)))
attempt(lambda: np.histogram([1, 2, 3], range=(0.0, np.inf)))
attempt(lambda: np.histogram([1, np.nan, 2], bins=[0, 1, 2])[0])
attempt(lambda: np.histogram([1, 2], bins=[2, 1, 0]))
attempt(lambda: np.digitize([1, 2], [3, 1, 2]))
attempt(lambda: np.digitize([0.5, 1, 2, 2.5, 3, 4], [3, 2, 1]))
attempt(lambda: np.digitize([0.5, 1, 2, 2.5, 3, 4], [3, 2, 1], right=True))
attempt(lambda: np.einsum("ij->k", np.ones((2, 2))))
attempt(lambda: np.einsum("ij->ii", np.ones((2, 2))))
attempt(lambda: np.random.seed(-1))
attempt(lambda: np.random.seed(2**32))
attempt(lambda: np.random.default_rng(-1))
attempt(lambda: np.zeros((1,) * 64)[None])
attempt(lambda: np.expand_dims(np.zeros((1,) * 64), 0))
attempt(lambda: np.zeros((1,) * 65))
print(np.array([-0.0]) // 3, np.array([0.0]) // -3, np.float64(-0.0) // 3, np.array([-1e-20]) // 1)
print(np.float32(16777216.0), np.float32(999999.0), [np.float32(3e7)], np.float32(1e-4), np.mean(np.float32([16777216, 1, 1, 1])))

# Defective matrices, deficient ranks, and numbers at the ends of the scale.
w, v = np.linalg.eig([[1, 1], [0, 1]])
print(w, np.abs(v).round(3))
A = np.array([[2.0, 1, 0], [0, 2, 0], [0, 0, 2]])
w, v = np.linalg.eig(A)
print(w, np.abs(A @ v - v * w).max() < 1e-12, np.linalg.norm(v, axis=0).round(6))
P = np.array([[0.9, 0.1, 0], [0.2, 0.7, 0.1], [0, 0.3, 0.7]])
w, v = np.linalg.eig(P.T)
i = np.argmax(w)
print(np.sort(w).round(6), (v[:, i] / v[:, i].sum()).round(6))
print(np.linalg.eig(np.array([[4.0, 1], [2, 3]])))
print(np.linalg.eigvals(np.array([[1.0, 2], [3, 4]])))
print(np.linalg.eigvals(np.array([[1e200, 2e200], [3e200, 4e200]])) / 1e200)
print(np.linalg.eigh(np.array([[2.0, 1], [1, 2]])), np.linalg.eigvalsh(np.array([[2e-200, 1e-200], [1e-200, 2e-200]])) * 1e200)
for a in (np.ones((3, 2)), np.zeros((2, 2)), np.ones((2, 3)), np.arange(12.0).reshape(4, 3)):
    u, s, vt = np.linalg.svd(a)
    print(u.shape, s.round(6), vt.shape, (u.T @ u).round(6) + 0.0, np.allclose(u[:, : len(s)] * s @ vt[: len(s)], a))
    u, s, vt = np.linalg.svd(a, full_matrices=False)
    print(u.shape, vt.shape, (u.T @ u).round(6) + 0.0, np.allclose(u * s @ vt, a))
print((np.linalg.svd(np.ones((3, 3)) * 1e200)[1][0] / 1e200).round(6), (np.linalg.svd(np.ones((2, 2)) * 1e-200, compute_uv=False)[0] * 1e200).round(6))
print(np.linalg.svd(np.array([[3.0, 1], [1, 3]])))
print(np.linalg.svd(np.zeros((0, 2)))[2], np.linalg.matrix_rank(np.array([[1, 2], [2, 4.0000000001]])))
attempt(lambda: np.linalg.svd(np.array([[np.nan, 1], [1, 2]])))
attempt(lambda: np.linalg.eig(np.array([[np.inf, 1], [1, 2]])))
attempt(lambda: np.linalg.pinv(np.array([[np.nan, 1], [1, 2]])))
attempt(lambda: np.linalg.matrix_rank(np.array([[np.nan, 1], [1, 2]])))
print(np.linalg.pinv(np.ones((2, 2))).round(6), np.linalg.cond(np.array([[1.0, 2], [3, 4]])).round(6))
