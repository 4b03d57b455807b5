package import Answers
package import Cards
package import Language
import Optimizers

/// The words for what has a card: a schedule, a solver. Parameters, ranges, defaults and text come from the card, so that
/// they can never differ from what the library checks.
package enum CardWords {
    /// - Parameters:
    ///   - example: a line that uses what the card makes, given the card's own example.
    ///   - more: parameters that are no matter of the card.
    ///   - thing: what the language keeps of it.
    package static func word<Product>(
        _ card: Card<Product>, family: String, returns: String, seeAlso: [String], example: (String) -> String,
        and more: [Parameter] = [], thing: @escaping @Sendable (Product, Arguments, Context) throws -> any Presentable
    ) -> Word {
        Word(
            card.name, aliases: card.aliases, family: family, summary: card.summary, details: details(card),
            parameters: card.hyperparameters.map { parameter($0) } + more, returns: returns,
            examples: [card.example, example(card.example)], seeAlso: seeAlso,
            meaning: .call { args, context in
                .thing(try thing(try card.make(given(card.hyperparameters, args)), args, context))
            })
    }

    // MARK: Parameters

    package static func parameter(_ hyperparameter: Hyperparameter) -> Parameter {
        Parameter(
            hyperparameter.name, aliases: hyperparameter.aliases, type(hyperparameter), standard(hyperparameter),
            hyperparameter.meaning, isKeywordOnly: hyperparameter.isKeywordOnly)
    }

    private static func type(_ hyperparameter: Hyperparameter) -> ValueType {
        let type: ValueType =
            switch hyperparameter.kind {
            case .number(let interval): interval.isWhole ? .int(interval) : .number(interval)
            case .flag: .bool
            case .choice(let choices): choices.contains("none") ? .optional(.choice(choices)) : .choice(choices)
            case .numbers(let interval): .list(of: interval.isWhole ? .int(interval) : .number(interval))
            case .oneOrMore(let interval): .oneOf([.number(interval), .list(of: .number(interval))])
            case .texts: .list(of: .text)
            case .thing(let part): type(part)
            case .things(let part): .list(of: type(part))
            case .corners: .tuple(of: .point)
            }
        if case .absent = hyperparameter.standard { return .optional(type) }
        return type
    }

    private static func type(_ part: Hyperparameter.Part) -> ValueType {
        part.numbers.map { .oneOf([.number($0), .thing([part.kind])]) } ?? .thing([part.kind])
    }

    private static func standard(_ hyperparameter: Hyperparameter) -> Parameter.Standard {
        switch hyperparameter.standard {
        case .required: return .required
        case .text(let text): return .value(.text(text))
        case .absent("None"): return .value(.none)
        case .absent(let words): return .otherwise(words)
        case .number(let number):
            guard number.isUniform else { return .otherwise(inWords(number)) }
            switch hyperparameter.kind {
            case .flag: return .value(.bool(number[.keras] == 1))
            case .number(let interval) where interval.isWhole:
                return .value(Int(exactly: number[.keras]).map { .int($0) } ?? .number(number[.keras]))
            default: return .value(.number(number[.keras]))
            }
        }
    }

    /// `1e-7 (keras), 1e-8 (pytorch, optax, paper)`.
    package static func inWords(_ standard: PerDialect) -> String {
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

    private static func details<Product>(_ card: Card<Product>) -> String {
        details(
            formula: card.formula, heading: "To know", differences: card.differences,
            hyperparameters: card.hyperparameters, source: card.source)
    }

    package static func details(
        formula: String, heading: String = "Between frameworks", differences: [String],
        hyperparameters: [Hyperparameter], source: String
    ) -> String {
        var parts: [String] = []
        if !formula.isEmpty {
            // Four spaces: lines that are not to be wrapped.
            parts.append(formula.split(separator: "\n").map { "    " + $0 }.joined(separator: "\n"))
        }
        if !differences.isEmpty {
            parts.append("\(heading):\n" + differences.map { "- \($0)" }.joined(separator: "\n"))
        }
        let differing = hyperparameters.compactMap { hyperparameter in
            hyperparameter.differing.map { "- \(hyperparameter.name): \(inWords($0))" }
        }
        if !differing.isEmpty { parts.append("Defaults per dialect:\n" + differing.joined(separator: "\n")) }
        parts.append("Source: \(source).")
        return parts.joined(separator: "\n\n")
    }

    // MARK: Meaning

    /// What was written, for the card.
    package static func given(_ declared: [Hyperparameter], _ args: Arguments) throws -> [String: Hyperparameter.Value]
    {
        var given: [String: Hyperparameter.Value] = [:]
        for hyperparameter in declared where args.isGiven(hyperparameter.name) {
            given[hyperparameter.name] = try value(hyperparameter, args)
        }
        return given
    }

    private static func value(_ hyperparameter: Hyperparameter, _ args: Arguments) throws -> Hyperparameter.Value {
        let name = hyperparameter.name
        if case .none = args[name] { return .absent }
        switch hyperparameter.kind {
        case .number: return .number(try args.number(name))
        case .flag: return .flag(try args.bool(name))
        case .choice: return .text(try args.text(name))
        case .numbers, .oneOrMore: return .numbers(try args.values(name).compactMap(\.asDouble))
        case .texts:
            return .texts(try args.values(name).compactMap { if case .text(let text) = $0 { text } else { nil } })
        case .thing(let part): return .thing(try thing(args[name], part, name, args))
        case .things(let part): return .things(try args.values(name).map { try thing($0, part, name, args) })
        case .corners:
            let corners = try args.values(name).compactMap(\.coordinates)
            guard corners.count == 2 else {
                throw args.mistake(
                    name, "\(name) has \(corners.count) corners", expected: "a lower and an upper corner",
                    try: "\(name)=((-5, -5), (5, 5))")
            }
            return .corners(lower: corners[0], upper: corners[1])
        }
    }

    /// A thing of the declared kind, or what a number stands for.
    private static func thing(
        _ value: Value, _ part: Hyperparameter.Part, _ name: String, _ args: Arguments
    ) throws -> any Presentable {
        if case .thing(let thing) = value, Swift.type(of: thing).kind == part.kind { return thing }
        if let number = value.asDouble, let thing = try part.standing(for: number) { return thing }
        throw args.mistake(name, "\(value.kind) is not a \(part.kind)", expected: part.words)
    }
}

extension Value {
    /// The coordinates of a place: one number, or a tuple or list of numbers.
    fileprivate var coordinates: [Double]? { asDouble.map { [$0] } ?? doubles }
}
