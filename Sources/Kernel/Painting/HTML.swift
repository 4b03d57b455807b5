import Answers
import Markdown

/// Text as HTML: whatever a value or a lesson says comes into a front end as characters, and never as elements.
enum HTML {
    /// With control characters made visible and everything that HTML reads as markup written as characters.
    static func escaped(_ text: some StringProtocol) -> String { HTMLText.escaped(text.visible) }

    /// Lines whose columns mean something.
    static func lines(_ text: String) -> String { "<pre>\(escaped(text))</pre>" }
}

/// A value's table with its cells told apart, as HTML: rows as rows, whatever stands around them as lines.
struct TableMarkup {
    private var blocks: [Block] = []

    private enum Block {
        case lines([String])
        case rows([[String]])
    }

    /// - Parameter marked: what a value shows while `TextTable.marksCells` holds.
    init(_ marked: String) {
        for line in marked.split(separator: "\n", omittingEmptySubsequences: false) {
            if let cells = TextTable.cells(in: line) {
                if case .rows(var rows)? = blocks.last {
                    rows.append(cells)
                    blocks[blocks.count - 1] = .rows(rows)
                } else {
                    blocks.append(.rows([cells]))
                }
            } else if case .lines(var lines)? = blocks.last {
                lines.append(String(line))
                blocks[blocks.count - 1] = .lines(lines)
            } else {
                blocks.append(.lines([String(line)]))
            }
        }
    }

    /// The document; nil where there is no table in it that would gain by it.
    var html: String? {
        let isTable = blocks.contains { block in
            if case .rows(let rows) = block { rows.count > 1 && rows.contains { $0.count > 1 } } else { false }
        }
        guard isTable else { return nil }
        return blocks.map { block in
            switch block {
            case .lines(let lines):
                lines.allSatisfy(\.isEmpty) ? "" : HTML.lines(lines.joined(separator: "\n"))
            case .rows(let rows): Self.table(rows)
            }
        }.joined()
    }

    private static func table(_ rows: [[String]]) -> String {
        let numbers = Set((0..<(rows.map(\.count).max() ?? 0)).filter { column in isNumeric(rows.dropFirst(), column) })
        // Names stand above columns of numbers.
        let hasHeader =
            rows.count > 1 && !numbers.isEmpty
            && rows[0].indices.allSatisfy { !isNumber(rows[0][$0]) }
        func row(_ cells: [String], _ element: String) -> String {
            let inside = cells.enumerated().map { column, cell in
                let side = numbers.contains(column) ? "right" : "left"
                return "<\(element) style=\"text-align: \(side)\">\(HTML.escaped(cell))</\(element)>"
            }
            return "<tr>\(inside.joined())</tr>"
        }
        let head = hasHeader ? "<thead>\(row(rows[0], "th"))</thead>" : ""
        let body = rows.dropFirst(hasHeader ? 1 : 0).map { row($0, "td") }.joined()
        return "<table>\(head)<tbody>\(body)</tbody></table>"
    }

    private static func isNumeric(_ rows: ArraySlice<[String]>, _ column: Int) -> Bool {
        let cells = rows.compactMap { column < $0.count && !$0[column].isEmpty ? $0[column] : nil }
        return !cells.isEmpty && cells.allSatisfy(isNumber)
    }

    /// Also `12 %`, `0.25 s` and `1,000`.
    private static func isNumber(_ text: String) -> Bool {
        guard let first = text.first(where: { !"+-−(±".contains($0) }) else { return false }
        return first.isNumber || ["nan", "inf"].contains(text)
    }
}
