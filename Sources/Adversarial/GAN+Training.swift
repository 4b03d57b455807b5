public import Answers
public import Datasets
internal import Networks
internal import Optimizers
internal import Training

extension GAN {
    /// Samples that are looked at after each epoch: 512 short ones, 64 of more than 16 numbers.
    var looked: Int { generator.outputWidth <= 16 ? 512 : 64 }

    /// `diversity`, and where the modes are known `modes` and `good` before it.
    public var measures: [String] { (modes == nil ? [] : ["modes", "good"]) + ["diversity"] }

    /// Classes become modes, by which samples are counted after each epoch; of rows with more than 16 numbers only when asked.
    public func look(at data: Dataset, work: Work) throws {
        guard case .classification = data.task, generator.outputWidth <= 3 else { return }
        // Data whose modes cannot be told are trained on all the same.
        modes = try? Modes(data, work: work)
    }

    /// Counts samples of the same latent numbers as ever.
    public func measured(_ data: [Samples], work: Work) throws -> [Double] {
        let samples = try samples(looked, seed: seed, work: work)
        if work.isCancelled { return [] }
        let count = try modes?.count(samples, work: work)
        film.add(SampleFilm.Frame(step: stepsDone, samples: samples, modes: count))
        let diversity = SampleSet(samples).meanDistance(pairs: 2000) / spreadOfData
        return (count.map { [Double($0.covered), $0.goodShare] } ?? []) + [diversity]
    }

    /// Notes where training will end, and looks at the samples before the first step.
    public func begin(endingAt steps: Int) {
        training?.steps = steps
        if stepsDone == 0, film.frames.isEmpty, let samples = try? samples(looked, seed: seed) {
            film.add(SampleFilm.Frame(step: 0, samples: samples, modes: try? modes?.count(samples)))
        }
    }

    func note(_ data: Samples, batchSize: Int) {
        let goesOn = training.map { $0.isWhole && $0.data == data && $0.batchSize == batchSize } ?? false
        training = GANTraining(data: data, batchSize: batchSize, steps: 0, isWhole: stepsDone == 0 || goesOn)
    }

    /// The same training from the same first weights on the same rows, with other settings. Callbacks are left out.
    ///
    /// - Parameters:
    ///   - steps: nil for as many.
    ///   - seed: of order, latent numbers and noise; nil for the same.
    ///   - fresh: whether the first weights are drawn anew by the seed.
    /// - Throws: `Mistake` where there was no training, or it went on from one on other rows; `Stopped`.
    public func again(
        _ settings: GANSettings? = nil, steps: Int? = nil, seed: UInt64? = nil, fresh: Bool = false,
        work: Work = Work()
    ) throws -> GAN {
        guard let training, training.isWhole, training.steps > 0 else {
            throw Mistake(
                training == nil
                    ? "the GAN has not been trained" : "the training went on from one on other rows or batches",
                expected: "a GAN after one training from its first weights", try: "train(gan, data, steps=4000)",
                argument: "gan")
        }
        func anew(_ player: Player, _ number: UInt64) -> Model {
            var architecture = player.model.architecture
            architecture.inputShapes = player.network.inputShapes.map { $0 }
            return Model(
                architecture, seed: fresh ? (seed ?? self.seed) &* 2 &+ number : player.model.seed,
                name: player.model.givenName)
        }
        let gan = try GAN(
            anew(generator, 0), anew(discriminator, 1), settings ?? self.settings,
            optimizers: (generator.rule, discriminator.rule), seed: seed ?? self.seed)
        if !fresh { try gan.players.set(first) }
        gan.modes = modes
        try gan.train(
            [training.data], ProcedureOptions(steps: steps ?? training.steps, batchSize: training.batchSize), work: work
        )
        if work.isCancelled { throw Stopped() }
        return gan
    }
}
