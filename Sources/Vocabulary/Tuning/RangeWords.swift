import Answers
import Language
import Tuning

/// Hyperparameters between two ends or out of a list, and the space that they make.
enum RangeWords {
    static let words: [Word] = [float, int, choice]

    private static let when = Parameter(
        "when", .optional(.dict), "in force only under these values of another: {\"optimizer\": \"sgd\"}",
        isKeywordOnly: true)
    private static let log = Parameter("log", .bool, false, "searched by the exponent")
    private static let ranges = ["Float", "Int", "Choice", "tune"]

    private static func range(_ domain: ParameterDomain, _ args: Arguments) throws -> Value {
        let domain = try domain.checked("the range")
        guard case .dict(let when) = args["when"] else { return .thing(RangeValue(domain: domain, condition: nil)) }
        guard when.count == 1, let entry = when.entries.first, let parent = entry.key.asText else {
            throw args.mistake(
                "when", "when = \(args["when"].brief)", expected: "one name and its value, or a list of values",
                try: "when={\"optimizer\": \"sgd\"}")
        }
        let values = try (entry.value.elements ?? [entry.value]).map { try Setting($0, "when") }
        return .thing(RangeValue(domain: domain, condition: .init(parent, values)))
    }

    private static let float = Word(
        "Float", aliases: ["optuna.distributions.FloatDistribution"], family: "tuning",
        summary: "a hyperparameter that is a number between two ends",
        parameters: [
            Parameter("low", .number(), "the lower end"), Parameter("high", .number(), "the upper end"), log,
            Parameter("step", .optional(.number(.positive)), "only low, low + step, …"), when,
        ], returns: RangeValue.kind, examples: ["Float(1e-4, 1e-1, log=True)"], seeAlso: ranges,
        meaning: .call { args, _ in
            try range(
                .float(
                    low: args.number("low"), high: args.number("high"), log: args.bool("log"),
                    step: args["step"].asDouble),
                args)
        })

    private static let int = Word(
        "Int", aliases: ["optuna.distributions.IntDistribution"], family: "tuning",
        summary: "a hyperparameter that is a whole number between two ends, both included",
        parameters: [
            Parameter("low", .int(), "the lower end"), Parameter("high", .int(), "the upper end"), log,
            Parameter("step", .int(.atLeast(1)), 1, "only low, low + step, …"), when,
        ], returns: RangeValue.kind, examples: ["Int(16, 256, log=True)"], seeAlso: ranges,
        meaning: .call { args, _ in
            try range(
                .int(low: args.int("low"), high: args.int("high"), log: args.bool("log"), step: args.int("step")), args)
        })

    private static let choice = Word(
        "Choice", aliases: ["optuna.distributions.CategoricalDistribution"], family: "tuning",
        summary: "a hyperparameter that is one of some values without an order",
        parameters: [Parameter("choices", .list(of: .any), "numbers, strings, True, False or None"), when],
        returns: RangeValue.kind, examples: ["Choice([\"sgd\", \"adam\"])"], seeAlso: ranges,
        meaning: .call { args, _ in
            try range(.choice(try args.values("choices").map { try Setting($0, "choices") }), args)
        })

    /// The space of a dict.
    static func space(_ args: Arguments, _ context: Context) throws -> SearchSpace {
        guard case .dict(let members) = args["space"] else { return try SearchSpace([]) }
        let parameters = try parameters(of: members)
        let caller = Caller(context)
        let constraints = try args.values("constraints").map { function in
            SpaceConstraint(function.brief) { configuration in
                let answer = try caller.call(function, [configuration.asValue])
                if case .bool(let holds) = answer { return holds }
                return answer.asDouble.map { $0 != 0 } ?? false
            }
        }
        return try args.about("space") { try SearchSpace(parameters, constraints: constraints) }
    }

    /// The hyperparameters of a dict.
    static func parameters(of members: Value.Dictionary) throws -> [SearchParameter] {
        try members.entries.map { entry in
            guard let name = entry.key.asText else {
                throw Mistake("\(entry.key.brief) is no name", expected: "strings as keys", argument: "space")
            }
            if let range = entry.value.asThing(RangeValue.self) {
                return SearchParameter(name, range.domain, when: range.condition)
            }
            guard let items = entry.value.elements, !items.isEmpty else {
                throw Mistake(
                    "\(name) is \(entry.value.brief)",
                    expected: "Float(…), Int(…), Choice([…]) or a list of values",
                    try: "\"\(name)\": Float(0, 1)", argument: "space")
            }
            return SearchParameter(name, .choice(try items.map { try Setting($0, "space") }))
        }
    }
}
