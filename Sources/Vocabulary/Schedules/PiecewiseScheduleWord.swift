import Answers
import Cards
import Language
import Optimizers
import TensorVocabulary

/// optax's `piecewise_constant_schedule`: steps and factors in one dict, as optax has them, or in two lists.
enum PiecewiseScheduleWord {
    static let name = "piecewise_constant_schedule"

    /// - Parameter make: makes a word of a card, as those of other schedules are made.
    static func word(_ make: (ScheduleCard) -> Word) -> Word {
        guard let card = Schedule.cards.first(where: { $0.name == name }) else { return FormulaScheduleWord.word }
        var word = make(card)
        word.parameters = [
            word.parameters[0],
            Parameter(
                "boundaries_and_scales", aliases: ["boundaries"],
                .optional(.oneOf([.dict, .list(of: .int(.atLeast(0)))])), .value(.none),
                "a dict of steps and factors, or a list of the steps; None for no change"),
            Parameter(
                "scales", .list(of: .number(.nonNegative)), .value(.list(Value.List([]))),
                "the factors, where the steps are a list"),
        ]
        word.examples.insert("piecewise_constant_schedule(0.1, {10: 0.5, 30: 0.1})", at: 0)
        word.meaning = .call { args, _ in
            let changes = try changes(args)
            guard !changes.isEmpty else {
                return .thing(try Schedule("constant", ["value": .number(try args.number("init_value"))]))
            }
            return .thing(
                try card.make([
                    "init_value": .number(try args.number("init_value")),
                    "boundaries": .numbers(changes.map { Double($0.step) }), "scales": .numbers(changes.map(\.scale)),
                ]))
        }
        return word
    }

    private static func changes(_ args: Arguments) throws -> [(step: Int, scale: Double)] {
        let given = args["boundaries_and_scales"]
        guard case .dict(let dict) = given else {
            guard !given.isNone else { return [] }
            let (steps, scales) = (given.wholes ?? [], args["scales"].doubles ?? [])
            guard steps.count == scales.count else {
                throw args.mistake(
                    "scales", "\(scales.count) scales for \(steps.count) boundaries",
                    expected: "one scale per boundary", try: "{10: 0.5, 30: 0.1}: each step with its factor")
            }
            return Array(zip(steps, scales))
        }
        return try dict.entries.map { key, value in
            guard let step = key.asInt, step >= 0, let scale = value.asDouble else {
                throw args.mistake(
                    "boundaries_and_scales", "\(key.brief): \(value.brief)", expected: "a step from 0, and a number",
                    try: "{10: 0.5, 30: 0.1}")
            }
            guard scale >= 0, scale.isFinite else {
                throw args.mistake(
                    "boundaries_and_scales", "the factor at step \(step) is \(value.brief)",
                    expected: "a number of at least 0", try: "{\(step): 0.5}")
            }
            return (step, scale)
        }.sorted { $0.step < $1.step }
    }
}
