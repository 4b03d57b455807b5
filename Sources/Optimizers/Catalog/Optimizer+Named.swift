import Answers
public import Cards

extension Optimizer {
    /// An optimizer by the name of its rule: `try Optimizer("Adam", ["beta_1": 0.8], rate: .constant(0.05))`.
    ///
    /// Flags may be 0 or 1. Keywords are Keras's (`learning_rate`, `beta_1`, `epsilon`, `clipnorm` …) or another framework's.
    /// - Throws: `Mistake` for an unknown rule or keyword, a value out of range, or two kinds of clipping at once.
    public init(
        _ name: String, _ given: [String: Hyperparameter.Value] = [:], rate: Rate? = nil, dialect: Dialect = .keras
    ) throws {
        guard let card = RuleCatalog.card(name) else {
            throw Mistake(
                "there is no optimizer called \(name)",
                expected: "one of " + RuleCatalog.cards.map(\.name).joined(separator: ", "))
        }
        try self.init(card, given, rate: rate, dialect: dialect)
    }

    /// The same by the rule's card, without a search for its name.
    ///
    /// - Parameters:
    ///   - given: what is not given keeps the default of the dialect's framework.
    ///   - rate: nil for `learning_rate` of what is given, or the card's own.
    /// - Throws: `Mistake` for an unknown keyword, a value out of range, or two kinds of clipping at once.
    public init(
        _ card: RuleCard, _ given: [String: Hyperparameter.Value] = [:], rate: Rate? = nil, dialect: Dialect = .keras
    ) throws {
        var given = given
        let rate = try rate ?? card.takeRate(from: &given, dialect)
        if case .constant(let value) = rate {
            try Interval.nonNegative.check(value, "learning_rate", standard: card.rate[dialect])
        }
        let known = given
        var settings = try Settings(card.hyperparameters, &given, dialect, of: card.name)
        let around = try Settings(RuleCatalog.common, &given, dialect, of: card.name)
        let decay = try Settings([card.decayHyperparameter], &given, dialect, of: card.name)
        if let unknown = given.keys.min() {
            throw Mistake(
                "\(card.name) has no \(unknown)",
                expected: (["learning_rate"] + card.hyperparameters.map(\.name)).joined(separator: ", "),
                argument: unknown)
        }
        if case .inRule = card.decay {
            settings.set("weight_decay", dialect == .keras ? 0 : decay["weight_decay"])
        }
        let momentum = rate.momentum(at: 0)
        // A schedule that cycles the momentum gives it to a rule that would have none.
        if let momentum, card.hyperparameters.contains(where: { $0.name == "momentum" }) {
            settings.set("momentum", momentum)
        }
        let rule = try card.make(settings)
        var clock = Clock()
        if let momentum, rule.cycled(momentum, &clock) == nil {
            throw Mistake(
                "\(card.name) has no momentum that \(rate.summary) could cycle",
                expected: "SGD, RMSprop or Adam and its kin", try: "cycle_momentum=False in the schedule")
        }
        self.init(name: card.name, dialect: dialect, rate: rate, rule: rule)
        self.given = known
        gradientStage = try GradientStage(around)
        if let noise = card.noise { gradientStage.noise = noise(settings) }
        try takeDecay(of: decay["weight_decay"], card, around)
        if around.flag("use_ema") {
            wrappers.average = .exponential(
                around["ema_momentum"], overwriting: around.whole(ifGiven: "ema_overwrite_frequency"))
        }
        wrappers.accumulation = around.whole("gradient_accumulation_steps")
        constants = settings.constants
        written = settings.written + decay.written + around.written
        if dialect != .keras { written.append("dialect=\"\(dialect.rawValue)\"") }
    }

    /// Where the weights decay: in the gradient, beside the rule, or in the rule itself; and which of them.
    private mutating func takeDecay(of strength: Double, _ card: RuleCard, _ around: Settings) throws {
        let mask = around.thing(ifGiven: "mask", as: ParameterMask.self)
        if mask != nil, !rule.takesDecayMask {
            throw Mistake(
                "\(card.name) measures its step with the decay of all parameters, so none can be left out",
                expected: "no mask", argument: "mask")
        }
        decayMask = mask
        if card.addsDecayToGradient(dialect), !around.flag("decoupled_weight_decay") {
            if mask == nil {
                gradientStage.l2 += strength
            } else {
                gradientStage.maskedL2 = strength
            }
        } else if !card.ruleTakesDecay(dialect) {
            weightDecay = strength
        }
    }
}

extension RuleCard {
    /// The rate among the keywords, or the default.
    fileprivate func takeRate(from given: inout [String: Hyperparameter.Value], _ dialect: Dialect) throws -> Rate {
        for key in ["learning_rate", "lr"] {
            if case .number(let value) = given.removeValue(forKey: key) { return .constant(value) }
        }
        return .constant(rate[dialect])
    }

    fileprivate func ruleTakesDecay(_ dialect: Dialect) -> Bool {
        if case .inRule = decay { return dialect != .keras }
        return false
    }

    fileprivate func addsDecayToGradient(_ dialect: Dialect) -> Bool {
        switch decay {
        case .byFramework: dialect == .pytorch || dialect == .paper
        case .addedToGradient: dialect != .keras
        case .decoupled, .inRule: false
        }
    }
}

extension GradientStage {
    /// What the keywords around a rule ask for.
    ///
    /// - Throws: `Mistake` for two kinds of clipping.
    fileprivate init(_ settings: Settings) throws {
        let clips = ["clipvalue", "clipnorm", "global_clipnorm", "clip_by_block_rms", "adaptive_clip"].filter(
            settings.isGiven)
        guard clips.count <= 1 else {
            throw Mistake(
                "\(Phrase.list(clips)) are both given", expected: "at most one kind of clipping",
                try: "\(clips[0])=1", argument: clips[1])
        }
        if let bound = settings.number(ifGiven: "clipvalue") { clip = .value(bound) }
        if let bound = settings.number(ifGiven: "clipnorm") { clip = .norm(bound) }
        if let bound = settings.number(ifGiven: "global_clipnorm") {
            clip = .globalNorm(
                bound, slack: settings.dialect == .pytorch ? 1e-6 : 0, power: settings["norm_type"])
        } else if settings.isGiven("norm_type") {
            throw Mistake(
                "norm_type says nothing without global_clipnorm", expected: "both", try: "global_clipnorm=1",
                argument: "norm_type")
        }
        if let bound = settings.number(ifGiven: "clip_by_block_rms") { clip = .rms(bound) }
        if let bound = settings.number(ifGiven: "adaptive_clip") {
            clip = .adaptive(bound, units: settings.dialect == .optax ? .optax : .outputs)
        }
        maximises = settings.flag("maximize")
        l2 = settings["l2"]
        centralises = settings.flag("centralize")
        if settings["noise_eta"] > 0 { noise = Noise(η: settings["noise_eta"], γ: settings["noise_gamma"]) }
    }
}
