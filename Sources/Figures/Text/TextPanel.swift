// One panel in characters: the room is divided, axes are drawn, then the layers, then the key.

import Answers

struct TextPanel {
    let panel: Panel
    let style: TextStyle
    var canvas: TextCanvas
    /// The plot area, in cells.
    let left: Int
    let top: Int
    let columns: Int
    let rows: Int
    private let keyRows: [[TextKey.Entry]]
    /// The rows between the horizontal axis and the key: its numbers and, where these leave no room beside them, its name.
    private let rowsBelow: Int
    private let hasBar: Bool
    private let isTitled: Bool
    private let ramp: TextRamp?

    var hasColors: Bool { style.colors != .none }

    init(_ panel: Panel, width: Int, height: Int, style: TextStyle, isTitled: Bool, hasKey: Bool = true) {
        self.panel = panel
        self.style = style
        ramp = panel.colors.map { TextRamp($0.palette, style.colors) }
        let hasTitle = isTitled && !panel.title.isEmpty
        self.isTitled = hasTitle
        canvas = TextCanvas(width: width, height: height)
        let key = hasKey ? TextKey.entries(panel, style: style) : []
        keyRows = TextKey.rows(key, width: width, most: height < 16 ? 2 : max(4, height / 4))
        let isNarrow = width < 34
        let labels = panel.y.label.isEmpty && (panel.colors?.label ?? "").isEmpty ? 0 : 1
        let start = (hasTitle ? 1 : 0) + labels
        top = start
        let colorBar = panel.colors != nil && panel.hasColorBar && width >= 56
        let second = width < 34 ? nil : panel.second
        let least = 3
        let room = max(least, height - start - (panel.isImage ? 0 : 2) - keyRows.count)
        func place(_ room: Int) -> (left: Int, columns: Int, rows: Int) {
            // The same numbers as are drawn, so that none is wider than the room it gets.
            let ticks = panel.y.ticks(about: max(2, room / 3))
            let numbers = ticks.map { $0.text.columns }.max() ?? 0
            let left = panel.isImage ? 0 : isNarrow ? 1 : min(max(numbers, 1), width / 3) + 2
            let barWidth =
                (colorBar ? 4 + (panel.colors?.ticks.map { $0.text.columns }.max() ?? 4) : 1)
                + (second.map { 1 + TextPanel.secondWidth($0, rows: room) } ?? 0)
            var (across, down) = (max(4, width - left - barWidth), room)
            if let aspect = panel.aspect {
                // A cell is about twice as high as wide.
                across = max(4, min(across, Int(saturating: (2 * Double(room) * aspect).rounded())))
                down = max(3, min(room, Int(saturating: (Double(across) / (2 * aspect)).rounded())))
            }
            return (left, across, down)
        }
        var found = place(room)
        let numbers = TextPanel.numbers(panel.x, left: found.left, columns: found.columns, width: width)
        let isBeside = panel.x.label.isEmpty || width - panel.x.label.columns > numbers.end
        let isBelow = !isBeside && !panel.isImage && !panel.isListOfBars && room > least
        if isBelow { found = place(room - 1) }
        (left, columns, rows) = found
        rowsBelow = isBelow ? 2 : 1
        hasBar = colorBar
    }

    mutating func draw() -> TextCanvas {
        if isTitled { canvas.write(panel.title.cut(columns: canvas.width), column: 0, row: 0, isBold: true) }
        if panel.isListOfBars {
            drawBarList()
            return canvas
        }
        if !panel.isImage { drawAxes() }
        TextLayers(
            panel: panel, style: style, ramp: ramp, left: left, top: top, columns: columns, rows: rows
        ).draw(on: &canvas)
        if hasBar { drawBar() }
        drawKey()
        return canvas
    }

    // MARK: Axes

