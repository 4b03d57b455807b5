/// What is known of a rule: one declaration from which come its word, its checks, its description and its values.
public struct RuleCard: Sendable {
    /// The name as it is typed: `Adam`.
    public let name: String
    public let aliases: [String]
    /// What it does, in one line without a full stop.
    public let summary: String
    /// The update as the paper writes it, lines separated by newlines.
    public let formula: String
    /// Paper and equation.
    public let source: String
    /// What differs between frameworks, one sentence each.
    public let differences: [String]
    /// Default learning rate.
    public let rate: PerDialect
    public let hyperparameters: [Hyperparameter]
    /// Default of `weight_decay`.
    public let weightDecay: PerDialect
    /// What `weight_decay` means.
    public let decay: Decay
    /// A hyperparameter whose default noise goes into the gradient stage; most rules have none.
    let noise: (@Sendable (Settings) -> GradientStage.Noise)?
    let make: @Sendable (Settings) -> any Rule

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
        _ name: String, aliases: [String] = [], summary: String, formula: String, source: String,
        differences: [String] = [], rate: PerDialect, weightDecay: PerDialect = 0, decay: Decay = .byFramework,
        noise: (@Sendable (Settings) -> GradientStage.Noise)? = nil, _ hyperparameters: [Hyperparameter] = [],
        make: @escaping @Sendable (Settings) -> any Rule
    ) {
        self.name = name
        self.aliases = aliases
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
}

/// The hyperparameters of one optimizer, checked, with the dialect's defaults filled in.
struct Settings: Sendable {
    let dialect: Dialect
    private let values: [String: Double]

    init(dialect: Dialect, values: [String: Double]) {
        self.dialect = dialect
        self.values = values
    }

    subscript(_ name: String) -> Double { values[name] ?? 0 }
    func flag(_ name: String) -> Bool { self[name] != 0 }
    func whole(_ name: String) -> Int { Int(self[name]) }
}
