import Answers
import Autoencoding
import Cards
import Datasets
import Language
import Networks
import Optimizers
import Training
import Words

/// Models that make a code of an example and an example of a code.
enum AutoencoderWords {
    static let words: [Word] = [vae, autoencoder]

    private static let exampleShape = Parameter(
        "input_shape", .oneOf([.int(.init(1, 1e7)), .tuple(of: .int(.init(1, 1e6)))]), 784,
        "shape of one example, or how many numbers it has", isKeywordOnly: true)
    private static let activation = Parameter(
        "activation", LayerParameter.function, "relu", "of the hidden layers", isKeywordOnly: true)
    private static let optimizer = Parameter(
        "optimizer", .optional(.thing([Optimizer.kind])), .otherwise("Adam(0.001)"), "what moves the weights",
        isKeywordOnly: true)
    private static let seed = Parameter(
        "seed", .int(.atLeast(0)), .otherwise("the session's seed"), "of weights, shuffling and draws",
        isKeywordOnly: true)

    static let seeAlso = [
        "VAE", "autoencoder", "Sampling", "encode", "decode", "sample_prior", "elbo", "latent_plane", "probe",
        "nearest_real",
    ]
    static func others(than name: String) -> [String] { seeAlso.filter { $0 != name } }

    private static let vae = Word(
        "VAE", family: "networks",
        summary: "A variational autoencoder: a model whose code is drawn from a distribution",
        details: """
            The encoder gives means μ and logarithms of variances s, `Sampling` draws z = μ + e^(s/2)·ε, the decoder gives the example \
            back. What is minimised is −E[ln p(x|z)] + β·KL(N(μ, e^s) ‖ N(0, I)), sums over the numbers of an example and of the \
            code, means over the examples: with β = 1 minus the evidence lower bound of ln p(x) in nats (Kingma & Welling 2014), with \
            others the objective of Higgins et al. (2017). The history has both parts: reconstruction_loss and kl_loss, without β.

            It is an ordinary model, compiled: `fit(x, x)` trains it with all that fit can do, and in prediction z = μ. \
            `likelihood="bernoulli"` reads pixels from 0 to 1 as probabilities (`BernoulliNLL`), "gaussian" any numbers with a \
            standard deviation `sigma` (`GaussianNLL`). With `encoder=` and `decoder=` your own models are put together, whose \
            weights stay theirs too; the encoder gives 2·latent numbers.
            """,
        parameters: [
            Parameter("latent", .int(.init(0, 4096)), 2, "numbers in the code"),
            Parameter("beta", .number(), 1.0, "factor of the divergence"),
            Parameter(
                "hidden", .oneOf([.int(.init(0, 100_000)), .list(of: .int(.init(0, 100_000)))]),
                .value(.list([.int(64)])),
                "widths of the encoder's hidden layers, in the decoder in reverse; [] for a linear model"),
            Parameter(
                "likelihood", .choice(["bernoulli", "gaussian"]), "bernoulli", "what an example is likely under",
                isKeywordOnly: true),
            Parameter(
                "sigma", .number(.positive), 1.0, "standard deviation of a number, for \"gaussian\"",
                isKeywordOnly: true),
            Parameter(
                "encoder", .optional(.thing([Model.kind])), .value(.none),
                "a model of your own: examples to 2·latent numbers",
                isKeywordOnly: true),
            Parameter(
                "decoder", .optional(.thing([Model.kind])), .value(.none), "a model of your own: codes to examples",
                isKeywordOnly: true),
            exampleShape, activation, optimizer, LayerParameter.name, seed,
        ], returns: Model.kind,
        examples: [
            "VAE(latent=2, hidden=[16])", "d = shapes28(n=64, seed=1); VAE(hidden=[16]).fit(d.x, d.x, epochs=2)",
        ],
        seeAlso: others(than: "VAE"),
        meaning: .call { arguments, context in
            let beta = try arguments.number("beta")
            let isGaussian = try arguments.text("likelihood") == "gaussian"
            let loss =
                isGaussian
                ? try Loss("GaussianNLL", ["sigma": .number(arguments.number("sigma"))]) : try Loss("BernoulliNLL")
            let model: Model
            if !arguments["encoder"].isNone || !arguments["decoder"].isNone {
                model = try joined(arguments, beta, context)
            } else {
                let plan = try plan(
                    arguments, hidden: widths(arguments, "hidden"), latent: arguments.int("latent"),
                    output: isGaussian ? .linear : .sigmoid)
                let layers = try arguments.about("beta") { try plan.variational(beta: beta) }
                model = try made(layers, plan.exampleShape, "vae", arguments, context)
            }
            try compile(model, loss, arguments)
            return .thing(model)
        })

