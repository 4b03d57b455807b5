import Answers
import Cards
import Language
import Optimizers

/// The words for update rules: each is made from the rule's own card.
enum RuleWords {
    static let words: [Word] = RuleCatalog.cards.map(word)

    static func word(_ card: RuleCard) -> Word {
        let rate = card.rate[.keras].short(6)
        let own = [card.rateHyperparameter] + card.hyperparameters
        return Word(
            card.name, aliases: card.aliases, family: "optimizers", summary: card.summary,
            details: CardWords.details(
                formula: card.formula, differences: card.differences,
                hyperparameters: own + [card.decayHyperparameter], source: card.source),
            parameters: own.map { CardWords.parameter($0) } + betas(card) + around(card), returns: Optimizer.kind,
            examples: [
                "\(card.name)(\(rate))", "minimize(rosenbrock, \(card.name)(lr=\(rate)), start=(-1.5, 2), steps=200)",
            ],
            seeAlso: ["minimize", "compare", "explain", "describe"],
            meaning: .call { args, context in
                .thing(try optimizer(card, args, context))
            })
    }

    /// What stands around the rule is off unless it is asked for; None asks for nothing, as in Keras.
    private static func around(_ card: RuleCard) -> [Parameter] {
        var decay = CardWords.parameter(card.decayHyperparameter)
        decay.type = .optional(decay.type)
        let common = RuleCatalog.common.map { hyperparameter in
            var parameter = CardWords.parameter(hyperparameter)
            if case .absent = hyperparameter.standard {} else { parameter.type = .optional(parameter.type) }
            parameter.standard = .value(.none)
            parameter.isKeywordOnly = true
            return parameter
        }
        return [decay] + common + [
            Parameter(
                "dialect", .choice(Dialect.allCases.map(\.rawValue)), .otherwise("the session's, at first keras"),
                "whose formula and defaults count", isKeywordOnly: true),
            Parameter("name", .optional(.text), .value(.none), "a label; changes nothing", isKeywordOnly: true),
        ]
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
        return try Optimizer(card, given, rate: rate(args), dialect: dialect)
    }

    /// The rate that was written; nil for the default.
    private static func rate(_ args: Arguments) -> Rate? {
        guard args.isGiven("learning_rate") else { return nil }
        if let schedule = args.optionalThing("learning_rate", as: Schedule.self) { return .schedule(schedule) }
        return args["learning_rate"].asDouble.map { .constant($0) }
    }
}

extension RuleCard {
    fileprivate var hasBetas: Bool {
        let names = hyperparameters.map(\.name)
        return names.contains("beta_1") && names.contains("beta_2")
    }
}
