"""Ten steps of preference optimisation and of an exact policy gradient beside PyTorch's, on the same comparisons with the same rule."""

import torch
import torch.nn.functional as F
from judging import Judge, descent

REFERENCE = [0.4, 0.3, 0.15, 0.1, 0.05]
REWARDS = [0.5, -0.25, 1.5, 0.0, 2.0]
PAIRS = [(0, 1), (0, 1), (1, 0), (2, 0), (0, 2), (2, 0), (3, 1), (1, 3), (4, 2), (2, 4), (3, 4), (4, 0), (4, 3), (2, 1), (3, 0)]
# No answer wins as often as it loses: its first gradient would be rounding alone, which Adam would make a whole step of.
BETA = 0.5
STEPS = 10
RULES = {
    "Adam(0.05, dialect=\"pytorch\")": lambda p: torch.optim.Adam(p, 0.05),
    "SGD(0.5, momentum=0.9, dialect=\"pytorch\")": lambda p: torch.optim.SGD(p, 0.5, momentum=0.9)}

reference, rewards = torch.tensor(REFERENCE), torch.tensor(REWARDS)
winners, losers = torch.tensor(PAIRS).T


def loss(method, logits):
    ratio = F.log_softmax(logits, -1) - reference.log()
    margin = ratio[winners] - ratio[losers]
    if method == "dpo":
        return -F.logsigmoid(BETA * margin).mean()
    if method == "ipo":
        return ((margin - 1 / (2 * BETA)) ** 2).mean()
    policy = F.softmax(logits, -1)
    if method == "kto":
        point = (policy * ratio).sum().detach()
        liked = 1 - torch.sigmoid(BETA * (ratio[winners] - point))
        return torch.cat([liked, 1 - torch.sigmoid(BETA * (point - ratio[losers]))]).mean()
    return -(policy * (rewards - BETA * ratio)).sum()


def theirs(method, make):
    """The gradient at the reference, and the policy after the last step."""
    logits = reference.log().clone().requires_grad_()
    optimizer, first = make([logits]), None
    for _ in range(STEPS):
        optimizer.zero_grad()
        loss(method, logits).backward()
        first = first or logits.grad.tolist()
        optimizer.step()
    return [first, F.softmax(logits.detach(), -1).tolist()]


judge = Judge(relative=1e-5)
answers = f"a = answers(rewards={REWARDS}, reference={REFERENCE}); p = preferences(a, {PAIRS})"
for rule, make in RULES.items():
    for method in ["dpo", "ipo", "kto", "policy_gradient"]:
        learns = "samples=None" if method == "policy_gradient" else "preferences=p"
        ours = descent(
            f'{answers}; r = align(a, "{method}", beta={BETA}, {learns}, optimizer={rule}, steps={STEPS}); '
            "[r.explain(step=1).gradient, r.policy.probabilities]")
        judge.agree(f"{method} with {rule}", ours, theirs(method, make))
judge.finish()
