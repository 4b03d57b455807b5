import Answers

/// Character cells with their colours, as large as a picture or a whole screen: written line by line, or where a terminal shows
/// another sheet already, only as what is different.
public struct TextSheet: Sendable, Equatable {
    var canvas: TextCanvas
    /// What the cells are coloured with.
    public let colors: TextColors
    /// Whether more than ASCII may be used.
    public let unicode: Bool

    /// How a text of one's own stands out on a sheet.
    public enum Stress: Sendable, Equatable { case plain, strong, faint }

    /// An empty sheet of so many cells, at least one.
    public init(width: Int, height: Int, colors: TextColors, unicode: Bool) {
        self.init(TextCanvas(width: width, height: height), colors: colors, unicode: unicode)
    }

    init(_ canvas: TextCanvas, colors: TextColors, unicode: Bool) {
        self.canvas = canvas
        self.colors = colors
        self.unicode = unicode
    }

    /// In cells.
    public var width: Int { canvas.width }
    /// In cells.
    public var height: Int { canvas.height }

    /// The rows as text with the sequences of their colours, without trailing blanks.
    public var lines: [String] { canvas.lines(colors, unicode: unicode) }

    /// The rows as plain text, without trailing blanks.
    public var plainLines: [String] { canvas.lines(.none, unicode: unicode) }

    /// Writes a text from a cell on, as far as there is room. What could command a terminal in it is taken out.
    public mutating func write(_ text: String, column: Int, row: Int, _ stress: Stress = .plain) {
        canvas.write(text, column: column, row: row, ink: stress == .faint ? .dim : nil, isBold: stress == .strong)
    }

    /// Puts another sheet upon this one, its first row on that row; what does not fit is left out.
    public mutating func put(_ other: TextSheet, row: Int) { canvas.put(other.canvas, column: 0, row: row) }

    /// What turns a terminal that shows `before` at its top left into one that shows this sheet; nothing where they are the same.
    /// The cursor is left wherever it came to stand.
    ///
    /// - Parameter before: nil, and a sheet of another size, for a terminal that is to be cleared first.
    public func changes(since before: TextSheet?) -> String {
        guard let before, before.width == width, before.height == height, before.colors == colors else {
            let empty = TextSheet(width: width, height: height, colors: colors, unicode: unicode)
            return "\u{1B}[0m\u{1B}[2J" + changes(from: empty)
        }
        return changes(from: before)
    }

    private func changes(from before: TextSheet) -> String {
        var text = ""
        for row in 0..<height {
            let here = row * width
            // A second half of a wide character is drawn with the first.
            func differs(_ column: Int) -> Bool {
                canvas.cells[here + column] != before.canvas.cells[here + column]
            }
            var column = 0
            while column < width {
                guard differs(column) else {
                    column += 1
                    continue
                }
                var first = column
                while first > 0, canvas.cells[here + first].glyph == "\u{0}" { first -= 1 }
                // Few cells that are the same are sent again: a move of the cursor is longer than they are.
                var (end, last) = (column, column)
                while end < width, end - last < 6 {
                    if differs(end) { last = end }
                    end += 1
                }
                text += "\u{1B}[\(row + 1);\(first + 1)H"
                canvas.write(here + first...here + last, colors, unicode: unicode, into: &text)
                column = last + 1
            }
        }
        return text
    }
}
