import Language
import Answers
import Optimizers

/// The words for update rules: each is made from the rule's own card, so that its parameters, ranges, defaults and
/// text can never differ from what the optimizer library checks.
enum RuleWords {
    static let words: [Word] = RuleCatalog.cards.map(word)

    private static func word(_ card: RuleCard) -> Word {
        let rate = card.rate[.keras].short(6)
        return Word(
            card.name, aliases: card.aliases, family: "optimizers", summary: card.summary, details: details(card),
            parameters: parameters(card), returns: Optimizer.kind,
            examples: [
                "\(card.name)(\(rate))", "minimize(rosenbrock, \(card.name)(lr=\(rate)), start=(-1.5, 2), steps=200)",
            ],
            seeAlso: ["minimize", "compare", "explain", "describe"],
            meaning: .call { args, context in
                .thing(try optimizer(card, args, context))
            })
    }

    // MARK: Parameters

    private static func parameters(_ card: RuleCard) -> [Parameter] {
        let decay = card.decayHyperparameter
        return [rateParameter(card)]
            + card.hyperparameters.map { parameter($0, isKeywordOnly: false) }
            + betas(card)
            + [
                Parameter(
                    decay.name, .optional(.number(.nonNegative)), standard(decay), decay.meaning, isKeywordOnly: true)
            ]
            + RuleCatalog.common.map { optionalParameter($0) }
            + [
                Parameter(
                    "dialect", .choice(Dialect.allCases.map(\.rawValue)), .otherwise("the session's, at first keras"),
                    "whose formula and defaults count", isKeywordOnly: true),
                Parameter("name", .optional(.text), .value(.none), "a label; changes nothing", isKeywordOnly: true),
            ]
    }

    private static func rateParameter(_ card: RuleCard) -> Parameter {
        let rate = Hyperparameter(rate: card)
        return Parameter(
            "learning_rate", aliases: ["lr"], .oneOf([.number(.nonNegative), .thing(["schedule"])]), standard(rate),
            "η: a number or a schedule")
    }

    private static func parameter(_ hyperparameter: Hyperparameter, isKeywordOnly: Bool) -> Parameter {
        Parameter(
            hyperparameter.name, aliases: hyperparameter.aliases, type(hyperparameter.kind), standard(hyperparameter),
            hyperparameter.meaning, isKeywordOnly: isKeywordOnly)
    }

    /// What stands around the rule is off unless it is asked for; None asks for nothing, as in Keras.
    private static func optionalParameter(_ hyperparameter: Hyperparameter) -> Parameter {
        Parameter(
            hyperparameter.name, aliases: hyperparameter.aliases, .optional(type(hyperparameter.kind)), .value(.none),
            hyperparameter.meaning, isKeywordOnly: true)
    }

    /// PyTorch's way to write both decay factors.
    private static func betas(_ card: RuleCard) -> [Parameter] {
        guard card.hasBetas else { return [] }
        return [
            Parameter(
                "betas", .optional(.tuple(of: .number(.decayRate))), .value(.none),
                "(beta_1, beta_2), as PyTorch writes",
                isKeywordOnly: true)
        ]
    }

    private static func type(_ kind: Hyperparameter.Kind) -> ValueType {
        switch kind {
        case .flag: .bool
        case .whole(let least): .int(.atLeast(Double(least)))
        case .number(let lower, let upper, let includesLower, let includesUpper):
            .number(
                .init(
                    lower, upper, includesLower: includesLower, includesUpper: includesUpper))
        }
    }

    private static func standard(_ hyperparameter: Hyperparameter) -> Parameter.Standard {
        guard hyperparameter.standard.isUniform else { return .otherwise(inWords(hyperparameter.standard)) }
        let value = hyperparameter.standard[.keras]
        switch hyperparameter.kind {
        case .flag: return .value(.bool(value == 1))
        case .whole: return .value(.int(Int(value)))
        case .number: return .value(.number(value))
        }
    }

    /// `1e-7 (keras), 1e-8 (pytorch, optax, paper)`.
    private static func inWords(_ standard: PerDialect) -> String {
        var groups: [(value: Double, dialects: [String])] = []
        for dialect in Dialect.allCases {
            if let index = groups.firstIndex(where: { $0.value == standard[dialect] }) {
                groups[index].dialects.append(dialect.rawValue)
            } else {
                groups.append((standard[dialect], [dialect.rawValue]))
            }
        }
        return groups.map { "\($0.value.short(6)) (\($0.dialects.joined(separator: ", ")))" }.joined(separator: ", ")
    }

    // MARK: Text

    private static func details(_ card: RuleCard) -> String {
        // Four spaces: lines that are not to be wrapped.
        var parts = [card.formula.split(separator: "\n").map { "    " + $0 }.joined(separator: "\n")]
        if !card.differences.isEmpty {
            parts.append("Between frameworks:\n" + card.differences.map { "- \($0)" }.joined(separator: "\n"))
        }
        let differing = ([Hyperparameter(rate: card)] + card.hyperparameters + [card.decayHyperparameter])
            .filter { !$0.standard.isUniform }
        if !differing.isEmpty {
            let lines = differing.map { "- \($0.name): \(inWords($0.standard))" }
            parts.append("Defaults per dialect:\n" + lines.joined(separator: "\n"))
        }
        parts.append("Source: \(card.source).")
        return parts.joined(separator: "\n\n")
    }

    // MARK: Meaning

    private static func optimizer(_ card: RuleCard, _ args: Arguments, _ context: Context) throws -> Optimizer {
        let spelling = args.isGiven("dialect") ? try args.text("dialect") : context.session.dialect
        let dialect = Dialect(rawValue: spelling.lowercased()) ?? .keras
        var given: [String: Double] = [:]
        for hyperparameter in card.hyperparameters + RuleCatalog.common + [card.decayHyperparameter]
        where args.isGiven(hyperparameter.name) {
            switch args[hyperparameter.name] {
            case .bool(let flag): given[hyperparameter.name] = flag ? 1 : 0
            case .none: if hyperparameter.name == "weight_decay" { given["weight_decay"] = 0 }
            default: given[hyperparameter.name] = try args.number(hyperparameter.name)
            }
        }
        if card.hasBetas, let betas = args["betas"].doubles {
            guard betas.count == 2 else {
                throw args.mistake("betas", "betas has \(betas.count) entries", expected: "two: (beta_1, beta_2)")
            }
            given["beta_1"] = betas[0]
            given["beta_2"] = betas[1]
        }
        return try Optimizer(card.name, given, rate: rate(args), dialect: dialect)
    }

    /// The rate that was written; nil for the default.
    private static func rate(_ args: Arguments) -> Rate? {
        guard args.isGiven("learning_rate") else { return nil }
        if let schedule = args.optionalThing("learning_rate", as: (any Schedule).self) { return .schedule(schedule) }
        return args["learning_rate"].asDouble.map { .constant($0) }
    }
}

extension RuleCard {
    fileprivate var hasBetas: Bool {
        let names = hyperparameters.map(\.name)
        return names.contains("beta_1") && names.contains("beta_2")
    }
}
