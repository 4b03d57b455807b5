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
        guard subscripts.count == 1, let first = subscripts.first else {
            throw Mistake("\(subscripts.count) subscripts for a history", expected: "a name, or the number of an epoch")
        }
        switch first {
        case .index(.text(let name)):
            let values = values(name)
            let names = epochs.last?.names ?? []
            guard !values.isEmpty else {
                throw Mistake(
                    "the history holds no '\(name)'",
                    expected: names.isEmpty ? "a fit of at least one epoch" : names.joined(separator: ", "))
            }
            return Value(values)
        case .index(let index): return numbers(of: epochs[try Subscripts.position(index, count, "history")])
        case .slice(let lower, let upper, let step):
            return .list(try Subscripts.positions(count, lower, upper, step).map { numbers(of: epochs[$0]) })
        }
    }

    private func numbers(of epoch: Epoch) -> Value {
        .dict(.init(epoch.names.compactMap { name in epoch.value(name).map { (.text(name), .number($0)) } }))
    }
}
