"""A transformer of characters by PyTorch from the program's own weights, trained ones: logits of a text, cross-entropy and perplexity, the
chances after a prompt, and what temperature, top-k and top-p keep of them, as Hugging Face's warpers write it.

The weights are read from the program, so that this is a judge of the forward pass and of the measures, whatever the training did.
"""

import math

import numpy
import torch
from judging import Judge, descent
from torch.nn import functional as F

torch.set_num_threads(1)
judge = Judge(relative=1e-5)

WIDTH, HEADS, CONTEXT = 32, 4, 32
TEXT = "the white rabbit"
RULES = [(0.7, None, None), (1.0, 5, None), (1.0, None, 0.5), (1.0, None, 0.9), (1.4, 8, 0.8), (0.5, None, 0.95)]

lines = [
    "import numpy as np",
    f'lm = LanguageModel(alice(12000), kind="transformer", context={CONTEXT}, width={WIDTH}, heads={HEADS}, layers=2, seed=3)',
    "history = lm.fit(epochs=6, batch_size=16)",
    f"text = {TEXT!r}",
    "weights = [np.array(w).tolist() for w in lm.model.get_weights()]",
    f"x = np.array([lm.encode(text) + [0] * ({CONTEXT} - {len(TEXT)})])",
    "score = lm.perplexity(text)",
    "rules = " + repr([list(r) for r in RULES]),
    "drawn = [next_characters(lm, text, temperature=r[0], top_k=r[1], top_p=r[2]).drawn for r in rules]",
    "{'weights': weights, 'codes': lm.encode(text), 'characters': list(lm.characters), "
    "'probabilities': np.array(lm.model.predict(x)).tolist(), 'nats': score.nats, 'perplexity': score.perplexity, "
    "'chances': next_characters(lm, text).chances, 'drawn': drawn, 'loss': history.history['loss'][-1]}",
]
found = descent("\n".join(lines))
tensors = [torch.tensor(numpy.array(w), dtype=torch.float32) for w in found["weights"]]
codes, characters = found["codes"], found["characters"]


def logits(index):
    """(batch, steps) → (batch, steps, characters), by PyTorch's own attention."""
    w = iter(tensors)
    x = next(w)[index] + next(w)[: index.shape[1]]
    mask = torch.triu(torch.ones(index.shape[1], index.shape[1], dtype=torch.bool), diagonal=1)
    for _ in range(2):
        h = F.layer_norm(x, (WIDTH,), next(w), next(w), 1e-5).transpose(0, 1)
        kernel, bias, out, out_bias = next(w), next(w), next(w), next(w)
        y, _ = F.multi_head_attention_forward(
            h, h, h, WIDTH, HEADS, kernel.T, bias, None, None, False, 0.0, out.T, out_bias, attn_mask=mask,
            need_weights=False)
        x = x + y.transpose(0, 1)
        h = F.layer_norm(x, (WIDTH,), next(w), next(w), 1e-5)
        up, up_bias, down, down_bias = next(w), next(w), next(w), next(w)
        x = x + F.linear(F.gelu(F.linear(h, up.T, up_bias)), down.T, down_bias)
    x = F.layer_norm(x, (WIDTH,), next(w), next(w), 1e-5)
    head, head_bias = next(w), next(w)
    return F.linear(x, head.T, head_bias)


z = logits(torch.tensor([codes]))[0]
p = F.softmax(z, -1)
judge.agree("probabilities at every position, the whole network", found["probabilities"][0][: len(codes)], p.tolist())
loss = F.cross_entropy(z[:-1], torch.tensor(codes[1:])).item()
judge.agree("cross-entropy in nats", found["nats"], loss)
judge.agree("perplexity", found["perplexity"], math.exp(loss), relative=1e-4)
chances = found["chances"]
judge.agree("chances after the prompt, from the cache", [chances[c] for c in characters], p[-1].tolist())

for (temperature, top_k, top_p), drawn in zip(RULES, found["drawn"]):
    scores = z[-1].double() / temperature
    if top_k is not None:
        scores = scores.masked_fill(scores < torch.topk(scores, top_k)[0][-1], -math.inf)
    if top_p is not None:
        ordered, places = torch.sort(scores, descending=False)
        remove = F.softmax(ordered, -1).cumsum(-1) <= 1 - top_p
        remove[-1] = False
        scores = scores.masked_fill(torch.zeros_like(remove).scatter(0, places, remove), -math.inf)
    theirs = {c: v for c, v in zip(characters, F.softmax(scores, -1).tolist()) if v > 0}
    name = f"temperature {temperature}, top_k {top_k}, top_p {top_p}"
    judge.hold(f"{name}: the set", set(drawn) == set(theirs), f"{sorted(drawn)} beside {sorted(theirs)}")
    judge.agree(f"{name}: its chances", [drawn.get(c, -1) for c in sorted(theirs)], [theirs[c] for c in sorted(theirs)])

judge.hold("the training has learnt something", found["loss"] < 2.7, found["loss"])
judge.finish()
