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
    public func draw(_ figure: Figure) -> [String] { sheet(figure).lines }

    /// How the panels share the room.
    private struct Plan {
        /// Title and caption.
        var head: [TextCanvas]
        /// Panels beside each other.
        var perRow: Int
        /// The rows that each panel takes.
        var room: Int
        /// Whether many small panels are compared with each other.
        var isSmall: Bool
        /// Whether one key below says it for all of them.
        var sharesKey: Bool
    }

    private func plan(_ figure: Figure) -> Plan {
        let head = header(figure)
        let isSmall = figure.sharesAxes && figure.panels.count > 4
        let keys = isSmall ? figure.panels.map { TextKey.entries($0.bare, style: style) } : []
        let sharesKey = keys.first.map { first in !first.isEmpty && keys.allSatisfy { $0 == first } } ?? false
        // Many small panels are compared with each other: they stand closer, four to a row of 80 columns.
        let least = isSmall ? 19 : 36
        let perRow = max(1, min(figure.panels.count, width / least))
        let rows = figure.panels.isEmpty ? 0 : (figure.panels.count + perRow - 1) / perRow
        // Panels that do not fit side by side follow each other; the picture then is longer than the screen.
        let low = figure.sharesAxes ? 9 : 12
        let used = head.map(\.height).reduce(0, +) + (sharesKey ? 1 : 0)
        let room = max(8, rows > 1 ? max(low, (height - used) / rows) : height - used)
        return Plan(head: head, perRow: perRow, room: room, isSmall: isSmall, sharesKey: sharesKey)
    }

    /// One panel in so many columns; what is shown of a sheet of images stands in the second part.
    private func drawing(_ panel: Panel, in figure: Figure, columns: Int, _ plan: Plan) -> (TextPanel, note: String?) {
        let (part, shown) = panel.seenFromAbove.cutToTiles(
            columns: columns, rows: plan.room - 1, hasColors: colors != .none && unicode)
        let drawing = TextPanel(
            plan.isSmall ? part.bare : part, width: columns, height: plan.room - (shown == nil ? 0 : 1), style: style,
            isTitled: figure.panels.count > 1, hasKey: !plan.sharesKey)
        return (drawing, shown.map { "shown of the sheet: \($0.across) across, \($0.down) down" })
    }

    /// The columns of each of the panels that stand beside each other; a last row that is not full keeps the width of the others.
    private func columns(ofEachIn figure: Figure, _ plan: Plan, beside count: Int) -> Int {
        let abreast = figure.sharesAxes ? plan.perRow : count
        return (width - 2 * (abreast - 1)) / abreast
    }

    /// The first panel as it is drawn, and the row that it begins in.
    func firstPanel(of figure: Figure) -> (drawing: TextPanel, row: Int)? {
        guard let panel = figure.panels.first else { return nil }
        let plan = plan(figure)
        let each = columns(ofEachIn: figure, plan, beside: min(plan.perRow, figure.panels.count))
        return (drawing(panel, in: figure, columns: each, plan).0, plan.head.map(\.height).reduce(0, +))
    }

    /// The picture in cells, as high as it needs to be.
    public func sheet(_ figure: Figure) -> TextSheet {
        let plan = plan(figure)
        var parts = plan.head
        var notes: [String] = []
        if plan.isSmall, let first = figure.panels.first {
            notes = TextPanel.commonKey(first, width: width, style: style)
        }
        for start in stride(from: 0, to: figure.panels.count, by: plan.perRow) {
            let some = figure.panels[start..<min(start + plan.perRow, figure.panels.count)]
            let each = columns(ofEachIn: figure, plan, beside: some.count)
            let canvases = some.map { panel in
                var (drawing, note) = drawing(panel, in: figure, columns: each, plan)
                if let note { notes.append(note) }
                return drawing.draw()
            }
            var joined = TextCanvas(width: width, height: canvases.map(\.height).max() ?? 1)
            for (index, canvas) in canvases.enumerated() { joined.put(canvas, column: index * (each + 2), row: 0) }
            parts.append(joined)
        }
        if let last = parts.popLast() { parts.append(last.withoutEmptyEnd) }
        if plan.sharesKey, let first = figure.panels.first {
            parts.append(TextKey.canvas(TextKey.entries(first.bare, style: style), width: width, most: 2, style: style))
        }
        for note in notes {
            var line = TextCanvas(width: width, height: 1)
            line.write(note, column: 0, row: 0)
            parts.append(line)
        }
        var whole = TextCanvas(width: width, height: parts.map(\.height).reduce(0, +))
        var row = 0
        for part in parts {
            whole.put(part, column: 0, row: row)
            row += part.height
        }
        return TextSheet(whole, colors: colors, unicode: unicode)
    }

    /// Title, as much of the message as fits a quarter of the picture, and of the caption as fits four lines.
    private func header(_ figure: Figure) -> [TextCanvas] {
        let room = height < 20 ? 2 : height / 4
        let message = figure.message.isEmpty ? [] : TextTable.wrap(figure.message, width).prefix(room)
        // A fact that is longer than a line is broken between its words.
        let facts = figure.facts.flatMap { $0.columns <= width ? [$0] : TextTable.wrap($0, width) }
        let most = width < 40 ? 0 : height < 20 ? 1 : 4
        let lines = facts.lines { $0.columns <= width }.prefix(most)
        let texts =
            (figure.title.isEmpty ? [] : [(text: figure.title, ink: Color?.none, isBold: true)])
            + message.map { (text: $0, ink: nil, isBold: false) }
            + lines.map { (text: $0, ink: Color.dim, isBold: false) }
        guard !texts.isEmpty else { return [] }
        var canvas = TextCanvas(width: width, height: texts.count)
        for (row, line) in texts.enumerated() {
            canvas.write(line.text.cut(columns: width), column: 0, row: row, ink: line.ink, isBold: line.isBold)
        }
        return [canvas]
    }
}
