import Adversarial
import Answers
import Cards
import Datasets
import Language
import Networks
import Optimizers
import Pictures
import Training
import Words
import ArrayVocabulary

/// Games of two networks, and measures of what comes out.
enum GANWords {
    static let words: [Word] = [gan, count, quality, dirac, watch]

    private static let optimizerOf = ValueType.optional(.thing([Optimizer.kind]))

    private static let gan = Word(
        "GAN", family: "networks", summary: "A generator and a discriminator that play against each other",
        details: """
            The generator makes samples of latent numbers; the discriminator scores real and made ones; each is moved by its own loss \
            (`adversarial` tells them apart). One step of train is discriminator_steps moves of the discriminator and one of the generator; \
            explain(gan, data) prints it with its numbers.

            noise is instance noise (Sønderby et al. 2017): normal noise on all that the discriminator sees, real and made, falling to 0 over \
            the training. It is the cure for many a mode collapse. With decay the rates fall to 0, too. A critic of "wasserstein" has its \
            weights clipped to ±0.01 unless clip says otherwise. A last sigmoid of the discriminator is left to the losses of logits.
            """,
        parameters: [
            Parameter("generator", .thing([Model.kind]), "latent numbers → a sample"),
            Parameter("discriminator", aliases: ["critic"], .thing([Model.kind]), "a sample → one score"),
            Parameter(
                "loss", .choice(AdversarialLoss.allCases.map(\.rawValue)), "non_saturating",
                "what both play for; minimax is the saturating game of the original"),
            Parameter(
                "latent", .optional(.int()), .otherwise("what the generator reads"), "numbers that a sample is made of"),
            Parameter("noise", .number(), 0.0, "standard deviation of the instance noise at the first step"),
            Parameter(
                "optimizer", optimizerOf, .otherwise("Adam(0.002, beta_1=0.5)"), "of both players", isKeywordOnly: true),
            Parameter("d_optimizer", optimizerOf, .otherwise("optimizer"), "of the discriminator", isKeywordOnly: true),
            Parameter("discriminator_steps", .int(), 1, "its moves for each one of the generator", isKeywordOnly: true),
            Parameter(
                "prior", .choice(GANSettings.Prior.allCases.map(\.rawValue)), "normal", "of the latent numbers",
                isKeywordOnly: true),
            Parameter(
                "decay", .bool, true, "whether the rates fall linearly to 0 over the training", isKeywordOnly: true),
            Parameter(
                "clip", .optional(.number()), .otherwise("0.01 for wasserstein, None otherwise"),
                "bound of each weight of the discriminator", isKeywordOnly: true),
            Parameter(
                "seed", .int(.atLeast(0)), .otherwise("the session's"), "of order, latent numbers and noise",
                isKeywordOnly: true),
        ], returns: GAN.kind,
        examples: [
            """
            g = Sequential([Dense(16, activation="relu", input_shape=(4,)), Dense(2)], seed=1)
            d = Sequential([Dense(16, activation="relu", input_shape=(2,)), Dense(1)], seed=2)
            GAN(g, d, loss="non_saturating", noise=0.5, seed=3)
            """
        ], seeAlso: ["train", "adversarial", "ring", "modes", "diagnose", "dirac_gan"],
        meaning: .call { args, context in
            let both = try args.optionalThing("optimizer", as: Optimizer.self) ?? usual()
            let critics = args.optionalThing("d_optimizer", as: Optimizer.self) ?? both
            let settings = try settings(args)
            return .thing(
                try GAN(
                    args.thing("generator", as: Model.self), args.thing("discriminator", as: Model.self), settings,
                    optimizers: (both, critics), seed: args.seed(context)))
        })

    /// That of the ring's recipe (Radford et al. 2016 have β₁ = 0.5).
    private static func usual() throws -> Optimizer {
        try Optimizer("Adam", ["beta_1": .number(0.5)], rate: .constant(0.002))
    }