    private mutating func drawAxes() {
        let line = Color.dim
        for row in 0..<rows { canvas[left - 1, top + row] = TextCell(glyph: "│", ink: line) }
        for column in 0..<columns { canvas[left + column, top + rows] = TextCell(glyph: "─", ink: line) }
        canvas[left - 1, top + rows] = TextCell(glyph: "└", ink: line)
        var lastRow = Int.min
        for tick in panel.y.ticks(about: max(2, rows / 3)) where !tick.text.isEmpty {
            let share = panel.y.share(tick.place)
            guard share >= -0.001, share <= 1.001 else { continue }
            let row = top + Int(saturating: ((1 - share) * Double(rows - 1)).rounded())
            canvas[left - 1, row] = TextCell(glyph: "┤", ink: line)
            guard left > 2, row != lastRow, row - 1 != lastRow || rows > 14 else { continue }
            let text = tick.text.cut(columns: left - 2)
            canvas.write(text, column: left - 2 - text.columns, row: row, ink: .dim)
            lastRow = row
        }
        drawSecond()
        let numbers = TextPanel.numbers(panel.x, left: left, columns: columns, width: canvas.width)
        for mark in numbers.marks { canvas[mark, top + rows] = TextCell(glyph: "┬", ink: line) }
        for (start, text) in numbers.texts { canvas.write(text, column: start, row: top + rows + 1, ink: .dim) }
        let name = panel.x.label.cut(columns: canvas.width)
        // A name that finds no room below the axis at all stands with the other axis's.
        let fits = rowsBelow > 1 || canvas.width - name.columns > numbers.end
        if !name.isEmpty, fits {
            canvas.write(name, column: canvas.width - name.columns, row: top + rows + rowsBelow, ink: .dim)
        }
        guard top > (isTitled ? 1 : 0) else { return }
        let row = isTitled ? 1 : 0
        let names = fits || panel.y.label.isEmpty ? panel.y.label : "\(panel.y.label), across: \(name)"
        let heading = names.cut(columns: canvas.width - max(0, left - 1))
        canvas.write(heading, column: max(0, left - 1), row: row, ink: .dim)
        if let colors = panel.colors {
            let text = hasBar ? colors.label : "\(colors.label): \(meaning(of: colors.palette))"
            let room = canvas.width - left - heading.columns - 2
            let cut = (text.columns <= room ? text : colors.label).cut(columns: room)
            canvas.write(cut, column: canvas.width - cut.columns, row: row, ink: .dim)
        }
    }

    /// The columns of the marks on a horizontal axis, the numbers that find room below them, and the first column behind
    /// these.
    private static func numbers(
        _ axis: Axis, left: Int, columns: Int, width: Int
    ) -> (marks: [Int], texts: [(start: Int, text: String)], end: Int) {
        var marks: [Int] = []
        var texts: [(start: Int, text: String)] = []
        var free = 0
        for tick in axis.ticks(about: max(2, columns / 10)) where !tick.text.isEmpty {
            let share = axis.share(tick.place)
            guard share >= -0.001, share <= 1.001 else { continue }
            let column = left + Int(saturating: (share * Double(columns - 1)).rounded())
            marks.append(column)
            let size = tick.text.columns
            let start = min(width - size, max(0, column - size / 2))
            guard start >= free else { continue }
            texts.append((start, tick.text))
            free = start + size + 1
        }
        return (marks, texts, free)
    }

    /// The width of the numbers on an axis on the right.
    private static func secondWidth(_ axis: Axis, rows: Int) -> Int {
        axis.ticks(about: max(2, rows / 3)).map { $0.text.columns }.max() ?? 0
    }

    /// The second vertical axis, on the right.
    private mutating func drawSecond() {
        guard let second = panel.second, canvas.width >= 34 else { return }
        let column = left + columns
        for row in 0..<rows { canvas[column, top + row] = TextCell(glyph: "│", ink: .dim) }
        var lastRow = Int.min
        for tick in second.ticks(about: max(2, rows / 3)) where !tick.text.isEmpty {
            let share = second.share(tick.place)
            guard share >= -0.001, share <= 1.001 else { continue }
            let row = top + Int(saturating: ((1 - share) * Double(rows - 1)).rounded())
            guard row != lastRow else { continue }
            canvas[column, row] = TextCell(glyph: "├", ink: .dim)
            canvas.write(tick.text, column: column + 1, row: row, ink: .dim)
            lastRow = row
        }
        guard !second.label.isEmpty, top > (isTitled ? 1 : 0) else { return }
        let text = second.label.cut(columns: max(1, canvas.width / 2))
        canvas.write(text, column: canvas.width - text.columns, row: isTitled ? 1 : 0, ink: .dim)
    }

