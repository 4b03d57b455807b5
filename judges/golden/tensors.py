"""Trajectories of rules that look at whole tensors, on matrices and vectors together, in Keras, PyTorch and optax.

The objective is Σ½c(θ − b)² with c = 1 + i mod 3 and b = sin i over the flat index i. Kernels are Keras's, inputs × outputs; PyTorch
is given them in its own order of axes.
"""

import math

import jax
import keras
import numpy
import optax
import torch
from judging import Judge
from optax import contrib

jax.config.update("jax_enable_x64", True)
keras.config.set_floatx("float64")
torch.set_num_threads(1)

STEPS = 12


class Clipped:
    """PyTorch's clip_grad_norm_ before a step of plain descent."""

    def __init__(self, parameters, power):
        self.parameters, self.power, self.optimizer = parameters, power, torch.optim.SGD(parameters, 0.1)

    def step(self):
        torch.nn.utils.clip_grad_norm_(self.parameters, 0.7, norm_type=self.power)
        self.optimizer.step()


KERNEL = [("dense/kernel", (2, 3))]
TALL = [("dense/kernel", (5, 2))]
LAYER = [("dense/kernel", (2, 3)), ("dense/bias", (3,))]
NETWORK = [("embedding/embeddings", (3, 2)), ("dense/kernel", (2, 3)), ("dense/bias", (3,)), ("head/kernel", (3, 1))]
CONVOLUTION = [("conv/kernel", (2, 3, 2, 4)), ("conv/bias", (4,))]
VECTOR = [("a", (1,)), ("b", (4,))]
POINT = [("θ", (1, 2))]

