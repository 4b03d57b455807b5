"""Values and gradients of losses with weights and reductions, in double precision: PyTorch's and Keras's own."""

import jax

jax.config.update("jax_enable_x64", True)

import keras
import torch
from judging import Judge
from torch import nn

keras.config.set_floatx("float64")

NUMBERS = [[0.5, -1.25, 2.0, 0.25], [0.0, 3.0, -0.5, 0.75], [-3.0, 4.5, 4.25, 1.0]]
TARGETS = [[0.75, -1.0, 0.5, 0.25], [1.0, 0.0, 2.0, -0.75], [-2.5, 1.5, 4.0, 1.25]]
SHARES = [[0.25, 0.75, 0.5, 0.125], [0.875, 0.0625, 0.5, 0.75], [0.375, 0.25, 0.9375, 0.5]]
BITS = [[1.0, 0.0, 1.0, 0.0], [0.0, 1.0, 1.0, 0.25], [1.0, 0.0, 0.5, 1.0]]
# Probabilities that are 0 and 1 in one number or the other: where PyTorch's bounds are felt.
EDGES = [[0.0, 1.0, 0.0, 1.0], [1e-45, 0.5, 1e-13, 0.25], [0.75, 1.0, 0.0, 0.125]]
POSITIVE = [[0.5, 1.25, 2.0, 0.25], [3.0, 0.125, 0.5, 0.75], [1.5, 2.5, 0.625, 1.0]]
CLASSES = [2, 0, 3]
SIDES = [1.0, -1.0, -1.0]
WEIGHTS = [0.5, 2.0, 1.0, 3.0]
LOGS = torch.log_softmax(torch.tensor(NUMBERS, dtype=torch.float64), -1).tolist()
ROWS = torch.softmax(torch.tensor(NUMBERS, dtype=torch.float64), -1).tolist()
tensor = lambda values: torch.tensor(values, dtype=torch.float64)
weights = tensor(WEIGHTS)


def halves(loss):
    return lambda y, t: loss(y[:, :2], y[:, 2:], t)


# Descent's word, its settings, the output, the target, and the same in PyTorch. Each line is taken for both reductions.
TORCH = [
    ("MSELoss", {}, NUMBERS, TARGETS, nn.MSELoss), ("L1Loss", {}, NUMBERS, TARGETS, nn.L1Loss),
    ("HuberLoss", {}, NUMBERS, TARGETS, nn.HuberLoss),
    ("HuberLoss", {"delta": 0.5}, NUMBERS, TARGETS, lambda **r: nn.HuberLoss(delta=0.5, **r)),
    ("SmoothL1Loss", {"beta": 0.5}, NUMBERS, TARGETS, lambda **r: nn.SmoothL1Loss(beta=0.5, **r)),
    ("SmoothL1Loss", {"beta": 0}, NUMBERS, TARGETS, lambda **r: nn.SmoothL1Loss(beta=0, **r)),
    ("BCELoss", {}, SHARES, BITS, nn.BCELoss),
    ("BCELoss", {"weight": WEIGHTS}, SHARES, BITS, lambda **r: nn.BCELoss(weights, **r)),
    ("BCELoss", {}, EDGES, BITS, nn.BCELoss),
    ("BCEWithLogitsLoss", {"weight": WEIGHTS}, NUMBERS, BITS, lambda **r: nn.BCEWithLogitsLoss(weights, **r)),
    ("BCEWithLogitsLoss", {"pos_weight": WEIGHTS}, NUMBERS, BITS, lambda **r: nn.BCEWithLogitsLoss(pos_weight=weights, **r)),
    ("BCEWithLogitsLoss", {"weight": [2], "pos_weight": [3]}, NUMBERS, BITS,
     lambda **r: nn.BCEWithLogitsLoss(tensor([2]), pos_weight=tensor([3]), **r)),
    ("CrossEntropyLoss", {}, NUMBERS, CLASSES, nn.CrossEntropyLoss),
    ("CrossEntropyLoss", {"weight": WEIGHTS}, NUMBERS, CLASSES, lambda **r: nn.CrossEntropyLoss(weights, **r)),
    ("CrossEntropyLoss", {"weight": WEIGHTS, "label_smoothing": 0.25}, NUMBERS, CLASSES,
     lambda **r: nn.CrossEntropyLoss(weights, label_smoothing=0.25, **r)),
    ("NLLLoss", {}, LOGS, CLASSES, nn.NLLLoss),
    ("NLLLoss", {"weight": WEIGHTS}, LOGS, CLASSES, lambda **r: nn.NLLLoss(weights, **r)),
    ("KLDivLoss", {}, LOGS, SHARES, nn.KLDivLoss),
    ("KLDivLoss", {"log_target": 1}, LOGS, LOGS[::-1], lambda **r: nn.KLDivLoss(log_target=True, **r)),
    ("PoissonNLLLoss", {}, NUMBERS, POSITIVE, nn.PoissonNLLLoss),
    ("PoissonNLLLoss", {"log_input": 0, "full": 1, "eps": 0.01}, POSITIVE, POSITIVE[::-1],
     lambda **r: nn.PoissonNLLLoss(log_input=False, full=True, eps=0.01, **r)),
    ("GaussianNLLLoss", {}, POSITIVE, [row[:2] for row in TARGETS],
     lambda **r: (lambda y, t: nn.GaussianNLLLoss(**r)(y[:, :2], t, y[:, 2:]))),
    ("GaussianNLLLoss", {"full": 1, "eps": 0.375}, POSITIVE, [row[:2] for row in TARGETS],
     lambda **r: (lambda y, t: nn.GaussianNLLLoss(full=True, eps=0.375, **r)(y[:, :2], t, y[:, 2:]))),
    ("CosineEmbeddingLoss", {}, NUMBERS, SIDES, lambda **r: halves(nn.CosineEmbeddingLoss(**r))),
    ("CosineEmbeddingLoss", {"margin": -0.5}, NUMBERS, SIDES, lambda **r: halves(nn.CosineEmbeddingLoss(margin=-0.5, **r))),
]

