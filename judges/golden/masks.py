"""Trajectories of optax's optimizers where a mask says which parameters decay, are moved, or stay.

The objective is that of `tensors.py`, Σ½c(θ − b)² with c = 1 + i mod 3 and b = sin i over the flat index i.
"""

import jax
import numpy
import optax
from judging import Judge
from optax import contrib

jax.config.update("jax_enable_x64", True)

STEPS = 12
LAYER = {"dense": {"kernel": (2, 3), "bias": (3,)}}
TWO = {"dense": {"kernel": (2, 3), "bias": (3,)}, "head": {"kernel": (3, 1), "bias": (1,)}}
NUMBERS = {"x": (), "y": ()}


def matrices(parameters):
    return jax.tree.map(lambda p: p.ndim > 1, parameters)


def others(parameters):
    return jax.tree.map(lambda p: p.ndim < 2, parameters)


KERNELS = [True, False]
HEAD = {"dense": False, "head": {"kernel": True, "bias": True}}
BIASES = {"dense/kernel": False, "dense/bias": True}

# Descent's name, the keywords that differ from the defaults, the mask as Descent is given it, the parameters, what makes it. Then
# what stands around the optimizer. "matrices" is `lambda p: p.ndim > 1`.
CASES = [
    ("AdamW", {"lr": 0.1, "weight_decay": 0.2}, KERNELS, LAYER, lambda: optax.adamw(0.1, weight_decay=0.2, mask=matrices)),
    ("AdamW", {"lr": 0.1, "weight_decay": 0.2}, "matrices", TWO, lambda: optax.adamw(0.1, weight_decay=0.2, mask=matrices)),
    ("AdamW", {"lr": 0.1, "weight_decay": 0.2}, HEAD, TWO, lambda: optax.adamw(0.1, weight_decay=0.2, mask=HEAD)),
    ("AdamW", {"lr": 0.1, "weight_decay": 0.2}, False, LAYER, lambda: optax.adamw(0.1, weight_decay=0.2, mask={"dense": False})),
    ("AdamW", {"lr": 0.1, "weight_decay": 0.2}, [True, False], NUMBERS,
     lambda: optax.adamw(0.1, weight_decay=0.2, mask={"x": True, "y": False})),
    ("AdamW", {"lr": 0.1, "weight_decay": 0.2}, {"x": False, "y": True}, NUMBERS,
     lambda: optax.adamw(0.1, weight_decay=0.2, mask={"x": False, "y": True})),
    ("AdamW", {"lr": 0.1, "weight_decay": 0.2, "nesterov": 1}, KERNELS, LAYER,
     lambda: optax.nadamw(0.1, weight_decay=0.2, mask=matrices)),
    ("Adamax", {"lr": 0.1, "weight_decay": 0.2}, BIASES, LAYER, lambda: optax.adamaxw(0.1, weight_decay=0.2, mask=others)),
    ("Lion", {"lr": 0.1, "weight_decay": 0.2}, KERNELS, LAYER, lambda: optax.lion(0.1, weight_decay=0.2, mask=matrices)),
    ("Adan", {"lr": 0.1, "weight_decay": 0.2}, KERNELS, LAYER, lambda: optax.adan(0.1, weight_decay=0.2, mask=matrices)),
    ("Adadelta", {"lr": 0.5, "weight_decay": 0.2}, KERNELS, LAYER,
     lambda: optax.adadelta(0.5, weight_decay=0.2, weight_decay_mask=matrices)),
    ("Adafactor", {"lr": 0.2, "weight_decay": 0.01}, KERNELS, LAYER,
     lambda: optax.adafactor(0.2, weight_decay_rate=0.01, weight_decay_mask=matrices)),
    ("LAMB", {"lr": 0.1, "weight_decay": 0.2}, KERNELS, LAYER, lambda: optax.lamb(0.1, weight_decay=0.2, mask=matrices)),
    ("LARS", {"lr": 0.1, "weight_decay": 0.2}, KERNELS, LAYER,
     lambda: optax.lars(0.1, weight_decay=0.2, weight_decay_mask=matrices)),
    ("LARS", {"lr": 0.1, "weight_decay": 0.2, "trust_ratio_mask": BIASES}, KERNELS, LAYER,
     lambda: optax.lars(0.1, weight_decay=0.2, weight_decay_mask=matrices, trust_ratio_mask=others)),
    ("AdEMAMix", {"lr": 0.1, "weight_decay": 0.2}, KERNELS, LAYER,
     lambda: contrib.ademamix(0.1, weight_decay=0.2, mask=matrices)),
    ("SimplifiedAdEMAMix", {"lr": 0.01, "weight_decay": 0.2}, KERNELS, LAYER,
     lambda: contrib.simplified_ademamix(0.01, weight_decay=0.2, mask=matrices)),
    ("ACProp", {"lr": 0.01, "weight_decay": 0.2}, KERNELS, LAYER, lambda: contrib.acprop(0.01, weight_decay=0.2, mask=matrices)),
    ("COCOB", {"lr": 0.5, "weight_decay": 0.2}, KERNELS, LAYER, lambda: contrib.cocob(0.5, weight_decay=0.2, mask=matrices)),
    ("DoWG", {"lr": 0.5, "weight_decay": 0.2}, KERNELS, LAYER, lambda: contrib.dowg(0.5, weight_decay=0.2, mask=matrices)),
    ("DoG", {"lr": 0.5, "weight_decay": 0.2}, KERNELS, LAYER,
     lambda: contrib.dog(0.5, ("heuristic", 1e-6), weight_decay=0.2, mask=matrices)),
    ("Muon", {"lr": 0.02, "weight_decay": 0.3, "adam_weight_decay": 0.2}, HEAD, TWO,
     lambda: contrib.muon(0.02, weight_decay=0.3, adam_weight_decay=0.2, weight_decay_mask=HEAD)),
    ("SGD", {"lr": 0.1, "momentum": 0.9}, None, LAYER,
     lambda: optax.chain(optax.clip_by_global_norm(0.7), optax.add_decayed_weights(0.2, mask=matrices), optax.sgd(0.1, 0.9)),
     {"global_norm": 0.7, "added": 0.2, "mask": KERNELS}),
    ("Adam", {"lr": 0.1}, None, LAYER,
     lambda: optax.chain(optax.masked(optax.add_decayed_weights(0.2), others), optax.adam(0.1)),
     {"added": 0.2, "mask": BIASES}),
    ("Adam", {"lr": 0.1}, None, LAYER, lambda: optax.masked(optax.adam(0.1), matrices), {"moved": KERNELS}),
    ("Adam", {"lr": 0.1}, None, NUMBERS, lambda: optax.masked(optax.adam(0.1), {"x": True, "y": False}), {"moved": KERNELS}),
    ("SGD", {"lr": 0.1, "momentum": 0.9}, None, TWO,
     lambda: optax.chain(optax.masked(optax.sgd(0.1, 0.9), matrices), optax.masked(optax.set_to_zero(), others)),
     {"moved": "matrices", "frozen": [False, True, False, True]}),
]

