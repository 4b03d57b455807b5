import keras
from keras import ops
import numpy as np

x = ops.convert_to_tensor([[1.0, 2.0], [3.0, 4.0]])
print(np.array(ops.matmul(x, x)))
print(np.array(ops.sum(x, axis=0)), float(ops.mean(x)))
print(np.array(ops.concatenate([x, x], axis=1)))
print(np.array(ops.stack([x[0], x[1]])))
print(np.array(ops.relu(ops.convert_to_tensor([-1.0, 2.0]))))
print(np.array(ops.softmax(ops.zeros((1, 4)))))
print(np.array(ops.one_hot([0, 2], 3)))
print(np.array(ops.argmax(x, axis=1)), ops.shape(x))
print(np.array(ops.where(x > 2.0, x, ops.zeros_like(x))))
print(np.array(ops.clip(x, 1.5, 3.5)))
