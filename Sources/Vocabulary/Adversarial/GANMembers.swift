import Adversarial
import Answers
import Datasets
import Language
import Networks
import Training
import ArrayVocabulary

/// What GANs, counts of modes, measures of samples and Dirac-GANs can be asked.
enum GANMembers {
    static let members: [Member] = gan + counts + measures + dirac

    private static let gan: [Member] = [
        .attribute("generator", of: GAN.self, "the model that makes samples, as it is now") {
            .thing($0.generator.model)
        },
        .attribute("discriminator", aliases: ["critic"], of: GAN.self, "the model that scores them, as it is now") {
            .thing($0.discriminator.model)
        },
        .attribute("history", of: GAN.self, "what the last training did; None before the first") {
            $0.history.map { .thing($0) } ?? .none
        },
        .attribute("steps", of: GAN.self, "steps made so far") { .int($0.stepsDone) },
        .attribute("latent", "latent numbers of one sample", \GAN.latent),
        .attribute(
            "moves", of: GAN.self,
            "the step as it can be read: a dict of player, loss, formula, optimizer, count for each move"
        ) {
            .list(
                $0.moves.map { move in
                    .dict(
                        .init([
                            (.text("player"), .text(move.player)), (.text("loss"), .text(move.loss)),
                            (.text("formula"), .text(move.formula)), (.text("optimizer"), .text(move.optimizer)),
                            (.text("count"), .int(move.count)), (.text("remark"), .text(move.remark)),
                        ]))
                })
        },
        .attribute("film", of: GAN.self, "samples of the same latent numbers after epochs: a list of (step, array)") {
            try .list($0.film.frames.map { .tuple([.int($0.step), try .array($0.samples)]) })
        },
        .method(
            "samples", aliases: ["sample"], of: GAN.self, returns: Samples.kind,
            "samples that the generator makes of latent numbers drawn by the seed",
            [
                Parameter("n", .int(.init(1, 1e6)), 1000, "how many"),
                Parameter("seed", .int(.atLeast(0)), 0, "of the latent numbers"),
            ]
        ) { gan, args, context in
            try .array(gan.samples(args.int("n"), seed: UInt64(args.int("seed")), work: context.work))
        },
        .method(
            "scores", of: GAN.self, "the discriminator's score of each sample: a logit, or a critic's number",
            [Parameter("samples", .any, "an array of samples, or a dataset")]
        ) { gan, args, context in
            let samples = try args.optionalThing("samples", as: Dataset.self)?.x ?? ArrayWords.samples(args, "samples")
            return .list(try gan.scores(samples, work: context.work).map { .number($0) })
        },
        .method(
            "again", of: GAN.self, returns: GAN.kind,
            "the same training anew on the same rows, from the same first weights, with what is changed here; callbacks are left out",
            [
                Parameter(
                    "loss", .optional(.choice(AdversarialLoss.allCases.map(\.rawValue))), "another game",
                    isKeywordOnly: true),
                Parameter("noise", .optional(.number()), "another instance noise", isKeywordOnly: true),
                Parameter(
                    "discriminator_steps", .optional(.int()), "other moves of the discriminator", isKeywordOnly: true),
                Parameter("decay", .optional(.bool), "whether the rates fall", isKeywordOnly: true),
                Parameter(
                    "clip", .optional(.number()), "another bound of the discriminator's weights", isKeywordOnly: true),
                Parameter("steps", .optional(.int(.init(1, 1e9))), "other steps", isKeywordOnly: true),
                Parameter(
                    "seed", .optional(.int(.atLeast(0))),
                    "another seed: weights, order, latent numbers and noise are drawn by it",
                    isKeywordOnly: true),
            ]
        ) { gan, args, context in
            var settings = gan.settings
            if let loss = args["loss"].asText.flatMap({ AdversarialLoss(rawValue: $0) }) {
                settings.loss = loss
                settings.clip = loss == .wasserstein ? settings.clip ?? 0.01 : settings.clip
            }
            if let noise = args["noise"].asDouble { settings.noise = noise }
            if let rounds = args["discriminator_steps"].asInt { settings.discriminatorSteps = rounds }
            if case .bool(let decays) = args["decay"] { settings.decays = decays }
            if args.isGiven("clip") { settings.clip = args["clip"].asDouble }
            let seed = args["seed"].asInt.map { UInt64($0) }
            return .thing(
                try gan.again(
                    settings, steps: args["steps"].asInt, seed: seed, fresh: seed != nil, work: context.work))
        },
        .method(
            "save", of: GAN.self, "writes the weights of both players and all that training needs to go on",
            [Parameter("path", .text, "file name")], needs: .writingFiles
        ) { gan, args, context in
            try gan.save(args.text("path"), work: context.work)
            return .none
        },
        .method("load", of: GAN.self, "takes over what save wrote", [Parameter("path", .text, "file name")]) {
            gan, args, context in
            try gan.load(args.text("path"), work: context.work)
            if let remark = gan.players.whole.remarkOnLoading { context.note(remark) }
            return .none
        },
    ]

