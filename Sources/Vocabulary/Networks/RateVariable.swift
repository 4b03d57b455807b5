import Answers
import Language

/// `optimizer.learning_rate`: the rate of the next update, as a number that can be set: Keras's variable.
struct RateVariable: NumberLike, Operable {
    static let kind = "rate"
    let read: @Sendable () -> Double
    let set: @Sendable (Double) throws -> Void

    private var rate: Double { read() }

    var summary: String { rate.pythonRepr }
    var json: JSON { .number(rate) }

    func plainNumber() throws -> Value { .number(rate) }

    func applying(
        _ operation: BinaryOperator, _ other: Value, isRight: Bool, _ context: Context
    ) throws -> Value? {
        let own = Value.number(rate)
        return try isRight ? context.operate(operation, other, own) : context.operate(operation, own, other)
    }

    static let members: [Member] = [
        .method("numpy", of: RateVariable.self, "the number", []) { rate, _, _ in try rate.plainNumber() },
        .attribute("value", of: RateVariable.self, "the number") { try $0.plainNumber() },
        .method(
            "assign", of: RateVariable.self, "sets the rate",
            [Parameter("value", .number(.nonNegative), .required, "the new rate")]
        ) { rate, arguments, _ in
            try rate.set(try arguments.number("value"))
            return .none
        },
    ]
}
