// A table for a front end that has tables of its own: the same rows, with their cells told apart in place of set in columns.

extension TextTable {
    /// Whether lines of tables are made with marks between their cells, for `cells(in:)` to find; of what is made in the
    /// closure of `$marksCells.withValue(true)`.
    @TaskLocal public static var marksCells = false

    /// Between two cells, and before the first: ASCII's own separators of units and of records.
    private static let (unit, record) = (Character("\u{1F}"), Character("\u{1E}"))

    static func marked(_ cells: [String], indent: Int) -> String {
        String(repeating: " ", count: indent) + String(record)
            + cells.map { $0.map { $0.isNewline ? " " : String($0) }.joined() }.joined(separator: String(unit))
    }

    /// The cells of a line that was made with marks; nil for any other line.
    public static func cells(in line: some StringProtocol) -> [String]? {
        let text = line.drop { $0 == " " }
        guard text.first == record else { return nil }
        return text.dropFirst().split(separator: unit, omittingEmptySubsequences: false).map { String($0.trimmed) }
    }
}
