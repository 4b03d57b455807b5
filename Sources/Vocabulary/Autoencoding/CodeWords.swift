import Answers
import Autoencoding
import Datasets
import Language
import Numbers
import Pictures
import Training
import Words
import ArrayVocabulary

/// What codes are good for: encoding, decoding, drawing, and measures of all three.
enum CodeWords {
    static let words: [Word] = [encode, decode, samplePrior, elbo, latentPlane, watch, probe, nearestReal]

    private static let family = "networks"
    private static func others(than name: String) -> [String] { AutoencoderWords.others(than: name) }

    private static let model = Parameter("model", .thing([Model.kind]), "an autoencoder, variational or not")
    private static let examples = ValueType.oneOf([.thing([Samples.kind, Dataset.kind]), .list(of: .any)])
    private static let layer = Parameter(
        "layer", .optional(.text), .otherwise("the one that draws, or the narrowest"),
        "name of the layer whose output is the code", isKeywordOnly: true)
    private static let seed = Parameter(
        "seed", .int(.atLeast(0)), .otherwise("the session's seed"), "of what is drawn", isKeywordOnly: true)

    private static let vae = "vae = VAE(hidden=[16], seed=1)"

    /// - Parameter isNamed: whether the word has `layer=`.
    private static func autoencoder(
        _ arguments: Arguments, _ context: Context, isNamed: Bool = false
    ) throws -> Autoencoder {
        let model = try arguments.thing("model", as: Model.self)
        return try arguments.about("model") {
            try Autoencoder(model, layer: isNamed ? arguments.optionalText("layer") : nil)
        }
    }

    private static func samples(_ arguments: Arguments, _ name: String) throws -> Samples {
        try arguments.optionalThing(name, as: Dataset.self)?.x ?? ArrayWords.samples(arguments, name)
    }

    // MARK: There and back

    private static let encode = Word(
        "encode", family: family, summary: "The codes that an autoencoder gives examples",
        details:
            "Of a variational autoencoder the means μ(x). Of any other model the output of its narrowest layer before the last, or "
            + "of the layer that `layer=` names.",
        parameters: [model, Parameter("x", aliases: ["data"], examples, "examples, or a dataset"), layer],
        returns: Samples.kind, examples: ["\(vae); encode(vae, shapes28(n=3, seed=1))"],
        seeAlso: others(than: "encode"),
        meaning: .call { arguments, context in
            let (autoencoder, x) = (try autoencoder(arguments, context, isNamed: true), try samples(arguments, "x"))
            return try .array(autoencoder.encode(x, work: context.work))
        })

    private static let decode = Word(
        "decode", family: family, summary: "What an autoencoder makes of codes",
        details: "For pixels these are the means of the distribution p(x|z): probabilities of ink, not draws of it.",
        parameters: [
            model,
            Parameter(
                "codes", aliases: ["z"], .oneOf([.thing([Samples.kind]), .list(of: .any)]), "a row for each code"),
            layer,
        ],
        returns: Samples.kind, examples: ["\(vae); decode(vae, [[0.0, 0.0], [1.0, -1.0]]).shape"],
        seeAlso: others(than: "decode"),
        meaning: .call { arguments, context in
            let autoencoder = try autoencoder(arguments, context, isNamed: true)
            let codes = try ArrayWords.samples(arguments, "codes")
            return try .array(autoencoder.decode(codes, work: context.work))
        })

    private static let samplePrior = Word(
        "sample_prior", family: family, summary: "New examples: codes drawn from N(0, I), decoded",
        details:
            "A deterministic autoencoder is refused: it gives codes to examples and says nothing of how codes are distributed, so "
            + "that nothing can be drawn from it.",
        parameters: [
            Parameter("model", .thing([Model.kind]), "a variational autoencoder"),
            Parameter("n", .int(.init(1, 1e6)), 24, "how many"), seed,
        ], returns: Samples.kind, examples: ["\(vae); sample_prior(vae, 3, seed=1).shape"],
        seeAlso: others(than: "sample_prior"),
        meaning: .call { arguments, context in
            let (autoencoder, n) = (try autoencoder(arguments, context), try arguments.int("n"))
            let found = try arguments.about("model") {
                try autoencoder.sample(n, seed: arguments.seed(context), work: context.work)
            }
            return try .array(found.x)
        })

    // MARK: Measures

