"""Values and derivatives of every activation of torch.nn.functional and keras.activations, in double precision.

Keras's tanh is left out, which JAX computes in single precision here, and Keras's sparsemax, which is not the paper's
(`findings/keras-sparsemax.sh`): that one is compared with the projection that defines it.
"""

import jax

jax.config.update("jax_enable_x64", True)

import keras
import torch
from judging import Judge
from keras import activations
from torch.nn import functional

keras.config.set_floatx("float64")

# Both sides of every corner, the corners themselves, the tails; all of them numbers of Float32.
POINTS = [-40.0, -6.5, -3.0, -2.0, -1.5, -1.0, -0.75, -0.5, -0.25, -0.125, 0.0, 0.125, 0.25, 0.5, 0.75, 1.0, 1.5, 2.0, 3.0, 6.0,
          6.5, 25.0, 40.0]
ROWS = [[0.5, -1.25, 2.0, 0.25], [0.0, 0.0, 0.0, 0.0], [-3.0, 4.5, 4.25, 1.0], [30.0, -30.0, 29.5, 0.0]]
SLOPES = [[1.0, -0.5, 0.25, 2.0], [0.125, 1.0, -1.0, 0.5], [-2.0, 1.0, 0.75, 0.25], [1.0, 1.0, -1.0, 3.0]]

# Descent's word, the settings that differ from its defaults, and the same in PyTorch. One line per case.
TORCH = [
    ("ReLU", {}, functional.relu), ("ReLU6", {}, functional.relu6),
    ("LeakyReLU", {"negative_slope": 0.01}, functional.leaky_relu),
    ("Threshold", {"threshold": 0.25, "value": 20}, lambda x: functional.threshold(x, 0.25, 20.0)),
    ("ELU", {}, functional.elu), ("ELU", {"alpha": 0.5}, lambda x: functional.elu(x, 0.5)),
    ("CELU", {}, functional.celu), ("CELU", {"alpha": 0.5}, lambda x: functional.celu(x, 0.5)),
    ("SELU", {}, functional.selu), ("GELU", {}, functional.gelu),
    ("GELU", {"approximate": "tanh"}, lambda x: functional.gelu(x, approximate="tanh")),
    ("SiLU", {}, functional.silu), ("Mish", {}, functional.mish), ("Hardswish", {}, functional.hardswish),
    ("Softplus", {}, functional.softplus), ("Softplus", {"beta": 2, "threshold": 5}, lambda x: functional.softplus(x, 2, 5)),
    ("Sigmoid", {}, functional.sigmoid), ("Tanh", {}, functional.tanh), ("Softsign", {}, functional.softsign),
    ("Hardsigmoid", {}, functional.hardsigmoid), ("Hardtanh", {}, functional.hardtanh),
    ("Hardtanh", {"min_val": -2, "max_val": 0.5}, lambda x: functional.hardtanh(x, -2.0, 0.5)),
    ("LogSigmoid", {}, functional.logsigmoid), ("Hardshrink", {}, functional.hardshrink),
    ("Hardshrink", {"lambd": 1.5}, lambda x: functional.hardshrink(x, 1.5)),
    ("Softshrink", {}, functional.softshrink), ("Softshrink", {"lambd": 1.5}, lambda x: functional.softshrink(x, 1.5)),
    ("Tanhshrink", {}, functional.tanhshrink),
]
TORCH_ROWS = [
    ("Softmax", {}, lambda x: functional.softmax(x, -1)), ("Softmin", {}, lambda x: functional.softmin(x, -1)),
    ("LogSoftmax", {}, lambda x: functional.log_softmax(x, -1)), ("GLU", {}, lambda x: functional.glu(x, -1)),
]

# What keras.activations has under its own name; a text is what `activation=` takes.
KERAS = [
    "celu", "elu", "exponential", "gelu", "hard_shrink", "hard_sigmoid", "hard_silu", "hard_swish", "hard_tanh",
    "leaky_relu", "linear", "log_sigmoid", "mish", "relu", "relu6", "selu", "sigmoid", "silu", "soft_shrink", "softplus",
    "softsign", "sparse_plus", "sparse_sigmoid", "squareplus", "swish", "tanh_shrink",
]
KERAS_SET = [
    ("ReLU", {"max_value": 2, "negative_slope": 0.5, "threshold": 0.75},
     lambda x: activations.relu(x, negative_slope=0.5, max_value=2.0, threshold=0.75)),
    ("Threshold", {"threshold": 0.25, "value": 20}, lambda x: activations.threshold(x, 0.25, 20.0)),
    ("Squareplus", {"b": 1}, lambda x: activations.squareplus(x, b=1)),
]
KERAS_ROWS = ["softmax", "log_softmax", "glu"]


def torch_case(function, points, weights=None):
    x = torch.tensor(points, dtype=torch.float64, requires_grad=True)
    y = function(x)
    dy = torch.ones_like(y) if weights is None else torch.tensor(weights, dtype=torch.float64)[:, :y.shape[-1]]
    y.backward(dy)
    return {"x": points, "y": y.tolist(), "dx": x.grad.tolist()}


def keras_case(function, points, weights=None):
    x = jax.numpy.array(points, dtype="float64")
    y, pull = jax.vjp(lambda x: function(x), x)
    dy = jax.numpy.ones_like(y) if weights is None else jax.numpy.array(weights, dtype="float64")[:, :y.shape[-1]]
    return {"x": points, "y": y.tolist(), "dx": pull(dy)[0].tolist()}


def projection(row, slopes):
    """The nearest point of the simplex to a row, its threshold found by bisection, and the gradient through it."""
    low, high = min(row) - 1, max(row)
    for _ in range(200):
        middle = (low + high) / 2
        low, high = (middle, high) if sum(max(x - middle, 0) for x in row) > 1 else (low, middle)
    y = [max(x - high, 0) for x in row]
    support = [i for i, p in enumerate(y) if p > 1e-12]
    mean = sum(slopes[i] for i in support) / len(support)
    return y, [slopes[i] - mean if i in support else 0.0 for i in range(len(row))]


judge = Judge(relative=1e-12)
elements = [{"framework": "pytorch", "word": word, "given": given, **torch_case(function, POINTS)}
            for word, given, function in TORCH]
elements += [{"framework": "keras", "word": word, "given": given, **keras_case(function, POINTS)}
             for word, given, function in KERAS_SET]
elements += [{"framework": "keras", "text": name, **keras_case(getattr(activations, name), POINTS)} for name in KERAS]
rows = [{"framework": "pytorch", "word": word, "given": given, **torch_case(function, ROWS, SLOPES)}
        for word, given, function in TORCH_ROWS]
rows += [{"framework": "keras", "text": name, **keras_case(getattr(activations, name), ROWS, SLOPES)} for name in KERAS_ROWS]
projections = [projection(row, slopes) for row, slopes in zip(ROWS, SLOPES)]
rows.append({"framework": "paper", "text": "sparsemax", "x": ROWS, "y": [y for y, _ in projections],
             "dx": [dx for _, dx in projections]})
judge.golden("Tests/NetworksTests/Golden/activations.json", {"slopes": SLOPES, "elements": elements, "rows": rows})
judge.finish()
