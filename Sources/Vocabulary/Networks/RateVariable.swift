import Answers
import Arrays
import Language

/// `optimizer.learning_rate`, `optimizer.iterations`: the rate of the next update and the number of those that were made, as
/// numbers that can be asked as Keras's variables can.
struct RateVariable: NumberLike, Operable, ArrayConvertible {
    static let kind = "rate"
    let read: @Sendable () -> Double
    let set: @Sendable (Double) throws -> Void
    /// Whether it counts.
    var isWhole = false

    private var number: Value { isWhole ? .int(Int(saturating: read())) : .number(read()) }

    var summary: String { number.repr }
    var json: JSON { .number(read()) }

    func plainNumber() throws -> Value { number }

    /// Keras's variables are in single precision.
    var asArray: NDArray {
        get throws {
            isWhole ? try NDArray([Int(saturating: read())]).reshaped([]) : try NDArray(.float(read()), .float32)
        }
    }

    func applying(
        _ operation: BinaryOperator, _ other: Value, isRight: Bool, _ context: Context
    ) throws -> Value? {
        let own = number
        return try isRight ? context.operate(operation, other, own) : context.operate(operation, own, other)
    }

    /// A count of updates, which nobody sets.
    static func count(_ read: @escaping @Sendable () -> Int) -> Value {
        .thing(
            RateVariable(
                read: { Double(read()) },
                set: { _ in throw Mistake("iterations counts updates", expected: "compile, which begins anew") },
                isWhole: true))
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
