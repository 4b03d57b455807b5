import Answers

/// Rows of which each has memory of its own; those of very many are given back by another thread, which takes long.
final class HeldRows<Element: Sendable>: @unchecked Sendable {
    /// Rows at most that are given back at once.
    static var few: Int { 10_000 }
    /// Changed by nobody.
    private(set) var rows: [[Element]]

    /// Takes the rows over.
    init(_ rows: [[Element]]) { self.rows = rows }

    deinit { if rows.count > HeldRows.few { LargeValue.leaveBehind(&rows) } }
}