    private static func settings(_ args: Arguments) throws -> GANSettings {
        let loss = AdversarialLoss(rawValue: try args.text("loss")) ?? .nonSaturating
        var settings = GANSettings(loss: loss, latent: args["latent"].asInt)
        settings.prior = GANSettings.Prior(rawValue: try args.text("prior")) ?? .normal
        settings.discriminatorSteps = try args.int("discriminator_steps")
        settings.noise = try args.number("noise")
        settings.decays = try args.bool("decay")
        if args.isGiven("clip") { settings.clip = args["clip"].asDouble }
        return settings
    }

    // MARK: Measures

    private static let samples = Parameter(
        "samples", aliases: ["gan"], .oneOf([.thing([GAN.kind, Dataset.kind, Samples.kind]), .list(of: .any), .any]),
        "made samples, or a GAN that makes 2000 of them")
    private static let data = Parameter(
        "data", .oneOf([.thing([Dataset.kind, Samples.kind]), .list(of: .any), .any]), "what they should be like")

    private static func made(_ args: Arguments, _ context: Context) throws -> Samples {
        if let dataset = args.optionalThing("samples", as: Dataset.self) { return dataset.x }
        guard let gan = args.optionalThing("samples", as: GAN.self) else {
            return try ArrayWords.samples(args, "samples")
        }
        return try gan.samples(gan.generator.outputWidth <= 16 ? 2000 : 500, seed: gan.seed &+ 1, work: context.work)
    }

    private static let count = Word(
        "modes", family: "inspection",
        summary: "How many modes of the data the samples cover, and how many samples are good",
        details: """
            The classes of the dataset are its modes. In the plane a sample is good within so many standard deviations of its nearest mode; of \
            pictures, where it is as near to a real one as 95 % of the real ones are to each other. A mode is covered that has at least 1 % of \
            all samples as good ones. Quality (good) and diversity (covered) are told apart, for each can be had without the other; distance \
            counts both.
            """,
        parameters: [
            samples, Parameter("data", .thing([Dataset.kind]), "a dataset of classes: ring(n=2000)"),
            Parameter(
                "within", .number(), 6.0,
                "standard deviations within which a sample is good; 3 is stricter (Srivastava et al. 2017)",
                isKeywordOnly: true),
        ],
        returns: ModeCount.kind, examples: ["modes(ring(n=400, seed=2).x, ring(n=2000, seed=1))"],
        seeAlso: ["ring", "GAN", "sample_quality"],
        meaning: .call { args, context in
            let modes = try Modes(
                args.thing("data", as: Dataset.self), within: args.number("within"), work: context.work)
            return .thing(try modes.count(made(args, context), work: context.work))
        })

    private static let quality = Word(
        "sample_quality", family: "inspection",
        summary:
            "Made samples beside real ones by distances alone: precision, recall, coverage, diversity, nearest neighbour",
        details: """
            For data without classes, such as pictures. precision: made samples within the ball of a real one, whose radius is the distance \
            to its k-th neighbour (Kynkäänniemi et al. 2019): quality. recall: real samples within the ball of a made one: diversity. \
            coverage: real balls with a made sample in them (Naeem et al. 2020). nearest: distance to the nearest real sample, 1 for fresh \
            real ones, 0 where rows are learnt by heart. At most 500 of each side are compared.
            """,
        parameters: [
            samples, data, Parameter("k", .int(.init(1, 20)), 3, "neighbours that make a ball", isKeywordOnly: true),
            Parameter("seed", .int(.atLeast(0)), 0, "which rows are compared", isKeywordOnly: true),
        ], returns: SampleQuality.kind, examples: ["sample_quality(ring(n=300, seed=2).x, ring(n=300, seed=1))"],
        seeAlso: ["modes", "GAN"],
        meaning: .call { args, context in
            let real = try args.optionalThing("data", as: Dataset.self)?.x ?? ArrayWords.samples(args, "data")
            return .thing(
                try SampleQuality(
                    made(args, context), real, k: args.int("k"), seed: UInt64(args.int("seed")), work: context.work))
        })

