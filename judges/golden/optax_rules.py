"""Trajectories of optax's rules that neither PyTorch nor Keras has, on Rosenbrock and on an elongated bowl."""

import jax
import numpy
import optax
from judging import Judge
from optax import contrib

jax.config.update("jax_enable_x64", True)

STEPS = 30
NUDGE = 1e-11

# Descent's name, the keywords that differ from the defaults, the rate, and what makes it in optax. One line per case.
CASES = [
    ("OptimisticGD", {}, 1e-4, lambda rate: optax.optimistic_gradient_descent(rate)),
    ("OptimisticGD", {"alpha": 1.5, "beta": 0.5}, 1e-4, lambda rate: optax.optimistic_gradient_descent(rate, 1.5, 0.5)),
    ("ADOPT", {}, 0.02, lambda rate: contrib.adopt(rate)),
    ("ADOPT", {"beta_1": 0.8, "beta_2": 0.99, "epsilon": 0.01, "nesterov": 1}, 0.02,
     lambda rate: contrib.adopt(rate, 0.8, 0.99, 0.01, nesterov=True)),
    ("ADOPT", {"use_clipping": 0}, 1e-3, lambda rate: contrib.adopt(rate, use_clipping=False)),
    ("ACProp", {}, 1e-4, lambda rate: contrib.acprop(rate)),
    ("ACProp", {"beta_1": 0.7, "beta_2": 0.9, "epsilon": 0.5, "eps_root": 0.1, "weight_decay": 0.1}, 1e-3,
     lambda rate: contrib.acprop(rate, 0.7, 0.9, 0.5, 0.1, 0.1)),
    ("SimplifiedAdEMAMix", {}, 1e-3, lambda rate: contrib.simplified_ademamix(rate)),
    ("SimplifiedAdEMAMix", {"beta_1": 0.9, "beta_2": 0.99, "alpha": 2, "epsilon": 0.01, "eps_root": 0.1}, 1e-3,
     lambda rate: contrib.simplified_ademamix(rate, 0.9, 0.99, 2.0, 0.01, 0.1)),
    ("MADGRAD", {}, 0.01, lambda rate: contrib.madgrad(rate)),
    ("MADGRAD", {"momentum": 0.5, "epsilon": 0.1, "weight_decay": 0.1}, 0.01,
     lambda rate: contrib.madgrad(rate, 0.5, 0.1, 0.1)),
    ("DoWG", {}, 1.0, lambda rate: contrib.dowg(rate)),
    ("DoWG", {"init_estim_sq_dist": 0.01, "epsilon": 1e-3, "weight_decay": 0.1}, 0.5,
     lambda rate: contrib.dowg(rate, 0.01, 1e-3, 0.1)),
    ("Prodigy", {"d0": 1e-3}, 1.0, lambda rate: contrib.prodigy(rate, estim_lr0=1e-3)),
    ("Prodigy", {"beta_1": 0.8, "beta_2": 0.9, "beta_3": 0.7, "epsilon": 0.1, "d0": 0.01, "d_coef": 2, "weight_decay": 0.1,
                 "safeguard_warmup": 1}, 0.5,
     lambda rate: contrib.prodigy(rate, (0.8, 0.9), 0.7, 0.1, 0.01, 2.0, 0.1, True)),
    ("Sophia", {}, 0.01, lambda rate: contrib.sophia(rate)),
    ("Sophia", {"beta_1": 0.8, "beta_2": 0.7, "epsilon": 0.1, "gamma": 0.5, "weight_decay": 0.1, "clip_threshold": 0.5,
                "interval": 3}, 0.2,
     lambda rate: contrib.sophia(rate, 0.8, 0.7, 0.1, 0.1, gamma=0.5, clip_threshold=0.5, update_interval=3)),
    ("PolyakSGD", {}, 1.0, lambda rate: optax.polyak_sgd(scaling=rate)),
    ("PolyakSGD", {"max_learning_rate": 1e-3, "f_min": 1.5, "epsilon": 0.5}, 0.5,
     lambda rate: optax.polyak_sgd(1e-3, rate, 1.5, 0.5)),
    ("MoMo", {}, 1.0, lambda rate: contrib.momo(rate)),
    ("MoMo", {"beta": 0.7, "lower_bound": -1, "weight_decay": 0.1, "adapt_lower_bound": 1}, 0.01,
     lambda rate: contrib.momo(rate, 0.7, -1.0, 0.1, True)),
    ("MoMoAdam", {}, 0.01, lambda rate: contrib.momo_adam(rate)),
    ("MoMoAdam", {"beta_1": 0.7, "beta_2": 0.9, "epsilon": 0.1, "lower_bound": -1, "weight_decay": 0.1, "adapt_lower_bound": 1}, 0.1,
     lambda rate: contrib.momo_adam(rate, 0.7, 0.9, 0.1, -1.0, 0.1, True)),
    ("COCOB", {}, 1.0, lambda rate: contrib.cocob(rate)),
    ("COCOB", {"alpha": 2, "epsilon": 0.5, "weight_decay": 0.1}, 0.5, lambda rate: contrib.cocob(rate, 2.0, 0.5, 0.1)),
    ("DAdaptAdamW", {"d0": 1e-3}, 1.0, lambda rate: contrib.dadapt_adamw(rate, estim_lr0=1e-3)),
    ("DAdaptAdamW", {"beta_1": 0.8, "beta_2": 0.9, "epsilon": 0.1, "d0": 0.01, "weight_decay": 0.1}, 0.5,
     lambda rate: contrib.dadapt_adamw(rate, (0.8, 0.9), 0.1, 0.01, 0.1)),
    ("Mechanize(SGD)", {}, 1.0, lambda rate: contrib.mechanize(optax.sgd(rate))),
    ("Mechanize(Adam)", {}, 1.0, lambda rate: contrib.mechanize(optax.adam(rate))),
    ("Signum", {}, 1e-3, lambda rate: optax.signum(rate)),
    ("Adam", {"nesterov": 1, "eps_root": 0.01}, 0.02, lambda rate: optax.adam(rate, nesterov=True, eps_root=0.01)),
]

