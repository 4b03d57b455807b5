extension Ordering {
    /// The comparison number by number, when one side asks for it.
    static func elementwise(
        _ operation: ComparisonOperator, _ left: Value, _ right: Value, _ context: Context
    ) throws -> Value? {
        let comparing = (any Comparing).self
        return try left.asThing(comparing)?.comparing(operation, right, isRight: false, work: context.work)
            ?? right.asThing(comparing)?.comparing(operation, left, isRight: true, work: context.work)
    }
}