# Dialect, Descent's name, the keywords that differ from the defaults, the tensors, and what makes it. One line per case.
CASES = [
    ("keras", "Muon", {}, NETWORK, lambda: keras.optimizers.Muon()),
    ("keras", "Muon", {"lr": 0.02, "momentum": 0.8, "nesterov": 0, "ns_steps": 3, "rms_rate": 0.5, "weight_decay": 0.1,
                       "adam_weight_decay": 0.2, "adam_beta_1": 0.7, "adam_beta_2": 0.9, "epsilon": 0.01, "adam_lr_ratio": 0.5},
     NETWORK, lambda: keras.optimizers.Muon(
         0.02, momentum=0.8, nesterov=False, ns_steps=3, rms_rate=0.5, weight_decay=0.1, adam_weight_decay=0.2,
         adam_beta_1=0.7, adam_beta_2=0.9, epsilon=0.01, adam_lr_ratio=0.5)),
    ("keras", "Muon", {"lr": 0.01, "rms_rate": None, "exclude_layers": ["head"], "exclude_embeddings": 0}, NETWORK,
     lambda: keras.optimizers.Muon(0.01, rms_rate=None, exclude_layers=["head"], exclude_embeddings=False)),
    ("keras", "Muon", {"lr": 0.01}, TALL, lambda: keras.optimizers.Muon(0.01)),
    ("optax", "Muon", {"lr": 0.02}, LAYER, lambda: contrib.muon(0.02)),
    ("optax", "Muon", {"lr": 0.02}, TALL, lambda: contrib.muon(0.02)),
    ("optax", "Muon", {"lr": 0.02, "momentum": 0.8, "nesterov": 0, "weight_decay": 0.1, "adam_weight_decay": 0.2,
                       "epsilon": 0.01, "adam_beta_1": 0.8, "adam_beta_2": 0.9, "adam_eps_root": 0.1},
     LAYER, lambda: contrib.muon(
         0.02, beta=0.8, nesterov=False, weight_decay=0.1, adam_weight_decay=0.2, eps=0.01, adam_b1=0.8, adam_b2=0.9,
         adam_eps_root=0.1)),
    ("optax", "Muon", {"lr": 0.02, "rms_rate": 0.2}, LAYER, lambda: contrib.muon(0.02, consistent_rms=0.2)),
    ("pytorch", "Muon", {}, KERNEL, lambda p: torch.optim.Muon(p)),
    ("pytorch", "Muon", {"lr": 0.01}, POINT, lambda p: torch.optim.Muon(p, 0.01)),
    ("pytorch", "Muon", {"lr": 0.02, "adjust_lr_fn": "match_rms_adamw", "momentum": 0.8, "nesterov": 0, "weight_decay": 0},
     TALL, lambda p: torch.optim.Muon(
         p, 0.02, adjust_lr_fn="match_rms_adamw", momentum=0.8, nesterov=False, weight_decay=0)),
    ("keras", "Adafactor", {"lr": 1, "weight_decay": 0.004}, VECTOR, lambda: keras.optimizers.Adafactor(1.0, weight_decay=0.004)),
    ("keras", "Adafactor", {}, LAYER, lambda: keras.optimizers.Adafactor()),
    ("keras", "Adafactor", {"lr": 0.3, "epsilon_1": 0.01, "epsilon_2": 0.5, "clip_threshold": 0.4, "beta_2_decay": -0.5,
                            "relative_step": 0, "weight_decay": 0.1}, CONVOLUTION,
     lambda: keras.optimizers.Adafactor(
         0.3, epsilon_1=0.01, epsilon_2=0.5, clip_threshold=0.4, beta_2_decay=-0.5, relative_step=False, weight_decay=0.1)),
    ("pytorch", "Adafactor", {"lr": 0.1, "weight_decay": 0.1}, CONVOLUTION,
     lambda p: torch.optim.Adafactor(p, 0.1, weight_decay=0.1)),
    ("pytorch", "Adafactor", {"lr": 0.5, "epsilon_1": 0.1, "epsilon_2": 0.5, "clip_threshold": 1.5, "beta_2_decay": -0.5}, LAYER,
     lambda p: torch.optim.Adafactor(p, 0.5, eps=(0.1, 0.5), d=1.5, beta2_decay=-0.5)),
    ("optax", "Adafactor", {}, LAYER, lambda: optax.adafactor()),
    ("optax", "Adafactor", {"lr": 0.2, "weight_decay": 0.01, "momentum": 0.5, "clip_threshold": 2, "epsilon_1": 0.01,
                            "min_dim_size_to_factor": 2}, CONVOLUTION,
     lambda: optax.adafactor(
         0.2, weight_decay_rate=0.01, momentum=0.5, dtype_momentum=jax.numpy.float64, clipping_threshold=2.0, eps=0.01,
         min_dim_size_to_factor=2)),
    ("optax", "Adafactor", {"lr": 0.2, "scale_parameter": 0}, LAYER,
     lambda: optax.adafactor(0.2, multiply_by_parameter_scale=False)),
    ("optax", "SGD", {"lr": 0.1, "adaptive_clip": 0.1}, NETWORK, lambda: optax.chain(optax.adaptive_grad_clip(0.1), optax.sgd(0.1))),
    ("optax", "SGD", {"lr": 0.1, "adaptive_clip": 0.1}, CONVOLUTION,
     lambda: optax.chain(optax.adaptive_grad_clip(0.1), optax.sgd(0.1))),
    ("optax", "SGD", {"lr": 0.1, "adaptive_clip": 0.1}, [("heads/kernel", (2, 3, 2)), ("thin/kernel", (1, 3))],
     lambda: optax.chain(optax.adaptive_grad_clip(0.1), optax.sgd(0.1))),
    ("optax", "SGD", {"lr": 0.1, "clip_by_block_rms": 0.3}, NETWORK,
     lambda: optax.chain(optax.clip_by_block_rms(0.3), optax.sgd(0.1))),
    *(("pytorch", "SGD", {"lr": 0.1, "global_clipnorm": 0.7, "norm_type": power}, LAYER, lambda p, power=power: Clipped(p, power))
      for power in (1, 2, 3, math.inf)),
    ("pytorch", "SGD", {"lr": 0.1, "maximize": 1, "momentum": 0.9, "weight_decay": 0.1}, LAYER,
     lambda p: torch.optim.SGD(p, 0.1, maximize=True, momentum=0.9, weight_decay=0.1)),
    ("pytorch", "Rprop", {"lr": 0.1, "eta_minus": 0.3, "eta_plus": 1.5, "step_min": 0.01, "step_max": 0.2}, LAYER,
     lambda p: torch.optim.Rprop(p, 0.1, etas=(0.3, 1.5), step_sizes=(0.01, 0.2))),
]

