import Adversarial
import Answers
import Cards
import Datasets
import Networks
import Optimizers
import Training

/// The networks of the course: latent → 64 → 64 → 2 and 2 → 64 → 64 → 1, or smaller ones.
func dense(_ sizes: [Int], last: Activation = .linear, hidden: Activation = .relu, seed: UInt64) -> Model {
    var layers: [any Layer] = []
    for (place, size) in sizes.enumerated().dropFirst() {
        layers.append(
            DenseLayer(
                units: size, activation: place == sizes.count - 1 ? last : hidden, kernelInitialiser: .heNormal))
    }
    return Model(Architecture(layers, inputShape: [sizes[0]]), seed: seed)
}

/// Adam as the recipe of the ring has it.
func adam(_ rate: Double = 0.002, beta1: Double = 0.5, ε: Double = 1e-8) throws -> Optimizer {
    try Optimizer("Adam", ["beta_1": .number(beta1), "epsilon": .number(ε)], rate: .constant(rate), dialect: .pytorch)
}

/// The ring's GAN.
func ringGAN(
    noise: Double = 0.5, hidden: Int = 64, latent: Int = 8, loss: AdversarialLoss = .nonSaturating, seed: UInt64,
    change: (inout GANSettings) -> Void = { _ in }
) throws -> GAN {
    var settings = GANSettings(loss: loss, latent: latent)
    settings.noise = noise
    change(&settings)
    return try GAN(
        dense([latent, hidden, hidden, 2], seed: 2 * seed), dense([2, hidden, hidden, 1], seed: 2 * seed + 1), settings,
        optimizers: (adam(), adam()), seed: seed)
}
