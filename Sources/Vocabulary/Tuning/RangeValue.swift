import Answers
import Language
import Tuning

/// What a hyperparameter may be, and when: what `Float`, `Int` and `Choice` give.
struct RangeValue: Presentable {
    static let kind = "search range"

    let domain: ParameterDomain
    let condition: SearchParameter.Condition?

    var summary: String {
        guard let condition else { return domain.text }
        let values = condition.settings.map(\.text).joined(separator: ", ")
        return "\(domain.text.dropLast()), when={'\(condition.parent)': [\(values)]})"
    }

    static let members: [Member] = [
        attribute("low", "the lower end") { domain in
            switch domain {
            case .float(let low, _, _, _): .number(low)
            case .int(let low, _, _, _): .int(low)
            case .choice: nil
            }
        },
        attribute("high", "the upper end") { domain in
            switch domain {
            case .float(_, let high, _, _): .number(high)
            case .int(_, let high, _, _): .int(high)
            case .choice: nil
            }
        },
        attribute("log", "whether it is searched by the exponent") { domain in
            switch domain {
            case .float(_, _, let log, _), .int(_, _, let log, _): .bool(log)
            case .choice: nil
            }
        },
        attribute("step", "the distance of its values; None for any number") { domain in
            switch domain {
            case .float(_, _, _, let step): step.map { .number($0) } ?? Value.none
            case .int(_, _, _, let step): .int(step)
            case .choice: nil
            }
        },
        attribute("choices", "its values, a tuple") { domain in
            if case .choice(let settings) = domain { .tuple(settings.map(\.asValue)) } else { nil }
        },
        .method("single", of: RangeValue.self, "whether it has one value only", []) { range, _, _ in
            .bool(range.domain.isSingle)
        },
    ]

    private static func attribute(
        _ name: String, _ meaning: String, _ value: @escaping @Sendable (ParameterDomain) -> Value?
    ) -> Member {
        .attribute(name, of: RangeValue.self, meaning) { range in
            guard let found = value(range.domain) else {
                throw Mistake("\(range.domain.text) has no .\(name)", expected: "numbers for low, high, log and step")
                    .raised(
                        as: "AttributeError",
                        "'\(name == "choices" ? "FloatDistribution" : "CategoricalDistribution")' object has no "
                            + "attribute '\(name)'")
            }
            return found
        }
    }
}

extension Setting {
    /// - Throws: `Mistake` for anything but a number, a string, True, False and None.
    init(_ value: Value, _ argument: String) throws {
        switch value {
        case .none: self = .none
        case .bool(let flag): self = .flag(flag)
        case .int(let number): self = .integer(number)
        case .number(let number): self = .number(number)
        case .text(let text): self = .text(text)
        default:
            guard let number = value.asDouble else {
                throw Mistake(
                    "\(value.brief) is \(Phrase.indefinite(value.kind))",
                    expected: "numbers, strings, True, False or None as choices", argument: argument)
            }
            self = value.asInt.map { .integer($0) } ?? .number(number)
        }
    }

    /// As the language has it.
    var asValue: Value {
        switch self {
        case .number(let value): .number(value)
        case .integer(let value): .int(value)
        case .text(let value): .text(value)
        case .flag(let value): .bool(value)
        case .none: .none
        }
    }
}

extension JSON {
    /// A person's note on a trial.
    ///
    /// - Throws: `Mistake` for what no file of studies can keep.
    init(note value: Value, _ argument: String) throws {
        if case .dict(let members) = value {
            self = .object(
                try members.entries.map { entry in
                    JSON.Pair(entry.key.asText ?? entry.key.brief, try JSON(note: entry.value, argument))
                })
        } else if value.asText == nil, let items = value.elements {
            self = .array(try items.map { try JSON(note: $0, argument) })
        } else {
            self = try Setting(value, argument).json
        }
    }
}

/// (A configuration has a `Value` of its own.)
private typealias AnyValue = Value

extension Configuration {
    /// A dict of the values as they were written.
    var asValue: Language.Value { .dict(AnyValue.Dictionary(zip(names, settings).map { (.text($0), $1.asValue) })) }

    /// - Throws: `Mistake` for a key that is no string.
    init(_ dictionary: Language.Value.Dictionary, _ argument: String) throws {
        self.init()
        for entry in dictionary.entries {
            guard let name = entry.key.asText else {
                throw Mistake(
                    "\(entry.key.brief) is no name of a hyperparameter", expected: "strings as keys", argument: argument
                )
            }
            self[name] = try Setting(entry.value, argument)
        }
    }
}

/// A sampler as a value, with the seed that Optuna gives to it.
struct SamplerValue: Presentable {
    static let kind = "sampler"

    let sampler: any Sampler
    let seed: UInt64?

    var summary: String { sampler.name }
}

/// A way to make one number of several as a value.
struct ScalarizationValue: Presentable {
    static let kind = "scalarization"

    let scalarization: Scalarization

    var summary: String { scalarization.name }
}

/// A pruner as a value.
struct PrunerValue: Presentable {
    static let kind = "pruner"

    let pruner: any Pruner

    var summary: String { pruner.name }
}
