import Answers
public import Gallery
public import Language

/// `table["svm"]`: the curve of one problem.
extension GalleryTable: Subscriptable {
    /// As many as it has problems.
    public var length: Int { rows.count }

    /// The problem of that name or number, as a table of its own.
    ///
    /// - Throws: `Mistake` with the problems there are.
    public func element(_ subscripts: [Subscript]) throws -> Value {
        guard subscripts.count == 1, let first = subscripts.first else {
            throw Mistake("\(subscripts.count) subscripts for a gallery", expected: "a problem, or its number")
        }
        switch first {
        case .index(.text(let name)):
            guard let row = row(name) else {
                throw Mistake(
                    "nothing was measured of \"\(name)\"", expected: rows.map(\.problem.name).joined(separator: ", "))
            }
            return .thing(only(row))
        case .index(let index): return .thing(only(rows[try Subscripts.position(index, rows.count, "gallery")]))
        case .slice(let lower, let upper, let step):
            return .list(try Subscripts.positions(rows.count, lower, upper, step).map { .thing(only(rows[$0])) })
        }
    }
}
