public import Answers
public import Datasets
public import Networks
internal import RealModule
public import Optimizers
public import Training

/// What a GAN plays for, and how.
public struct GANSettings: Sendable, Equatable {
    /// What the latent numbers are drawn from.
    public enum Prior: String, Sendable, CaseIterable {
        /// Each standard normal.
        case normal
        /// Each uniform in [−1, 1).
        case uniform
    }

    /// The losses of discriminator and generator.
    public var loss: AdversarialLoss
    /// Numbers from which a sample is made, at least 1; nil for what the generator reads.
    public var latent: Int?
    /// What they are drawn from.
    public var prior = Prior.normal
    /// Moves of the discriminator for each one of the generator, 1 to 100.
    public var discriminatorSteps = 1
    /// Standard deviation at the first step of the noise that is added to all that the discriminator sees, real and made alike (Sønderby
    /// et al. 2017: instance noise); it falls linearly to 0 over the training. 0 for none.
    public var noise = 0.0
    /// Whether the rates fall linearly to 0 over the training.
    public var decays = true
    /// Bound of each weight of the discriminator after each of its moves; nil for none.
    public var clip: Double?

    /// The settings of a loss: the weights of a critic of `wasserstein` are clipped to ±0.01, as Arjovsky et al. 2017 have it.
    public init(loss: AdversarialLoss = .nonSaturating, latent: Int? = nil) {
        (self.loss, self.latent) = (loss, latent)
        clip = loss == .wasserstein ? 0.01 : nil
    }
}

/// Two networks that play a game (Goodfellow et al. 2014): a generator makes samples of latent numbers, a discriminator tells them from
/// real ones, and each learns from the other.
///
/// It is a `Procedure`: a step is some moves of the discriminator, then one of the generator.
///
///     let gan = try GAN(generator, discriminator, GANSettings(latent: 8), optimizers: (adam, adam), seed: 1)
///     try gan.train([ring.x], ProcedureOptions(steps: 4000))
///     let samples = try gan.samples(1000, seed: 2)
public final class GAN: Procedure, @unchecked Sendable {
    /// The generator first: its rate is told and set by callbacks, and the discriminator's keeps its proportion to it.
    public let players: Players
    /// G: latent numbers to a sample.
    public let generator: Player
    /// Scores them: a logit, or a critic's number.
    public let discriminator: Player
    /// Losses, latent numbers, moves of the discriminator, noise and clipping.
    public let settings: GANSettings
    /// How many latent numbers a sample is made of, at least 1.
    public let latent: Int
    /// By which the samples are counted at each epoch's end; nil where the data have no classes in the plane.
    public var modes: Modes?
    /// Samples made at the ends of epochs, for pictures.
    public internal(set) var film = SampleFilm()
    /// The weights of both before the first step: where a rerun begins.
    let first: ModelWeights
    /// Data, batches and steps of the last training; nil before the first.
    public internal(set) var training: GANTraining?
    /// Distance between two rows of the data, mean over pairs.
    var spreadOfData = Double.nan

    /// - Parameters:
    ///   - generator: latent numbers → a sample; built for `latent` where it is not built yet.
    ///   - discriminator: a sample → one score. A last sigmoid is left to the losses of logits.
    ///   - optimizers: of the generator and of the discriminator.
    /// - Throws: `Mistake` for networks that do not fit each other, a latent size below 1, and settings out of range.
    public init(
        _ generator: Model, _ discriminator: Model, _ settings: GANSettings,
        optimizers: (generator: Optimizer, discriminator: Optimizer), seed: UInt64
    ) throws {
        try GAN.check(settings)
        latent = try GAN.builtLatent(generator, settings)
        self.settings = settings
        let made = try generator.build()
        let known = discriminator.network?.inputShapes ?? discriminator.architecture.inputShapes.compactMap { $0 }
        if discriminator.architecture.inputShapes.count != 1 || known.contains(where: { $0 != made.outputShape }) {
            throw Mistake(
                "the generator makes samples of shape \(made.outputShape.shapeText), and the discriminator reads "
                    + known.map(\.shapeText).joined(separator: " and "),
                expected: "a discriminator that reads what the generator makes",
                try: "input_shape=\(made.outputShape.shapeText)", argument: "discriminator")
        }
        let score = try discriminator.build(inputShape: made.outputShape)
        let leaves = try GAN.leavesActivation(score, settings.loss)
        players = try Players(
            [
                ("generator", generator, optimizers.generator),
                ("discriminator", discriminator, optimizers.discriminator),
            ], seed: seed, name: "GAN")
        self.generator = players.all[0]
        self.discriminator = players.all[1]
        self.discriminator.leavesLastActivation = leaves
        first = try players.weights()
    }