    /// What colours and axes mean, for many small panels at once.
    static func commonKey(_ panel: Panel, width: Int, style: TextStyle) -> [String] {
        var facts: [String] = []
        if let colors = panel.colors {
            let drawing = TextPanel(panel, width: width, height: 20, style: style, isTitled: false)
            let ends =
                "\(Tick.text(colors.range.lowerBound, digits: 3)) to \(Tick.text(colors.range.upperBound, digits: 3))"
            facts.append("\(colors.label) \(ends): \(drawing.meaning(of: colors.palette))")
        }
        if !panel.x.label.isEmpty { facts.append("across \(panel.x.label)") }
        if !panel.y.label.isEmpty { facts.append("up \(panel.y.label)") }
        return facts.isEmpty ? [] : [(facts.joined(separator: " · ")).cut(columns: width)]
    }

    /// How low and high values look, said where there is no room for a bar.
    private func meaning(of palette: Palette) -> String {
        if palette.isDiverging { return hasColors ? "blue below 0, orange above" : "= - below 0, + # above" }
        guard hasColors else { return "blank is low, dense is high" }
        let isPaleLow = palette.color(at: 0).lightness > palette.color(at: 1).lightness
        return isPaleLow ? "pale is low, dark is high" : "dark is low, pale is high"
    }

    private mutating func drawBar() {
        guard let colors = panel.colors, let ramp else { return }
        let column = left + columns + 1
        for row in 0..<rows {
            let upper = 1 - (Double(row) + 0.25) / Double(rows)
            let lower = 1 - (Double(row) + 0.75) / Double(rows)
            for offset in 0...1 {
                canvas[column + offset, top + row] =
                    hasColors && style.unicode
                    ? TextCell(
                        glyph: "▀", ink: ramp.ground(upper), ground: ramp.ground(lower))
                    : TextCell(
                        glyph: TextLayers.glyph((upper + lower) / 2, colors.palette, unicode: style.unicode))
            }
        }
        var lastRow = Int.min
        for tick in colors.ticks.reversed() where !tick.text.isEmpty && tick.place >= 0 && tick.place <= 1 {
            let row = top + Int(saturating: ((1 - tick.place) * Double(rows - 1)).rounded())
            guard row > lastRow else { continue }
            canvas.write(tick.text, column: column + 3, row: row, ink: .dim)
            lastRow = row
        }
    }

    private mutating func drawKey() {
        TextKey.draw(keyRows, on: &canvas, from: top + rows + 1 + rowsBelow, style: style)
    }

    // MARK: Bars with names

    /// Bars with named places read best as a list: name, bar, number.
    private mutating func drawBarList() {
        let bars = panel.layers.compactMap { if case .bars(let bars) = $0 { bars } else { nil } }
        let names = panel.barNames.map(\.text)
        let room = min(canvas.width / 3, names.map(\.columns).max() ?? 0)
        let most = bars.flatMap(\.bars).map { abs($0.length) }.filter(\.isFinite).max() ?? 1
        let numbers = bars.flatMap(\.bars).map { Tick.text($0.length, digits: 3).columns }.max() ?? 1
        let space = max(1, canvas.width - room - 3 - numbers)
        var row = top
        for name in panel.barNames where row < canvas.height {
            canvas.write(name.text.cut(columns: room), column: 0, row: row)
            for group in bars {
                guard let bar = group.bars.first(where: { $0.x.contains(name.place) }) else { continue }
                let text = Tick.text(bar.length, digits: 3)
                let share = panel.y.isLog ? panel.y.share(bar.height) : abs(bar.length) / (most == 0 ? 1 : most)
                let length = share.isFinite ? Int(saturating: (max(0, min(1, share)) * Double(space)).rounded()) : 0
                for column in 0..<length {
                    canvas[room + 1 + column, row] = TextCell(glyph: "█", ink: style.ink(group.color))
                }
                canvas.write(text, column: room + 2 + length, row: row, ink: .dim)
                row += 1
            }
        }
        if top > 0, !panel.y.label.isEmpty {
            canvas.write(panel.y.label, column: room + 1, row: isTitled ? 1 : 0, ink: .dim)
        }
    }
}
