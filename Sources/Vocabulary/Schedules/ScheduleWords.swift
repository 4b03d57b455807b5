import Language
import Answers
import Optimizers

/// The family of schedules: one word per schedule, under the names of Keras, PyTorch and optax.
enum ScheduleWords {
    static let words: [Word] =
        KerasScheduleWords.words + PyTorchScheduleWords.words + OptaxScheduleWords.words + OwnScheduleWords.words

    static let members: [Member] = [
        Member(
            kind: ScheduledRate.kind, name: "values", aliases: ["rates"], meaning: "the rates of the first n updates",
            parameters: [Parameter("n", .int(.init(0, 1e7)), .value(.int(100)), "how many")]
        ) { thing, args, _ in
            guard let schedule = thing as? any Schedule else { return .none }
            return Value(schedule.values(try args.int("n")))
        },
        Member(
            kind: ScheduledRate.kind, name: "horizon", aliases: [],
            meaning: "how many steps show the schedule's whole character", parameters: nil
        ) { thing, _, _ in
            (thing as? any Schedule).map { .int($0.horizon) } ?? .none
        },
        Member(
            kind: ScheduledRate.kind, name: "at", aliases: ["rate"], meaning: "the rate at a step, from 0",
            parameters: [step]
        ) { thing, args, _ in
            guard let schedule = thing as? any Schedule else { return .none }
            return .number(schedule.rate(at: try args.int("step")))
        },
        Member(
            kind: ScheduledRate.kind, name: "momentum", aliases: [],
            meaning: "the momentum that goes with the rate at a step, None unless the schedule cycles it",
            parameters: [step]
        ) { thing, args, _ in
            guard let schedule = thing as? any Schedule else { return .none }
            return schedule.momentum(at: try args.int("step")).map { .number($0) } ?? .none
        },
    ]

    static let step = Parameter("step", .int(.atLeast(0)), .required, "updates made so far; 0 is the first")

    /// A word that makes a schedule. What the schedule refuses is shown at the argument that the message names.
    static func word(
        _ name: String, aliases: [String] = [], _ summary: String, _ details: String, _ parameters: [Parameter],
        example: String, _ make: @escaping @Sendable (Arguments, Context) throws -> any Schedule
    ) -> Word {
        Word(
            name, aliases: aliases, family: "schedules", summary: summary, details: details, parameters: parameters,
            returns: ScheduledRate.kind, examples: [example, "plot(\(example))"],
            seeAlso: ["schedule", "join", "scale"],
            meaning: .call { args, context in
                do {
                    return .thing(ScheduledRate(try make(args, context)))
                } catch let mistake as Mistake {
                    let place = parameters.first { mistake.problem.hasPrefix($0.name) }?.name ?? parameters[0].name
                    throw args.mistake(
                        place, mistake.problem, expected: mistake.expected, try: mistake.suggestion)
                }
            })
    }

    static func rate(_ name: String, aliases: [String] = [], _ meaning: String) -> Parameter {
        Parameter(name, aliases: aliases, .number(.nonNegative), .required, meaning)
    }

    static func rate(_ name: String, _ standard: Double, _ meaning: String) -> Parameter {
        Parameter(name, .number(.nonNegative), .value(.number(standard)), meaning)
    }

    static func steps(_ name: String, _ meaning: String, atLeast least: Double = 1) -> Parameter {
        Parameter(name, .int(.atLeast(least)), .required, meaning)
    }

    static func steps(_ name: String, _ standard: Int, _ meaning: String, atLeast least: Double = 1) -> Parameter {
        Parameter(name, .int(.atLeast(least)), .value(.int(standard)), meaning)
    }

    static func factor(_ name: String, _ standard: Double?, _ meaning: String) -> Parameter {
        Parameter(name, .number(.positive), standard.map { .value(.number($0)) } ?? .required, meaning)
    }

    static func share(_ name: String, _ standard: Double, _ meaning: String) -> Parameter {
        Parameter(name, .number(.share), .value(.number(standard)), meaning)
    }

    static func flag(_ name: String, _ meaning: String) -> Parameter {
        Parameter(name, .bool, .value(.bool(false)), meaning)
    }

    static func boundaries(_ name: String, _ meaning: String) -> Parameter {
        Parameter(name, .list(of: .int(.atLeast(0))), .required, meaning)
    }
}

/// A schedule as a value of the language: `s(17)` is its rate at step 17.
struct ScheduledRate: Schedule, Callable {
    let schedule: any Schedule

    init(_ schedule: any Schedule) { self.schedule = schedule }

    func rate(at step: Int) -> Double { schedule.rate(at: step) }
    func momentum(at step: Int) -> Double? { schedule.momentum(at: step) }
    var horizon: Int { schedule.horizon }
    var summary: String { schedule.summary }

    var callParameters: [Parameter] { [ScheduleWords.step] }

    func call(_ arguments: Arguments, _ context: Context) throws -> Value {
        .number(schedule.rate(at: try arguments.int("step")))
    }
}

extension Arguments {
    /// A list of whole numbers.
    func integers(_ name: String) throws -> [Int] {
        try values(name).compactMap { $0.asDouble.flatMap { Int(exactly: $0) } }
    }

    /// A list of numbers.
    func numbers(_ name: String) throws -> [Double] { try values(name).compactMap(\.asDouble) }

    /// A number, nil when None was given.
    func optionalNumber(_ name: String) -> Double? { self[name].asDouble }

    /// A schedule, or a number that stands for a constant one.
    func schedule(_ name: String) throws -> any Schedule { try ScheduledRate.from(self[name], name, self) }
}

extension ScheduledRate {
    /// A schedule, or a number that stands for a constant one.
    static func from(_ value: Value, _ name: String, _ args: Arguments) throws -> any Schedule {
        if case .thing(let thing) = value, let scheduled = thing as? ScheduledRate { return scheduled.schedule }
        if case .thing(let thing) = value, let schedule = thing as? any Schedule { return schedule }
        if let rate = value.asDouble { return try ConstantRate(rate) }
        throw args.mistake(name, "\(value.kind) is not a schedule", expected: "a schedule or a number")
    }
}