# optax takes the power of t in single precision.
TOLERANCES = {"Adafactor": 1e-6}


def shapes(tree, path=()):
    """Name and shape of each leaf, in the order in which they are written: JAX goes by the alphabet."""
    for key, value in tree.items():
        if isinstance(value, dict):
            yield from shapes(value, (*path, key))
        else:
            yield "/".join((*path, key)), value


def path(make, tree):
    layout = list(shapes(tree))
    count = sum(int(numpy.prod(shape)) for _, shape in layout)
    index = numpy.arange(count)
    flat, c, b = numpy.round(numpy.cos(1.3 * index), 3), 1.0 + index % 3, numpy.sin(index)

    def put(flat):
        built, place = {}, 0
        for name, shape in layout:
            *way, last = name.split("/")
            inner = built
            for step in way:
                inner = inner.setdefault(step, {})
            size = int(numpy.prod(shape))
            inner[last] = jax.numpy.asarray(flat[place:place + size]).reshape(shape)
            place += size
        return built

    def take(tree):
        parts = []
        for name, _ in layout:
            leaf = tree
            for step in name.split("/"):
                leaf = leaf[step]
            parts.append(numpy.asarray(leaf).ravel())
        return numpy.concatenate(parts)

    optimizer, parameters = make(), put(flat)
    state = optimizer.init(parameters)
    for _ in range(STEPS):
        flat = take(parameters)
        value = jax.numpy.asarray(float(numpy.sum(c * (flat - b) ** 2) / 2))
        updates, state = optax.with_extra_args_support(optimizer).update(put(c * (flat - b)), state, parameters, value=value)
        parameters = optax.apply_updates(parameters, updates)
        yield take(parameters)


judge = Judge(relative=1e-9)
cases = []
for number, (rule, given, mask, tree, make, *around) in enumerate(CASES):
    tensors = [{"name": name, "shape": list(shape)} for name, shape in shapes(tree)]
    if tree is NUMBERS:
        # The two numbers of a point are one vector.
        tensors = [{"name": "θ", "shape": [2]}]
    count = sum(int(numpy.prod(shape)) for _, shape in shapes(tree))
    cases.append({
        "name": f"optax/{rule}-masked-{number}", "dialect": "optax", "optimizer": rule,
        "given": given if mask is None else {**given, "mask": mask}, "tensors": tensors,
        "start": numpy.round(numpy.cos(1.3 * numpy.arange(count)), 3).tolist(),
        "steps": [flat.tolist() for flat in path(make, tree)], "tolerance": TOLERANCES.get(rule, 1e-9),
        "around": around[0] if around else {},
    })
judge.golden("Tests/OptimizersTests/Golden/masks.json", {"cases": cases})
judge.finish()
