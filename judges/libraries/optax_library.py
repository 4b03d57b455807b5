"""optax, in double precision."""

import jax
import numpy
import optax
from optax import contrib

from libraries.problem import STEPS, Entry, hand_over

jax.config.update("jax_enable_x64", True)


def walk(make, rate, start, function):
    point, optimizer, points = jax.numpy.array(start), make(rate), []
    state = optimizer.init(point)
    optimizer = optax.with_extra_args_support(optimizer)
    for _ in range(STEPS):
        value, gradient = function(numpy.asarray(point))
        updates, state = optimizer.update(jax.numpy.asarray(gradient), state, point, value=jax.numpy.asarray(value))
        point = optax.apply_updates(point, updates)
        points.append(numpy.asarray(point).tolist())
    return points


ENTRIES = [
    Entry("SGD", "optax.sgd(η)", optax.sgd, "θ − ηg"),
    Entry("SGD", "optax.sgd(η, momentum=0.9)", lambda r: optax.sgd(r, momentum=0.9), "b ← 0.9b + g, θ − ηb",
          'SGD(η, momentum=0.9, dialect="optax")'),
    Entry("Adagrad", "optax.adagrad(η)", optax.adagrad, "v from 0.1, ε = 1e-7 inside the root"),
    Entry("Adadelta", "optax.adadelta(η)", optax.adadelta, "ρ 0.9, ε = 1e-6 inside both roots"),
    Entry("RMSprop", "optax.rmsprop(η)", optax.rmsprop, "decay 0.9, ε = 1e-8 inside the root, v from 0"),
    Entry("Rprop", "optax.rprop(η)", optax.rprop, "does not move in step 1"),
    Entry("Adam", "optax.adam(η)", optax.adam, "ε = 1e-8 after the bias correction"),
    Entry("AMSGrad", "optax.amsgrad(η, b2=0.5)", lambda r: optax.amsgrad(r, b2=0.5), "the largest corrected v̂"),
    Entry("AdamW", "optax.adamw(η)", optax.adamw, "decay beside the update, λ = 1e-4"),
    Entry("Adamax", "optax.adamax(η)", optax.adamax, "u ← max(β₂u, |g| + ε)"),
    Entry("Nadam", "optax.nadam(η)", optax.nadam, "no schedule: β₁m/(1 − β₁ᵗ⁺¹) + (1 − β₁)g/(1 − β₁ᵗ)"),
    Entry("RAdam", "optax.radam(η)", optax.radam, "steps of ηm̂ as long as ρₜ < 5"),
    Entry("AdaBelief", "optax.adabelief(η)", optax.adabelief, "variance of g − m, ε = 1e-16 inside and outside"),
    Entry("Yogi", "optax.yogi(η)", optax.yogi, "additive second moment; both moments start at 1e-6, ε = 1e-3"),
    Entry("Adan", "optax.adan(η)", optax.adan, "three moments; first difference is g itself less 0"),
    Entry("AdEMAMix", "optax.contrib.ademamix(η)", contrib.ademamix, "α = 5, β₃ 0.9999; the slow mean is not corrected"),
    Entry("Lion", "optax.lion(η)", optax.lion, "sign of the β₁ mix, decay λ = 1e-3"),
    Entry("SignSGD", "optax.sign_sgd(η)", optax.sign_sgd, "sign of g"),
    Entry("SM3", "optax.sm3(η)", optax.sm3, "Adagrad on a vector, then momentum 0.9"),
    Entry("Adafactor", "optax.adafactor(η)", optax.adafactor, "no factoring below 128; rate times max(1e-3, rms θ)"),
    Entry("NovoGrad", "optax.novograd(η)", optax.novograd, "β₂ 0.25; the first ν is ‖g‖²"),
    Entry("LAMB", "optax.lamb(η)", optax.lamb, "trust ratio ‖θ‖/‖u‖, ε = 1e-6"),
    Entry("LARS", "optax.lars(η)", optax.lars, "trust coefficient 0.001, momentum 0.9 after it"),
    Entry("Fromage", "optax.fromage(η)", optax.fromage, "(θ − η‖θ‖g/‖g‖)/√(1 + η²)"),
    Entry("Muon", "optax.contrib.muon(η)", contrib.muon, "no matrix: Nadam", 'Nadam(η, dialect="optax")'),
    Entry("ScheduleFreeSGD", "optax.contrib.schedule_free_sgd(η)", contrib.schedule_free_sgd, "y is what is kept; β 0.9"),
    Entry("ScheduleFreeAdamW", "optax.contrib.schedule_free_adamw(η)", contrib.schedule_free_adamw,
          "y is what is kept; Adam inside"),
    Entry("Prodigy", "optax.contrib.prodigy(η)", contrib.prodigy, "the bias is corrected: the first step is d₀"),
    Entry("DoG", "optax.contrib.dog(η)", contrib.dog, "distance over the root of the summed ‖g‖²"),
    Entry("DoWG", "optax.contrib.dowg(η)", contrib.dowg, "distance over gradients weighted by distance"),
    Entry("OptimisticGD", "optax.optimistic_gradient_descent(η)", optax.optimistic_gradient_descent,
          "θ − η(2gₜ − gₜ₋₁) from step 2"),
    Entry("PolyakSGD", "optax.polyak_sgd(scaling=η)", lambda r: optax.polyak_sgd(scaling=r), "rate η(f − 0)/‖g‖², at most 1"),
    Entry("ADOPT", "optax.contrib.adopt(η)", contrib.adopt,
          "step 1 only sets v; g over the last step's √v, clipped to t^¼, into m; m is not corrected"),
    Entry("MADGRAD", "optax.contrib.madgrad(η)", contrib.madgrad, "dual averaging with cube roots, momentum 0.9"),
    Entry("MoMo", "optax.contrib.momo(η)", contrib.momo, "Polyak-like rate from the mean loss, at most η"),
    Entry("MoMoAdam", "optax.contrib.momo_adam(η)", contrib.momo_adam, "the same with Adam's metric"),
    Entry("COCOB", "optax.contrib.cocob(learning_rate=η)", lambda r: contrib.cocob(learning_rate=r), "coin betting"),
    Entry("ACProp", "optax.contrib.acprop(η)", contrib.acprop, "centred variance, used a step later"),
    Entry("DAdaptAdamW", "optax.contrib.dadapt_adamw(η)", contrib.dadapt_adamw, "D-Adaptation, Adam inside"),
    Entry("SimplifiedAdEMAMix", "optax.contrib.simplified_ademamix(η)", contrib.simplified_ademamix,
          "one slow sum and αg"),
]

if __name__ == "__main__":
    hand_over(["optax", "jax"], ENTRIES, walk)
