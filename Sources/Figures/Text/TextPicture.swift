// A figure in characters: for a terminal without graphics, a log file, a screen reader's neighbour.

import Answers

/// Draws figures in character cells: half blocks where there is colour, shades of density where there is none, with
/// axis numbers and names as real text around them.
public struct TextPicture: Sendable, Equatable {
    /// In cells, 20…400.
    public var width: Int
    /// In cells, 10…200.
    public var height: Int
    /// What the cells are coloured with.
    public var colors: TextColors
    /// Whether more than ASCII may be used.
    public var unicode: Bool

    /// - Parameters:
    ///   - width, height: the terminal's size; the picture takes at most one column and one row less than given when
    ///     there is room, so that the prompt still fits. Below 20 columns it is drawn for 20.
    public init(width: Int, height: Int, colors: TextColors, unicode: Bool) {
        self.width = max(20, min(400, width))
        self.height = max(10, min(200, height))
        self.colors = colors
        self.unicode = unicode
    }

    private var style: TextStyle { TextStyle(colors: colors, unicode: unicode) }

    /// The picture, line by line, without trailing blanks.
    public func draw(_ figure: Figure) -> [String] {
        let head = header(figure)
        // Many small panels are compared with each other: they stand closer, four to a row of 80 columns.
        let least = figure.sharesAxes && figure.panels.count > 4 ? 19 : 36
        let perRow = max(1, min(figure.panels.count, width / least))
        let rows = figure.panels.isEmpty ? 0 : (figure.panels.count + perRow - 1) / perRow
        // Panels that do not fit side by side follow each other; the picture then is longer than the screen.
        let low = figure.sharesAxes ? 9 : 12
        let room = max(8, rows > 1 ? max(low, (height - head.count) / rows) : height - head.count)
        var lines = head
        var notes: [String] = []
        let isSmall = least == 19
        if isSmall, let first = figure.panels.first { notes = TextPanel.commonKey(first, width: width, style: style) }
        for start in stride(from: 0, to: figure.panels.count, by: perRow) {
            let some = figure.panels[start..<min(start + perRow, figure.panels.count)]
            // A last row that is not full keeps the width of the others.
            let abreast = figure.sharesAxes ? perRow : some.count
            let each = (width - 2 * (abreast - 1)) / abreast
            let canvases = some.map { panel in
                let (part, shown) = panel.seenFromAbove.cutToTiles(
                    columns: each, rows: room - 1, hasColors: colors != .none && unicode)
                if let shown { notes.append("shown of the sheet: \(shown.across) across, \(shown.down) down") }
                var drawing = TextPanel(
                    isSmall ? part.bare : part, width: each, height: room - (shown == nil ? 0 : 1), style: style,
                    isTitled: figure.panels.count > 1)
                return drawing.draw()
            }
            var joined = TextCanvas(width: width, height: canvases.map(\.height).max() ?? 1)
            for (index, canvas) in canvases.enumerated() {
                for row in 0..<canvas.height {
                    for column in 0..<canvas.width { joined[index * (each + 2) + column, row] = canvas[column, row] }
                }
            }
            lines += joined.lines(colors, unicode: unicode)
        }
        while lines.last == "" { lines.removeLast() }
        return lines + notes
    }

    /// Title and as much of the caption as fits four lines.
    private func header(_ figure: Figure) -> [String] {
        // A fact that is longer than a line is broken between its words.
        let facts = figure.facts.flatMap { $0.columns <= width ? [$0] : TextTable.wrap($0, width) }
        let most = width < 40 ? 0 : height < 20 ? 1 : 4
        let lines = facts.lines { $0.columns <= width }.prefix(most).map { (text: $0, isTitle: false) }
        let texts = (figure.title.isEmpty ? [] : [(text: figure.title, isTitle: true)]) + lines
        var canvas = TextCanvas(width: width, height: max(1, texts.count))
        for (row, line) in texts.enumerated() {
            canvas.write(
                line.text.cut(columns: width), column: 0, row: row, ink: line.isTitle ? nil : .dim,
                isBold: line.isTitle)
        }
        return texts.isEmpty ? [] : canvas.lines(colors, unicode: unicode)
    }
}
