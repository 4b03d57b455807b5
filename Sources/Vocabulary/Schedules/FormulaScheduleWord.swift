import Answers
import Cards
import Language
import Optimizers

/// `schedule(lambda t: 0.1 / (1 + t))`: any formula of the step.
enum FormulaScheduleWord {
    static let word = Word(
        "schedule", family: "schedules", summary: "any formula of the step",
        details: "The function gets the number of updates made so far, from 0.",
        parameters: [
            Parameter(
                "formula", .oneOf([.function, .number(.nonNegative), .thing([Schedule.kind])]),
                "a function of the step, or a number")
        ],
        returns: Schedule.kind,
        examples: ["schedule(lambda t: 0.1 / (1 + t))", "plot(schedule(lambda t: 0.1 / (1 + t)))"],
        seeAlso: ["join", "scale"],
        meaning: .call { args, context in
            .thing(try schedule(args, context))
        })

    private static func schedule(_ args: Arguments, _ context: Context) throws -> Schedule {
        if let ready = args.optionalThing("formula", as: Schedule.self) { return ready }
        guard case .function(let function) = args["formula"] else {
            return try Schedule("constant", ["value": .number(try args.number("formula"))])
        }
        // A formula that fails or is no number says so now, not in the middle of a run.
        let first = try context.call(args["formula"], [.int(0)])
        guard let rate = first.asDouble else {
            throw args.mistake("formula", "the formula gives a \(first.kind) at t = 0", expected: "a number")
        }
        guard rate >= 0 else {
            throw args.mistake(
                "formula", "the formula gives \(rate.short()) at t = 0", expected: "a number of at least 0")
        }
        let caller = Caller(context)
        let formula = args["formula"]
        return Schedule(formula: function.written) { step in
            // A step at which it fails has no rate; the run that uses it stops there and says so.
            (try? caller.call(formula, [.int(step)]))?.asDouble ?? .nan
        }
    }
}

extension Function {
    /// `lambda t: 0.1 / t`, or its name where its body is no expression.
    var written: String {
        guard let bodyText else { return name }
        return "lambda \(parameters.joined(separator: ", ")): \(bodyText)"
    }
}
