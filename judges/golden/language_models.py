"""Character models and sampling by PyTorch: the logits, cross-entropy and perplexity of a small transformer whose weights are a formula, its
gradient by weighted texts, and which characters top-k and top-p keep, as Hugging Face's warpers write them.
"""

import math

import torch
from judging import Judge
from torch import nn
from torch.nn import functional as F

torch.set_num_threads(1)
judge = Judge(relative=1e-6)

CHARACTERS, WIDTH, HEADS, LAYERS, CONTEXT = 9, 8, 2, 2, 12
CODES = [(5 * t * t + 3 * t + 1) % CHARACTERS for t in range(CONTEXT)]


def number(k):
    """The k-th weight, of Float32's own numbers, so that both sides have the same."""
    return round(0.6 * math.sin(0.7 * k + 1.0) * 1024) / 1024


class Weights:
    """Tensors one after the other, in the order in which the program keeps them, kernels (in, out)."""

    def __init__(self):
        self.count = 0

    def take(self, *shape):
        size = math.prod(shape)
        values = [number(self.count + k) for k in range(size)]
        self.count += size
        return torch.tensor(values, dtype=torch.float32).reshape(shape).requires_grad_()


w = Weights()
table, positions = w.take(CHARACTERS, WIDTH), w.take(CONTEXT, WIDTH)
blocks = []
for _ in range(LAYERS):
    block = {"g1": w.take(WIDTH), "b1": w.take(WIDTH), "kernel": w.take(WIDTH, 3 * WIDTH), "bias": w.take(3 * WIDTH),
             "out": w.take(WIDTH, WIDTH), "out_bias": w.take(WIDTH)}
    block |= {"g2": w.take(WIDTH), "b2": w.take(WIDTH), "up": w.take(WIDTH, 4 * WIDTH), "up_bias": w.take(4 * WIDTH),
              "down": w.take(4 * WIDTH, WIDTH), "down_bias": w.take(WIDTH)}
    blocks.append(block)
gamma, beta, head, head_bias = w.take(WIDTH), w.take(WIDTH), w.take(WIDTH, CHARACTERS), w.take(CHARACTERS)
leaves = [table, positions] + [t for block in blocks for t in block.values()] + [gamma, beta, head, head_bias]


def logits(index):
    """(batch, steps) of class numbers → (batch, steps, characters), attention by nn.MultiheadAttention."""
    steps = index.shape[1]
    x = table[index] + positions[:steps]
    mask = torch.triu(torch.ones(steps, steps, dtype=torch.bool), diagonal=1)
    for b in blocks:
        h = F.layer_norm(x, (WIDTH,), b["g1"], b["b1"], 1e-5).transpose(0, 1)
        y, _ = F.multi_head_attention_forward(
            h, h, h, WIDTH, HEADS, b["kernel"].T, b["bias"], None, None, False, 0.0, b["out"].T, b["out_bias"],
            attn_mask=mask, need_weights=False)
        x = x + y.transpose(0, 1)
        h = F.layer_norm(x, (WIDTH,), b["g2"], b["b2"], 1e-5)
        x = x + F.linear(F.gelu(F.linear(h, b["up"].T, b["up_bias"])), b["down"].T, b["down_bias"])
    return F.linear(F.layer_norm(x, (WIDTH,), gamma, beta, 1e-5), head.T, head_bias)


index = torch.tensor([CODES])
found = logits(index)[0]
loss = F.cross_entropy(found[:-1], index[0, 1:])

# Texts after a prompt of three, weighted: L = (1/n) Σ wᵢ (−ln π(yᵢ | prompt)).
PROMPT, WEIGHTS = [1, 4, 7], [0.5, -1.25, 2.0]
TEXTS = [[2, 8, 0, 3], [6, 5], [0, 0, 1, 1, 8, 4, 2]]
total = 0.0
for text, weight in zip(TEXTS, WEIGHTS):
    row = torch.tensor([PROMPT + text])
    each = F.log_softmax(logits(row)[0], -1)
    total = total - weight * sum(each[len(PROMPT) - 1 + t, c] for t, c in enumerate(text)) / len(TEXTS)
gradients = torch.autograd.grad(total, leaves)
flat = torch.cat([g.reshape(-1) for g in gradients])


def kept(z, temperature, top_k, top_p):
    """TemperatureLogitsWarper, TopKLogitsWarper and TopPLogitsWarper of Hugging Face's transformers, one after the other."""
    scores = torch.tensor(z, dtype=torch.float64) / temperature
    if top_k is not None:
        scores = scores.masked_fill(scores < torch.topk(scores, min(top_k, len(z)))[0][-1], -math.inf)
    if top_p is not None and top_p < 1:
        ordered, places = torch.sort(scores, descending=False)
        remove = F.softmax(ordered, -1).cumsum(-1) <= 1 - top_p
        remove[-1] = False
        scores = scores.masked_fill(torch.zeros_like(remove).scatter(0, places, remove), -math.inf)
    chances = F.softmax(scores, -1)
    return [k for k, p in enumerate(chances.tolist()) if p > 0], chances.tolist()


generator = torch.Generator().manual_seed(7)
cases = []
for case in range(120):
    z = [round(v, 4) for v in (torch.randn(12, generator=generator) * (0.5 + case % 5)).tolist()]
    temperature = [0.3, 0.7, 1.0, 1.6][case % 4]
    top_k = [None, 1, 3, 7, 20][case % 5]
    top_p = [None, 0.2, 0.5, 0.8, 0.95, 1.0][case % 6]
    z = torch.tensor(z, dtype=torch.float32).tolist()
    numbers, chances = kept(z, temperature, top_k, top_p)
    cases.append({"logits": z, "temperature": temperature, "top_k": top_k or 0, "top_p": top_p or 0, "kept": numbers,
                  "chances": chances})

judge.golden("Tests/LanguageModelsTests/Golden/language_models.json", {
    "characters": CHARACTERS, "width": WIDTH, "heads": HEADS, "layers": LAYERS, "context": CONTEXT, "codes": CODES,
    "logits": [[float(v) for v in row] for row in found.detach()], "loss": loss.item(), "perplexity": math.exp(loss.item()),
    "prompt": PROMPT, "texts": TEXTS, "weights": WEIGHTS, "objective": total.item(),
    "gradient": [float(v) for v in flat[::7]], "parameters": w.count, "sampling": cases})
judge.finish()
