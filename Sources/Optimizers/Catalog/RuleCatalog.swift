/// All rules, by name.
public enum RuleCatalog {
    /// In the order of the reference: from plain descent to the adaptive, the sign-based, the layer-wise, the rate-free.
    public static let cards: [RuleCard] = [
        GradientDescent.card, SGD.card, GradientDescent.cardNoisy, ASGD.card, Adagrad.card, Adadelta.card, RMSprop.card,
        Rprop.card, Adam.card, Adam.cardAMSGrad, Adam.cardW, Adamax.card, Nadam.card, RAdam.card, AdaBelief.card,
        Yogi.card, Adan.card, AdEMAMix.card, Lion.card, SignSGD.card, Ftrl.card, SM3.card, Adafactor.card,
        NovoGrad.card,
        LAMB.card, LARS.card, Fromage.card, Muon.card, Sophia.card, ScheduleFree.cardSGD, ScheduleFree.cardAdamW,
        Prodigy.card,
        DoG.card,
    ]

    /// The card of a name or alias; case counts only where two names differ by nothing else.
    public static func card(_ name: String) -> RuleCard? {
        cards.first { $0.name == name || $0.aliases.contains(name) }
            ?? cards.first { $0.name.lowercased() == name.lowercased() }
    }

    /// Keyword arguments that every rule takes, around the rule itself.
    public static let common: [Hyperparameter] = [
        Hyperparameter("clipvalue", [], .positive, 0, "each gradient component into ±clipvalue"),
        Hyperparameter("clipnorm", [], .positive, 0, "each tensor's gradient norm to at most this"),
        Hyperparameter(
            "global_clipnorm", ["max_norm"], .positive, 0, "the norm of all gradients together to at most this"),
        Hyperparameter(
            "adaptive_clip", [], .positive, 0, "each unit's gradient norm to at most this share of its weights' norm"),
        Hyperparameter(
            "decoupled_weight_decay", [], .flag, 0,
            "decouple weight_decay also where the dialect adds it to the gradient"),
        Hyperparameter("l2", [], .nonNegative, 0, "λ of L2 regularisation: λθ is added to the gradient"),
        Hyperparameter(
            "noise_eta", [], .nonNegative, 0, "Gaussian gradient noise of variance noise_eta/(1+t)^noise_gamma"),
        Hyperparameter("noise_gamma", [], .nonNegative, 0.55, "how fast the gradient noise is annealed"),
        Hyperparameter("centralize", [], .flag, 0, "take the mean of each matrix row off its gradient"),
        Hyperparameter("use_ema", [], .flag, 0, "keep an exponential moving average of the parameters"),
        Hyperparameter("ema_momentum", [], .decayFactor, 0.99, "decay factor of that average"),
        Hyperparameter(
            "gradient_accumulation_steps", [], .whole(atLeast: 1), 1,
            "one update per this many gradients, with their mean"
        ),
    ]
}
