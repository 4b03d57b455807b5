import Answers

/// One number for each dialect.
public struct PerDialect: Sendable, Equatable, ExpressibleByFloatLiteral, ExpressibleByIntegerLiteral {
    private let values: [Dialect: Double]

    public init(_ all: Double, keras: Double? = nil, pytorch: Double? = nil, optax: Double? = nil, paper: Double? = nil)
    {
        values = [.keras: keras ?? all, .pytorch: pytorch ?? all, .optax: optax ?? all, .paper: paper ?? all]
    }

    public init(floatLiteral value: Double) { self.init(value) }
    public init(integerLiteral value: Int) { self.init(Double(value)) }

    public subscript(_ dialect: Dialect) -> Double { values[dialect] ?? 0 }

    /// Whether all dialects agree.
    public var isUniform: Bool { Set(values.values).count == 1 }
}

/// One hyperparameter of a rule: its keyword, range, defaults and meaning. Checked here, shown in `help`, and turned
/// into a parameter of the rule's word.
public struct Hyperparameter: Sendable {
    public enum Kind: Sendable, Equatable {
        /// A number in an interval whose ends belong to it or not.
        case number(Double, Double, includesLower: Bool, includesUpper: Bool)
        /// A whole number of at least this.
        case whole(atLeast: Int)
        /// True or False, kept as 1 or 0.
        case flag
    }

    /// Keras's spelling where Keras has it.
    public let name: String
    /// Other frameworks' spellings.
    public let aliases: [String]
    public let kind: Kind
    public let standard: PerDialect
    public let meaning: String

    init(_ name: String, _ aliases: [String] = [], _ kind: Kind, _ standard: PerDialect, _ meaning: String) {
        self.name = name
        self.aliases = aliases
        self.kind = kind
        self.standard = standard
        self.meaning = meaning
    }

    /// A card's learning rate, for its defaults and range.
    public init(rate card: RuleCard) {
        self.init("learning_rate", ["lr"], .nonNegative, card.rate, "η: a number or a schedule")
    }

    /// The range in words: `a number with 0 ≤ beta_1 < 1`.
    public var range: String {
        switch kind {
        case .flag: return "True or False"
        case .whole(let least): return "a whole number of at least \(least)"
        case .number(let lower, let upper, let includesLower, let includesUpper):
            let low = lower.isFinite ? "\(lower.short()) \(includesLower ? "≤" : "<") " : ""
            let high = upper.isFinite ? " \(includesUpper ? "≤" : "<") \(upper.short())" : ""
            return low.isEmpty && high.isEmpty ? "a finite number" : "a number with \(low)\(name)\(high)"
        }
    }

    /// - Throws: `Mistake` that names the value and the allowed range.
    func check(_ value: Double, in dialect: Dialect) throws {
        let fits: Bool
        switch kind {
        case .flag: fits = value == 0 || value == 1
        case .whole(let least): fits = value >= Double(least) && value == value.rounded() && value < 0x1p53
        case .number(let lower, let upper, let includesLower, let includesUpper):
            fits =
                value.isFinite && (includesLower ? value >= lower : value > lower)
                && (includesUpper ? value <= upper : value < upper)
        }
        guard fits else {
            throw Mistake(
                "\(name) = \(value.short(6)) is out of range", expected: range,
                try: "\(name)=\(standard[dialect].short(6))")
        }
    }
}

extension Hyperparameter.Kind {
    /// x > 0.
    static let positive = number(0, .infinity, includesLower: false, includesUpper: false)
    /// x ≥ 0.
    static let nonNegative = number(0, .infinity, includesLower: true, includesUpper: false)
    /// 0 ≤ x < 1, as for a decay factor.
    static let decayFactor = number(0, 1, includesLower: true, includesUpper: false)
    /// 0 ≤ x ≤ 1.
    static let share = number(0, 1, includesLower: true, includesUpper: true)
    /// Any finite number.
    static let real = number(-.infinity, .infinity, includesLower: false, includesUpper: false)
}