    // MARK: The smallest game

    private static let dirac = Word(
        "dirac_gan", family: "experiments",
        summary: "The smallest GAN: one point against one slope, whose spiral can be calculated",
        details: """
            The data are the point 0, the generator makes the point θ, the discriminator scores by ψ·x (Mescheder, Geiger & Nowozin 2018). \
            Both follow their own gradient, and the equilibrium (0, 0) need not be reached: the unregularised game turns around it. \
            regulariser: "noise" of deviation strength on real and made samples, "r1" adds strength/2·ψ² to the discriminator's loss, "clip" \
            cuts ψ to ±strength.

            Eigenvalues of the field's Jacobian at the equilibrium say what must happen; the rate of the spiral is measured from a trajectory \
            near it, without them.
            """,
        parameters: [
            Parameter("loss", .choice(AdversarialLoss.allCases.map(\.rawValue)), "minimax", "what both play for"),
            Parameter(
                "regulariser", aliases: ["regularizer"], .choice(DiracGAN.Regulariser.allCases.map(\.rawValue)), "none",
                "what is added"),
            Parameter("strength", .number(), 1.0, "how much of it"),
            Parameter("rate", aliases: ["lr"], .number(), 0.1, "of both players' gradient steps"),
            Parameter(
                "order", .choice(DiracGAN.Order.allCases.map(\.rawValue)), "alternating",
                "whether the discriminator moves first, or both at once", isKeywordOnly: true),
            Parameter(
                "start", .point, .value(.tuple([.number(1), .number(1)])), "(θ, ψ) at the beginning",
                isKeywordOnly: true),
            Parameter("steps", .int(.init(1, 1e6)), 500, "moves of both", isKeywordOnly: true),
        ], returns: DiracRun.kind,
        examples: ["dirac_gan()", "dirac_gan(regulariser=\"noise\", strength=0.7)"],
        seeAlso: ["GAN", "adversarial", "plot"],
        meaning: .call { args, context in
            let game = try DiracGAN(
                loss: AdversarialLoss(rawValue: args.text("loss")) ?? .minimax,
                regulariser: DiracGAN.Regulariser(rawValue: args.text("regulariser")) ?? .none,
                strength: args.number("strength"), rate: args.number("rate"),
                order: DiracGAN.Order(rawValue: args.text("order")) ?? .alternating)
            let start = try args.point("start")
            guard args["start"].elements?.count == 2 else {
                throw args.mistake(
                    "start", "a start of one number", expected: "two: (θ, ψ)", try: "start=(1, 1)")
            }
            return .thing(
                try DiracRun(
                    game, from: DiracGAN.Place(θ: start.x, ψ: start.y), steps: args.int("steps"), work: context.work))
        })

    private static let watch = Word(
        "WatchSamples", family: "networks", summary: "A callback that shows the samples of a GAN while they come to be",
        details: """
            In a terminal the picture is redrawn beside the losses while training goes on, slowed down so that an eye can follow; elsewhere \
            nothing is drawn and training does not wait. The GAN keeps its looks in any case: plot(gan), animate(gan, "gan.gif").
            """,
        parameters: [
            Parameter("every", .int(.init(1, 1e6)), 1, "epochs from one look to the next"),
            Parameter(
                "fps", .number(.init(0.2, 60)), 8.0, "looks in a second at most, on a screen", isKeywordOnly: true),
        ], returns: CallbackKind.name, examples: ["WatchSamples(every=2)"], seeAlso: ["GAN", "train", "animate"],
        meaning: .call { args, _ in
            .thing(WatchSamples(every: try args.int("every"), framesPerSecond: try args.number("fps")))
        })
}
