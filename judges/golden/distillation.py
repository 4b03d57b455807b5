"""Knowledge distillation's loss (Hinton et al. 2015) by PyTorch: α·T²·KL(teacher ‖ student) + (1 − α)·cross-entropy, and its gradient."""

import numpy
import torch
from judging import Judge

torch.set_default_dtype(torch.float64)
random = numpy.random.default_rng(11)
functional = torch.nn.functional


def drawn(*shape):
    """Numbers that Float32 holds."""
    return random.normal(0, 2, shape).astype(numpy.float32).astype(numpy.float64)


def case(rows, classes, temperature, alpha):
    teacher, student = torch.tensor(drawn(rows, classes)), torch.tensor(drawn(rows, classes), requires_grad=True)
    if classes == 1:
        labels = torch.tensor(random.integers(0, 2, (rows, 1)).astype(numpy.float64))
        pair = lambda z: torch.cat([z, torch.zeros_like(z)], 1)
        hard = functional.binary_cross_entropy_with_logits(student, labels)
    else:
        labels = functional.one_hot(torch.tensor(random.integers(0, classes, rows)), classes).double()
        pair = lambda z: z
        hard = functional.cross_entropy(student, labels)
    soft = functional.kl_div(
        functional.log_softmax(pair(student) / temperature, 1), functional.log_softmax(pair(teacher) / temperature, 1),
        reduction="batchmean", log_target=True)
    loss = alpha * temperature**2 * soft + (1 - alpha) * hard
    loss.backward()
    flat = lambda t: t.detach().flatten().tolist()
    return {
        "classes": classes, "temperature": temperature, "alpha": alpha, "student": flat(student),
        "target": flat(torch.cat([teacher, labels], 1)), "loss": loss.item(), "gradient": flat(student.grad)}


judge = Judge()
judge.golden(
    "Tests/AdaptationTests/Golden/distillation.json",
    [case(6, 4, 2.0, 0.5), case(5, 3, 1.0, 0.9), case(4, 10, 8.0, 0.3), case(7, 1, 3.0, 0.6), case(3, 2, 0.5, 1.0)])
judge.finish()
