public import Language
import Answers
public import Training

/// `h["loss"]`: one number per epoch; `h[-1]`: the numbers of one epoch by name.
extension History: Subscriptable {
    /// As many as it has elements.
    public var length: Int { count }

    /// The number of epochs.
    public var count: Int { epochs.count }

    /// The column of that name, or the epoch of that number as a dict.
    ///
    /// - Throws: `Mistake` that lists the names when there is no such column or epoch.
    public func element(_ subscripts: [Subscript]) throws -> Value {
        try Subscripts.row(
            subscripts, of: count, "history", expected: "a name, or the number of an epoch",
            named: { name in
                let values = values(name)
                let names = epochs.last?.names ?? []
                guard !values.isEmpty else {
                    throw Mistake(
                        "the history holds no '\(name)'",
                        expected: names.isEmpty ? "a fit of at least one epoch" : names.joined(separator: ", "))
                }
                return Value(values)
            }, numbered: { numbers(of: epochs[$0]) })
    }

    private func numbers(of epoch: Epoch) -> Value {
        .dict(.init(epoch.names.compactMap { name in epoch.value(name).map { (.text(name), .number($0)) } }))
    }
}
