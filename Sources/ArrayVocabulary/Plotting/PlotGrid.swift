import Answers
import Figures
import Language

/// Frames of a picture in a row, or rows of them: `axes[0]`, `axes[1, 0]`, `for ax in axes.flatten()`.
struct PlotGrid: Subscriptable, Unpackable {
    static let kind = "array of axes"
    let items: [Value]

    init(_ items: [Value]) { self.items = items }

    var summary: String { Value.list(items).repr }
    var length: Int { items.count }
    var parts: [Value] { items }

    /// The frames, row by row.
    var flat: [Value] { items.flatMap { $0.asThing(PlotGrid.self)?.flat ?? [$0] } }

    func element(_ subscripts: [Subscript]) throws -> Value {
        guard let first = subscripts.first else { return .thing(self) }
        let found: Value
        switch first {
        case .index(let index): found = items[try Subscripts.position(index, length, "array of axes")]
        case .slice(let lower, let upper, let step):
            found = .thing(PlotGrid(try Subscripts.positions(length, lower, upper, step).map { items[$0] }))
        }
        guard subscripts.count > 1 else { return found }
        if case .slice = first, let rows = found.asThing(PlotGrid.self) {
            // A column of every row.
            return .thing(
                PlotGrid(
                    try rows.items.map { row in
                        guard let row = row.asThing(PlotGrid.self) else { throw PlotGrid.tooMany }
                        return try row.element(Array(subscripts.dropFirst()))
                    }))
        }
        guard let inner = found.asThing(PlotGrid.self) else {
            throw PlotGrid.tooMany
        }
        return try inner.element(Array(subscripts.dropFirst()))
    }

    private static var tooMany: any Error {
        Mistake("the frames are in one row", expected: "one number in the brackets").raised(
            as: "IndexError", "too many indices for array: array is 1-dimensional, but 2 were indexed")
    }
}
