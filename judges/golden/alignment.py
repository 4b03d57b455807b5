"""Losses of preference optimisation with their gradients by PyTorch's autograd, and Bradley–Terry rewards by SciPy and scikit-learn."""

import numpy as np
import scipy.optimize
import torch
import torch.nn.functional as F
from judging import Judge
from sklearn.linear_model import LogisticRegression

judge = Judge(relative=1e-9)
tensor = lambda values: torch.tensor(values, dtype=torch.float64)

REFERENCE = [0.4, 0.3, 0.15, 0.1, 0.05]
LOGITS = [0.3, -1.1, 0.8, 0.25, -0.4]
# (winner, loser, how often)
PAIRS = [(0, 1, 7), (1, 0, 3), (2, 0, 5), (0, 2, 6), (3, 1, 2), (1, 3, 4), (4, 2, 3), (2, 4, 1), (3, 4, 2), (4, 0, 1), (0, 4, 4)]
FEATURES = [[0.5, -1.0], [-0.25, 0.5], [1.5, 0.25], [-1.0, 1.0], [0.75, 2.0]]


def losses(method, beta, desirable=1.0, undesirable=1.0):
    """The paper's loss over all comparisons, and its gradient with respect to the logits."""
    logits = tensor(LOGITS).requires_grad_()
    ratio = F.log_softmax(logits, -1) - tensor(REFERENCE).log()
    winners = torch.tensor([w for w, l, n in PAIRS for _ in range(n)])
    losers = torch.tensor([l for w, l, n in PAIRS for _ in range(n)])
    margin = ratio[winners] - ratio[losers]
    if method == "dpo":
        loss = -F.logsigmoid(beta * margin).mean()
    elif method == "ipo":
        loss = ((margin - 1 / (2 * beta)) ** 2).mean()
    else:
        reference_point = (F.softmax(logits, -1) * ratio).sum().detach()
        liked = desirable * (1 - torch.sigmoid(beta * (ratio[winners] - reference_point)))
        disliked = undesirable * (1 - torch.sigmoid(beta * (reference_point - ratio[losers])))
        loss = torch.cat([liked, disliked]).mean()
    loss.backward()
    return {
        "method": method, "beta": beta, "desirable": desirable, "undesirable": undesirable, "loss": loss.item(),
        "gradient": logits.grad.tolist()}


def objective(beta, rewards):
    """Mean reward minus beta times the divergence, and its gradient."""
    logits = tensor(LOGITS).requires_grad_()
    policy, ratio = F.softmax(logits, -1), F.log_softmax(logits, -1) - tensor(REFERENCE).log()
    value = (policy * (tensor(rewards) - beta * ratio)).sum()
    value.backward()
    return {"beta": beta, "rewards": rewards, "value": value.item(), "gradient": logits.grad.tolist()}


def rewards(ridge):
    """The maximum of the likelihood plus ridge/2·‖s‖², mean 0."""
    def loss(s):
        value, slope = ridge / 2 * s @ s, ridge * s
        for w, l, n in PAIRS:
            u = s[w] - s[l]
            value += n * np.logaddexp(0, -u)
            slope[w] -= n / (1 + np.exp(u))
            slope[l] += n / (1 + np.exp(u))
        return value, slope
    found = scipy.optimize.minimize(loss, np.zeros(5), jac=True, method="BFGS", options={"gtol": 1e-12}).x
    return {"ridge": ridge, "rewards": (found - found.mean()).tolist()}


def weights(ridge):
    """The same for rewards that are linear in the features: a logistic regression of differences without an intercept."""
    x = np.array([np.subtract(FEATURES[w], FEATURES[l]) for w, l, n in PAIRS])
    counts = np.array([n for _, _, n in PAIRS], dtype=float)
    # scikit-learn wants two classes: each comparison once as it is and once turned round, with half the weight.
    model = LogisticRegression(C=1 / ridge, fit_intercept=False, tol=1e-14, max_iter=10_000, solver="newton-cholesky")
    model.fit(np.r_[x, -x], np.r_[np.ones(len(x)), np.zeros(len(x))], sample_weight=np.r_[counts, counts] / 2)
    return {"ridge": ridge, "weights": model.coef_[0].tolist()}


judge.golden("Tests/AlignmentTests/Golden/alignment.json", {
    "reference": REFERENCE, "logits": LOGITS, "pairs": PAIRS, "features": FEATURES,
    "losses": [
        losses("dpo", 0.1), losses("dpo", 0.5), losses("ipo", 0.1), losses("ipo", 0.75), losses("kto", 0.1),
        losses("kto", 0.5, 1.5, 1.0), losses("kto", 2.0, 1.0, 1.25)],
    "objectives": [objective(0.0, [1.0, 0.5, -0.25, 2.0, 0.0]), objective(0.5, [1.0, 0.5, -0.25, 2.0, 0.0])],
    "rewards": [rewards(0.0), rewards(0.5)],
    "weights": [weights(0.25), weights(2.0)]})
judge.finish()
