import Language
import Answers
import Synchronization

/// A small vocabulary of its own, so that the language is tested without the laboratory.
struct Rule: Presentable, Equatable {
    static let kind = "rule"
    var rate: Double
    var beta: Double
    var dialect: String
    var summary: String { "Adam(lr=\(rate.pythonRepr), \(dialect))" }
}

/// A landscape stand-in: can be called, indexed, and takes part in arithmetic.
struct Hill: Callable, Subscriptable, Operable {
    static let kind = "hill"
    var name: String
    var factor = 1.0
    var function: Function?
    var summary: String { factor == 1 ? name : "\(factor.pythonRepr)*\(name)" }

    var callParameters: [Parameter] {
        [Parameter("x", .number(), .required, "first coordinate"), Parameter("y", .number(), .required, "second")]
    }
    func call(_ arguments: Arguments, _ context: Context) throws -> Value {
        let (x, y) = (try arguments.number("x"), try arguments.number("y"))
        if let function { return try context.call(.function(function), [.number(x), .number(y)]) }
        return .number(factor * (x * x + y * y))
    }
    var length: Int { 3 }
    func element(_ subscripts: [Subscript]) throws -> Value {
        guard case .index(let index)? = subscripts.first else { return .text("\(subscripts.count) subscripts") }
        return .int(10 * (try Subscripts.position(index, length, "hill")))
    }
    func applying(_ operation: BinaryOperator, _ other: Value, isRight: Bool, _ context: Context) throws -> Value? {
        guard operation == .multiply, let number = other.asDouble else { return nil }
        var scaled = self
        scaled.factor *= number
        return .thing(scaled)
    }
}

/// A thing with a state that can be assigned to.
final class Lamp: Presentable {
    static let kind = "lamp"
    let level = Mutex(1)
    var summary: String { "lamp at \(level.withLock(\.self))" }
}

enum Sample {
    static let landscape = Parameter("landscape", .thing(["hill"]), .required, "what is descended")

