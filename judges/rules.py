"""Every rule's page says which framework computes what: the frameworks' own first steps against each dialect's."""

import jax
import keras
import numpy
import optax
import torch
from judging import Judge, descent

jax.config.update("jax_enable_x64", True)
keras.config.set_floatx("float64")

START = (-1.5, 2.0)
STEPS = 10

# Rule as Descent writes it, and what makes it in each framework; rates are those of the text.
RULES = [
    ("SGD(0.001, momentum=0.9)", {
        "pytorch": lambda p: torch.optim.SGD(p, 0.001, momentum=0.9),
        "keras": lambda: keras.optimizers.SGD(0.001, momentum=0.9),
        "optax": lambda: optax.sgd(0.001, momentum=0.9)}),
    ("SGD(0.001, momentum=0.9, nesterov=True)", {
        "pytorch": lambda p: torch.optim.SGD(p, 0.001, momentum=0.9, nesterov=True),
        "keras": lambda: keras.optimizers.SGD(0.001, momentum=0.9, nesterov=True),
        "optax": lambda: optax.sgd(0.001, momentum=0.9, nesterov=True)}),
    ("Adam(0.1, epsilon=0.01)", {
        "pytorch": lambda p: torch.optim.Adam(p, 0.1, eps=0.01),
        "keras": lambda: keras.optimizers.Adam(0.1, epsilon=0.01),
        "optax": lambda: optax.adam(0.1, eps=0.01)}),
    ("Adam(0.1, weight_decay=0.1)", {
        "pytorch": lambda p: torch.optim.Adam(p, 0.1, weight_decay=0.1),
        "keras": lambda: keras.optimizers.Adam(0.1, weight_decay=0.1)}),
    ("AdamW(0.1)", {
        "pytorch": lambda p: torch.optim.AdamW(p, 0.1),
        "keras": lambda: keras.optimizers.AdamW(0.1),
        "optax": lambda: optax.adamw(0.1)}),
    ("AMSGrad(0.1)", {
        "pytorch": lambda p: torch.optim.Adam(p, 0.1, amsgrad=True),
        "keras": lambda: keras.optimizers.Adam(0.1, amsgrad=True),
        "optax": lambda: optax.amsgrad(0.1)}),
    ("RMSprop(0.01)", {
        "pytorch": lambda p: torch.optim.RMSprop(p, 0.01),
        "keras": lambda: keras.optimizers.RMSprop(0.01),
        "optax": lambda: optax.rmsprop(0.01)}),
    ("Adagrad(0.1)", {
        "pytorch": lambda p: torch.optim.Adagrad(p, 0.1),
        "keras": lambda: keras.optimizers.Adagrad(0.1),
        "optax": lambda: optax.adagrad(0.1)}),
    ("Adadelta(1)", {
        "pytorch": lambda p: torch.optim.Adadelta(p, 1),
        "keras": lambda: keras.optimizers.Adadelta(1.0),
        "optax": lambda: optax.adadelta(1)}),
    ("Adamax(0.1)", {
        "pytorch": lambda p: torch.optim.Adamax(p, 0.1),
        "keras": lambda: keras.optimizers.Adamax(0.1),
        "optax": lambda: optax.adamax(0.1)}),
    ("Nadam(0.1)", {
        "pytorch": lambda p: torch.optim.NAdam(p, 0.1),
        "keras": lambda: keras.optimizers.Nadam(0.1),
        "optax": lambda: optax.nadam(0.1)}),
    ("RAdam(0.0001)", {
        "pytorch": lambda p: torch.optim.RAdam(p, 0.0001),
        "optax": lambda: optax.radam(0.0001)}),
    ("Rprop(0.01)", {
        "pytorch": lambda p: torch.optim.Rprop(p, 0.01),
        "optax": lambda: optax.rprop(0.01)}),
    ("ASGD(0.001)", {"pytorch": lambda p: torch.optim.ASGD(p, 0.001)}),
    ("Lion(0.1)", {
        "keras": lambda: keras.optimizers.Lion(0.1),
        "optax": lambda: optax.lion(0.1)}),
    ("Yogi(0.1)", {"optax": lambda: optax.yogi(0.1)}),
    ("AdaBelief(0.1)", {"optax": lambda: optax.adabelief(0.1)}),
    ("LAMB(0.01)", {
        "keras": lambda: keras.optimizers.Lamb(0.01),
        "optax": lambda: optax.lamb(0.01)}),
    ("Ftrl(0.1)", {"keras": lambda: keras.optimizers.Ftrl(0.1)}),
]


def value(point):
    return (1 - point[0]) ** 2 + 100 * (point[1] - point[0] ** 2) ** 2


def gradient(point):
    x, y = point
    return numpy.array([-2 * (1 - x) - 400 * x * (y - x * x), 200 * (y - x * x)])


def pytorch_path(make):
    point = torch.tensor(START, dtype=torch.float64, requires_grad=True)
    optimizer, path = make([point]), [list(START)]
    for _ in range(STEPS):
        point.grad = torch.from_numpy(gradient(point.detach().numpy()))
        optimizer.step()
        path.append(point.detach().tolist())
    return path


def keras_path(make):
    variable, optimizer, path = keras.Variable(START, dtype="float64"), make(), [list(START)]
    optimizer.build([variable])
    for _ in range(STEPS):
        optimizer.apply([keras.ops.convert_to_tensor(gradient(numpy.asarray(variable)))], [variable])
        path.append(numpy.asarray(variable).tolist())
    return path


def optax_path(make):
    point, optimizer, path = jax.numpy.array(START), make(), [list(START)]
    state = optimizer.init(point)
    for _ in range(STEPS):
        updates, state = optimizer.update(jax.numpy.asarray(gradient(numpy.asarray(point))), state, point)
        point = optax.apply_updates(point, updates)
        path.append(numpy.asarray(point).tolist())
    return path


judge = Judge(relative=1e-9)
paths = {"pytorch": pytorch_path, "keras": keras_path, "optax": optax_path}
for rule, frameworks in RULES:
    for dialect, make in frameworks.items():
        spelled = rule[:-1] + f', dialect="{dialect}")'
        ours = descent(f"minimize(rosenbrock, {spelled}, start={START}, steps={STEPS}).path")
        # PyTorch's ASGD keeps its rate in a float32 tensor even for float64 parameters.
        judge.agree(spelled, ours, paths[dialect](make), relative=1e-7 if rule.startswith("ASGD") else None)
judge.finish()