KERAS = [
    ("Huber", {"delta": 0.5}, NUMBERS, TARGETS, lambda **r: keras.losses.Huber(delta=0.5, **r)),
    ("BinaryCrossentropy", {"label_smoothing": 0.25}, SHARES, BITS,
     lambda **r: keras.losses.BinaryCrossentropy(label_smoothing=0.25, **r)),
    ("BinaryFocalCrossentropy", {"apply_class_balancing": 1, "gamma": 3, "label_smoothing": 0.25}, SHARES, BITS,
     lambda **r: keras.losses.BinaryFocalCrossentropy(True, gamma=3.0, label_smoothing=0.25, **r)),
    ("BinaryFocalCrossentropy", {"from_logits": 1}, NUMBERS, BITS,
     lambda **r: keras.losses.BinaryFocalCrossentropy(from_logits=True, **r)),
    ("CategoricalCrossentropy", {"label_smoothing": 0.25}, ROWS, ROWS[::-1],
     lambda **r: keras.losses.CategoricalCrossentropy(label_smoothing=0.25, **r)),
    ("CategoricalFocalCrossentropy", {}, ROWS, ROWS[::-1], keras.losses.CategoricalFocalCrossentropy),
    ("CategoricalFocalCrossentropy", {"alpha": WEIGHTS, "gamma": 3, "label_smoothing": 0.25}, ROWS, ROWS[::-1],
     lambda **r: keras.losses.CategoricalFocalCrossentropy(WEIGHTS, gamma=3.0, label_smoothing=0.25, **r)),
    ("CategoricalFocalCrossentropy", {"from_logits": 1}, NUMBERS, ROWS[::-1],
     lambda **r: keras.losses.CategoricalFocalCrossentropy(from_logits=True, **r)),
    ("CategoricalHinge", {}, NUMBERS, BITS, keras.losses.CategoricalHinge),
    ("CategoricalHinge", {}, NUMBERS, SHARES, keras.losses.CategoricalHinge),
    ("Dice", {}, SHARES, BITS, keras.losses.Dice),
    ("Dice", {"axis": [1]}, SHARES, BITS, lambda **r: keras.losses.Dice(axis=1, **r)),
    ("Tversky", {"alpha": 0.25, "beta": 0.875}, SHARES, BITS, lambda **r: keras.losses.Tversky(0.25, 0.875, **r)),
    ("Tversky", {"alpha": 0.25, "axis": [0]}, SHARES, BITS, lambda **r: keras.losses.Tversky(0.25, axis=(0,), **r)),
    ("Hinge", {}, NUMBERS, BITS, keras.losses.Hinge),
    ("SquaredHinge", {}, NUMBERS, [[float(t > 0.4) for t in row] for row in SHARES], keras.losses.SquaredHinge),
]


def torch_case(word, given, y, t, make, reduction):
    output = torch.tensor(y, dtype=torch.float64, requires_grad=True)
    isOfClasses = isinstance(t[0], int)
    value = make(reduction=reduction)(output, torch.tensor(t) if isOfClasses else tensor(t))
    value.backward()
    return record("pytorch", word, {**given, "reduction": reduction}, y, t, value.item(), output.grad.tolist())


def keras_case(word, given, y, t, make, reduction):
    loss, target = make(reduction=reduction), jax.numpy.array(t, dtype="float64")
    value, slope = jax.value_and_grad(lambda y: loss(target, y))(jax.numpy.array(y, dtype="float64"))
    return record("keras", word, {**given, "reduction": reduction}, y, t, float(value), slope.tolist())


def record(framework, word, given, y, t, value, gradient):
    return {"framework": framework, "word": word, "given": given, "rows": len(y), "columns": len(y[0]),
            "output": sum(y, []), "target": sum(t, []) if isinstance(t[0], list) else t, "value": value,
            "gradient": sum(gradient, [])}


judge = Judge(relative=1e-12)
cases = [torch_case(*line, reduction) for line in TORCH for reduction in ("mean", "sum")]
cases.append(torch_case("KLDivLoss", {}, LOGS, SHARES, nn.KLDivLoss, "batchmean"))
cases += [keras_case(*line, reduction) for line in KERAS for reduction in ("sum_over_batch_size", "sum")]
judge.golden("Tests/NetworksTests/Golden/losses_reduced.json", {"cases": cases})
judge.finish()