    static let words: [Word] = [
        Word(
            "Adam", family: "rules", summary: "adaptive moments",
            parameters: [
                Parameter("learning_rate", aliases: ["lr"], .number(.positive), .value(.number(0.001)), "the rate"),
                Parameter("beta_1", .number(.decayRate), .value(.number(0.9)), "decay of the first moment"),
                Parameter("clipvalue", .optional(.number(.positive)), .otherwise("no clipping"), "clips gradients"),
                Parameter(
                    "dialect", .choice(["keras", "pytorch"]), .otherwise("the session's"), "whose formula",
                    isKeywordOnly: true),
            ], returns: "rule", examples: ["Adam(lr=0.1)"], seeAlso: ["descend"],
            meaning: .call { arguments, context in
                let dialect = arguments.isGiven("dialect") ? try arguments.text("dialect") : context.session.dialect
                return .thing(
                    Rule(
                        rate: try arguments.number("learning_rate"), beta: try arguments.number("beta_1"),
                        dialect: dialect))
            }),
        Word(
            "sphere", family: "landscapes", summary: "x² + y²", returns: "hill",
            meaning: .value { .thing(Hill(name: "sphere")) }),
        Word("lamp", family: "things", summary: "a lamp", returns: "lamp", meaning: .value { .thing(Lamp()) }),
        Word(
            "newlamp", family: "things", summary: "another lamp", returns: "lamp",
            meaning: .call { _, _ in .thing(Lamp()) }),
        Word(
            "descend", family: "runs", summary: "moves downhill",
            parameters: [
                landscape, Parameter("rule", .thing(["rule"]), .required, "what moves the point"),
                Parameter("steps", .int(.atLeast(1)), .value(.int(100)), "how many steps"),
                Parameter("start", .optional(.point), .otherwise("the suggested start"), "where it begins"),
            ], returns: "string",
            meaning: .call { arguments, _ in
                let hill = try arguments.thing("landscape", as: Hill.self)
                let rule = try arguments.thing("rule", as: Rule.self)
                return .text("\(hill.summary) by \(rule.summary) for \(try arguments.int("steps"))")
            }),
        Word(
            "total", family: "numbers", summary: "adds",
            parameters: [
                Parameter("numbers", .number(), .required, "what is added", isVariadic: true),
                Parameter("scale", .number(), .value(.int(1)), "a factor", isKeywordOnly: true),
            ],
            meaning: .call { arguments, _ in
                let sum = try arguments.values("numbers").compactMap(\.asDouble).reduce(0, +)
                return .number(sum * (try arguments.number("scale")))
            }),
        Word(
            "options", family: "values", summary: "collects keywords",
            parameters: [Parameter("entries", .any, .required, "anything", isVariadic: true, isKeywordOnly: true)],
            meaning: .call { arguments, _ in arguments["entries"] }),
        Word(
            "count", family: "lists", summary: "0, 1, 2 …",
            parameters: [Parameter("n", .int(.init(0, 1e7)), .required, "how many")],
            meaning: .call { arguments, _ in .list((0..<(try arguments.int("n"))).map { .int($0) }) }),
        Word(
            "nameof", family: "values", summary: "the name of a word",
            parameters: [Parameter("word", .word, .required, "a word")],
            meaning: .call { arguments, _ in .text(arguments["word"].brief) }),
        Word(
            "apply", family: "values", summary: "calls a function",
            parameters: [
                Parameter("function", .function, .required, "what is called"),
                Parameter("value", .any, .required, "with what"),
            ], meaning: .call { arguments, context in try context.call(arguments["function"], [arguments["value"]]) }),
        Word(
            "print", family: "values", summary: "writes",
            parameters: [Parameter("values", .any, .required, "what", isVariadic: true)],
            meaning: .call { arguments, context in
                try context.write(
                    try arguments.values("values").map { try $0.plainText(in: context) }.joined(separator: " "))
                return .none
            }),
        Word(
            "stop", family: "work", summary: "as if Ctrl-C was pressed while this ran",
            parameters: [Parameter("partial", .any, .value(.none), "what there is by then")],
            meaning: .call { arguments, context in
                context.work.cancel()
                return arguments["partial"]
            }),
        Word(
            "choosy", family: "work", summary: "refuses its argument",
            parameters: [Parameter("value", .any, .required, "anything")],
            meaning: .call { arguments, _ in
                throw arguments.mistake("value", "value does not please", expected: "another", try: "choosy(0)")
            }),
        Word(
            "load", family: "files", summary: "reads a file",
            parameters: [Parameter("path", .text, .required, "its name")],
            meaning: .call { arguments, _ in arguments["path"] }),
    ]

    static let members: [Member] = [
        .attribute("rate", aliases: ["lr"], of: Rule.self, "the rate") { .number($0.rate) },
        .method(
            "scaled", of: Rule.self, "with another rate",
            [Parameter("factor", .number(.positive), .required, "times the rate")]
        ) { rule, arguments, _ in
            .thing(Rule(rate: rule.rate * (try arguments.number("factor")), beta: rule.beta, dialect: rule.dialect))
        },
        Member(
            kind: "lamp", name: "level", aliases: [], meaning: "how bright", parameters: nil,
            assign: { thing, value, _ in
                guard case .int(let level) = value else { throw Mistake("level = \(value.brief) is no level") }
                (thing as? Lamp)?.level.withLock { $0 = level }
            },
            body: { thing, _, _ in .int((thing as? Lamp)?.level.withLock(\.self) ?? 0) }),
    ]

    static let registry = Registry(
        words: words, members: members,
        coercions: [
            "hill": { value, _ in
                guard case .function(let function) = value else { return nil }
                guard function.parameters.count == 2 else {
                    throw Mistake("\(function.name) has \(function.parameters.count) parameters", expected: "x and y")
                }
                return Hill(name: function.name, function: function)
            }
        ])

    static func session() -> Session { Session(registry: registry) }
}

/// The last value of a text, spelled; or `! problem`.
func spelled(_ text: String, in session: Session = Sample.session()) -> String {
    do {
        return try session.evaluate(text).value.repr
    } catch let problem as Diagnostic {
        return "! " + problem.mistake.problem
    } catch {
        return "unexpected error: \(error)"
    }
}

/// The message that a text gives, as a person sees it.
func message(_ text: String, in session: Session = Sample.session()) -> String {
    do {
        return "no mistake: " + (try session.evaluate(text).value.repr)
    } catch let problem as Diagnostic {
        return problem.text(width: 80)
    } catch {
        return "unexpected error: \(error)"
    }
}
