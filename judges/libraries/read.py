"""Libraries that cannot be installed beside the others (another language, no package): their formulas as their sources
have them, read and not run. Rule, library and file, formula in words, Descent's equal by formula (or None)."""

OPTIMISERS = "Optimisers.jl (Julia, Flux), src/rules.jl"
SWIFT_APIS = "swift-apis (Swift for TensorFlow), Optimizers/MomentumBased.swift"
MLX_SWIFT = "mlx-swift, MLXOptimizers/Optimizers.swift"
TFJS = "TensorFlow.js, tfjs-core/src/optimizers"
ENSMALLEN = "ensmallen (C++, mlpack), ensmallen_bits"
BURN = "Burn (Rust), burn-optim/src/optim"

READ = [
    ("SGD", OPTIMISERS, "Momentum: v ← ρv + ηg, θ − v, ρ 0.9 by default", 'SGD(η, momentum=0.9, dialect="keras")'),
    ("RMSprop", OPTIMISERS, "decay 0.9, ε = 1e-8 outside the root", 'RMSprop(η, rho=0.9, dialect="pytorch")'),
    ("RMSprop", SWIFT_APIS, "decay 0.9, ε = 1e-8 outside the root", 'RMSprop(η, rho=0.9, dialect="pytorch")'),
    ("RMSprop", TFJS, "decay 0.9, ε = 1e-7 inside the root; η inside the memory", 'RMSprop(η, dialect="keras")'),
    ("RMSprop", BURN, "decay 0.99 and momentum 0.9 by default, ε = 1e-5 outside the root",
     'RMSprop(η, momentum=0.9, epsilon=1e-5, dialect="pytorch")'),
    ("Adagrad", OPTIMISERS, "v from ε = 1e-8, ε outside the root too",
     'Adagrad(η, initial_accumulator_value=1e-8, epsilon=1e-8, dialect="pytorch")'),
    ("Adagrad", SWIFT_APIS, "v from 0.1, ε = 1e-8 outside the root",
     'Adagrad(η, initial_accumulator_value=0.1, epsilon=1e-8, dialect="pytorch")'),
    ("Adadelta", OPTIMISERS, "takes no rate; ρ 0.9, ε = 1e-8", 'Adadelta(1, epsilon=1e-8, dialect="pytorch")'),
    ("Adadelta", SWIFT_APIS, "ρ 0.95, ε = 1e-6, rate 1", 'Adadelta(η, dialect="paper")'),
    ("Adam", OPTIMISERS, "ε = 1e-8 after the bias correction", 'Adam(η, dialect="pytorch")'),
    ("Adam", SWIFT_APIS, "ε̂ with ε = 1e-8", 'Adam(η, epsilon=1e-8, dialect="keras")'),
    ("Adam", ENSMALLEN, "ε̂ with ε = 1e-8, as a comment in the source says", 'Adam(η, epsilon=1e-8, dialect="keras")'),
    ("Adam", TFJS, "ε = 1e-7 after the correction: neither Keras's place nor PyTorch's size",
     'Adam(η, epsilon=1e-7, dialect="pytorch")'),
    ("Adam", MLX_SWIFT, "no bias correction, and none to be had", 'Adam(η, bias_correction=False, dialect="pytorch")'),
    ("Adamax", MLX_SWIFT, "no bias correction", 'Adamax(η, bias_correction=False, dialect="keras")'),
    ("Adamax", TFJS, "u ← max(β₂u, |g|), divided by u + ε with ε = 1e-7", 'Adamax(η, dialect="keras")'),
    ("Adamax", OPTIMISERS, "u ← max(β₂u, |g|), divided by u + ε with ε = 1e-8", 'Adamax(η, epsilon=1e-8, dialect="keras")'),
    ("AMSGrad", OPTIMISERS, "no bias correction, and all three memories, the first moment too, start at ε", None),
    ("Nadam", OPTIMISERS, "no schedule; the second moment is multiplied by β₂ before its root", None),
    ("Nadam", ENSMALLEN, "Dozat's schedule with ψ = 0.004, ε̂ with ε = 1e-8", 'Nadam(η, momentum_decay=0.004, epsilon=1e-8, dialect="keras")'),
    ("RAdam", OPTIMISERS, "rectifies as soon as ρₜ > 4, ε after the correction", None),
    ("Lion", OPTIMISERS, "β₂ 0.999 by default", 'Lion(η, beta_2=0.999, dialect="pytorch")'),
    ("Rprop", OPTIMISERS, "moves by η in step 1", 'Rprop(η, dialect="pytorch")'),
]