    private static let elbo = Word(
        "elbo", family: family,
        summary: "The evidence lower bound of examples in its two parts, and which code numbers are used",
        details: """
            ELBO = E[ln p(x|z)] − KL(q(z|x) ‖ N(0, I)) ≤ ln p(x), in nats for an example; the expectation over `draws` codes of each, \
            the divergence in closed form, with a 95 % interval over the examples. β plays no part in it. A number of the code is \
            used where the variance of its mean over the examples is above 0.01 (Burda et al. 2016). The importance bound (the \
            same paper) lies closer to ln p(x). Models trained with BernoulliNLL, GaussianNLL or binary cross-entropy have one.
            """,
        parameters: [
            Parameter("model", .thing([Model.kind]), "a variational autoencoder"),
            Parameter("x", aliases: ["data"], examples, "examples, or a dataset"),
            Parameter("draws", .int(.init(1, 10_000)), 16, "codes drawn for each example"), seed,
        ], returns: EvidenceBound.kind, examples: ["\(vae); elbo(vae, shapes28(n=20, seed=1), draws=4, seed=1)"],
        seeAlso: others(than: "elbo"),
        meaning: .call { arguments, context in
            let autoencoder = try autoencoder(arguments, context)
            return .thing(
                try EvidenceBound(
                    autoencoder, samples(arguments, "x"), draws: arguments.int("draws"), seed: arguments.seed(context),
                    work: context.work))
        })

    private static let latentPlane = Word(
        "latent_plane", family: family,
        summary: "What each place of a code of two numbers is decoded to, and where the codes lie",
        details:
            "plot(_) draws the decoded pictures with the codes of the examples over them, by class. WatchLatent keeps one for each "
            + "epoch.",
        parameters: [
            model,
            Parameter("data", .optional(examples), .value(.none), "examples whose codes are shown, or a dataset"),
            Parameter("side", .int(.init(2, 32)), 12, "places along each axis", isKeywordOnly: true), layer,
        ], returns: LatentPlane.kind,
        examples: ["\(vae); latent_plane(vae, shapes28(n=30, seed=1), side=4)"], seeAlso: others(than: "latent_plane"),
        meaning: .call { arguments, context in
            let autoencoder = try autoencoder(arguments, context, isNamed: true)
            let data = try arguments["data"].isNone ? nil : dataset(arguments)
            return .thing(
                try LatentPlane(autoencoder, data: data, side: arguments.int("side"), work: context.work))
        })

    private static let watch = Word(
        "WatchLatent", family: family, summary: "A callback that keeps the plane of the code as it forms",
        details:
            "In a terminal the picture is redrawn beside the loss. plot(watch) shows four frames side by side, animate(watch, "
            + "\"plane.gif\") all of them as a film.",
        parameters: [
            model, Parameter("data", examples, "examples whose codes are shown, or a dataset"),
            Parameter("every", .int(.init(1, 1e6)), 1, "epochs from one frame to the next"),
        ], returns: WatchLatent.kind, examples: ["\(vae); WatchLatent(vae, shapes28(n=30, seed=1))"],
        seeAlso: ["latent_plane", "plot", "animate"],
        meaning: .call { arguments, context in
            let autoencoder = try autoencoder(arguments, context)
            return .thing(try WatchLatent(autoencoder, dataset(arguments), every: arguments.int("every")))
        })

    private static func dataset(_ arguments: Arguments) throws -> Dataset {
        if let data = arguments.optionalThing("data", as: Dataset.self) { return data }
        let x = try ArrayWords.samples(arguments, "data")
        return try Dataset(name: "\(x.count) examples", x: x, y: x, task: .reconstruction, remark: "Your own arrays.")
    }

    private static let probe = Word(
        "probe", family: family, summary: "How well a plane through the codes tells the classes: a linear probe",
        details:
            "Logistic regression on one part of the rows, judged on the others (Alain & Bengio 2016); the codes are not changed by "
            + "it. The interval is Wilson's. Of codes of two numbers plot(_) draws the regions of the classes.",
        parameters: [
            Parameter("codes", .oneOf([.thing([Samples.kind]), .list(of: .any)]), "a row for each example"),
            Parameter("labels", aliases: ["y"], .oneOf([.thing([Samples.kind]), .list(of: .any)]), "a class for each"),
            Parameter("test", .number(.between(0, 1)), 0.3, "share of the rows to judge by", isKeywordOnly: true), seed,
        ], returns: LinearProbe.kind, examples: ["d = blobs(n=90, seed=1); probe(d.x, d.y, seed=1)"],
        seeAlso: others(than: "probe"),
        meaning: .call { arguments, context in
            let labels = try ArrayWords.samples(arguments, "labels")
            guard labels.width == 1, let classes = wholeNumbers(labels.values) else {
                throw arguments.mistake(
                    "labels", "the labels are no class numbers", expected: "a whole number for each code")
            }
            return .thing(
                try LinearProbe(
                    codes: ArrayWords.samples(arguments, "codes"), labels: classes, test: arguments.number("test"),
                    seed: arguments.seed(context), work: context.work))
        })

