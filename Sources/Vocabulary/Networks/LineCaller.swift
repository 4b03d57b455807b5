import Language

/// Calls functions within the line that is evaluated, in its thread: what they print comes in its place.
struct LineCaller: @unchecked Sendable {
    let context: Context

    init(_ context: Context) { self.context = context }

    func call(_ callable: Value, _ arguments: [Value]) throws -> Value { try context.call(callable, arguments) }

    func write(_ line: String) throws { try context.write(line) }
}
