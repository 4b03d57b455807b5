import Answers
import Numbers

extension Optimizer {
    /// An optimizer by the name of its rule: `try Optimizer("Adam", ["beta_1": 0.8], rate: .constant(0.05))`.
    ///
    /// Flags are 0 or 1. Keywords are Keras's (`learning_rate`, `beta_1`, `epsilon`, `clipnorm` …) or another framework's.
    /// - Throws: `Mistake` for an unknown rule or keyword, a value out of range, or two kinds of clipping at once.
    public init(_ name: String, _ given: [String: Double] = [:], rate: Rate? = nil, dialect: Dialect = .keras) throws {
        guard let card = RuleCatalog.card(name) else {
            throw Mistake(
                "there is no optimizer called \(name)",
                expected: "one of " + RuleCatalog.cards.map(\.name).joined(separator: ", "))
        }
        var given = given
        var rate = rate
        for key in ["learning_rate", "lr"] {
            if let value = given.removeValue(forKey: key) { rate = .constant(value) }
        }
        let values = try card.bind(&given, dialect)
        let common = try Binding.bind(RuleCatalog.common, &given, dialect)
        var decay = card.weightDecay[dialect]
        let decayGiven = given.removeValue(forKey: "weight_decay")
        if let decayGiven {
            try card.decayHyperparameter.check(decayGiven, in: dialect)
            decay = decayGiven
        }
        if let unknown = given.keys.min() {
            throw Mistake(
                "\(card.name) has no \(unknown)",
                expected: (["learning_rate"] + card.hyperparameters.map(\.name)).joined(separator: ", "))
        }
        let chosen = rate ?? .constant(card.rate[dialect])
        if case .constant(let value) = chosen, !(value >= 0 && value.isFinite) {
            throw Mistake(
                "learning_rate = \(value.short(6)) is not a learning rate", expected: "a finite number of at least 0",
                try: "\(card.name)(learning_rate=\(card.rate[dialect].short(6)))")
        }

        let inRule = card.ruleTakesDecay(dialect)
        var settings = values.all
        if inRule { settings["weight_decay"] = decay }
        let ruleSettings = Settings(dialect: dialect, values: settings)
        self.init(name: card.name, dialect: dialect, rate: chosen, rule: card.make(ruleSettings))
        try gradientStage.set(common, dialect)
        if let noise = card.noise { gradientStage.noise = noise(ruleSettings) }
        if !inRule {
            if card.addsDecayToGradient(dialect), common.all["decoupled_weight_decay"] != 1 {
                gradientStage.l2 += decay
            } else {
                weightDecay = decay
            }
        }
        if common.all["use_ema"] == 1 { wrappers.average = .exponential(common.all["ema_momentum"] ?? 0.99) }
        wrappers.accumulation = Int(common.all["gradient_accumulation_steps"] ?? 1)
        written = values.written
        constants = values.constants
        if let decayGiven, decayGiven != card.weightDecay[dialect] {
            written.append("weight_decay=\(decayGiven.short(6))")
        }
        written += common.written
        if dialect != .keras { written.append("dialect=\"\(dialect.rawValue)\"") }
    }
}

/// Values bound to declared hyperparameters.
struct Binding {
    /// All values, defaults included.
    var all: [String: Double] = [:]
    /// What differs from the defaults, as typed.
    var written: [String] = []
    /// Every number, and every flag that is on, as typed.
    var constants: [String] = []
    var given: Set<String> = []

    /// Takes the declared keywords out of `given`.
    static func bind(
        _ declared: [Hyperparameter], _ given: inout [String: Double], _ dialect: Dialect
    ) throws -> Binding {
        var binding = Binding()
        for hyperparameter in declared {
            var value = hyperparameter.standard[dialect]
            for key in [hyperparameter.name] + hyperparameter.aliases {
                guard let found = given.removeValue(forKey: key) else { continue }
                try hyperparameter.check(found, in: dialect)
                value = found
                binding.given.insert(hyperparameter.name)
            }
            binding.all[hyperparameter.name] = value
            let isFlag = hyperparameter.kind == .flag
            let text = "\(hyperparameter.name)=\(isFlag ? (value == 1 ? "True" : "False") : value.short(6))"
            if value != hyperparameter.standard[dialect] { binding.written.append(text) }
            if !isFlag || value == 1 { binding.constants.append(text) }
        }
        return binding
    }
}

extension RuleCard {
    func bind(_ given: inout [String: Double], _ dialect: Dialect) throws -> Binding {
        try Binding.bind(hyperparameters, &given, dialect)
    }

    /// `weight_decay`, which every rule takes.
    public var decayHyperparameter: Hyperparameter {
        Hyperparameter("weight_decay", [], .nonNegative, weightDecay, "λ of weight decay: \(decayInWords)")
    }

    private var decayInWords: String {
        switch decay {
        case .byFramework: "decoupled θ − ηλθ in Keras and optax, g + λθ in PyTorch and the paper"
        case .decoupled: "decoupled, θ − ηλθ"
        case .inRule: "decoupled in Keras, part of the update elsewhere"
        case .addedToGradient: "decoupled in Keras, g + λθ elsewhere"
        }
    }

    func ruleTakesDecay(_ dialect: Dialect) -> Bool {
        if case .inRule = decay { return dialect != .keras }
        return false
    }

    func addsDecayToGradient(_ dialect: Dialect) -> Bool {
        switch decay {
        case .byFramework: dialect == .pytorch || dialect == .paper
        case .addedToGradient: dialect != .keras
        case .decoupled, .inRule: false
        }
    }
}

extension GradientStage {
    fileprivate mutating func set(_ binding: Binding, _ dialect: Dialect) throws {
        let clips = ["clipvalue", "clipnorm", "global_clipnorm", "adaptive_clip"].filter(binding.given.contains)
        guard clips.count <= 1 else {
            throw Mistake(
                "\(Phrase.list(clips)) are both given", expected: "at most one kind of clipping",
                try: "\(clips[0])=1")
        }
        if let kind = clips.first, let bound = binding.all[kind] {
            switch kind {
            case "clipvalue": clip = .value(bound)
            case "clipnorm": clip = .norm(bound)
            case "global_clipnorm": clip = .globalNorm(bound, slack: dialect == .pytorch ? 1e-6 : 0)
            default: clip = .adaptive(bound)
            }
        }
        l2 = binding.all["l2"] ?? 0
        centralises = binding.all["centralize"] == 1
        let η = binding.all["noise_eta"] ?? 0
        if η > 0 { noise = Noise(η: η, γ: binding.all["noise_gamma"] ?? 0) }
    }
}