    private static func wholeNumbers(_ values: [Float]) -> [Int]? {
        let numbers = values.compactMap { Int(exactly: $0) }
        return numbers.count == values.count ? numbers : nil
    }

    private static let nearestReal = Word(
        "nearest_real", family: family, summary: "How far made examples are from the nearest real ones",
        details:
            "The mean Euclidean distance of a made example to the nearest real one, over that of a real example to the nearest "
            + "other: 1 is what more real examples would have, 0 are copies. The diversity stands beside it, because one good "
            + "example made again and again has a good ratio. Of more than 2,000 rows the first are taken.",
        parameters: [
            Parameter("samples", aliases: ["made"], examples, "made examples, or a dataset of them"),
            Parameter("data", aliases: ["real"], examples, "real examples, or a dataset"),
        ], returns: NearestReal.kind,
        examples: ["nearest_real(shapes28(n=20, seed=2).x, shapes28(n=100, seed=1))"],
        seeAlso: others(than: "nearest_real"),
        meaning: .call { arguments, context in
            .thing(
                try NearestReal(
                    samples(arguments, "samples"), among: samples(arguments, "data"), work: context.work))
        })

    // MARK: Members

    static let members: [Member] = [
        .attribute("encoder", of: Model.self, "its first half, up to the code, as a model in the same memory") {
            model in
            .thing(try Autoencoder(model).encoder())
        },
        .attribute("decoder", of: Model.self, "its second half, from the code on, as a model in the same memory") {
            model in
            .thing(try Autoencoder(model).decoder())
        },
        .attribute("value", of: EvidenceBound.self, "the bound in nats, mean over the examples") {
            .number($0.bound.mean)
        },
        .attribute("interval", of: EvidenceBound.self, "its 95 % interval") {
            .tuple([.number($0.bound.low), .number($0.bound.high)])
        },
        .attribute("reconstruction", "−E ln p(x|z)", \EvidenceBound.reconstruction),
        .attribute("kl", "the divergence of the code from its prior", \EvidenceBound.divergence),
        .attribute("kl_by_number", of: EvidenceBound.self, "the divergence of each number of the code") {
            Value($0.divergences)
        },
        .attribute("active", "how many numbers of the code are used", \EvidenceBound.activeCount),
        .attribute("is_collapsed", "whether the code says nothing of the example", \EvidenceBound.isCollapsed),
        .attribute("importance", "the importance-weighted bound", \EvidenceBound.importance),
        .attribute("codes", of: LatentPlane.self, "the codes of the examples") { try Value.array($0.codes) },
        .attribute("made", of: LatentPlane.self, "what the places are decoded to, from the bottom left") {
            try Value.array($0.made)
        },
        .attribute("accuracy", "share of the judged rows that are told right", \LinearProbe.accuracy),
        .attribute("interval", of: LinearProbe.self, "the accuracy's 95 % interval") {
            .tuple([.number($0.low), .number($0.high)])
        },
        .attribute("commonest", "what always saying the commonest class gives", \LinearProbe.commonest),
        .attribute("confusion", of: LinearProbe.self, "how often each class was taken for each") { probe in
            .list(probe.confusion.map { .list($0.map { .int($0) }) })
        },
        .attribute("ratio", "made to nearest real over real to nearest other real", \NearestReal.ratio),
        .attribute("diversity", "distance between made examples over that between real ones", \NearestReal.diversity),
        .attribute("copied", "share of made examples that are copies", \NearestReal.copied),
        .attribute("distances", of: NearestReal.self, "of each made example") { Value($0.distances) },
        .attribute("nearest", of: NearestReal.self, "the nearest real example of each") { try Value.array($0.nearest) },
    ]
}
