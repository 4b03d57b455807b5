public import Answers
internal import Networks
internal import Optimizers
public import Training

extension AdversarialLoss {
    /// The discriminator's loss in symbols, s its score of a real and of a made sample.
    var discriminatorFormula: String {
        switch self {
        case .minimax, .nonSaturating: "mean −ln σ(s(x)) + mean −ln(1 − σ(s(G(z))))"
        case .leastSquares: "mean (s(x) − 1)²/2 + mean s(G(z))²/2"
        case .wasserstein: "mean s(G(z)) − mean s(x)"
        case .hinge: "mean max(0, 1 − s(x)) + mean max(0, 1 + s(G(z)))"
        }
    }

    /// The generator's.
    var generatorFormula: String {
        switch self {
        case .minimax: "mean ln(1 − σ(s(G(z))))"
        case .nonSaturating: "mean −ln σ(s(G(z)))"
        case .leastSquares: "mean (s(G(z)) − 1)²/2"
        case .wasserstein, .hinge: "−mean s(G(z))"
        }
    }
}

extension GAN {
    /// First the discriminator, then the generator by what the discriminator has become.
    public var moves: [Move] {
        var remarks: [String] = []
        if settings.noise > 0 {
            remarks.append("all it sees has noise of \(settings.noise.short()), falling to 0")
        }
        if let clip = settings.clip { remarks.append("then its weights are cut to ±\(clip.short())") }
        let decay = settings.decays ? ["the rate falls linearly to 0"] : []
        return [
            Move(
                player: "discriminator", loss: "d_loss", formula: settings.loss.discriminatorFormula,
                optimizer: discriminator.rule.summary, count: settings.discriminatorSteps,
                remark: (decay + remarks).joined(separator: "; ")),
            Move(
                player: "generator", loss: "g_loss", formula: settings.loss.generatorFormula,
                optimizer: generator.rule.summary, remark: decay.joined()),
        ]
    }

    /// `GAN`
    public static var kind: String { "GAN" }

    /// `GAN 8 → 64 → 64 → 2 against 2 → 64 → 64 → 1, non_saturating, noise 0.5`
    public var summary: String {
        var text = "GAN \(GAN.sizes(generator)) against \(GAN.sizes(discriminator)), \(settings.loss.rawValue)"
        if settings.noise > 0 { text += ", noise \(settings.noise.short())" }
        return text
    }

    private static func sizes(_ player: Player) -> String {
        let network = player.network
        let first = network.inputShapes[0].reduce(1, *)
        let widths = [first] + network.plans.map { $0.output.reduce(1, *) }
        // Layers that change nothing about the size are not told.
        return widths.enumerated().filter { $0.offset == 0 || !network.plans[$0.offset - 1].parameters.isEmpty }
            .map { "\($0.element)" }.joined(separator: " → ")
    }

    /// The players, the moves of a step, and where training stands.
    public func table(width: Int) -> String {
        var lines = TextTable.wrap(summary, width)
        var rows: [(term: String, meaning: String)] = players.all.map {
            ($0.name, "\($0.network.architecture.layersInWords): \($0.network.parameterCount) weights")
        }
        rows.append(
            ("latent", "\(latent) number\(latent == 1 ? "" : "s"), \(settings.prior == .normal ? "normal" : "uniform")")
        )
        for move in moves {
            let count = move.count == 1 ? "" : " ×\(move.count)"
            rows.append(
                (
                    "\(move.loss)\(count)",
                    "\(move.formula), by \(move.optimizer)" + (move.remark.isEmpty ? "" : "; \(move.remark)")
                ))
        }
        rows.append(("steps", state))
        lines.append(TextTable.definitions(rows, width: width))
        if let found = history?.nonFinite {
            lines += TextTable.wrap("The training ended: \(found.sentence). \(found.advice)", width)
        }
        return lines.joined(separator: "\n")
    }

    private var state: String {
        guard stepsDone > 0 else { return "not trained: train(gan, data, steps=4000)" }
        var text = "\(stepsDone) made"
        if !told.isEmpty { text += ": " + told.map { "\($0.name) \($0.value.short(3))" }.joined(separator: ", ") }
        return text
    }

    /// What the last epoch has told; that before it where it ended before its first step was made.
    private var told: [History.Metric] {
        let epochs = history?.epochs ?? []
        return (epochs.last { $0.metrics.first?.value.isNaN == false } ?? epochs.last)?.metrics ?? []
    }

    /// What it is and how far it has come.
    public var sentence: String { "\(summary); steps: \(state)." }

    /// Settings and where training stands.
    public var json: JSON {
        .members([
            "kind": .string(Self.kind), "loss": .string(settings.loss.rawValue), "latent": .integer(latent),
            "noise": .number(settings.noise), "discriminator_steps": .integer(settings.discriminatorSteps),
            "steps": .integer(stepsDone),
            "last": .object(told.map { JSON.Pair($0.name, .number($0.value)) }),
        ])
    }
}
