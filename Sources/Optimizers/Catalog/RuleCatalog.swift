import Answers
public import Cards

/// All rules of the laboratory, found by the build plugin, and what an optimizer takes beside its rule.
public enum RuleCatalog {
    /// In the order of the reference: by chapter, and inside a chapter by year.
    public static let cards: [RuleCard] = {
        let cards = Catalogue.ruleCards
        return cards.indices.map { (cards[$0].year, $0) }.sorted(by: <).map { cards[$0.1] }.byChapter
    }()

    /// The card of a name or alias; case counts only where two names differ by nothing else.
    public static func card(_ name: String) -> RuleCard? {
        cards.first { $0.name == name || $0.aliases.contains(name) }
            ?? cards.first { $0.name.lowercased() == name.lowercased() }
    }

    /// Keyword arguments that every rule takes, around the rule itself.
    public static let common: [Hyperparameter] = [
        optional("clipvalue", .positive, "each gradient component into ±clipvalue"),
        optional("clipnorm", .positive, "each tensor's gradient norm to at most this"),
        optional(
            "global_clipnorm", aliases: ["max_norm"], .positive, "the norm of all gradients together to at most this"),
        Hyperparameter(
            "norm_type", .number(Interval(1, .infinity)), 2,
            "p of the norm that global_clipnorm looks at; inf: the largest"),
        optional(
            "clip_by_block_rms", aliases: ["clip_rms"], .positive, "each tensor's root mean square to at most this"),
        optional("adaptive_clip", .positive, "each unit's gradient norm to at most this share of its weights' norm"),
        optional("mask", aliases: ["weight_decay_mask"], .mask, "which parameters decay: optax's mask; else all"),
        .flag("decoupled_weight_decay", "decouple weight_decay also where the dialect adds it to the gradient"),
        Hyperparameter("l2", .nonNegative, 0, "λ of L2 regularisation: λθ is added to the gradient"),
        Hyperparameter(
            "noise_eta", .nonNegative, 0, "Gaussian gradient noise of variance noise_eta/(1+t)^noise_gamma"),
        Hyperparameter("noise_gamma", .nonNegative, 0.55, "how fast the gradient noise is annealed"),
        .flag("maximize", "climb: the gradient is turned round"),
        .flag("centralize", "take the mean over its inputs off each output's gradient"),
        .flag(
            "use_ema",
            "keep an exponential moving average of the parameters, which moves at every batch, also of those that are "
                + "accumulated, as Keras's; after fit they are the average"),
        Hyperparameter("ema_momentum", .decayRate, 0.99, "decay factor of that average"),
        optional(
            "ema_overwrite_frequency", .whole(atLeast: 1), "every so many updates the average takes their place"),
        Hyperparameter(
            "gradient_accumulation_steps", .whole(atLeast: 1), 1,
            "one update per this many gradients, with their mean"
        ),
    ]

    private static func optional(
        _ name: String, aliases: [String] = [], _ kind: Hyperparameter.Kind, _ meaning: String
    ) -> Hyperparameter {
        Hyperparameter(name, aliases: aliases, kind, .absent("None"), meaning)
    }
}

extension Hyperparameter.Kind {
    /// Which parameters are meant.
    static let mask = thing(Hyperparameter.Part(ParameterMask.kind))
}
