// A figure in characters: for a terminal without graphics, a log file, a screen reader's neighbour.

/// Draws figures in character cells: half blocks where there is colour, shades of density where there is none, with
/// axis numbers and names as real text around them.
public struct TextPicture: Sendable, Equatable {
    /// What the terminal can colour with.
    public enum Colors: Sendable, Equatable { case none, sixteen, indexed256, trueColor }

    public var width: Int
    public var height: Int
    public var colors: Colors
    public var unicode: Bool

    /// - Parameters:
    ///   - width, height: the terminal's size; the picture takes at most one column and one row less than given when
    ///     there is room, so that the prompt still fits. Below 20 columns it is drawn for 20.
    public init(width: Int, height: Int, colors: Colors, unicode: Bool) {
        self.width = max(20, min(400, width))
        self.height = max(10, min(200, height))
        self.colors = colors
        self.unicode = unicode
    }

    /// The picture, line by line, without trailing blanks.
    public func draw(_ figure: Figure) -> [String] {
        let head = header(figure)
        let perRow = max(1, min(figure.panels.count, width / 36))
        let rows = figure.panels.isEmpty ? 0 : (figure.panels.count + perRow - 1) / perRow
        // Panels that do not fit side by side follow each other; the picture then is longer than the screen.
        let room = max(8, rows > 1 ? max(12, (height - head.count) / rows) : height - head.count)
        var lines = head
        for start in stride(from: 0, to: figure.panels.count, by: perRow) {
            let some = figure.panels[start..<min(start + perRow, figure.panels.count)]
            let each = (width - 2 * (some.count - 1)) / some.count
            let canvases = some.map { panel in
                var drawing = TextPanel(
                    panel.seenFromAbove, width: each, height: room, style: self, isTitled: figure.panels.count > 1)
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
        return lines
    }

    /// Title and as much of the caption as fits two lines.
    private func header(_ figure: Figure) -> [String] {
        var texts: [(String, Bool)] = []
        if !figure.title.isEmpty { texts.append((figure.title, true)) }
        var line = ""
        var lines: [String] = []
        for fact in figure.caption where !fact.isEmpty {
            let longer = line.isEmpty ? fact : line + " · " + fact
            if TextCanvas.columns(of: longer) <= width {
                line = longer
            } else {
                if !line.isEmpty { lines.append(line) }
                line = fact
            }
        }
        if !line.isEmpty { lines.append(line) }
        let most = width < 40 ? 0 : height < 20 ? 1 : 2
        texts += lines.prefix(most).map { ($0, false) }
        var canvas = TextCanvas(width: width, height: max(1, texts.count))
        for (row, text) in texts.enumerated() {
            canvas.write(
                TextCanvas.cut(text.0, to: width), column: 0, row: row, ink: text.1 ? nil : .dim, isBold: text.1)
        }
        return texts.isEmpty ? [] : canvas.lines(colors, unicode: unicode)
    }
}

extension Color {
    /// For numbers and captions: reads on dark and on light grounds.
    static let dim = Color(0x8c8c8c)
}

extension Panel {
    /// Characters cannot show a surface from the side: it is drawn from above.
    var seenFromAbove: Panel {
        guard isSpatial else { return self }
        var panel = self
        panel.layers = layers.flatMap { layer -> [Layer] in
            guard case .surface(let surface) = layer else { return [layer] }
            return [.field(Field(surface.grid))] + surface.paths.map { .path($0) }
        }
        return panel
    }
}
