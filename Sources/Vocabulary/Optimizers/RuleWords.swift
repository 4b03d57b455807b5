import Answers
import Cards
import Language
import Optimizers
import Words

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
            parameters: own.map(parameter) + card.pairs.map(\.parameter) + around(card),
            returns: Optimizer.kind,
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
            var parameter = parameter(hyperparameter)
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

    /// A mask is written in many ways, which the card knows as one thing.
    private static func parameter(_ hyperparameter: Hyperparameter) -> Parameter {
        var parameter = CardWords.parameter(hyperparameter)
        if hyperparameter.isMask { parameter.type = .optional(MaskArgument.type) }
        return parameter
    }

    private static func optimizer(_ card: RuleCard, _ args: Arguments, _ context: Context) throws -> Optimizer {
        let spelling = args.isGiven("dialect") ? try args.text("dialect") : context.session.dialect
        let dialect = Dialect(rawValue: spelling.lowercased()) ?? .keras
        let declared = card.hyperparameters + RuleCatalog.common + [card.decayHyperparameter]
        var given = try CardWords.given(declared.filter { !$0.isOff(args) && !$0.isMask }, args)
        if case .none = args["weight_decay"], args.isGiven("weight_decay") { given["weight_decay"] = 0 }
        for mask in declared where mask.isMask {
            if let written = try MaskArgument.read(mask.name, args, context) { given[mask.name] = .thing(written) }
        }
        for pair in card.pairs {
            guard let numbers = args[pair.name].doubles else { continue }
            guard numbers.count == 2 else {
                throw args.mistake(
                    pair.name, "\(pair.name) has \(numbers.count) entries",
                    expected: "two: (\(pair.first), \(pair.second))")
            }
            given[pair.first] = .number(numbers[0])
            given[pair.second] = .number(numbers[1])
        }
        if dialect == .keras, args.spelling("learning_rate") == "lr" {
            context.noteOnce("lr is learning_rate; Keras 3 itself refuses lr")
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

extension Hyperparameter {
    fileprivate var isMask: Bool {
        if case .thing(let part) = kind { part.kind == ParameterMask.kind } else { false }
    }

    /// Whether None was written for it where that means: as if it were not there.
    fileprivate func isOff(_ args: Arguments) -> Bool {
        guard case .none = args[name] else { return false }
        if case .absent = standard { return false }
        return true
    }
}

/// Two hyperparameters that PyTorch writes as one.
private struct Pair {
    var name: String
    var first: String
    var second: String

    static let all = [
        Pair(name: "betas", first: "beta_1", second: "beta_2"),
        Pair(name: "etas", first: "eta_minus", second: "eta_plus"),
        Pair(name: "step_sizes", first: "step_min", second: "step_max"),
    ]

    var parameter: Parameter {
        Parameter(
            name, .optional(.tuple(of: .number(.finite))), .value(.none), "(\(first), \(second)), as PyTorch writes",
            isKeywordOnly: true)
    }
}

extension RuleCard {
    /// Those of which the rule has both.
    fileprivate var pairs: [Pair] {
        let names = hyperparameters.map(\.name)
        return Pair.all.filter { names.contains($0.first) && names.contains($0.second) }
    }
}