    private static let counts: [Member] = [
        .attribute("covered", "modes that have at least 1 % of the samples as good ones", \ModeCount.covered),
        .attribute("total", of: ModeCount.self, "modes of the data") { .int($0.good.count) },
        .attribute("good", "the share of the samples that are good", \ModeCount.goodShare),
        .attribute("counts", of: ModeCount.self, "good samples of each mode") { .list($0.good.map { .int($0) }) },
        .attribute("missing", of: ModeCount.self, "the modes that are not covered") {
            .list($0.missing.map { .int($0) })
        },
        .attribute("evenness", "1 where all modes have the same share of the good samples", \ModeCount.evenness),
        .attribute(
            "distance", "total variation distance to the data's shares: missing modes and stray samples alike",
            \ModeCount.distance),
    ]

    private static let measures: [Member] = [
        .attribute("precision", "made samples near a real one", \SampleQuality.precision),
        .attribute("recall", "real samples near a made one", \SampleQuality.recall),
        .attribute("coverage", "real samples with a made one among their neighbours", \SampleQuality.coverage),
        .attribute("diversity", "distance between made samples, to that of real ones", \SampleQuality.diversity),
        .attribute("nearest", "distance to the nearest real sample, to that of a real one", \SampleQuality.nearest),
    ]

    private static func pair(_ z: ComplexNumber) -> Value { .tuple([.number(z.real), .number(z.imaginary)]) }

    private static let dirac: [Member] = [
        .attribute("path", of: DiracRun.self, "every (θ, ψ), the start first") {
            .list($0.path.map { .tuple([.number($0.θ), .number($0.ψ)]) })
        },
        .attribute("radius", of: DiracRun.self, "the distance to the equilibrium at each place") {
            .list($0.path.map { .number($0.radius) })
        },
        .attribute(
            "eigenvalues", of: DiracRun.self, "of the field's Jacobian at the equilibrium: (real, imaginary) pairs"
        ) {
            .list($0.game.eigenvalues.map(pair))
        },
        .attribute("step_eigenvalues", of: DiracRun.self, "of one step at the equilibrium") {
            .list($0.game.stepEigenvalues.map(pair))
        },
        .attribute(
            "factor", of: DiracRun.self,
            "the distance to the equilibrium is multiplied by it in a step, by the eigenvalue"
        ) {
            .number($0.game.stepEigenvalues[0].modulus)
        },
        .attribute(
            "measured_factor", of: DiracRun.self, "the same, measured from a trajectory; None where it does not tell"
        ) {
            $0.measured.map { .number($0.modulus) } ?? .none
        },
        .attribute("turn", of: DiracRun.self, "radians in a step, by the eigenvalue") {
            .number(abs($0.game.stepEigenvalues[0].angle))
        },
        .attribute(
            "measured_turn", of: DiracRun.self, "the same, measured from a trajectory; None where it does not tell"
        ) {
            $0.measured.map { .number(abs($0.angle)) } ?? .none
        },
        .attribute("converges", "whether the path draws near the equilibrium", \DiracRun.converges),
    ]
}