    private static let autoencoder = Word(
        "autoencoder", family: "networks",
        summary: "A deterministic autoencoder: a model that gives back what it reads",
        details: """
            Dense layers of these widths between input and output; the narrowest is the code. Without widths it is the network \
            that is often called a generative model, 784 → 64 → 64 → 784 with relu and a sigmoid, binary cross-entropy (the mean \
            over the pixels) and Adam(0.001). Where one layer is narrower than all others it has no activation, so that a \
            code may be any number. It has no distribution of codes: nothing can be drawn from it.
            """,
        parameters: [
            Parameter(
                "widths", .oneOf([.int(.init(0, 100_000)), .list(of: .int(.init(0, 100_000)))]),
                .value(.list([.int(64), .int(64)])), "of the layers between input and output"),
            Parameter(
                "loss", .oneOf([.thing([Loss.kind]), .choice(Loss.names)]), "binary_crossentropy",
                "what training makes small",
                isKeywordOnly: true),
            exampleShape, activation, optimizer, LayerParameter.name, seed,
        ], returns: Model.kind, examples: ["autoencoder()", "autoencoder([64, 2, 64])"],
        seeAlso: others(than: "autoencoder"),
        meaning: .call { arguments, context in
            let widths = try widths(arguments, "widths")
            guard let code = widths.min() else {
                throw arguments.mistake(
                    "widths", "there is no layer between input and output", expected: "at least one width",
                    try: "[64, 2, 64]")
            }
            let loss =
                try arguments.optionalThing("loss", as: Loss.self) ?? Loss(name: arguments.text("loss"))
                ?? Loss.binaryCrossEntropy
            let plan = try plan(
                arguments, hidden: [], latent: code,
                output: loss.readsProbabilities ? .sigmoid : .linear, name: "widths")
            if let odd = widths.first(where: { $0 < 1 }) {
                throw arguments.mistake("widths", "a layer of \(odd) units", expected: "at least 1 unit in each")
            }
            let isBottleneck = widths.count { $0 == code } == 1 && widths.count > 1
            let own = try arguments.activation()
            var layers: [any Layer] = plan.exampleShape.count == 1 ? [] : [FlattenLayer()]
            for width in widths {
                layers.append(DenseLayer(units: width, activation: width == code && isBottleneck ? .linear : own))
            }
            layers.append(
                DenseLayer(units: plan.exampleShape.reduce(1, *), activation: plan.outputActivation))
            if plan.exampleShape.count > 1 { layers.append(ReshapeLayer(plan.exampleShape)) }
            let model = try made(layers, plan.exampleShape, "autoencoder", arguments, context)
            try compile(model, loss, arguments)
            return .thing(model)
        })

    // MARK: Making

    private static func widths(_ arguments: Arguments, _ name: String) throws -> [Int] {
        if let one = arguments[name].asInt { return [one] }
        return try arguments.values(name).compactMap(\.asInt)
    }

    private static func plan(
        _ arguments: Arguments, hidden: [Int], latent: Int, output: Activation, name: String = "latent"
    ) throws -> AutoencoderPlan {
        let shape =
            arguments["input_shape"].asInt.map { [$0] } ?? (arguments["input_shape"].elements ?? []).compactMap(\.asInt)
        do {
            return try AutoencoderPlan(
                exampleShape: shape, hidden: hidden, latent: latent, activation: arguments.activation(),
                outputActivation: output)
        } catch var mistake as Mistake {
            if mistake.argument == "latent" { mistake.argument = name }
            throw mistake
        }
    }

    private static func made(
        _ layers: [any Layer], _ shape: [Int], _ kind: String, _ arguments: Arguments, _ context: Context
    ) throws -> Model {
        let name = arguments.optionalText("name")
        let model = Model(
            seed: try arguments.seed(context), name: name, counted: context.madeNames.next(kind, unless: name))
        for (place, layer) in layers.enumerated() {
            model.add(
                layer, identity: LayerIdentity(name: context.madeNames.next(layer.kind, unless: layer.givenName)),
                inputShape: place == 0 ? shape : nil)
        }
        // What no memory holds is refused where it is asked for, not in the first fit.
        _ = try model.architecture.plan(inputShapes: [shape])
        return model
    }

    /// Encoder and decoder of the learner's as one model, which shares their layers.
    private static func joined(_ arguments: Arguments, _ beta: Double, _ context: Context) throws -> Model {
        guard let encoder = arguments.optionalThing("encoder", as: Model.self),
            let decoder = arguments.optionalThing("decoder", as: Model.self)
        else {
            let missing = arguments["encoder"].isNone ? "encoder" : "decoder"
            throw arguments.mistake(
                missing, "there is no \(missing) beside the other half", expected: "both halves, or neither",
                try: "VAE(encoder=encoder, decoder=decoder)")
        }
        for name in ["latent", "hidden", "activation"] where arguments.isGiven(name) {
            throw arguments.mistake(
                name, "\(name) beside an encoder and a decoder, which have it already", expected: "one of the two")
        }
        let shape =
            arguments.isGiven("input_shape")
            ? (arguments["input_shape"].asInt.map { [$0] }
                ?? (arguments["input_shape"].elements ?? []).compactMap(\.asInt))
            : encoder.network?.inputShapes[0]
        let architecture = try Architecture.variational(
            encoder: encoder.architecture, decoder: decoder.architecture, beta: beta, inputShape: shape)
        let name = arguments.optionalText("name")
        let model = Model(
            architecture, seed: try arguments.seed(context), name: name,
            counted: context.madeNames.next("vae", unless: name))
        context.sharedLayers.note(model)
        return model
    }

    private static func compile(_ model: Model, _ loss: Loss, _ arguments: Arguments) throws {
        let optimizer =
            try arguments.optionalThing("optimizer", as: Optimizer.self)
            ?? Optimizer("Adam", rate: .constant(0.001), dialect: .keras)
        model.compile(TrainingPlan(optimizer: optimizer, loss: loss))
    }
}
