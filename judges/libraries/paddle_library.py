"""PaddlePaddle's optimizers; its rates are float32 even where parameters are not."""

import paddle
from paddle import optimizer as paddle_optimizers

from libraries.problem import STEPS, Entry, hand_over

paddle.set_device("cpu")


def walk(make, rate, start, function):
    point = paddle.create_parameter([len(start)], "float64")
    point.set_value(paddle.to_tensor(start, dtype="float64"))
    optimizer, points = make(rate, [point]), []
    for _ in range(STEPS):
        loss = (point * paddle.to_tensor(function(point.numpy())[1], dtype="float64")).sum()
        loss.backward()
        optimizer.step()
        optimizer.clear_grad()
        points.append(point.numpy().tolist())
    return points


def named(rule, name, words, equals=None, **options):
    kind = getattr(paddle_optimizers, name)
    shown = "".join(f", {key}={value}" for key, value in options.items())
    return Entry(rule, f"paddle.optimizer.{name}(η{shown})",
                 lambda r, p: kind(learning_rate=r, parameters=p, **options), words, equals)


ENTRIES = [
    named("SGD", "SGD", "θ − ηg"),
    named("SGD", "Momentum", "b ← 0.9b + g, θ − ηb; momentum 0.9 by default", 'SGD(η, momentum=0.9, dialect="pytorch")'),
    named("Adagrad", "Adagrad", "v from 0, ε = 1e-6 outside the root", 'Adagrad(η, epsilon=1e-6, dialect="pytorch")',
          epsilon=1e-6),
    named("Adadelta", "Adadelta", "ρ 0.95, ε = 1e-6 inside both roots"),
    named("RMSprop", "RMSProp", "decay 0.95, ε = 1e-6 inside the root, v from 0",
          'RMSprop(η, rho=0.95, epsilon=1e-6, dialect="keras")'),
    named("Rprop", "Rprop", "moves by η in step 1"),
    named("Adam", "Adam", "ε = 1e-8; ε√(1 − β₂ᵗ) is added to √v, which is the same"),
    named("AdamW", "AdamW", "decay 0.01 first"),
    named("Adamax", "Adamax", "u ← max(|g|, β₂u + ε)"),
    named("Nadam", "NAdam", "PyTorch's momentum schedule"),
    named("RAdam", "RAdam", "PyTorch's"),
    named("LAMB", "Lamb", "trust ratio ‖θ‖/‖u‖ with a decay of 0.01 within u", 'LAMB(η, weight_decay=0.01, dialect="pytorch")'),
    named("ASGD", "ASGD", "mean of the last n gradients; here n = 1, plain descent", 'SGD(η, dialect="pytorch")'),
]

if __name__ == "__main__":
    hand_over(["paddlepaddle"], ENTRIES, walk, double=False)
