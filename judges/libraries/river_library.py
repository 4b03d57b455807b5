"""River's optimizers for learning from streams."""

from river import optim

from libraries.problem import STEPS, Entry, hand_over


def walk(make, rate, start, function):
    """As River's linear models do: look ahead, take the gradient there, step."""
    weights, optimizer, points = dict(enumerate(start)), make(rate), []
    for _ in range(STEPS):
        weights = optimizer.look_ahead(weights)
        gradient = function([weights[i] for i in range(len(start))])[1]
        weights = optimizer.step(weights, dict(enumerate(gradient.tolist())))
        points.append([weights[i] for i in range(len(start))])
    return points


ENTRIES = [
    Entry("SGD", "optim.SGD(η)", optim.SGD, "θ − ηg"),
    Entry("SGD", "optim.Momentum(η)", optim.Momentum, "v ← 0.9v + ηg, θ − v", 'SGD(η, momentum=0.9, dialect="keras")'),
    Entry("SGD", "optim.NesterovMomentum(η)", optim.NesterovMomentum,
          "Nesterov's own form: the gradient is taken at θ − 0.9v, and θ is kept"),
    Entry("Adagrad", "optim.AdaGrad(η)", optim.AdaGrad, "v from 0, ε = 1e-8 outside the root",
          'Adagrad(η, epsilon=1e-8, dialect="pytorch")'),
    Entry("Adadelta", "optim.AdaDelta()", lambda r: optim.AdaDelta(), "takes no rate; ρ 0.95, ε = 1e-8",
          'Adadelta(1, epsilon=1e-8, dialect="paper")'),
    Entry("RMSprop", "optim.RMSProp(η)", optim.RMSProp, "decay 0.9, ε = 1e-8, v from 0"),
    Entry("Adam", "optim.Adam(η)", optim.Adam, "ε̂ with ε = 1e-8", 'Adam(η, epsilon=1e-8, dialect="keras")'),
    Entry("AMSGrad", "optim.AMSGrad(η, beta_2=0.5)", lambda r: optim.AMSGrad(r, beta_2=0.5), "the largest raw v, ε̂ with ε = 1e-8",
          'AMSGrad(η, beta_2=0.5, epsilon=1e-8, dialect="keras")'),
    Entry("Adamax", "optim.AdaMax(η)", optim.AdaMax, "u ← max(β₂u, |g|) + ε"),
    Entry("Nadam", "optim.Nadam(η)", optim.Nadam, "no schedule: β₁m̂ + (1 − β₁)g/(1 − β₁ᵗ), both corrected by t"),
    Entry("Ftrl", "optim.FTRLProximal(alpha=η)", lambda r: optim.FTRLProximal(alpha=r),
          "β = 1 in the rate's denominator and weights that begin from zᵢ = 0: the start is forgotten in step 2"),
]

if __name__ == "__main__":
    hand_over(["river"], ENTRIES, walk)
