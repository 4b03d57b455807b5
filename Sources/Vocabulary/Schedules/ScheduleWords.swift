import Answers
import Cards
public import Language
public import Optimizers
import Words

/// The family of schedules: a word for every card, and one for a formula of one's own.
enum ScheduleWords {
    static let words: [Word] =
        Schedule.cards.filter { $0.name != PiecewiseScheduleWord.name }.map(word)
        + [FormulaScheduleWord.word, PiecewiseScheduleWord.word(word)]

    static func word(_ card: ScheduleCard) -> Word {
        CardWords.word(
            card, family: "schedules", returns: Schedule.kind, seeAlso: ["schedule", "join", "scale"],
            example: { "plot(\($0))" }, thing: { schedule, _, _ in schedule })
    }

    static let members: [Member] = [
        .method(
            "values", aliases: ["rates"], of: Schedule.self, "the rates of the first n updates",
            [Parameter("n", .int(.init(0, 1e7)), 100, "how many")]
        ) { schedule, args, _ in
            let count = try args.int("n")
            try schedule.check(step: count - 1, argument: "n")
            return Value(schedule.values(count))
        },
        .attribute("horizon", "how many steps show the schedule's whole character", \Schedule.horizon),
        .method("at", aliases: ["rate"], of: Schedule.self, "the rate at a step, from 0", [step]) {
            schedule, args, _ in .number(try schedule.rate(args))
        },
        .method(
            "momentum", of: Schedule.self,
            "the momentum that goes with the rate at a step, None unless the schedule cycles it", [step]
        ) { schedule, args, _ in schedule.momentum(at: try args.int("step")).map { .number($0) } ?? .none },
    ]

    fileprivate static let step = Parameter("step", .int(.atLeast(0)), "updates made so far; 0 is the first")
}

/// `s(17)` is the rate at step 17.
extension Schedule: Callable {
    /// The step, from 0.
    public var callParameters: [Parameter] { [ScheduleWords.step] }

    /// The rate at a step.
    public func call(_ arguments: Arguments, _ context: Context) throws -> Value {
        .number(try rate(arguments))
    }

    fileprivate func rate(_ arguments: Arguments) throws -> Double {
        let step = try arguments.int("step")
        try check(step: step, argument: "step")
        return rate(at: step)
    }
}
