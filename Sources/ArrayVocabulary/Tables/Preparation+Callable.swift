import Answers
public import Datasets
public import Language

/// `p(rows)`
extension Preparation: Callable {
    /// Rows of a table.
    public var callParameters: [Parameter] { [Parameter("data", .thing([Frame.kind]), "rows of the same columns")] }

    /// The rows as a dataset for a network; categories that training did not have are named.
    public func call(_ arguments: Arguments, _ context: Context) throws -> Value {
        let table = try TableWords.frame(arguments).table
        for (column, level, count) in try unseen(in: table).prefix(3) {
            context.note("\(column) is \"\(level)\" in \(count) rows, and in no training row: it enters as zeros")
        }
        return .thing(try dataset(table, work: context.work))
    }
}
