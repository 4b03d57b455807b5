"""Quantisation and pruning by PyTorch: observers' scales and zeros, quantised integers, exact sums, magnitude masks."""

import numpy
import torch
from judging import Judge
from torch.ao.quantization import MinMaxObserver, PerChannelMinMaxObserver
from torch.nn.utils import prune

random = numpy.random.default_rng(23)


def drawn(*shape, scale=1.0):
    """Numbers of Float32."""
    return torch.tensor((scale * random.normal(0, 1, shape)).astype(numpy.float32))


def flat(tensor):
    return [float(x) for x in tensor.flatten()]


def affine(x):
    """Of inputs: unsigned bytes over the range, with 0 in it."""
    observer = MinMaxObserver(dtype=torch.quint8, qscheme=torch.per_tensor_affine)
    observer(x)
    scale, zero = observer.calculate_qparams()
    q = torch.quantize_per_tensor(x, scale.item(), int(zero.item()), torch.quint8)
    return {
        "x": flat(x), "scale": scale.item(), "zero": int(zero.item()), "integers": q.int_repr().flatten().tolist(),
        "numbers": flat(q.dequantize())}


def symmetric(w, bits):
    """Of weights (out, in): a scale for each output, and one for all."""
    low, high = -(1 << bits - 1), (1 << bits - 1) - 1
    found = {"bits": bits, "outputs": w.shape[0], "inputs": w.shape[1], "kernel": flat(w.T)}
    observer = PerChannelMinMaxObserver(
        ch_axis=0, dtype=torch.qint8, qscheme=torch.per_channel_symmetric, quant_min=low, quant_max=high)
    observer(w)
    scales, _ = observer.calculate_qparams()
    fake = torch.fake_quantize_per_channel_affine(w, scales, torch.zeros_like(scales, dtype=torch.int32), 0, low, high)
    found["channel"] = {"scales": flat(scales), "numbers": flat(fake.T)}
    observer = MinMaxObserver(dtype=torch.qint8, qscheme=torch.per_tensor_symmetric, quant_min=low, quant_max=high)
    observer(w)
    scale, _ = observer.calculate_qparams()
    fake = torch.fake_quantize_per_tensor_affine(w, scale.item(), 0, low, high)
    found["tensor"] = {"scales": flat(scale), "numbers": flat(fake.T)}
    return found


def layer(rows, inputs, outputs):
    """A dense layer in integers: what is summed up, and what comes of it."""
    x, w, bias = drawn(rows, inputs), drawn(outputs, inputs, scale=0.2), drawn(outputs)
    grid = affine(x)
    observer = PerChannelMinMaxObserver(ch_axis=0, dtype=torch.qint8, qscheme=torch.per_channel_symmetric)
    observer(w)
    scales, zeros = observer.calculate_qparams()
    weights = torch.quantize_per_channel(w, scales.double(), zeros, 0, torch.qint8).int_repr().long()
    bytes_ = torch.tensor(grid["integers"]).reshape(rows, inputs)
    sums = (bytes_ - grid["zero"]) @ weights.T
    y = sums.double() * grid["scale"] * scales.double() + bias.double()
    return {
        "rows": rows, "inputs": inputs, "outputs": outputs, "x": flat(x), "kernel": flat(w.T), "bias": flat(bias),
        "scale": grid["scale"], "zero": grid["zero"], "scales": flat(scales), "weights": weights.flatten().tolist(),
        "sums": sums.flatten().tolist(), "y": flat(y)}


def pruned(shapes, amount):
    """Masks of l1_unstructured of each kernel, and of global_unstructured of all."""
    kernels = [drawn(*shape) for shape in shapes]
    each = [torch.nn.Linear(s[0], s[1], bias=False) for s in shapes]
    together = [torch.nn.Linear(s[0], s[1], bias=False) for s in shapes]
    for k, a, b in zip(kernels, each, together):
        a.weight.data, b.weight.data = k.T.contiguous(), k.T.clone().contiguous()
        prune.l1_unstructured(a, "weight", amount)
    prune.global_unstructured([(m, "weight") for m in together], prune.L1Unstructured, amount=amount)
    return {
        "amount": amount, "shapes": [list(s) for s in shapes], "kernels": [flat(k) for k in kernels],
        "layer": [m.weight_mask.T.flatten().int().tolist() for m in each],
        "global": [m.weight_mask.T.flatten().int().tolist() for m in together]}


judge = Judge()
judge.golden("Tests/InferenceTests/Golden/inference.json", {
    "affine": [
        affine(drawn(40)), affine(drawn(40).abs()), affine(-drawn(40).abs() - 1), affine(torch.zeros(3)),
        affine(torch.tensor([0.0, 0.5, 1.5, 2.5, 3.5, 127.5, 254.5, 255.0])),
        affine(torch.tensor([-1.0, 1e-8, 3.0, 0.25, -0.25]))],
    "symmetric": [symmetric(drawn(5, 7), bits) for bits in (8, 4, 2)],
    "layers": [layer(3, 5, 4), layer(2, 70, 9), layer(1, 131, 3)],
    "pruned": [pruned([(6, 5), (5, 3)], amount) for amount in (0.0, 0.25, 0.5, 0.9, 0.99)]})
judge.finish()
