import Answers
public import Language
public import Optimizers

/// `c[0]`, `c[-1]`, `c[:2]`, `len(c)`, `for run in c`: the runs of a comparison, in the order given.
extension Comparison: Subscriptable {
    /// As many as it has elements.
    public var length: Int { count }

    /// How many runs there are.
    public var count: Int { runs.count }

    /// One run, or a list of them.
    ///
    /// - Throws: `Mistake` for a place that there is not.
    public func element(_ subscripts: [Subscript]) throws -> Value {
        guard let place = subscripts.first, subscripts.count == 1 else {
            throw Mistake("a comparison has one direction, \(subscripts.count) indices given", expected: "one index")
        }
        switch place {
        case .index(let index): return .thing(runs[try Subscripts.position(index, runs.count, "comparison")])
        case .slice(let lower, let upper, let step):
            return .list(try Subscripts.positions(runs.count, lower, upper, step).map { .thing(runs[$0]) })
        }
    }
}