# Estimates of curvature come from random signs, which count for nothing where the Hessian is diagonal.
QUADRATIC_ONLY = {"Sophia"}

FUNCTIONS = {
    "rosenbrock": ((-1.5, 2.0), lambda p: (1 - p[0]) ** 2 + 100 * (p[1] - p[0] ** 2) ** 2),
    "quadratic": ((1.0, 1.0), lambda p: 0.5 * (p[0] ** 2 + 100 * p[1] ** 2)),
}


def path(function, start, optimizer):
    point = jax.numpy.array(start)
    optimizer = optax.with_extra_args_support(optimizer)
    state, slope, steps = optimizer.init(point), jax.value_and_grad(function), []
    for step in range(1, STEPS + 1):
        value, gradient = slope(point)
        updates, state = optimizer.update(gradient, state, point, value=value, obj_fn=function)
        point = optax.apply_updates(point, updates)
        if step <= 5 or step % 5 == 0:
            steps.append([step, *numpy.asarray(point).tolist()])
    return steps


judge = Judge(relative=1e-9)
cases = []
for number, (rule, given, rate, make) in enumerate(CASES):
    for name, (start, function) in FUNCTIONS.items():
        if rule in QUADRATIC_ONLY and name != "quadratic":
            continue
        steps = path(function, start, make(rate))
        near = path(function, tuple(x * (1 + NUDGE) for x in start), make(rate))
        cases.append({
            "name": f"optax/{rule}-{number}/{name}", "optimizer": rule.removeprefix("Mechanize(").removesuffix(")"),
            "mechanized": rule.startswith("Mechanize"), "function": name, "start": list(start),
            "hyperparameters": {"lr": rate, **given}, "steps": steps,
            # optax takes MADGRAD's √t of an int32, so in single precision. Where a nudge of the start grows, rounding does.
            "tolerances": [
                max(1e-6 if rule == "MADGRAD" else 1e-9, *(abs(a - b) for a, b in zip(one, other)))
                for one, other in zip(steps, near)],
        })
judge.golden("Tests/OptimizersTests/Golden/optimizers_optax_rules.json", {"cases": cases})
judge.finish()
