public import Cards

/// What is known of a rule: one declaration from which come its word, its checks, its description and its values.
///
/// It stands in the rule's own file, as `static let card = RuleCard(`; from there the build plugin `Catalogue` finds
/// it.
public struct RuleCard: Sendable, Chaptered {
    /// The name as it is typed: `Adam`.
    public let name: String
    /// Other frameworks' names for it: `NAdam` beside `Nadam`.
    public let aliases: [String]
    /// Where it stands in the reference; inside a chapter by the year of its source.
    public let chapter: Chapter
    /// What it does, in one line without a full stop.
    public let summary: String
    /// The update as the paper writes it, lines separated by newlines.
    public let formula: String
    /// Authors, year in brackets, title, equation.
    public let source: String
    /// What differs between frameworks, one sentence each.
    public let differences: [String]
    /// The default learning rate of each framework.
    public let rate: PerDialect
    /// What it takes beside rate and decay, in the order in which it may be given by place.
    public let hyperparameters: [Hyperparameter]
    /// The default of `weight_decay` in each framework.
    public let weightDecay: PerDialect
    /// Whether `weight_decay` is taken off the weights, added to the gradient, or part of the rule.
    public let decay: Decay
    /// A hyperparameter whose default noise goes into the gradient stage; most rules have none.
    let noise: (@Sendable (Settings) -> GradientStage.Noise)?
    /// It throws a `Mistake` for values that do not go together.
    let make: @Sendable (Settings) throws -> any Rule

    /// What `weight_decay=λ` does to a rule.
    public enum Decay: Sendable {
        /// PyTorch adds λθ to the gradient; Keras and optax decouple it, θ ← θ − ηλθ. The papers add it.
        case byFramework
        /// Decoupled everywhere.
        case decoupled
        /// Decoupled in Keras; elsewhere the rule's own update contains λθ (LAMB, LARS, NovoGrad).
        case inRule
        /// Added to the gradient in PyTorch and optax.
        case addedToGradient
    }

    init(
        _ name: String, chapter: Chapter, aliases: [String] = [], summary: String, formula: String, source: String,
        differences: [String] = [], rate: PerDialect, weightDecay: PerDialect = 0, decay: Decay = .byFramework,
        noise: (@Sendable (Settings) -> GradientStage.Noise)? = nil, _ hyperparameters: [Hyperparameter] = [],
        make: @escaping @Sendable (Settings) throws -> any Rule
    ) {
        self.name = name
        self.aliases = aliases
        self.chapter = chapter
        self.summary = summary
        self.formula = formula
        self.source = source
        self.differences = differences
        self.rate = rate
        self.hyperparameters = hyperparameters
        self.weightDecay = weightDecay
        self.decay = decay
        self.noise = noise
        self.make = make
    }

    /// `learning_rate`, which every rule takes.
    public var rateHyperparameter: Hyperparameter {
        Hyperparameter("learning_rate", aliases: ["lr"], .schedule, rate, "η: a number or a schedule")
    }

    /// `weight_decay`, which every rule takes.
    public var decayHyperparameter: Hyperparameter {
        Hyperparameter(
            "weight_decay", .nonNegative, weightDecay, "λ of weight decay: \(decayInWords)", isKeywordOnly: true)
    }

    /// The year of the source, the first one that stands in brackets.
    var year: Int {
        source.split(separator: "(").dropFirst().lazy.compactMap { Int($0.prefix(4)) }.first ?? .max
    }

    private var decayInWords: String {
        switch decay {
        case .byFramework: "decoupled θ − ηλθ in Keras and optax, g + λθ in PyTorch and the paper"
        case .decoupled: "decoupled, θ − ηλθ"
        case .inRule: "decoupled in Keras, part of the update elsewhere"
        case .addedToGradient: "decoupled in Keras, g + λθ elsewhere"
        }
    }
}

extension Chapter {
    static let gradient = Chapter(1, "the gradient and its running mean")
    static let adaptive = Chapter(2, "a rate for each coordinate")
    static let adam = Chapter(3, "Adam and its relatives")
    static let sign = Chapter(4, "the sign alone")
    static let sparing = Chapter(5, "for many parameters and little memory")
    static let layerwise = Chapter(6, "layer by layer")
    static let curvature = Chapter(7, "with curvature")
    static let tuningFree = Chapter(8, "without a schedule or a rate to tune")
}

// MARK: Hyperparameters that many rules share

extension Hyperparameter {
    static func beta1(_ standard: PerDialect = 0.9) -> Hyperparameter {
        Hyperparameter("beta_1", aliases: ["beta1", "b1"], .decayRate, standard, "decay factor of the first moment")
    }

    static func beta2(_ standard: PerDialect = 0.999) -> Hyperparameter {
        Hyperparameter("beta_2", aliases: ["beta2", "b2"], .decayRate, standard, "decay factor of the second moment")
    }

    static func epsilon(_ standard: PerDialect) -> Hyperparameter {
        Hyperparameter(
            "epsilon", aliases: ["eps"], .positive, standard, "keeps the division finite; large values tame the rule")
    }
}