    private static func check(_ settings: GANSettings) throws {
        if let latent = settings.latent, latent < 1 {
            throw Mistake(
                "a latent size of \(latent): there would be nothing that tells one sample from another",
                expected: "at least 1 latent number", try: "latent=8", argument: "latent")
        }
        guard (1...100).contains(settings.discriminatorSteps) else {
            throw Mistake(
                "discriminator_steps = \(settings.discriminatorSteps)", expected: "1 to 100",
                argument: "discriminator_steps")
        }
        guard settings.noise >= 0, settings.noise.isFinite else {
            throw Mistake(
                "noise = \(settings.noise.short())", expected: "a standard deviation of at least 0", try: "noise=0.5",
                argument: "noise")
        }
        if let clip = settings.clip, !(clip > 0 && clip.isFinite) {
            throw Mistake(
                "clip = \(clip.short())", expected: "a bound above 0", try: "clip=0.01", argument: "clip")
        }
    }

    private static func builtLatent(_ generator: Model, _ settings: GANSettings) throws -> Int {
        let known = generator.network?.inputShapes ?? generator.architecture.inputShapes.compactMap { $0 }
        guard generator.architecture.inputShapes.count == 1, known.allSatisfy({ $0.count == 1 }) else {
            throw Mistake(
                "the generator reads \(known.map(\.shapeText).joined(separator: " and "))",
                expected: "one row of latent numbers", argument: "generator")
        }
        guard let size = settings.latent ?? known.first?.first else {
            throw Mistake(
                "nobody says how many latent numbers the generator reads", expected: "latent=8", try: "latent=8",
                argument: "latent")
        }
        if let other = known.first?.first, other != size {
            throw Mistake(
                "latent = \(size), and the generator reads rows of \(other) numbers", expected: "the same for both",
                try: "latent=\(other)", argument: "latent")
        }
        try generator.build(inputShape: [size])
        return size
    }

    /// Whether the discriminator's last sigmoid is left out, because the loss takes logits.
    private static func leavesActivation(_ network: Network, _ loss: AdversarialLoss) throws -> Bool {
        guard network.inputShapes.count == 1, network.outputShape.reduce(1, *) == 1 else {
            throw Mistake(
                "the discriminator gives \(network.outputShape.reduce(1, *)) numbers for a sample",
                expected: "one score", try: "a last layer Dense(1)", argument: "discriminator")
        }
        let activation = network.lastActivation ?? .linear
        if activation == .linear { return false }
        switch loss {
        case .minimax, .nonSaturating:
            if activation == .sigmoid { return true }
        case .leastSquares:
            if activation == .sigmoid { return false }
        case .wasserstein, .hinge: break
        }
        throw Mistake(
            "the discriminator ends with \(activation.name), and \(loss.rawValue) takes "
                + (loss == .wasserstein || loss == .hinge ? "a critic's unbounded number" : "a logit"),
            expected: "a last layer without activation", try: "Dense(1)", argument: "discriminator")
    }

    /// Samples made of latent numbers that are drawn by the seed, the generator as in prediction.
    ///
    /// - Throws: `Mistake` for a count below 1 or beyond the memory.
    public func samples(_ count: Int, seed: UInt64 = 0, work: Work = Work()) throws -> Samples {
        try generator.model.predict(latents(count, seed: seed), batchSize: 256, work: work)
    }

    /// The discriminator's score of each sample, as in prediction: a logit, or a critic's number.
    ///
    /// - Throws: `Mistake` for samples of another shape.
    public func scores(_ samples: Samples, work: Work = Work()) throws -> [Double] {
        let given = try discriminator.model.predict(samples, batchSize: 256, work: work).values.map { Double($0) }
        guard discriminator.leavesLastActivation else { return given }
        // The model itself answers with a probability.
        return given.map { Double.log($0 / (1 - $0)) }
    }

    /// Latent numbers, drawn by the seed.
    ///
    /// - Throws: `Mistake` for a count below 1 or beyond the memory.
    public func latents(_ count: Int, seed: UInt64 = 0) throws -> Samples {
        guard count >= 1 else { throw Mistake("\(count) samples", expected: "at least 1", argument: "n") }
        try Samples.checkSize([count, latent])
        var values = [Float](repeating: 0, count: count * latent)
        values.withUnsafeMutableBufferPointer { buffer in
            guard let base = buffer.baseAddress else { return }
            draw(base, buffer.count, seed: seed, purpose: GAN.latentOfSamples, index: 0)
        }
        return try Samples(shape: [count, latent], values: values)
    }
}