# optax takes the power of t in single precision, Keras means and norms, also where all else is in double.
TOLERANCES = {("optax", "Adafactor"): 1e-6, ("keras", "Adafactor"): 1e-6, ("keras", "Muon"): 1e-6}


def problem(tensors):
    count = sum(int(numpy.prod(shape)) for _, shape in tensors)
    index = numpy.arange(count)
    start = numpy.round(numpy.cos(1.3 * index), 3)
    return start, 1.0 + index % 3, numpy.sin(index)


def split(flat, tensors):
    parts, place = [], 0
    for _, shape in tensors:
        size = int(numpy.prod(shape))
        parts.append(numpy.asarray(flat[place:place + size]).reshape(shape))
        place += size
    return parts


def join(parts):
    return numpy.concatenate([numpy.asarray(part).ravel() for part in parts])


def with_keras(make, tensors):
    start, c, b = problem(tensors)
    variables = []
    for (path, _), part in zip(tensors, split(start, tensors)):
        scope, name = path.split("/") if "/" in path else (None, path)
        if scope:
            with keras.name_scope(scope):
                variables.append(keras.Variable(part, name=name))
        else:
            variables.append(keras.Variable(part, name=name))
    optimizer = make()
    for _ in range(STEPS):
        flat = join([keras.ops.convert_to_numpy(v) for v in variables])
        gradients = split(c * (flat - b), tensors)
        optimizer.apply([keras.ops.convert_to_tensor(g) for g in gradients], variables)
        yield join([keras.ops.convert_to_numpy(v) for v in variables])


def with_optax(make, tensors):
    start, c, b = problem(tensors)
    optimizer, flat = make(), start
    parameters = [jax.numpy.asarray(part) for part in split(start, tensors)]
    state = optimizer.init(parameters)
    for _ in range(STEPS):
        gradients = [jax.numpy.asarray(part) for part in split(c * (flat - b), tensors)]
        value = jax.numpy.asarray(float(numpy.sum(c * (flat - b) ** 2) / 2))
        updates, state = optax.with_extra_args_support(optimizer).update(gradients, state, parameters, value=value)
        parameters = optax.apply_updates(parameters, updates)
        flat = join(parameters)
        yield flat


def turned(kernel, back=False):
    """Keras's order of axes (window, inputs, outputs) as PyTorch's (outputs, inputs, window), or back."""
    if kernel.ndim == 4:
        return kernel.transpose((2, 3, 1, 0) if back else (3, 2, 0, 1)).copy()
    return kernel.T.copy()


def with_torch(make, tensors):
    start, c, b = problem(tensors)
    parameters = [torch.tensor(turned(part), requires_grad=True) for part in split(start, tensors)]
    optimizer = make(parameters)

    def flat():
        return join([turned(p.detach().numpy(), back=True) for p in parameters])

    for _ in range(STEPS):
        for p, g in zip(parameters, split(c * (flat() - b), tensors)):
            p.grad = torch.tensor(turned(g))
        optimizer.step()
        yield flat()


judge = Judge(relative=1e-9)
run = {"keras": with_keras, "optax": with_optax, "pytorch": with_torch}
cases = []
for number, (dialect, rule, given, tensors, make) in enumerate(CASES):
    path = list(run[dialect](make, tensors))
    cases.append({
        "name": f"{dialect}/{rule}-{number}", "dialect": dialect, "optimizer": rule,
        "given": {key: "inf" if value == math.inf else value for key, value in given.items()},
        "tensors": [{"name": name, "shape": list(shape)} for name, shape in tensors],
        "start": problem(tensors)[0].tolist(), "steps": [flat.tolist() for flat in path],
        "tolerance": TOLERANCES.get((dialect, rule), 1e-9),
    })
judge.golden("Tests/OptimizersTests/Golden/tensors.json", {"cases": cases})
judge.finish()
