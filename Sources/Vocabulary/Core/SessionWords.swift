import Language
import Answers

/// Words about the session itself: help, what a value is, the seed, the dialect.
enum SessionWords {
    static let words: [Word] = [help, describe, vocabulary, seed, dialect]

    private static let family = "session"

    private static let help = Word(
        "help", family: family, summary: "explains a word, a term, a method, a kind of value, or how to begin",
        parameters: [
            Parameter(
                "topic", .oneOf([.word, .any]), .otherwise("the first page"),
                "a word, a value, a method such as model.fit, or a name in quotes: \"learning rate\"")
        ], returns: "page", examples: ["help(sqrt)", "help(\"overfitting\")", "help()"],
        seeAlso: ["words", "glossary", "describe"],
        meaning: .call { arguments, context in
            let help = Help(context.registry, width: context.session.width)
            guard arguments.isGiven("topic") else { return .thing(help.overview()) }
            if let path = arguments["topic"].modulePath { return .thing(help.module(path)) }
            switch arguments["topic"] {
            case .word(let word): return .thing(help.word(word))
            case .text(""): return .thing(help.overview())
            case .text(let name):
                if let topic = context.registry.topic(named: name) { return .thing(help.topic(topic)) }
                let near = context.registry.topics(near: name)
                throw arguments.mistake(
                    "topic", "there is no word and no term \(name)",
                    expected: "a word or a term; words() and glossary() list them",
                    try: near.isEmpty ? nil : near.map { "help(\"\($0)\")" }.joined(separator: " or "))
            case .thing(let topic as MemberTopic): return .thing(help.members(topic))
            case let value: return try describe(value, context, help)
            }
        })

    private static let describe = Word(
        "describe", family: family, summary: "the full account of a value, or of a word",
        parameters: [Parameter("value", .any, "what is described")], returns: "page",
        examples: ["describe([1, 2, 4])"], seeAlso: ["help"],
        meaning: .call { arguments, context in
            try describe(arguments["value"], context, Help(context.registry, width: context.session.width))
        })

    private static func describe(_ value: Value, _ context: Context, _ help: Help) throws -> Value {
        let width = context.session.width
        switch value {
        case .word(let word): return .thing(help.word(word))
        case .function:
            // A learner's function of x and y is a landscape like any other.
            if let thing = try? context.registry.coercions["landscape"]?(value, context) {
                return try describe(.thing(thing), context, help)
            }
            return .thing(Page(title: value.brief, text: "function: \(value.display(width: width))"))
        case .thing(let thing):
            if let describable = thing as? any Describable {
                return .thing(Page(title: thing.summary, text: describable.description(width: width)))
            }
            let table = thing.table(width: width)
            let sentence = thing.sentence
            let wrapped = TextTable.wrap(sentence, width).joined(separator: "\n")
            let text = table.contains(sentence) ? table : table + "\n\n" + wrapped
            return .thing(Page(title: thing.summary, text: text))
        default:
            let numbers = value.doubles ?? []
            var text = "\(value.typeName): \(value.display(width: width))"
            if !numbers.isEmpty {
                let mean = StatisticsWords.sum(numbers) / Double(numbers.count)
                text =
                    "\(value.typeName) of \(numbers.count) numbers, from \((numbers.min() ?? 0).short(6)) to "
                    + "\((numbers.max() ?? 0).short(6)), mean \(mean.short(6))"
            } else if let items = value.elements {
                text = "\(value.typeName) of \(items.count)\n" + value.display(width: width)
            }
            return .thing(Page(title: value.brief, text: text))
        }
    }

    private static let vocabulary = Word(
        "words", family: family, summary: "all words of the language with one line each",
        parameters: [Parameter("family", .text, .otherwise("all families"), "only this chapter")], returns: "page",
        examples: ["words(\"session\")"], seeAlso: ["help"],
        meaning: .call { arguments, context in
            let help = Help(context.registry, width: context.session.width)
            guard arguments.isGiven("family") else { return .thing(help.words()) }
            let family = try arguments.text("family")
            guard context.registry.families.contains(family) else {
                throw arguments.mistake(
                    "family", "there is no family \(family)",
                    expected: context.registry.families.joined(separator: ", "),
                    try: Suggestions.nearest(family, among: context.registry.families).first.map { "words(\"\($0)\")" })
            }
            return .thing(help.words(family: family))
        })

    private static let seed = Word(
        "seed", aliases: ["set_random_seed", "set_seed"], family: family,
        summary: "sets the seed that words use when none is given, or says it",
        details: "The same seed gives the same numbers, in any order of work and on any machine.",
        parameters: [
            Parameter("n", .int(.init(0, 9.2e18)), .otherwise("nothing is changed"), "the seed: a whole number")
        ], returns: "number", examples: ["seed(7)", "seed()"],
        meaning: .call { arguments, context in
            if arguments.isGiven("n") {
                context.session.seed = UInt64(try arguments.int("n"))
                context.note("seed \(context.session.seed) from now on")
                return .none
            }
            return .int(Int(exactly: context.session.seed) ?? .max)
        })

    private static let dialect = Word(
        "dialect", family: family, summary: "sets whose formulas and defaults count, or says it",
        details: """
            Keras, PyTorch, optax and the papers differ in details of the same rule; describe(Adam) lists them. A \
            single rule takes dialect="pytorch" for itself.
            """,
        parameters: [
            Parameter(
                "name", .choice(["keras", "pytorch", "optax", "paper"]), .otherwise("nothing is changed"),
                "the framework")
        ], returns: "string", examples: ["dialect(\"keras\")", "dialect()"],
        meaning: .call { arguments, context in
            if arguments.isGiven("name") {
                context.session.dialect = try arguments.text("name")
                context.note("dialect \(context.session.dialect) from now on")
                return .none
            }
            return .text(context.session.dialect)
        })
}
