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
        try Subscripts.row(
            subscripts, of: rows.count, "gallery", expected: "a problem, or its number",
            named: { name in
                guard let row = row(name) else {
                    throw Mistake(
                        "nothing was measured of \"\(name)\"",
                        expected: rows.map(\.problem.name).joined(separator: ", "))
                }
                return .thing(only(row))
            }, numbered: { .thing(only(rows[$0])) })
    }
}
